//! A case: a folder of evidence, and what must be said about it.

use hybrid_tls_doctor::{Examination, Report, Timestamp, json_v1};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of evidence and what must be said about it.
#[derive(Debug)]
pub struct Case {
    /// The folder's name.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// `case.toml`.
    pub description: Description,
    /// The evidence: file names and bytes, in the order in which they are given.
    pub sources: Vec<(String, Vec<u8>)>,
}

/// `case.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// What happened to whom.
    pub about: String,
    /// The moment to judge by.
    #[serde(default = "judging_date")]
    pub at: String,
    /// Certificates of `tests/fixtures/certificates` that are given after the files of `evidence`.
    #[serde(default)]
    pub certificates: Vec<String>,
    /// Names of further sources that hold a block which looks like a private key. It is made while the test
    /// runs, so that nothing in the repository looks like one.
    #[serde(default)]
    pub private_keys: Vec<String>,
    /// Whether the text report is kept beside the case as `report.txt.snap`.
    #[serde(default)]
    pub snapshot: bool,
    /// What must be said.
    pub expect: Expect,
}

/// What must be said. Written by hand from the reference, not from what the program prints.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// `broken`, `at-risk`, `healthy`, `undecided`.
    pub status: Option<String>,
    /// The lane from Exchange Online.
    pub to_on_premises: Option<String>,
    /// The lane to Exchange Online.
    pub to_exchange_online: Option<String>,
    /// Every finding. One that matches several entries is counted for the first of them.
    #[serde(default)]
    pub finding: Vec<ExpectedFinding>,
    /// Rules that may find something here besides: the reference leaves it open. A comment says why.
    #[serde(default)]
    pub may: Vec<String>,
    /// Verdicts.
    #[serde(default)]
    pub check: Vec<ExpectedCheck>,
    /// What sources are understood as.
    #[serde(default)]
    pub source: Vec<ExpectedSource>,
}

/// A finding that must be there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedFinding {
    /// Its rule.
    pub rule: String,
    /// `error`, `warning`, `note`.
    pub severity: Option<String>,
    /// A part of the subject's name.
    #[serde(default)]
    pub subject: String,
    /// The subject's kind.
    pub kind: Option<String>,
    /// The subject's server.
    pub server: Option<String>,
    /// The lanes, exactly.
    pub directions: Option<Vec<String>>,
    /// `certain`, `likely`, `possible`.
    pub confidence: Option<String>,
    /// How many findings look like this.
    #[serde(default = "one")]
    pub count: usize,
    /// How many error texts and events it accounts for, at least.
    #[serde(default)]
    pub explains: usize,
    /// Texts that stand in its title or reasons. Alternatives are separated by ` || `.
    #[serde(default)]
    pub says: Vec<String>,
    /// Texts that its labels show. Alternatives are separated by ` || `.
    #[serde(default)]
    pub shows: Vec<String>,
    /// Fixes that are among its own.
    #[serde(default)]
    pub fix: Vec<ExpectedFix>,
}

/// A fix that must be among those of a finding.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedFix {
    /// Where it is run.
    pub shell: Option<String>,
    /// On which server.
    pub run_on: Option<String>,
    /// What it risks.
    pub risk: Option<String>,
    /// What to answer.
    pub answer: Option<String>,
    /// Texts of `apply`, or of the title for the wizard. Alternatives are separated by ` || `.
    #[serde(default)]
    pub contains: Vec<String>,
    /// Texts that `apply` must not hold.
    #[serde(default)]
    pub lacks: Vec<String>,
}

/// A verdict.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedCheck {
    /// The rule.
    pub rule: String,
    /// Its verdict.
    pub verdict: String,
    /// Kinds of evidence that are named as missing, among others.
    #[serde(default)]
    pub missing: Vec<String>,
}

/// What a source is understood as.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedSource {
    /// Its name.
    pub name: String,
    /// Its format.
    pub format: Option<String>,
    /// Its encoding.
    pub encoding: Option<String>,
    /// How many of what, among others.
    #[serde(default)]
    pub items: BTreeMap<String, u64>,
    /// How many problems it has, exactly.
    pub problems: Option<usize>,
}

fn judging_date() -> String {
    "2026-11-22".to_owned()
}

fn one() -> usize {
    1
}

/// The folder of the workspace tests.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every case, by name.
pub fn cases() -> Vec<Case> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root().join("cases"))
        .expect("tests/cases")
        .map(|entry| entry.expect("an entry of tests/cases").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders.iter().map(|folder| Case::load(folder)).collect()
}

impl Case {
    fn load(folder: &Path) -> Self {
        let name = file_name(folder);
        let description = fs::read_to_string(folder.join("case.toml")).expect(&name);
        let description: Description =
            toml::from_str(&description).unwrap_or_else(|error| panic!("{name}/case.toml: {error}"));
        let mut files: Vec<PathBuf> = match fs::read_dir(folder.join("evidence")) {
            Ok(entries) => entries.map(|entry| entry.expect("an entry").path()).collect(),
            Err(_) => Vec::new(),
        };
        files.sort();
        let certificates = root().join("fixtures/certificates");
        files.extend(description.certificates.iter().map(|file| certificates.join(file)));
        let mut sources: Vec<(String, Vec<u8>)> =
            files.iter().map(|path| (file_name(path), fs::read(path).expect("evidence"))).collect();
        sources.extend(description.private_keys.iter().map(|file| (file.clone(), key_like_block())));
        Self { name, folder: folder.to_owned(), description, sources }
    }

    /// The report on the case's own evidence.
    pub fn report(&self) -> Report {
        self.report_on(&self.sources)
    }

    /// The report on the case's own evidence, in the public JSON.
    pub fn report_json(&self) -> Value {
        serde_json::from_str(&json_v1(&self.report())).expect("JSON")
    }

    /// The report on other evidence, judged by the case's moment.
    pub fn report_on(&self, sources: &[(String, Vec<u8>)]) -> Report {
        examine(&self.description.at, sources)
    }

    /// Compares what is said with what must be said; a line for each difference.
    pub fn differences(&self) -> Vec<String> {
        crate::compare::differences(&self.description.expect, &self.report_json())
    }
}

/// Whether bytes are DER or BER, whose source is an account of them.
pub fn is_binary(bytes: &[u8]) -> bool {
    matches!(bytes, [0x30, 0x80..=0xFF, ..])
}

/// The report on named bytes.
pub fn examine(at: &str, sources: &[(String, Vec<u8>)]) -> Report {
    let mut examination = Examination::new(Timestamp::parse_rfc3339(at).expect("the moment to judge by"));
    for (name, bytes) in sources {
        examination.add(name, bytes);
    }
    examination.report()
}

fn file_name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// A PEM block under the label of a private key whose content is the repetition of one sentence.
fn key_like_block() -> Vec<u8> {
    let label = ["PRIVATE", "KEY"].join(" ");
    // `This is not a key.` twelve times, in base64.
    let body = "VGhpcyBpcyBub3QgYSBrZXku\n".repeat(12);
    format!("-----BEGIN RSA {label}-----\n{body}-----END RSA {label}-----\n").into_bytes()
}
