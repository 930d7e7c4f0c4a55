//! The command line through the built program: what it prints where, and how it exits.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A connector whose capabilities name the authority that Microsoft retired: one finding, an error.
const BROKEN: &str = "\
[PS] C:\\>Get-ReceiveConnector \"EX01\\Default Frontend EX01\" | Format-List\n\
\n\
Identity              : EX01\\Default Frontend EX01\n\
Name                  : Default Frontend EX01\n\
Server                : EX01\n\
Bindings              : {[::]:25, 0.0.0.0:25}\n\
TransportRole         : FrontendTransport\n\
AuthMechanism         : Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer\n\
PermissionGroups      : AnonymousUsers, ExchangeServers, ExchangeLegacyServers\n\
TlsCertificateName    : \n\
TlsDomainCapabilities : {<I>CN=MSIT Machine Auth CA 2, DC=redmond, DC=corp, DC=microsoft, DC=com\
<S>CN=mail.protection.outlook.com, OU=Forefront Online Protection for Exchange, \
O=Microsoft, L=Redmond, S=WA, C=US:AcceptCloudServicesMail}\n";

/// A folder of its own for a test, taken away at its end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self.command(arguments).spawn().unwrap();
        // A program that refuses its arguments does not read.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hybrid-tls-doctor"));
        command.current_dir(&self.0).args(arguments).env_remove("NO_COLOR");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind lies in the build's own folder for such things.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn names(output: &Output) -> Vec<String> {
    let report: Value = serde_json::from_str(stdout(output)).unwrap();
    report["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| source["name"].as_str().unwrap().into())
        .collect()
}

#[test]
fn a_finding_is_printed_and_exits_with_1() {
    let folder = Folder::new();
    folder.file("receive.txt", BROKEN);
    let output = folder.run(&["examine", "--at", "2026-11-22", "receive.txt"], "");
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{text}{}", stderr(&output));
    assert!(text.starts_with("✖ Exchange Online → on-premises: broken"), "{text}");
    assert!(text.contains("✖ error[outdated-tls-domain-capabilities]"), "{text}");
    assert!(text.contains("--> receive.txt:11:"), "{text}");
    assert!(!text.contains('\x1b'), "{text}");
    assert_eq!(stderr(&output), "");
}

#[test]
fn the_three_formats() {
    let folder = Folder::new();
    let of = |format| {
        let arguments = ["examine", "--at", "2026-11-22T00:00:00Z", "--format", format, "-"];
        stdout(&folder.run(&arguments, BROKEN)).to_owned()
    };
    assert!(of("text").contains("outdated-tls-domain-capabilities"));
    assert!(of("markdown").starts_with("# Hybrid TLS Doctor\n"));
    let json = of("json");
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["schema"], "hybrid-tls-doctor/report/v1");
    assert_eq!(report["judged_at"], "2026-11-22T00:00:00Z");
    assert_eq!(report["sources"][0]["name"], "stdin");
    assert!(json.ends_with("}\n"));
    assert_eq!(json, of("json"));
}

#[test]
fn fail_on_decides_the_exit_code_and_min_severity_does_not() {
    let folder = Folder::new();
    let code = |arguments: &[&str]| {
        let mut all = vec!["examine", "--at", "2026-11-22"];
        all.extend(arguments);
        folder.run(&all, BROKEN).status.code()
    };
    assert_eq!(code(&[]), Some(1));
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    assert_eq!(code(&["--fail-on=note"]), Some(1));
    assert_eq!(code(&["--min-severity", "error"]), Some(1));
    let empty = folder.run(&["examine", "--fail-on", "note"], "");
    assert_eq!(empty.status.code(), Some(0), "{}", stdout(&empty));
    assert!(!stdout(&empty).contains("fine"), "{}", stdout(&empty));
}

#[test]
fn folders_are_read_in_the_order_of_names() {
    let folder = Folder::new();
    for name in ["in/b.txt", "in/a/z.txt", "in/a/y/x.txt", "in/c.txt", "first.txt"] {
        folder.file(name, "Name : x\n");
    }
    let output = folder.run(&["examine", "--format", "json", "first.txt", "in", "-"], "Name : y\n");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(names(&output), ["first.txt", "in/a/y/x.txt", "in/a/z.txt", "in/b.txt", "in/c.txt", "stdin"]);
}

#[test]
fn standard_input_is_read_where_no_path_is_given() {
    let output = Folder::new().run(&["examine", "--format", "json"], BROKEN);
    assert_eq!(names(&output), ["stdin"]);
}

