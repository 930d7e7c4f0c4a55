//! Files that are made from the Rust code.

use crate::project::Project;
use anyhow::{Context, Result};
use htd_report::json_v1;
use std::fs;
use std::path::Path;

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
    types.chain(pages.into_iter().map(|(file, text)| (format!("docs/rules/{file}"), text))).collect()
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
            let name = rule.name;
            assert!(hybrid_tls_doctor::documentation(name).is_some(), "{name}");
        }
    }
}
