//! What a rule declares is what it says, in every case.

use hybrid_tls_doctor::catalogue_json;
use hybrid_tls_doctor_tests::case::cases;
use hybrid_tls_doctor_tests::compare::{array, string};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a rule declares, or what was seen of it.
#[derive(Debug, Default)]
struct Said {
    severities: BTreeSet<String>,
    evidence: BTreeSet<String>,
    directions: BTreeSet<String>,
}

#[test]
fn findings_and_missing_evidence_are_as_declared() {
    let (declared, seen) = (declared(), seen());
    for (rule, seen) in &seen {
        let Some(declared) = declared.get(rule) else { panic!("{rule} is no rule") };
        for (what, seen, declared) in [
            ("severities", &seen.severities, &declared.severities),
            ("evidence", &seen.evidence, &declared.evidence),
            ("directions", &seen.directions, &declared.directions),
        ] {
            let more: Vec<&String> = seen.difference(declared).collect();
            assert!(more.is_empty(), "{rule} does not declare the {what} {more:?}");
        }
    }
}

#[test]
fn no_severity_is_declared_in_vain() {
    let seen = seen();
    for (rule, declared) in &declared() {
        let Some(seen) = seen.get(rule) else { panic!("no case is about {rule}") };
        assert_eq!(seen.severities, declared.severities, "the cases of {rule}");
    }
}

fn declared() -> BTreeMap<String, Said> {
    let catalogue: Value = serde_json::from_str(&catalogue_json()).expect("JSON");
    let rules = catalogue.as_array().expect("a list of rules");
    let of = |rule: &Value| Said {
        severities: words(rule, "severities"),
        evidence: words(rule, "evidence"),
        directions: words(rule, "directions"),
    };
    rules.iter().map(|rule| (string(rule, "/name").to_owned(), of(rule))).collect()
}

fn seen() -> BTreeMap<String, Said> {
    let mut seen: BTreeMap<String, Said> = BTreeMap::new();
    for case in cases() {
        let report = case.report_json();
        for finding in array(&report, "findings") {
            let said = seen.entry(string(finding, "/rule").to_owned()).or_default();
            said.severities.insert(string(finding, "/severity").to_owned());
            said.directions.extend(words(finding, "directions"));
        }
        for check in array(&report, "checks") {
            let said = seen.entry(string(check, "/rule").to_owned()).or_default();
            said.evidence.extend(
                array(check, "missing").iter().map(|missing| string(missing, "/evidence").to_owned()),
            );
        }
    }
    seen
}

fn words(value: &Value, member: &str) -> BTreeSet<String> {
    array(value, member).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
