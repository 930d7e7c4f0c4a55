//! Files that are made from the Rust code.

use crate::project::Project;
use anyhow::{Context, Result};
use htd_report::{Citation, Severity, json_v1};
use serde::Serialize;
use std::fs;
use std::path::Path;

/// A rule as the page and other programs get it.
#[derive(Serialize)]
struct RuleEntry {
    name: &'static str,
    title: &'static str,
    severities: Vec<&'static str>,
    evidence: Vec<&'static str>,
    citations: Vec<CitationEntry>,
    reviewed: &'static str,
    documentation: &'static str,
}

#[derive(Serialize)]
struct CitationEntry {
    title: &'static str,
    kb: Option<&'static str>,
    url: &'static str,
}

/// Writes the generated files of the repository anew: the schema, the TypeScript types, a page for each rule.
pub(crate) fn run(project: &Project) -> Result<()> {
    for (path, text) in files() {
        let path = project.root.join(path);
        if fs::read_to_string(&path).is_ok_and(|found| found == text) {
            continue;
        }
        write(&path, &text)?;
        println!("{} is new", path.display());
    }
    Ok(())
}

/// Writes the catalogue of rules, which the bundle and the npm package carry.
pub(crate) fn write_catalogue(path: &Path) -> Result<()> {
    let rules: Vec<RuleEntry> = hybrid_tls_doctor::rules().iter().map(|rule| entry(rule.info())).collect();
    let text = serde_json::to_string_pretty(&rules)? + "\n";
    if fs::read_to_string(path).is_ok_and(|found| found == text) { Ok(()) } else { write(path, &text) }
}

/// When the catalogue was last reviewed as a whole.
pub(crate) fn rules_reviewed() -> &'static str {
    let newest = hybrid_tls_doctor::rules().iter().map(|rule| rule.info().reviewed).max();
    newest.unwrap_or("never")
}

fn files() -> Vec<(String, String)> {
    let types = json_v1::generated_files().into_iter().map(|(path, text)| (path.to_owned(), text));
    let pages = hybrid_tls_doctor::rules().iter().filter_map(|rule| {
        let name = rule.info().name;
        Some((format!("docs/rules/{name}.md"), hybrid_tls_doctor::documentation(name)?.to_owned()))
    });
    types.chain(pages).chain([("docs/rules/README.md".to_owned(), index())]).collect()
}

/// The list of all rules, in report order.
fn index() -> String {
    let mut text =
        "# The rules\n\nIn the order of the report. Each is named after the defect that it finds.\n\n"
            .to_owned();
    for rule in hybrid_tls_doctor::rules() {
        let info = rule.info();
        text.push_str(&format!("- [{0}]({0}.md): {1}\n", info.name, info.passes));
    }
    text
}

fn entry(info: &'static hybrid_tls_doctor::RuleInfo) -> RuleEntry {
    RuleEntry {
        name: info.name,
        title: info.passes,
        severities: info.severities.iter().copied().map(severity).collect(),
        evidence: info.evidence.iter().map(|evidence| evidence.name()).collect(),
        citations: info.citations.iter().map(citation).collect(),
        reviewed: info.reviewed,
        documentation: hybrid_tls_doctor::documentation(info.name).unwrap_or(""),
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn citation(citation: &Citation) -> CitationEntry {
    CitationEntry { title: citation.title, kb: citation.kb, url: citation.url }
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_every_rule_is_up_to_date() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (path, expected) in files() {
            let found = fs::read_to_string(root.join(&path)).unwrap_or_default().replace("\r\n", "\n");
            assert!(found == expected, "{path} is out of date: run `cargo xtask codegen`");
        }
    }

    #[test]
    fn every_rule_has_its_page() {
        for rule in hybrid_tls_doctor::rules() {
            let name = rule.info().name;
            assert!(hybrid_tls_doctor::documentation(name).is_some(), "{name}");
        }
    }
}
