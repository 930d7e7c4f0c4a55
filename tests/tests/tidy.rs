//! What the repository promises about itself.

use hybrid_tls_doctor_tests::case::{cases, root};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Kinds of files that people write.
const WRITTEN: &[&str] =
    &["rs", "ts", "mjs", "js", "css", "html", "toml", "json", "sh", "md", "yml", "yaml", "txt", "snap"];

/// Files longer than this hold more than one idea.
const LONGEST: usize = 600;

#[test]
fn files_name_no_place_of_a_machine() {
    // Put together here, so that this file is not its own finding.
    let folders = ["work", "root", "farm", "home"].map(|name| format!("/{name}/"));
    for (path, text) in written_files() {
        for (number, line) in text.lines().enumerate() {
            for folder in &folders {
                let place = line.find(folder.as_str());
                let own = place.is_some_and(|at| {
                    let before = line[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || "._-/*)>}".contains(c))
                });
                assert!(!own, "{}:{}: {line}", path.display(), number + 1);
            }
        }
    }
}

#[test]
fn code_has_no_rulers_and_nothing_left_open() {
    let open = ["todo", "unimplemented"].map(|name| format!("{name}!("));
    let marks = ["FIX", "XX"].map(|start| format!("{start}{}", if start == "XX" { "X:" } else { "ME" }));
    for (path, text) in written_files() {
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or("");
        if !matches!(kind, "rs" | "ts" | "mjs" | "js" | "css" | "sh" | "toml") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let place = format!("{}:{}: {line}", path.display(), number + 1);
            assert!(!is_ruler(line.trim()), "{place}");
            assert!(!open.iter().chain(&marks).any(|word| line.contains(word.as_str())), "{place}");
        }
    }
}

#[test]
fn files_are_of_one_idea() {
    for (path, text) in written_files() {
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or("");
        let length = text.lines().count();
        assert!(!matches!(kind, "rs" | "ts") || length <= LONGEST, "{} has {length} lines", path.display());
    }
}

#[test]
fn every_rule_has_its_page_and_its_case() {
    let found: BTreeSet<String> = cases()
        .into_iter()
        .flat_map(|case| case.description.expect.finding)
        .map(|finding| finding.rule)
        .collect();
    for rule in hybrid_tls_doctor::rules() {
        let page = root().join("../docs/rules").join(format!("{}.md", rule.name));
        let text = fs::read_to_string(&page).unwrap_or_else(|_| panic!("{} is missing", page.display()));
        assert!(text.contains(rule.name), "{}", page.display());
        assert!(found.contains(rule.name), "no case expects {}", rule.name);
        assert!(!rule.citations.is_empty(), "{} rests on nothing", rule.name);
    }
}

#[test]
fn every_page_is_of_a_rule_and_every_expectation_too() {
    let names: BTreeSet<&str> = hybrid_tls_doctor::rules().iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), hybrid_tls_doctor::rules().len(), "a name stands for one rule");
    for entry in fs::read_dir(root().join("../docs/rules")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(name == "README" || names.contains(name.as_str()), "{}", path.display());
    }
    for case in cases() {
        let expect = &case.description.expect;
        let rules = expect.finding.iter().map(|finding| &finding.rule);
        for rule in rules.chain(&expect.may).chain(expect.check.iter().map(|check| &check.rule)) {
            assert!(names.contains(rule.as_str()), "{} expects {rule}", case.name);
        }
    }
}

/// A comment or a line of nothing but a row of one sign.
fn is_ruler(line: &str) -> bool {
    let row = line.trim_start_matches(['/', '#', '*', ' ']).trim_end_matches(['/', '*', ' ']);
    let commented = row.len() < line.len();
    commented && (row.starts_with("----") || row.starts_with("====") || row.starts_with("~~~~"))
}

/// What git tracks, without the evidence of cases, which is other people's layout by design.
fn written_files() -> Vec<(PathBuf, String)> {
    let top = root().join("..");
    let output = Command::new("git").arg("-C").arg(&top).args(["ls-files", "-z"]).output();
    let names: Vec<PathBuf> = match output {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).split('\0').map(PathBuf::from).collect()
        }
        // A checkout without its history: walk it.
        _ => walked(&top),
    };
    let files: Vec<(PathBuf, String)> = names
        .into_iter()
        .filter(|path| {
            path.extension().is_some_and(|kind| WRITTEN.iter().any(|known| kind == *known))
                && !path.components().any(|part| part.as_os_str() == "evidence")
                || path.starts_with(".ci")
        })
        .filter(|path| !path.ends_with("Cargo.lock") && !path.ends_with("package-lock.json"))
        .filter_map(|path| fs::read_to_string(top.join(&path)).ok().map(|text| (path, text)))
        .collect();
    assert!(files.len() > 50, "{} files", files.len());
    files
}

fn walked(top: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![top.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                if !matches!(name.to_str(), Some("target" | "node_modules" | "dist" | ".git")) {
                    folders.push(path);
                }
            } else if let Ok(inside) = path.strip_prefix(top) {
                files.push(inside.to_owned());
            }
        }
    }
    files
}
