use crate::arguments::{Color, Format, Options};
use crate::{FOUND, TROUBLE, evidence, output, usage_error};
use hybrid_tls_doctor::{Examination, Timestamp, json_v1, markdown, text, text_brief};
use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// Examines what was given and prints the report.
pub(crate) fn run(options: &Options) -> ExitCode {
    let mut paths = options.paths.clone();
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            return usage_error("nothing to examine: name files or folders, or pipe something in");
        }
        paths.push(PathBuf::from(evidence::STANDARD_INPUT));
    }
    let mut examination = Examination::new(options.at.unwrap_or_else(now)).profile(options.profile);
    let complete = read_all(&mut examination, &paths, options.quiet);
    let report = examination.report();
    let found =
        options.fail_on.is_some_and(|least| report.findings.iter().any(|finding| finding.severity >= least));
    let view = report.at_least(options.min_severity);
    let color = colored(options.color);
    let printed = match options.format {
        Format::Text if options.quiet => text_brief(view, color),
        Format::Text => text(view, color),
        Format::Markdown => markdown(view),
        Format::Json => json_v1(view) + "\n",
    };
    let code = match (complete, found) {
        (false, _) => TROUBLE,
        (true, true) => FOUND,
        (true, false) => 0,
    };
    output::print(&printed, ExitCode::from(code))
}

/// Adds every source. Returns whether all of them could be read.
fn read_all(examination: &mut Examination, paths: &[PathBuf], quiet: bool) -> bool {
    let mut complete = true;
    let files = evidence::files(paths, |path, error| {
        complete = false;
        output::complain(format_args!("cannot read {}: {error}", evidence::name(path)));
    });
    let progress = !quiet && files.len() > 1 && io::stderr().is_terminal();
    for (index, path) in files.iter().enumerate() {
        if progress {
            show_progress(&format!("reading {} of {}", index + 1, files.len()));
        }
        match evidence::read(path) {
            Ok(bytes) => examination.add(&evidence::name(path), &bytes),
            Err(error) => {
                complete = false;
                output::complain(format_args!("cannot read {}: {error}", evidence::name(path)));
            }
        }
    }
    if progress {
        show_progress("");
    }
    complete
}

/// Replaces the line of progress on the terminal.
fn show_progress(line: &str) {
    let mut stderr = io::stderr();
    // Progress that cannot be shown is no fault.
    let _ = write!(stderr, "\r\x1b[K{line}").and_then(|()| stderr.flush());
}

fn colored(color: Color) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let dumb = std::env::var_os("TERM").as_deref() == Some(OsStr::new("dumb"));
            io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