#[test]
fn an_unreadable_path_exits_with_2_after_the_others() {
    let folder = Folder::new();
    folder.file("receive.txt", BROKEN);
    let output = folder.run(&["examine", "no\x1bsuch.txt", "receive.txt"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot read no\u{FFFD}such.txt: "), "{}", stderr(&output));
    assert!(stdout(&output).contains("outdated-tls-domain-capabilities"));
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_do_not_lead_in_circles() {
    let folder = Folder::new();
    folder.file("in/a.txt", "Name : x\n");
    std::os::unix::fs::symlink("..", folder.0.join("in/up")).unwrap();
    std::os::unix::fs::symlink("a.txt", folder.0.join("in/b.txt")).unwrap();
    let output = folder.run(&["examine", "--format", "json", "in"], "");
    assert_eq!(names(&output), ["in/a.txt", "in/b.txt"]);
}

#[test]
fn colour_is_asked_for() {
    let folder = Folder::new();
    let colored = |arguments: &[&str]| stdout(&folder.run(arguments, BROKEN)).contains("\x1b[");
    assert!(colored(&["examine", "--color", "always"]));
    assert!(!colored(&["examine", "--color", "never"]));
    assert!(!colored(&["examine"]), "a pipe is no terminal");
}

#[test]
fn quiet_is_a_line_for_each_lane_and_finding() {
    let output = Folder::new().run(&["examine", "--quiet", "--min-severity", "error"], BROKEN);
    let text = stdout(&output);
    assert!(text.contains("stdin:11:"), "{text}");
    assert!(text.lines().count() < 8, "{text}");
    assert_eq!(stderr(&output), "");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::new();
    folder.file("receive.txt", &BROKEN.repeat(2000));
    let mut child = folder.command(&["examine", "receive.txt"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn wrong_usage_exits_with_2_and_says_what_is_wrong() {
    let folder = Folder::new();
    folder.file("receive.txt", "x");
    for (arguments, message) in [
        (&[][..], "no command given"),
        (&["rehearse"], "`rehearse` is no command"),
        (&["harvest"], "`harvest` is no command"),
        (&["receive.txt"], "hybrid-tls-doctor examine receive.txt"),
        (&["examine", "--format", "sarif"], "takes text, markdown or json, not `sarif`"),
        (&["examine", "--at", "yesterday"], "`--at` takes a moment such as"),
        (&["examine", "--profile", "mars"], "gcc-high"),
        (&["examine", "--fail-on"], "`--fail-on` takes error, warning, note or never"),
        (&["examine", "--colour"], "no option `--colour`"),
        (&["examine", "-q"], "no option `-q`"),
        (&["explain"], "takes the name of a rule"),
        (&["explain", "a", "b"], "takes one rule"),
        (&["rules", "--format", "yaml"], "takes text or json"),
        (&["collect", "everything"], "takes on-premises or exchange-online, not `everything`"),
        (&["collect", "on-premises", "exchange-online"], "one script at a time"),
        (&["collect", "--force"], "no option `--force`"),
    ] {
        let output = folder.run(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(message), "{arguments:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{arguments:?}");
    }
}

#[test]
fn help_and_version() {
    let folder = Folder::new();
    for arguments in [&["--help"][..], &["-h"], &["examine", "--help"], &["rules", "-h"], &["help"]] {
        let output = folder.run(arguments, "");
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout(&output).contains("--fail-on error|warning|note|never"), "{arguments:?}");
    }
    let version = folder.run(&["--version"], "");
    assert_eq!(stdout(&version), concat!("hybrid-tls-doctor ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn the_collectors_are_printed_as_they_are() {
    use hybrid_tls_doctor::Collector;
    let folder = Folder::new();
    let on_premises = folder.run(&["collect"], "");
    assert_eq!(on_premises.status.code(), Some(0));
    assert_eq!(stdout(&on_premises), Collector::OnPremises.script());
    assert_eq!(stdout(&folder.run(&["collect", "on-premises"], "")), Collector::OnPremises.script());
    assert_eq!(stdout(&folder.run(&["collect", "exchange-online"], "")), Collector::ExchangeOnline.script());
}

#[test]
fn every_rule_is_listed_and_explained() {
    let folder = Folder::new();
    let json: Value = serde_json::from_str(stdout(&folder.run(&["rules", "--format", "json"], ""))).unwrap();
    let text = folder.run(&["rules"], "");
    let rules = json.as_array().unwrap();
    assert_eq!(rules.len(), hybrid_tls_doctor::rules().len());
    assert_eq!(stdout(&text).lines().count(), rules.len());
    for rule in rules {
        let name = rule["name"].as_str().unwrap();
        assert!(stdout(&text).lines().any(|line| line.split(' ').next() == Some(name)), "{name}");
        assert!(!rule["citations"].as_array().unwrap().is_empty(), "{name}");
        let page = folder.run(&["explain", name], "");
        assert_eq!(page.status.code(), Some(0), "{name}");
        assert!(stdout(&page).lines().count() > 5, "{name}: {}", stdout(&page));
    }
}

#[test]
fn a_rule_that_is_none_has_a_hint() {
    let folder = Folder::new();
    let output = folder.run(&["explain", "outdated_tls_capabilities"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("outdated-tls-domain-capabilities"), "{}", stderr(&output));
    let output = folder.run(&["explain", "xyz"], "");
    assert!(stderr(&output).contains("`hybrid-tls-doctor rules` lists them"), "{}", stderr(&output));
}
