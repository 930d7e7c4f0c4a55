//! Every script of every fix is PowerShell by a grammar of its own, and what was pasted stays inside
//! string literals there.

use hybrid_tls_doctor::json_v1;
use hybrid_tls_doctor_tests::case::{Case, cases, examine, is_binary};
use hybrid_tls_doctor_tests::compare::{array, string};
use serde_json::Value;
use std::collections::BTreeSet;
use tree_sitter::{Node, Parser, Tree};

/// A word that stands in no script of the project.
const MARK: &str = "zzpwned";

/// Names that try to leave their quotes. PowerShell takes the four curly ones for `'` too.
const HOSTILE: &[&str] = &[
    "a'; zzpwned; '",
    "a''; zzpwned; ''",
    "a\u{2018}; zzpwned; \u{2018}",
    "a\u{2019}; zzpwned; \u{2019}",
    "a\u{201A}; zzpwned; \u{201A}",
    "a\u{201B}; zzpwned; \u{201B}",
    "a'\u{2019}; zzpwned; \u{2019}'",
    "a\"; zzpwned; \"",
    "a\u{201D}; zzpwned; \u{201D}",
    "a`'; zzpwned; '",
    "a$(zzpwned)",
    "a${zzpwned}",
    "a`$(zzpwned)",
    "a; zzpwned #",
    "a' | zzpwned | '",
    "a'@; zzpwned; @'",
    "a'\u{2028}zzpwned",
    "a'\u{85}zzpwned",
    "a{zzpwned}",
    "a'#>zzpwned<#'",
    "a&&zzpwned",
];

/// Names of the cases that stand in scripts.
const VICTIMS: &[&str] = &[
    "Default Frontend EX01",
    "Default Frontend EX13A",
    "Outbound to Office 365",
    "EX01",
    "mail.fabrikam.example",
    "mail.contoso.example",
];

#[test]
fn every_script_of_every_case_is_powershell() {
    let mut count = 0;
    for case in cases() {
        for (what, script) in scripts(&case.report_json()) {
            count += 1;
            let tree = parse(&script);
            assert!(
                !tree.root_node().has_error(),
                "{}: {what}: {}\n{script}",
                case.name,
                tree.root_node().to_sexp()
            );
        }
    }
    assert!(count > 100, "{count} scripts");
}

#[test]
fn every_example_of_every_page_is_powershell() {
    let mut count = 0;
    for rule in hybrid_tls_doctor::rules() {
        let name = rule.name;
        let page = hybrid_tls_doctor::documentation(name).unwrap();
        for block in page.split("```powershell\n").skip(1) {
            let (script, _) = block.split_once("```").unwrap_or_else(|| panic!("{name}: an open block"));
            count += 1;
            assert!(!parse(script).root_node().has_error(), "{name}:\n{script}");
        }
    }
    assert!(count >= hybrid_tls_doctor::rules().len(), "{count} examples");
}

#[test]
fn hostile_names_stay_inside_their_literals() {
    let mut seen = 0;
    // A script that another case has tried with the same name in it is not tried again.
    let mut tried = BTreeSet::new();
    for case in cases() {
        let usual = scripts(&case.report_json());
        for victim in VICTIMS {
            let holding = usual.iter().filter(|(_, script)| script.contains(victim));
            let fresh = holding.filter(|(what, _)| tried.insert((victim, what.clone()))).count();
            if fresh == 0 {
                continue;
            }
            for hostile in HOSTILE {
                let Some(sources) = with_name(&case, victim, hostile) else { continue };
                let report = examine(&case.description.at, &sources);
                let json: Value = serde_json::from_str(&json_v1(&report)).unwrap();
                for (what, script) in scripts(&json) {
                    seen += usize::from(script.contains(MARK));
                    check_marks(&format!("{}: {hostile:?} for {victim}: {what}", case.name), &script);
                }
            }
        }
    }
    assert!(seen > 100, "{seen} scripts with a hostile name");
}

/// The check itself must see what it looks for.
#[test]
fn a_name_outside_a_literal_is_seen() {
    for script in ["Get-Item 'a'; zzpwned; ''\n", "Get-Item \"$(zzpwned)\"\n", "Get-Item zzpwned\n"] {
        let tree = parse(script);
        assert!(!marks(script, &tree).iter().all(|node| inside_literal(*node)), "{script}");
    }
    let script = "Get-Item 'a''; zzpwned; '''\n";
    let tree = parse(script);
    assert!(marks(script, &tree).iter().all(|node| inside_literal(*node)), "{script}");
}

fn check_marks(what: &str, script: &str) {
    // The grammar knows only the straight quote: what PowerShell reads is the script with straight ones.
    let straight: String =
        script.chars().map(|c| if matches!(c, '\u{2018}'..='\u{201B}') { '\'' } else { c }).collect();
    for script in [script, &straight] {
        let tree = parse(script);
        assert!(!tree.root_node().has_error(), "{what}\n{script}");
        for node in marks(script, &tree) {
            assert!(inside_literal(node), "{what}: outside a literal\n{script}");
        }
    }
}

/// The innermost nodes that hold the mark.
fn marks<'tree>(script: &str, tree: &'tree Tree) -> Vec<Node<'tree>> {
    script
        .match_indices(MARK)
        .filter_map(|(at, mark)| tree.root_node().descendant_for_byte_range(at, at + mark.len() - 1))
        .collect()
}

/// Single-quoted strings expand nothing; comments run nothing.
fn inside_literal(node: Node<'_>) -> bool {
    let mut at = Some(node);
    while let Some(node) = at {
        if matches!(node.kind(), "verbatim_string_characters" | "verbatim_here_string_characters" | "comment")
        {
            return true;
        }
        at = node.parent();
    }
    false
}

fn parse(script: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_pwsh::LANGUAGE.into()).expect("the grammar fits the parser");
    parser.parse(script, None).expect("a tree")
}

fn scripts(report: &Value) -> Vec<(String, String)> {
    let mut scripts = Vec::new();
    for finding in array(report, "findings") {
        for fix in array(finding, "fixes") {
            for member in ["backup", "apply", "verify", "undo"] {
                let script = string(fix, &format!("/{member}"));
                if !script.is_empty() {
                    let what = format!("{}: {}: {member}", string(finding, "/rule"), string(fix, "/title"));
                    scripts.push((what, script.to_owned()));
                }
            }
        }
    }
    scripts
}

/// The case's text sources with a name in place of another; `None` where it does not occur.
fn with_name(case: &Case, victim: &str, hostile: &str) -> Option<Vec<(String, Vec<u8>)>> {
    let mut changed = false;
    let sources = case
        .sources
        .iter()
        .map(|(file, bytes)| {
            let text = htd_source::decode(bytes).0;
            changed |= text.contains(victim);
            match is_binary(bytes) {
                true => (file.clone(), bytes.clone()),
                false => (file.clone(), text.replace(victim, &format!("{victim} {hostile}")).into_bytes()),
            }
        })
        .collect();
    changed.then_some(sources)
}
