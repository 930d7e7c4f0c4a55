//! A report in JSON against what must be said.

use crate::case::{Expect, ExpectedCheck, ExpectedFinding, ExpectedFix, ExpectedSource};
use serde_json::Value;

/// What a report in JSON says otherwise than it must; a line each.
pub fn differences(expect: &Expect, report: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let mut same = |what: &str, expected: &Option<String>, pointer: &str| {
        if let Some(expected) = expected
            && report.pointer(pointer).and_then(Value::as_str) != Some(expected)
        {
            out.push(format!("{what} is {}, not {expected}", shown(report.pointer(pointer))));
        }
    };
    same("status", &expect.status, "/status");
    same("lane to_on_premises", &expect.to_on_premises, "/directions/to_on_premises");
    same("lane to_exchange_online", &expect.to_exchange_online, "/directions/to_exchange_online");
    findings(expect, report, &mut out);
    expect.check.iter().for_each(|check| verdict(check, report, &mut out));
    expect.source.iter().for_each(|expected| source(expected, report, &mut out));
    out
}

fn findings(expect: &Expect, report: &Value, out: &mut Vec<String>) {
    let mut actual: Vec<&Value> = array(report, "findings").iter().collect();
    for expected in &expect.finding {
        let (matching, others): (Vec<&Value>, Vec<&Value>) =
            actual.into_iter().partition(|finding| is_meant(expected, finding));
        actual = others;
        if matching.len() != expected.count {
            out.push(format!(
                "{} on {:?}: {} instead of {}",
                expected.rule,
                expected.subject,
                matching.len(),
                expected.count
            ));
        }
        for finding in matching {
            finding_differences(expected, finding, out);
        }
    }
    for finding in actual {
        let rule = string(finding, "/rule");
        if !expect.may.iter().any(|may| may == rule) {
            out.push(format!(
                "unexpected {} {rule} on {:?}: {}",
                string(finding, "/severity"),
                string(finding, "/subject/name"),
                string(finding, "/title")
            ));
        }
    }
}

fn is_meant(expected: &ExpectedFinding, finding: &Value) -> bool {
    string(finding, "/rule") == expected.rule
        && string(finding, "/subject/name").contains(&expected.subject)
        && expected.server.as_deref().is_none_or(|server| string(finding, "/subject/server") == server)
}

fn finding_differences(expected: &ExpectedFinding, finding: &Value, out: &mut Vec<String>) {
    let what = format!("{} on {:?}", expected.rule, string(finding, "/subject/name"));
    for (member, expected) in [
        ("severity", &expected.severity),
        ("confidence", &expected.confidence),
        ("subject/kind", &expected.kind),
    ] {
        let actual = string(finding, &format!("/{member}"));
        if expected.as_ref().is_some_and(|expected| expected != actual) {
            out.push(format!("{what}: {member} is {actual}, not {}", expected.as_deref().unwrap_or("")));
        }
    }
    if let Some(directions) = &expected.directions {
        let actual: Vec<&str> = array(finding, "directions").iter().filter_map(Value::as_str).collect();
        if actual != *directions {
            out.push(format!("{what}: directions are {actual:?}, not {directions:?}"));
        }
    }
    let explained = array(finding, "explains").len();
    if explained < expected.explains {
        out.push(format!("{what}: accounts for {explained} texts, not {}", expected.explains));
    }
    let mut said = string(finding, "/title").to_owned();
    array(finding, "why").iter().filter_map(Value::as_str).for_each(|why| said = format!("{said}\n{why}"));
    require(&format!("{what} says"), &expected.says, &said, out);
    let shown: String =
        array(finding, "labels").iter().map(|label| format!("{}\n", string(label, "/text"))).collect();
    require(&format!("{what} shows"), &expected.shows, &shown, out);
    for fix in &expected.fix {
        if !array(finding, "fixes").iter().any(|actual| is_fix(fix, actual)) {
            let titles: Vec<&str> =
                array(finding, "fixes").iter().map(|actual| string(actual, "/title")).collect();
            out.push(format!("{what}: no fix is {fix:?}; there are {titles:?}"));
        }
    }
}

fn is_fix(expected: &ExpectedFix, fix: &Value) -> bool {
    let same = |expected: &Option<String>, pointer: &str| {
        expected.as_deref().is_none_or(|expected| string(fix, pointer) == expected)
    };
    let text = format!("{}\n{}", string(fix, "/title"), string(fix, "/apply"));
    same(&expected.shell, "/shell")
        && same(&expected.run_on, "/run_on")
        && same(&expected.risk, "/risk")
        && same(&expected.answer, "/answer")
        && expected.contains.iter().all(|part| holds(&text, part))
        && expected.lacks.iter().all(|part| !holds(string(fix, "/apply"), part))
}

fn verdict(expected: &ExpectedCheck, report: &Value, out: &mut Vec<String>) {
    let Some(check) = array(report, "checks").iter().find(|check| string(check, "/rule") == expected.rule)
    else {
        out.push(format!("{} is not among the checks", expected.rule));
        return;
    };
    let verdict = string(check, "/verdict");
    if verdict != expected.verdict {
        out.push(format!("verdict of {} is {verdict}, not {}", expected.rule, expected.verdict));
    }
    for evidence in &expected.missing {
        if !array(check, "missing").iter().any(|missing| string(missing, "/evidence") == evidence) {
            out.push(format!("{} lacks {}, not {evidence}", expected.rule, shown(check.get("missing"))));
        }
    }
}

fn source(expected: &ExpectedSource, report: &Value, out: &mut Vec<String>) {
    let Some(source) =
        array(report, "sources").iter().find(|source| string(source, "/name") == expected.name)
    else {
        out.push(format!("no source {}", expected.name));
        return;
    };
    for (member, expected_value) in [("format", &expected.format), ("encoding", &expected.encoding)] {
        let actual = string(source, &format!("/{member}"));
        if expected_value.as_ref().is_some_and(|expected| expected != actual) {
            out.push(format!(
                "{}: {member} is {actual}, not {}",
                expected.name,
                expected_value.as_deref().unwrap_or("")
            ));
        }
    }
    for (kind, count) in &expected.items {
        let actual = source.pointer("/items").and_then(|items| items.get(kind)).and_then(Value::as_u64);
        if actual.unwrap_or(0) != *count {
            out.push(format!("{}: {} {kind}, not {count}", expected.name, actual.unwrap_or(0)));
        }
    }
    if let Some(problems) = expected.problems
        && array(source, "problems").len() != problems
    {
        out.push(format!("{}: problems are {}", expected.name, shown(source.get("problems"))));
    }
}

fn require(what: &str, parts: &[String], text: &str, out: &mut Vec<String>) {
    for part in parts {
        if !holds(text, part) {
            out.push(format!("{what} {text:?}, which lacks {part:?}"));
        }
    }
}

/// Whether a text holds one of the alternatives `a || b`, whatever their case.
fn holds(text: &str, part: &str) -> bool {
    let text = text.to_lowercase();
    part.split(" || ").any(|alternative| text.contains(&alternative.to_lowercase()))
}

/// The string under a JSON pointer; empty where there is none.
pub fn string<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or("")
}

/// The entries of a member; none where there is none.
pub fn array<'a>(value: &'a Value, member: &str) -> &'a [Value] {
    value.get(member).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), Value::to_string)
}
