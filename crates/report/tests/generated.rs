//! The files made from the types of JSON v1 are those of the types, and the schema describes the reports.

use htd_report::json_v1;
use std::path::Path;

#[test]
fn generated_files_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (path, expected) in json_v1::generated_files() {
        let found = std::fs::read_to_string(root.join(path)).unwrap_or_default();
        // Not `assert_eq`, which would print both files on one line each.
        assert!(found.replace("\r\n", "\n") == expected, "{path} is out of date: run `cargo xtask codegen`");
    }
}

#[test]
fn every_type_has_its_comment() {
    let [_, (_, types)] = json_v1::generated_files();
    let lines: Vec<&str> = types.lines().collect();
    let declarations = lines.iter().enumerate().filter(|(_, line)| line.starts_with("export "));
    let mut count = 0;
    for (index, line) in declarations {
        assert!(lines[index - 1].starts_with("/** "), "{line}");
        count += 1;
    }
    assert!(count > 20, "{count} types");
    assert!(!types.contains("unknown"), "{types}");
}
