//! Lays out a new rule: its file, its lines in the catalogue and the documentation, and its first case. What is
//! laid out compiles, and its tests fail until they are written.

use crate::process;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn run(project: &Project, name: &str) -> Result<()> {
    let rules = project.root.join("crates/rules/src");
    let rule = NewRule::named(name, &folders(&rules)?)?;
    let file = rules.join(&rule.folder).join(format!("{}.rs", rule.module));
    let case = project.root.join("tests/cases").join(&rule.name);
    for path in [&file, &case] {
        if path.exists() {
            bail!("{} is already there", path.display());
        }
    }
    // All of them are put together before the first is written, so that a surprise leaves nothing half done.
    let (catalog, documentation) = (rules.join("catalog.rs"), rules.join("documentation.rs"));
    let parent = rules.join(format!("{}.rs", rule.folder));
    let changed = [
        (catalog.clone(), rule.added_to_catalog(&read(&catalog)?)?),
        (documentation.clone(), added_to_list(&read(&documentation)?, &rule.page_line())?),
        (parent.clone(), format!("{}pub(crate) mod {};\n", read(&parent)?, rule.module)),
        (file, rule.source()),
        (case.join("case.toml"), rule.case()),
        (case.join("evidence/evidence.txt"), String::new()),
    ];
    for (path, text) in &changed {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text).with_context(|| path.display().to_string())?;
        println!("{}", path.display());
    }
    process::run(project.cargo().args(["fmt", "--package", "htd-rules"]))?;
    println!("\nThe rule finds nothing yet, and its tests fail until they are written.");
    println!("Its place in catalog.rs is its place in the report: causes before symptoms.");
    Ok(())
}

struct NewRule {
    name: String,
    folder: String,
    module: String,
    kind: String,
}

impl NewRule {
    /// `NAME`, whose first word then says the folder, or `FOLDER/NAME`.
    fn named(argument: &str, folders: &[String]) -> Result<Self> {
        let (folder, name) = match argument.split_once('/') {
            Some((folder, name)) => (folder, name),
            None => (argument.split('-').next().unwrap_or(""), argument),
        };
        let words: Vec<&str> = name.split('-').collect();
        let word = |word: &&str| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        if words.len() < 2 || !words.iter().all(word) || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            bail!("a rule is named after the defect, in small letters: receive-certificate-not-found");
        }
        if !folders.iter().any(|known| known == folder) {
            bail!("there is no folder {folder}; say FOLDER/{name} with one of {}", folders.join(", "));
        }
        let kind = words.iter().map(|word| capitalised(word)).collect();
        Ok(Self { name: name.to_owned(), folder: folder.to_owned(), module: words.join("_"), kind })
    }

    fn added_to_catalog(&self, catalog: &str) -> Result<String> {
        let import = format!("use crate::{}::{}::{};\n", self.folder, self.module, self.kind);
        let place = catalog.find("use ").context("catalog.rs has no `use`")?;
        let (before, after) = catalog.split_at_checked(place).context("catalog.rs")?;
        added_to_list(&format!("{before}{import}{after}"), &format!("    &{},", self.kind))
    }

    fn page_line(&self) -> String {
        format!("    (\"{}\", crate::{}::{}::DOCUMENTATION),", self.name, self.folder, self.module)
    }

    fn source(&self) -> String {
        let Self { name, kind, .. } = self;
        let evidence = "ReceiveConnectors";
        format!(
            r##"use crate::{{Outcome, Rule, RuleInfo}};
use htd_model::Estate;
use htd_report::{{Direction, Evidence, Severity}};

pub(crate) const DOCUMENTATION: &str = "\
# {name}

## What it checks

## Why mail stops

## How to confirm

## How to mend it
";

/// What is wrong, as one sentence.
pub(crate) struct {kind};

static INFO: RuleInfo = RuleInfo {{
    name: "{name}",
    passes: "",
    severities: &[Severity::Error],
    evidence: &[Evidence::{evidence}],
    directions: &[Direction::ToOnPremises],
    decisive: true,
    citations: &[],
    reviewed: "",
}};

impl Rule for {kind} {{
    fn info(&self) -> &'static RuleInfo {{
        &INFO
    }}

    fn check(&self, _estate: &Estate, _outcome: &mut Outcome<'_>) {{}}
}}

#[cfg(test)]
mod tests {{
    use crate::testing::judge;
    use htd_report::Verdict;

    const RULE: &str = "{name}";

    #[test]
    fn the_defect_is_found() {{
        let judged = judge(RULE, "");
        judged.finding("the words of the title");
    }}

    #[test]
    fn an_estate_as_it_should_be_passes() {{
        assert_eq!(judge(RULE, "").verdict, Verdict::Pass);
    }}

    #[test]
    fn without_its_evidence_it_is_undecided() {{
        assert_eq!(judge(RULE, "").verdict, Verdict::Undecided);
    }}
}}
"##
        )
    }

    fn case(&self) -> String {
        let Self { name, .. } = self;
        format!(
            "about = \"\"\n\n[expect]\nstatus = \"broken\"\n\n[[expect.finding]]\nrule = \"{name}\"\nseverity = \"error\"\n"
        )
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// Adds a line at the end of the last list of a source.
fn added_to_list(source: &str, line: &str) -> Result<String> {
    let (before, after) = source.rsplit_once("\n];").context("there is no list to add to")?;
    Ok(format!("{before}\n{line}\n];{after}"))
}

fn folders(rules: &Path) -> Result<Vec<String>> {
    let entries: std::io::Result<Vec<PathBuf>> =
        fs::read_dir(rules)?.map(|entry| Ok(entry?.path())).collect();
    let mut folders: Vec<String> = entries?
        .iter()
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    folders.sort();
    Ok(folders)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders() -> Vec<String> {
        vec!["receive".to_owned(), "send".to_owned()]
    }

    #[test]
    fn a_name_says_the_folder_the_file_and_the_type() {
        let rule = NewRule::named("receive-certificate-not-found", &folders()).unwrap();
        assert_eq!(
            (rule.folder.as_str(), rule.module.as_str()),
            ("receive", "receive_certificate_not_found")
        );
        assert_eq!(rule.kind, "ReceiveCertificateNotFound");
        let rule = NewRule::named("send/wrong-certificate-bound", &folders()).unwrap();
        assert_eq!((rule.folder.as_str(), rule.name.as_str()), ("send", "wrong-certificate-bound"));
    }

    #[test]
    fn other_names_are_refused() {
        for name in [
            "",
            "receive",
            "Receive-Certificate",
            "receive-",
            "nowhere-to-be-found",
            "../receive-x",
            "send/../x-y",
        ] {
            assert!(NewRule::named(name, &folders()).is_err(), "{name}");
        }
    }

    #[test]
    fn the_catalogue_gets_the_import_and_the_entry() {
        let rule = NewRule::named("send-name-empty", &folders()).unwrap();
        let catalog = "use crate::Rule;\n\npub const CATALOG: &[&dyn Rule] = &[\n    &A,\n];\n";
        let expected = "use crate::send::send_name_empty::SendNameEmpty;\nuse crate::Rule;\n\npub const CATALOG: &[&dyn Rule] = &[\n    &A,\n    &SendNameEmpty,\n];\n";
        assert_eq!(rule.added_to_catalog(catalog).unwrap(), expected);
        assert!(rule.added_to_catalog("nothing").is_err());
    }
}
