//! Files that are made from the Rust code.

use crate::project::Project;
use anyhow::{Context, Result};
use htd_exchange::{Side, collected};
use htd_report::json_v1;
use hybrid_tls_doctor::Collector;
use std::fs;
use std::path::Path;

/// Writes the generated files of the repository anew: the schema, the TypeScript types, a page for each rule, what the
/// collector's scripts keep.
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
    let text = hybrid_tls_doctor::catalogue_json();
    if fs::read_to_string(path).is_ok_and(|found| found == text) { Ok(()) } else { write(path, &text) }
}

/// Writes the scripts that collect evidence, which the page shows.
pub(crate) fn write_collectors(path: &Path) -> Result<()> {
    let text = hybrid_tls_doctor::collectors_json();
    if fs::read_to_string(path).is_ok_and(|found| found == text) { Ok(()) } else { write(path, &text) }
}

/// When the catalogue was last reviewed as a whole.
pub(crate) fn rules_reviewed() -> &'static str {
    let newest = hybrid_tls_doctor::rules().iter().map(|rule| rule.reviewed).max();
    newest.unwrap_or("never")
}

fn files() -> Vec<(String, String)> {
    let types = json_v1::generated_files().into_iter().map(|(path, text)| (path.to_owned(), text));
    let pages = hybrid_tls_doctor::catalogue_pages();
    let pages = pages.into_iter().map(|(file, text)| (format!("docs/rules/{file}"), text));
    types.chain(pages).chain(COLLECTORS.map(script)).collect()
}

/// Where each script collects.
const COLLECTORS: [(Collector, Side); Collector::ALL.len()] =
    [(Collector::OnPremises, Side::OnPremises), (Collector::ExchangeOnline, Side::ExchangeOnline)];

/// A script of the collector that keeps what the tables of Exchange say; the rest of it is written by hand.
fn script((collector, side): (Collector, Side)) -> (String, String) {
    const BEFORE: &str = "    $keep = @{\n";
    const AFTER: &str = "    }\n";
    let script = collector.script().replace("\r\n", "\n");
    let (before, rest) = script.split_once(BEFORE).unwrap_or((&script, ""));
    let (_, after) = rest.split_once(AFTER).unwrap_or_default();
    let kept: String = collected(side).lines().map(|line| format!("        {line}\n")).collect();
    let path = format!("crates/hybrid-tls-doctor/src/collector/{}.ps1", collector.name());
    (path, format!("{before}{BEFORE}{kept}{AFTER}{after}"))
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
    fn every_generated_file_is_up_to_date() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (path, expected) in files() {
            let found = fs::read_to_string(root.join(&path)).unwrap_or_default().replace("\r\n", "\n");
            assert!(found == expected, "{path} is out of date: run `cargo xtask codegen`");
        }
    }

    #[test]
    fn every_rule_has_its_page() {
        for rule in hybrid_tls_doctor::rules() {
            let name = rule.name;
            assert!(hybrid_tls_doctor::documentation(name).is_some(), "{name}");
        }
    }
}
