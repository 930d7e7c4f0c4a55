//! The collector's scripts read and change nothing: by a grammar of PowerShell, every command, method and type in
//! them is one of a short list.

use hybrid_tls_doctor::Collector;
use std::collections::BTreeSet;
use tree_sitter::{Node, Parser, Tree};

/// Commands that write into the console or the one file, and those that make what is written.
const OTHER_COMMANDS: &[&str] = &[
    "New-Object",
    "Join-Path",
    "Export-Clixml",
    "Write-Host",
    "Write-Progress",
    "Write-Warning",
    "Add-Object",
    "Add-Note",
];

/// Methods of texts, dates, lists and of a shell object's list of type names. None is one of Exchange.
const METHODS: &[&str] = &["ToString", "ToUniversalTime", "Add", "Insert"];

const TYPES: &[&str] =
    &["DateTime", "string", "bool", "int", "byte[]", "void", "System.Collections.IEnumerable"];

#[test]
fn every_command_reads() {
    for collector in Collector::ALL {
        let script = collector.script();
        let tree = parse(script);
        assert!(!tree.root_node().has_error(), "{}", tree.root_node().to_sexp());
        let commands = texts(&tree, script, "command_name");
        assert!(commands.len() > 8, "{commands:?}");
        for command in &commands {
            let reads = command.starts_with("Get-");
            assert!(reads || OTHER_COMMANDS.contains(&command.as_str()), "{}: {command}", collector.name());
        }
        for defined in texts(&tree, script, "function_name") {
            assert!(["Add-Object", "Add-Note"].contains(&defined.as_str()), "{defined}");
        }
        assert!(commands.contains("Get-AcceptedDomain"));
    }
}

#[test]
fn nothing_is_called_by_a_name_that_is_put_together() {
    for collector in Collector::ALL {
        let script = collector.script();
        let tree = parse(script);
        // The one call is that of the block around everything, whose own text it is.
        assert_eq!(script.matches('&').count(), 1, "{}", collector.name());
        assert_eq!(count(&tree, "command_invocation_operator"), 1);
        let calls = nodes(&tree, "invocation_expression");
        assert!(calls.len() > 3);
        for call in calls {
            let mut parts = (0..call.child_count()).filter_map(|index| call.child(index));
            let name = parts.find(|part| part.kind() == "member_name").unwrap();
            assert!(METHODS.contains(&&script[name.byte_range()]), "{}", &script[call.byte_range()]);
        }
        for name in texts(&tree, script, "type_spec") {
            assert!(TYPES.contains(&name.as_str()), "{name}");
        }
    }
}

/// A command that fails without stopping would leave its objects out, and nobody would be told.
#[test]
fn what_cannot_be_read_is_noted() {
    for collector in Collector::ALL {
        let script = collector.script();
        let tree = parse(script);
        let mut seen = 0;
        for command in nodes(&tree, "command") {
            let text = &script[command.byte_range()];
            if !text.starts_with("Get-") || text.starts_with("Get-Location") {
                continue;
            }
            seen += 1;
            assert!(text.contains("-ErrorAction Stop"), "{text}");
            let mut around = std::iter::successors(Some(command), Node::parent);
            let caught =
                around.find(|node| node.kind() == "try_statement").map(|node| &script[node.byte_range()]);
            assert!(caught.is_some_and(|caught| caught.contains("Add-Note")), "{text}");
        }
        assert!(seen >= 4, "{seen} commands");
    }
}

#[test]
fn one_new_file_is_written() {
    for collector in Collector::ALL {
        let script = collector.script();
        let tree = parse(script);
        assert_eq!(count(&tree, "redirection"), 0);
        let written: Vec<&str> = script.lines().filter(|line| line.contains("Export-Clixml")).collect();
        let [line] = written.as_slice() else { panic!("{written:?}") };
        assert!(line.contains("-LiteralPath $file -NoClobber"), "{line}");
        // Where the folder may not be written into, the shell goes on with the next statement: it must not say that
        // the file is there.
        let said = "Write-Host \"Written: $file\" } catch {";
        assert!(line.trim_start().starts_with("try {") && line.contains(said), "{line}");
        assert_eq!(script.matches("Written:").count(), 1);
    }
}

#[test]
fn it_can_be_audited_and_pasted() {
    for collector in Collector::ALL {
        let script = collector.script();
        assert!(script.lines().count() <= 80, "{}", script.lines().count());
        // Windows PowerShell reads a file without a mark in the code page of the machine.
        assert!(script.is_ascii());
        // A console without PSReadLine ends a block that is pasted at the first empty line.
        assert!(script.lines().all(|line| !line.trim().is_empty()));
        assert!(!script.contains('\t') && !script.contains('\r'));
    }
}

fn parse(script: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_pwsh::LANGUAGE.into()).unwrap();
    parser.parse(script, None).unwrap()
}

fn nodes<'a>(tree: &'a Tree, kind: &str) -> Vec<Node<'a>> {
    let mut found = Vec::new();
    let mut open = vec![tree.root_node()];
    while let Some(node) = open.pop() {
        if node.kind() == kind {
            found.push(node);
        }
        open.extend((0..node.child_count()).filter_map(|index| node.child(index)));
    }
    found
}

fn count(tree: &Tree, kind: &str) -> usize {
    nodes(tree, kind).len()
}

fn texts(tree: &Tree, script: &str, kind: &str) -> BTreeSet<String> {
    nodes(tree, kind).iter().map(|node| script[node.byte_range()].to_owned()).collect()
}

#[test]
fn the_grammar_shows_what_these_tests_look_for() {
    let script = "& $a; $b.Run('x'); [Net.WebClient]::new(); Get-Item x > y.txt; Set-Item z";
    let tree = parse(script);
    assert_eq!(count(&tree, "command_invocation_operator"), 1);
    assert_eq!(count(&tree, "redirection"), 1);
    assert!(texts(&tree, script, "command_name").contains("Set-Item"));
    assert!(texts(&tree, script, "type_spec").contains("Net.WebClient"));
    assert_eq!(count(&tree, "invocation_expression"), 2);
}
