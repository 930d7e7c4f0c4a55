//! Which crate may know which, and which file. The table of crates is `ARCHITECTURE.md`'s; what cargo resolves is
//! compared with it. Between files there is one rule: no file uses what uses it.

mod edges;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use edges::{Edge, circles, rust, typescript};
use hybrid_tls_doctor_tests::case::root;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A crate, the crates of the workspace that it may depend on, and the outside ones.
const ALLOWED: &[(&str, &[&str], &[&str])] = &[
    ("htd-scan", &[], &["memchr"]),
    ("htd-exchange", &[], &[]),
    ("htd-source", &["htd-scan"], &[]),
    ("htd-x509", &["htd-source"], &["pem", "sha1", "x509-parser"]),
    ("htd-evidence", &["htd-exchange", "htd-scan", "htd-source", "htd-x509"], &[]),
    ("htd-report", &["htd-source"], &["schemars", "serde", "serde_json"]),
    ("htd-model", &["htd-exchange", "htd-source", "htd-x509", "htd-evidence", "htd-report"], &[]),
    (
        "htd-rules",
        &["htd-exchange", "htd-source", "htd-x509", "htd-evidence", "htd-model", "htd-report"],
        &[],
    ),
    (
        "hybrid-tls-doctor",
        &["htd-source", "htd-evidence", "htd-model", "htd-report", "htd-rules"],
        &["serde", "serde_json"],
    ),
    ("hybrid-tls-doctor-cli", &["hybrid-tls-doctor"], &["lexopt"]),
    (
        "hybrid-tls-doctor-wasm",
        &["hybrid-tls-doctor"],
        &["console_error_panic_hook", "js-sys", "serde", "serde-wasm-bindgen", "wasm-bindgen", "web-sys"],
    ),
];

/// Crates that are no part of what is delivered; they may depend on anything.
const TOOLS: &[&str] = &["hybrid-tls-doctor-tests", "xtask"];

#[test]
fn no_crate_knows_more_than_it_may() {
    let metadata = metadata();
    for package in metadata.workspace_packages() {
        let name = package.name.as_str();
        if TOOLS.contains(&name) {
            continue;
        }
        let Some((_, inside, outside)) = ALLOWED.iter().find(|(known, _, _)| *known == name) else {
            panic!("{name} is not in the table of this test");
        };
        let used = dependencies(package);
        let allowed: BTreeSet<String> =
            inside.iter().chain(*outside).map(|name| (*name).to_owned()).collect();
        let strangers: Vec<&String> = used.difference(&allowed).collect();
        assert!(strangers.is_empty(), "{name} depends on {strangers:?}");
    }
}

#[test]
fn the_table_names_crates_that_exist() {
    let metadata = metadata();
    let names: Vec<&str> =
        metadata.workspace_packages().iter().map(|package| package.name.as_str()).collect();
    for (name, _, _) in ALLOWED {
        assert!(names.contains(name), "{name}");
    }
    for name in TOOLS {
        assert!(names.contains(name), "{name}");
    }
}

/// No file uses what uses it, a parent and its child included.
#[test]
fn no_file_stands_in_a_circle() {
    let mut wrong = Vec::new();
    for folder in rust_folders() {
        let files = files(&root().join("..").join(&folder), "rs");
        let found = rust::read(&files);
        let lost: Vec<&String> = found.unresolved.iter().collect();
        assert!(lost.is_empty(), "{folder}: paths that lead nowhere: {lost:#?}");
        wrong.extend(judged(&folder, &found.edges));
    }
    let www = "www/src".to_owned();
    let edges = typescript::edges(&files(&root().join("..").join(&www), "ts"));
    assert!(edges.len() > 50, "{} edges", edges.len());
    wrong.extend(judged(&www, &edges));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The circles of a folder, if there are any, with what ties them.
fn judged(folder: &str, edges: &[Edge]) -> Option<String> {
    let size = circles::size(edges);
    (size > 0).then(|| format!("{folder}: {size} files in circles\n{}", circles::described(edges)))
}

/// The source folder of every package but this one.
fn rust_folders() -> Vec<String> {
    let top = root().join("..");
    let mut folders = vec!["xtask/src".to_owned()];
    for entry in fs::read_dir(top.join("crates")).expect("crates") {
        let name = entry.expect("an entry").file_name();
        folders.push(format!("crates/{}/src", name.to_string_lossy()));
    }
    folders.sort();
    folders
}

/// The files below a folder by their names with `/`, and their texts.
fn files(folder: &Path, extension: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    walk(folder, extension, &mut |path, text| {
        let name = path.strip_prefix(folder).expect("a file below the folder");
        files.insert(name.to_string_lossy().replace('\\', "/"), text.to_owned());
    });
    assert!(!files.is_empty(), "{}", folder.display());
    files
}

/// The core gets bytes and a moment, and nothing else.
#[test]
fn the_core_asks_for_nothing_outside() {
    let forbidden =
        ["std::fs", "std::env", "std::net", "std::process", "std::thread", "SystemTime", "Instant"];
    let core =
        ["scan", "exchange", "source", "x509", "evidence", "report", "model", "rules", "hybrid-tls-doctor"];
    let mut files = 0;
    for name in core {
        walk(&root().join("../crates").join(name).join("src"), "rs", &mut |path, text| {
            files += 1;
            if path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs") {
                return;
            }
            // Tests beside the code may read the reference; they are the last thing in a file.
            let code = text.split("#[cfg(test)]").next().unwrap_or("");
            for word in forbidden {
                assert!(!code.contains(word), "{} uses {word}", path.display());
            }
        });
    }
    assert!(files > 30, "{files} files");
}

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(root().join("../Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo metadata")
}

/// What is built into the crate; what only its tests use does not count.
fn dependencies(package: &Package) -> BTreeSet<String> {
    package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind == DependencyKind::Normal)
        .map(|dependency| dependency.name.clone())
        .collect()
}

fn walk(folder: &Path, kind: &str, visit: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, kind, visit);
        } else if path.extension().is_some_and(|extension| extension == kind) {
            visit(&path, &fs::read_to_string(&path).expect("a source file"));
        }
    }
}
