//! Every case against its hand-written expectation, by way of the public JSON.

use htd_source::{SourceId, Sources};
use hybrid_tls_doctor::{json_v1, markdown, text};
use hybrid_tls_doctor_tests::case::{cases, is_binary};
use hybrid_tls_doctor_tests::compare::{array, string};
use serde_json::Value;

#[test]
fn every_expected_finding_and_no_other() {
    let mut failed = 0;
    let mut count = 0;
    for case in cases() {
        count += 1;
        let differences = case.differences();
        if !differences.is_empty() {
            failed += 1;
            println!("\n{}: {}", case.name, case.description.about);
            differences.iter().for_each(|difference| println!("    {difference}"));
        }
    }
    assert!(count >= 45, "{count} cases");
    assert_eq!(failed, 0, "of {count} cases");
}

#[test]
fn the_same_evidence_gives_the_same_bytes() {
    for case in cases() {
        assert_eq!(json_v1(&case.report()), json_v1(&case.report()), "{}", case.name);
    }
}

/// What holds for every report, whatever it says.
#[test]
fn every_report_keeps_the_promises_of_the_format() {
    for case in cases() {
        let examined = case.report();
        let report: Value = serde_json::from_str(&json_v1(&examined)).unwrap();
        let name = &case.name;
        assert_eq!(string(&report, "/schema"), "hybrid-tls-doctor/report/v1", "{name}");
        assert_eq!(array(&report, "sources").len(), case.sources.len(), "{name}");
        status_follows_from_findings(name, &report);
        checks_agree_with_findings(name, &report);
        for finding in array(&report, "findings") {
            let what = format!("{name}: {}", string(finding, "/rule"));
            labels_show_what_stands_there(&what, finding, &case.sources, &examined.texts);
            assert!(!array(finding, "citations").is_empty(), "{what}: no citation");
            assert!(!array(finding, "why").is_empty(), "{what}: no reason");
            array(finding, "fixes").iter().for_each(|fix| fix_is_whole(&what, fix));
        }
    }
}

#[test]
fn nothing_of_a_private_key_is_kept() {
    let mut seen = 0;
    for case in cases() {
        for file in &case.description.private_keys {
            let (_, bytes) = case.sources.iter().find(|(name, _)| name == file).unwrap();
            let block = String::from_utf8(bytes.clone()).unwrap();
            let body = block.lines().nth(1).unwrap();
            let report = case.report();
            for shown in [json_v1(&report), text(&report, false), markdown(&report)] {
                assert!(!shown.contains(body), "{}: {file}", case.name);
            }
            seen += 1;
        }
    }
    assert!(seen >= 3, "{seen} keys");
}

fn status_follows_from_findings(name: &str, report: &Value) {
    let has = |severity: &str| {
        array(report, "findings").iter().any(|finding| string(finding, "/severity") == severity)
    };
    let status = string(report, "/status");
    match (has("error"), has("warning")) {
        (true, _) => assert_eq!(status, "broken", "{name}"),
        (false, true) => assert_eq!(status, "at-risk", "{name}"),
        (false, false) => assert!(matches!(status, "healthy" | "undecided"), "{name}: {status}"),
    }
}

fn checks_agree_with_findings(name: &str, report: &Value) {
    let checks = array(report, "checks");
    let rules: Vec<&str> = checks.iter().map(|check| string(check, "/rule")).collect();
    let catalogue: Vec<&str> = hybrid_tls_doctor::rules().iter().map(|rule| rule.name).collect();
    assert_eq!(rules, catalogue, "{name}: `checks` lists every rule");
    for check in checks {
        let rule = string(check, "/rule");
        let found = array(report, "findings").iter().any(|finding| string(finding, "/rule") == rule);
        let verdict = string(check, "/verdict");
        assert_eq!(verdict == "found", found, "{name}: {rule} is {verdict}");
        assert!(matches!(verdict, "found" | "pass" | "not-applicable" | "undecided"), "{name}: {verdict}");
        let missing = array(check, "missing");
        assert_eq!(verdict == "undecided", !missing.is_empty(), "{name}: {rule} is {verdict}: {missing:?}");
        for evidence in missing {
            assert!(!string(evidence, "/collect").is_empty(), "{name}: {rule}: {evidence}");
        }
    }
}

/// Offsets are UTF-16 units of the decoded text, and the label's text stands there.
fn labels_show_what_stands_there(
    what: &str,
    finding: &Value,
    sources: &[(String, Vec<u8>)],
    texts: &Sources,
) {
    let labels = array(finding, "labels");
    let primary = labels.iter().filter(|label| string(label, "/role") == "primary").count();
    assert_eq!(primary, 1, "{what}: one label is the proof");
    for place in labels.iter().chain(array(finding, "explains")) {
        let source = place["source"].as_u64().unwrap() as usize;
        let Some((file, bytes)) = sources.get(source) else { panic!("{what}: no source {source}") };
        let Some(start) = place.pointer("/start/offset").and_then(Value::as_u64) else { continue };
        // The text of a binary file is an account of it, that of a message is its decoded parts, and that of a
        // key is blotted out.
        if is_binary(bytes) || file.ends_with(".key") || file.ends_with(".eml") {
            continue;
        }
        let end = place.pointer("/end/offset").and_then(Value::as_u64).unwrap();
        let (mut text, _, _) = htd_source::decode(bytes);
        // Of a form that is read as it comes in the text is what was kept of it, or an account.
        let kept = texts.get(SourceId(source as u32)).filter(|kept| !kept.line_numbers().is_empty());
        if let Some(kept) = kept {
            text = kept.text().to_owned();
        }
        let units: Vec<u16> = text.encode_utf16().collect();
        let there = String::from_utf16(&units[start as usize..end as usize]).unwrap();
        // A long excerpt is cut, and says so.
        let shown = string(place, "/text");
        let same = match shown.strip_suffix('…') {
            Some(begun) if shown.chars().count() > 2000 => there.starts_with(begun),
            _ => shown == there,
        };
        assert!(same, "{what}: {file} {start}..{end}: {shown:?} is not {there:?}");
        let before = String::from_utf16(&units[..start as usize]).unwrap();
        let row = before.matches('\n').count();
        let line = kept.map_or(1 + row as u64, |kept| u64::from(kept.line_numbers()[row]));
        assert_eq!(place.pointer("/start/line").and_then(Value::as_u64), Some(line), "{what}: {file}");
    }
}

fn fix_is_whole(what: &str, fix: &Value) {
    let title = string(fix, "/title");
    assert!(!title.is_empty(), "{what}: a fix without a title");
    let shell = string(fix, "/shell");
    let known = ["exchange-management-shell", "exchange-online", "windows-powershell", "wizard", "network"];
    assert!(known.contains(&shell), "{what}: {title}: {shell}");
    let apply = string(fix, "/apply");
    let risk = string(fix, "/risk");
    assert!(
        matches!(risk, "reads-only" | "changes-configuration" | "interrupts-mail-flow"),
        "{what}: {risk}"
    );
    if risk != "reads-only" && !matches!(shell, "wizard" | "network") {
        for member in ["backup", "apply", "verify", "undo"] {
            let script = string(fix, &format!("/{member}"));
            assert!(!script.trim().is_empty(), "{what}: {title}: no {member}");
        }
    }
    if apply.contains("Enable-ExchangeCertificate") && apply.contains("SMTP") {
        assert_eq!(string(fix, "/answer"), "N", "{what}: {title}: the prompt's default is Y");
        assert!(!apply.contains("-Force"), "{what}: {title}: -Force answers the prompt with yes");
    }
}
