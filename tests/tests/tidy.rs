//! What the repository promises about itself.

use hybrid_tls_doctor_tests::case::{cases, root};
use hybrid_tls_doctor_tests::tracked::tracked;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Kinds of files that people write.
const WRITTEN: &[&str] =
    &["rs", "ts", "mjs", "js", "css", "html", "toml", "json", "sh", "md", "yml", "yaml", "txt", "snap"];

/// Files longer than this hold more than one idea.
const LONGEST: usize = 600;

/// Columns of the longest line of code.
const WIDEST: usize = 120;

/// Lines of code that are still wider, by part. A number may only become smaller.
const WIDE_LINES_LEFT: &[(&str, usize)] = &[("www/src", 20), ("www/tests", 14)];

/// Files of code longer than this say on top what they are.
const LONGEST_WITHOUT_DOCUMENTATION: usize = 150;

/// Files that are longer and do not say it yet, by part. A number may only become smaller.
const UNDOCUMENTED_LEFT: &[(&str, usize)] = &[("www/src", 7)];

/// A path from the root of somebody's file system means nothing on another machine. A few name what every system has.
#[test]
fn files_name_no_place_of_a_machine() {
    // The last is what a prompt shows in a test.
    let everywhere = ["/usr/bin/", "/home/admin>"];
    for (path, text) in written_files() {
        for (number, line) in text.lines().enumerate() {
            for place in places(line) {
                let known = everywhere.iter().any(|known| place.starts_with(known));
                assert!(known, "{}:{}: {place}", path.display(), number + 1);
            }
        }
    }
}

/// Absolute paths below a folder in which machines keep what is their own, and below the one that this checkout is in.
fn places(line: &str) -> impl Iterator<Item = &str> {
    let own = ["Users", "Volumes", "home", "mnt", "opt", "private", "root", "srv", "tmp", "usr", "var"];
    let here = root().iter().nth(1).and_then(|name| name.to_str()).unwrap_or_default();
    line.match_indices('/').filter_map(move |(at, _)| {
        let before = line[..at].chars().next_back();
        let inside = before.is_some_and(|c| c.is_alphanumeric() || "._-/*)>}:".contains(c));
        let place = &line[at..];
        let (folder, _) = place[1..].split_once('/')?;
        (!inside && (own.contains(&folder) || folder == here)).then_some(place)
    })
}

/// Hosts that documents may name. Nothing is known of a home of this project, so none may be made up.
const HOSTS: &[&str] = &[
    "aka.ms",
    "cabforum.org",
    "json-schema.org",
    "keepachangelog.com",
    "learn.microsoft.com",
    "nodejs.org",
    "schemas.microsoft.com",
    "semver.org",
    "support.microsoft.com",
    "techcommunity.microsoft.com",
];

#[test]
fn documents_name_no_address_that_is_made_up() {
    for (path, text) in code(&["md", "toml", "yml", "html", "json"]) {
        for (number, line) in text.lines().enumerate() {
            for (at, scheme) in line.match_indices("://") {
                let rest = &line[at + scheme.len()..];
                let end = |c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-';
                let host = rest.split(end).next().unwrap_or_default();
                // Names that RFC 2606 keeps free lead nowhere, and say so.
                let reserved = [".example", ".invalid", ".test"].iter().any(|end| host.ends_with(end));
                let place = format!("{}:{}: {host}", path.display(), number + 1);
                assert!(host.is_empty() || reserved || HOSTS.contains(&host), "{place}");
            }
        }
    }
}

#[test]
fn lines_of_code_are_not_wide() {
    let mut found = Vec::new();
    for (path, text) in code(&["rs", "ts", "mjs"]) {
        for (number, line) in text.lines().enumerate() {
            let width = line.chars().count();
            if width > WIDEST {
                let place = format!("{}:{}: {width} columns", path.display(), number + 1);
                found.push((part_of(&path), place));
            }
        }
    }
    hold("wide lines", WIDE_LINES_LEFT, &found);
}

#[test]
fn long_files_say_what_they_are() {
    let mut found = Vec::new();
    for (path, text) in code(&["rs", "ts"]) {
        let tests =
            path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")));
        let begins = ["//!", "/*", "//", "#!"].iter().any(|start| text.starts_with(start));
        let lines = text.lines().count();
        if !tests && !begins && lines > LONGEST_WITHOUT_DOCUMENTATION {
            found.push((part_of(&path), format!("{}: {lines} lines", path.display())));
        }
    }
    hold("long files without documentation", UNDOCUMENTED_LEFT, &found);
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

/// A comment that is nothing but a row of one sign.
fn is_ruler(line: &str) -> bool {
    let row = line.trim_start_matches(['/', '#', '*', ' ']).trim_end_matches(['/', '*', ' ']);
    let one_sign = ['-', '=', '~'].iter().any(|&sign| row.chars().all(|c| c == sign));
    row.len() < line.len() && row.len() >= 4 && one_sign
}

/// What git tracks, without the evidence of cases, which is other people's layout by design.
fn written_files() -> Vec<(PathBuf, String)> {
    let top = root().join("..");
    let files: Vec<(PathBuf, String)> = tracked(&top)
        .into_iter()
        .filter(|path| {
            path.extension().is_some_and(|kind| WRITTEN.iter().any(|known| kind == *known))
                && !path.starts_with("tests/cases")
                || path.starts_with(".ci")
        })
        .filter(|path| !path.ends_with("Cargo.lock") && !path.ends_with("package-lock.json"))
        .filter_map(|path| fs::read_to_string(top.join(&path)).ok().map(|text| (path, text)))
        .collect();
    assert!(files.len() > 50, "{} files", files.len());
    files
}

/// The files of these kinds.
fn code(kinds: &'static [&'static str]) -> impl Iterator<Item = (PathBuf, String)> {
    written_files()
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|kind| kinds.iter().any(|known| kind == *known)))
}

/// The folder of a crate, of the page, or of another part.
fn part_of(path: &Path) -> String {
    let mut names = path.iter().map(|name| name.to_string_lossy());
    let first = names.next().unwrap_or_default();
    let depth = if matches!(&*first, "crates" | "www") { names.next() } else { None };
    depth.map_or(first.to_string(), |second| format!("{first}/{second}"))
}

/// Compares counts with a table of what is left to do, which may only become shorter.
fn hold(what: &str, left: &[(&str, usize)], found: &[(String, String)]) {
    let mut counts: BTreeMap<&str, usize> = left.iter().map(|(part, _)| (*part, 0)).collect();
    for (part, _) in found {
        *counts.entry(part).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for (part, count) in counts {
        let known = left.iter().find(|(name, _)| *name == part).map_or(0, |(_, known)| *known);
        if count > known {
            wrong.extend(found.iter().filter(|(own, _)| own == part).map(|(_, place)| place.clone()));
        }
        if count != known {
            wrong.push(format!("{part}: {count} {what}, {known} known"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
