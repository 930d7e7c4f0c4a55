//! The edges between TypeScript files: every import and re-export of a file of our own, those of types too.

use super::Edge;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// The edges between these files, given by name and text.
pub(crate) fn edges(files: &BTreeMap<String, String>) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (name, text) in files {
        for (line, specifier) in specifiers(text) {
            let Some(to) = resolved(name, specifier) else { continue };
            assert!(files.contains_key(&to), "{name}:{line}: no file for {specifier}");
            edges.push(Edge { from: name.clone(), to, name: specifier.to_owned(), line });
        }
    }
    edges.sort();
    edges.dedup_by(|one, other| (&one.from, &one.to) == (&other.from, &other.to));
    edges
}

/// What stands in quotation marks after `from`, after a bare `import`, and in `import(…)`.
fn specifiers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = ["from \"", "import \"", "import(\"", "new URL(\""];
    text.lines().enumerate().flat_map(move |(number, line)| {
        let code = line.trim_start();
        let comment = code.starts_with("//") || code.starts_with('*') || code.starts_with("/*");
        starts.into_iter().filter(move |_| !comment).flat_map(move |start| {
            line.match_indices(start).filter_map(move |(at, _)| {
                let rest = &line[at + start.len()..];
                Some((number + 1, rest.split_once('"')?.0))
            })
        })
    })
}

/// The file that a relative specifier names; nothing for a package.
fn resolved(from: &str, specifier: &str) -> Option<String> {
    if !specifier.starts_with('.') {
        return None;
    }
    let mut path = PathBuf::new();
    for part in Path::new(from).parent()?.join(specifier).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    let name = path.to_string_lossy().replace('\\', "/");
    Some(format!("{}.ts", name.strip_suffix(".js").or(name.strip_suffix(".ts")).unwrap_or(&name)))
}

#[test]
fn imports_of_every_form_are_edges() {
    let files = [
        ("a.ts", "import { b } from \"./views/b.js\";\n// import { c } from \"./c.js\";\n"),
        ("c.ts", "import \"./a.js\";\nconst x = await import(\"./d.js\");\nimport lit from \"lit\";\n"),
        ("d.ts", "export type { A } from \"./a.js\";\n"),
        ("views/b.ts", "import {\n  type A,\n} from \"../a.js\";\n"),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    let edges: Vec<String> =
        edges(&files).iter().map(|edge| format!("{}:{} {}", edge.from, edge.line, edge.to)).collect();
    assert_eq!(
        edges,
        ["a.ts:1 views/b.ts", "c.ts:1 a.ts", "c.ts:2 d.ts", "d.ts:1 a.ts", "views/b.ts:3 a.ts"]
    );
}
