//! Any bytes give a report: no panic, no hang, and renderings in which input is text and nothing else.

use hybrid_tls_doctor::{json_v1, markdown, text};
use hybrid_tls_doctor_tests::case::{Case, cases, examine};
use hybrid_tls_doctor_tests::hostile::{Damage, damage, damaged, soup};
use proptest::prelude::*;
use proptest::sample::Index;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

#[test]
fn every_case_renders_harmlessly() {
    for case in cases() {
        examine_and_render(&case.name, &case.sources);
    }
}

/// The cases are read once, and damaged in many ways.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(cases);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        examine_and_render("random bytes", &[("random".to_owned(), bytes)]);
    }

    #[test]
    fn random_pieces(soup in soup()) {
        examine_and_render("pieces", &[("soup".to_owned(), soup.into_bytes())]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn cases_damaged(case in any::<Index>(), names in damage(), contents in damage()) {
        let case = case.get(&CASES);
        let sources: Vec<(String, Vec<u8>)> = case
            .sources
            .iter()
            .map(|(name, bytes)| (damaged_name(name, &names), damaged(bytes, &contents)))
            .collect();
        examine_and_render(&format!("{} damaged", case.name), &sources);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn many_random_bytes(bytes in prop::collection::vec(any::<u8>(), 4_096..65_537)) {
        examine_and_render("many random bytes", &[("random".to_owned(), bytes)]);
    }
}

#[test]
fn cases_cut_anywhere() {
    for case in cases() {
        let whole = joined(&case);
        let step = (whole.len() / 12).max(1);
        for end in (0..whole.len()).step_by(step) {
            let cut = whole[..end].to_vec();
            examine_and_render(&format!("{} cut at {end}", case.name), &[("cut".to_owned(), cut)]);
        }
    }
}

#[test]
fn all_cases_at_once() {
    let all: Vec<(String, Vec<u8>)> = cases().into_iter().flat_map(|case| case.sources).collect();
    examine_and_render("all files", &all);
    let one = cases().iter().flat_map(joined).collect();
    examine_and_render("all files in one", &[("all.txt".to_owned(), one)]);
}

/// Time grows with the length, not with its square: a megabyte of the worst shapes stays within
/// half a minute even where nothing is optimised, on a busy machine.
#[test]
fn long_input_takes_no_longer_than_its_length() {
    const LENGTH: usize = 1 << 20;
    let repeated = |piece: &str| piece.repeat(LENGTH / piece.len()).into_bytes();
    let shapes: [(&str, Vec<u8>); 16] = [
        ("one line", repeated("a")),
        ("one value", [b"TlsCertificateName : <I>".to_vec(), repeated("CN=a, ")].concat()),
        ("tags", repeated("<I>")),
        ("both tags", repeated("<I>a<S>b")),
        ("blanks", repeated(" ")),
        ("line ends", repeated("\n")),
        ("labels", repeated("Name : x\n")),
        ("objects", repeated("Identity : EX01\\x\nTlsCertificateName : <I>a<S>b\n\n")),
        ("braces", repeated("{")),
        ("a list", [b"TlsDomainCapabilities : {".to_vec(), repeated("a:b, ")].concat()),
        ("error texts", repeated("451 5.7.3 STARTTLS is required ")),
        ("beginnings of PEM", repeated("-----BEGIN CERTIFICATE-----\n")),
        ("beginnings of answers", repeated("250-STARTTLS\n")),
        ("event beginnings", repeated("Event ID: 12014\n")),
        ("quote marks", repeated("> > > ")),
        ("zeros", vec![0; LENGTH]),
    ];
    for (what, bytes) in shapes {
        let started = Instant::now();
        let report = examine("2026-11-22", &[("long.txt".to_owned(), bytes)]);
        let json = json_v1(&report);
        let took = started.elapsed();
        println!("{what}: {took:?}");
        assert!(took < Duration::from_secs(30), "{what}: {took:?}");
        assert!(json.len() < 64 << 20, "{what}: {} bytes of report", json.len());
    }
}

fn joined(case: &Case) -> Vec<u8> {
    case.sources.iter().flat_map(|(_, bytes)| bytes.iter().copied().chain([b'\n'])).collect()
}

fn damaged_name(name: &str, damage: &[Damage]) -> String {
    String::from_utf8_lossy(&damaged(name.as_bytes(), damage)).into_owned()
}

fn examine_and_render(what: &str, sources: &[(String, Vec<u8>)]) {
    let report = examine("2026-11-22", sources);
    let json: Value = serde_json::from_str(&json_v1(&report)).unwrap_or_else(|e| panic!("{what}: {e}"));
    assert_eq!(json["sources"].as_array().map(Vec::len), Some(sources.len()), "{what}");
    let plain = text(&report, false);
    if let Some(bad) = plain.chars().find(|c| *c != '\n' && steers(*c)) {
        panic!("{what}: {bad:?} in the text report");
    }
    check_markdown(what, &markdown(&report), &json);
}

/// Control characters, and marks that reorder or hide text.
fn steers(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn check_markdown(what: &str, text: &str, report: &Value) {
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{what}: HTML {html:?} in Markdown"),
            Event::Start(Tag::Image { dest_url, .. }) => panic!("{what}: image {dest_url:?} in Markdown"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(trusted(&dest_url, report), "{what}: link to {dest_url:?} in Markdown");
            }
            _ => {}
        }
    }
}

/// Links are those of citations: a rule's, or a symptom's, which the report names. No evidence writes their host.
fn trusted(url: &str, report: &Value) -> bool {
    let of_microsoft = ["https://learn.microsoft.com/", "https://techcommunity.microsoft.com/"];
    let mut rules = hybrid_tls_doctor::rules().iter().flat_map(|rule| rule.citations);
    let mut findings = report["findings"].as_array().into_iter().flatten();
    rules.any(|citation| citation.url == url)
        || of_microsoft.iter().any(|start| url.starts_with(start))
            && findings.any(|finding| {
                let mut citations = finding["citations"].as_array().into_iter().flatten();
                citations.any(|citation| citation["url"] == url)
            })
}
