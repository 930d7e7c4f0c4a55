use super::read;

fn edges(files: &[(&str, &str)]) -> Vec<String> {
    let files = files.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect();
    let found = read(&files);
    assert_eq!(found.unresolved, [""; 0]);
    found.edges.iter().map(|edge| format!("{}:{} {} {}", edge.from, edge.line, edge.to, edge.name)).collect()
}

#[test]
fn an_import_leads_to_the_file_that_defines_it() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\npub use a::Outer;"),
        ("a/mod.rs", "mod inner;\npub(crate) use inner::Outer;\npub(crate) use inner::Outer as Other;"),
        ("a/inner.rs", "pub struct Outer;"),
        ("b.rs", "use crate::Outer;\nuse super::a::Other;\nfn f(_: Outer, _: Other) {}"),
    ];
    assert_eq!(edges(&files), ["b.rs:1 a/inner.rs Outer"]);
}

#[test]
fn a_re_export_becomes_a_use_where_the_file_names_it_too() {
    let child = ("a.rs", "use super::Shared;\npub fn read(_: Shared) {}");
    let facade = ("lib.rs", "mod a;\npub use a::read;\npub struct Shared;");
    assert_eq!(edges(&[facade, child]), ["a.rs:1 lib.rs Shared"]);
    let caller = ("lib.rs", "mod a;\npub use a::read;\npub struct Shared;\nfn f() {\n    read(Shared)\n}");
    assert_eq!(edges(&[caller, child]), ["a.rs:1 lib.rs Shared", "lib.rs:5 a.rs read"]);
}

#[test]
fn paths_in_code_in_macros_and_in_blocks_count() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\nmod c;"),
        ("a.rs", "pub fn one() {}\npub fn two() {}\npub const THREE: u8 = 3;"),
        ("b.rs", "use crate::a;\nfn f() {\n    a::one();\n    assert_eq!(x.two, super::a::THREE);\n}"),
        ("c.rs", "fn f() {\n    use crate::a::two as second;\n    second();\n}"),
    ];
    assert_eq!(edges(&files), ["b.rs:4 a.rs THREE", "b.rs:3 a.rs one", "c.rs:2 a.rs two"]);
}

#[test]
fn globs_and_modules_inside_a_file_are_followed() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\npub use a::*;"),
        ("a.rs", "pub use deep::Thing;\nmod deep {\n    pub struct Thing;\n}"),
        ("b.rs", "mod inside {\n    use crate::Thing;\n    fn f(_: Thing) {}\n}"),
    ];
    assert_eq!(edges(&files), ["b.rs:2 a.rs Thing"]);
}

#[test]
fn what_is_built_for_tests_is_left_out() {
    let files = [
        ("lib.rs", "mod a;\n#[cfg(test)]\nmod testing;"),
        (
            "a.rs",
            "pub struct A;\n#[cfg(test)]\nmod tests;\n#[cfg(test)]\nmod own {\n    use crate::testing::help;\n}",
        ),
        ("a/tests.rs", "use super::A;\nuse crate::testing::help;"),
        ("testing.rs", "use crate::a::A;\npub fn help(_: A) {}"),
    ];
    assert_eq!(edges(&files), [""; 0]);
}

#[test]
fn modules_that_a_macro_declares_are_found_on_disk() {
    let files = [
        ("lib.rs", "mod rule;\nmod other;\nrules! {\n    receive { first: First, second: Second }\n}"),
        ("receive/first.rs", "use crate::rule::Rule;\npub struct First;\nimpl Rule for First {}"),
        ("receive/second.rs", "pub struct Second;"),
        ("rule.rs", "pub trait Rule {}"),
        ("other.rs", "use crate::First;\nuse crate::receive::second::Second;"),
    ];
    assert_eq!(
        edges(&files),
        [
            "lib.rs:4 receive/first.rs First",
            "lib.rs:4 receive/second.rs Second",
            "other.rs:1 receive/first.rs First",
            "other.rs:2 receive/second.rs Second",
            "receive/first.rs:1 rule.rs Rule",
        ]
    );
}

#[test]
fn a_type_that_the_macro_defines_is_not_taken_from_the_module() {
    let files = [
        ("lib.rs", "mod other;\nrules! {\n    receive { first: First }\n}"),
        ("receive/first.rs", "use crate::First;\nuse crate::other::help;\nimpl First {}"),
        ("other.rs", "use crate::First;\npub fn help() {}"),
    ];
    assert_eq!(
        edges(&files),
        ["other.rs:1 lib.rs First", "receive/first.rs:1 lib.rs First", "receive/first.rs:2 other.rs help"]
    );
}

#[test]
fn what_a_macro_defines_stands_in_the_file_that_calls_it() {
    let files = [
        ("lib.rs", "mod list;\nmod names;\nmod use_of;"),
        ("list.rs", "#[macro_export]\nmacro_rules! list { () => {} }"),
        ("names.rs", "properties![\n    NAME = text(\"Name\"),\n];"),
        ("use_of.rs", "use crate::names;\nfn f() {\n    crate::list!(names::NAME)\n}"),
    ];
    assert_eq!(edges(&files), ["use_of.rs:3 list.rs list", "use_of.rs:3 names.rs NAME"]);
}

#[test]
fn a_path_that_leads_nowhere_is_told() {
    let files = [("lib.rs", "mod a;"), ("a.rs", "use crate::b::Missing;\nuse std::fmt::Debug;")];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    assert_eq!(read(&files).unresolved, ["a.rs:1 crate::b::Missing"]);
}
