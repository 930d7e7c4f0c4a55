//! The report as JSON, version 1. The types here are the public format: they mirror no internal type, and a
//! change that is more than another optional member makes a version 2.

mod formatter;
mod from_report;
#[cfg(feature = "schema")]
mod generate;
mod types;
#[cfg(feature = "schema")]
mod typescript;

#[cfg(feature = "schema")]
pub use generate::generated_files;
pub use types::*;

use crate::View;
use formatter::ScreenFormatter;
use serde::Serialize;

/// The report as JSON v1, indented by two blanks, without a line break at the end. The same report gives the
/// same bytes everywhere. What could steer the terminal that shows it is escaped.
pub fn json_v1<'a>(view: impl Into<View<'a>>) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, ScreenFormatter::new());
    // A list of bytes takes everything, and the types of the report hold nothing that JSON cannot say.
    let written = json_v1_value(view).serialize(&mut serializer);
    debug_assert!(written.is_ok(), "{written:?}");
    String::from_utf8(bytes).unwrap_or_default()
}

/// The report as the value that [`json_v1()`] writes.
pub fn json_v1_value<'a>(view: impl Into<View<'a>>) -> Report<'a> {
    from_report::report(view.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Severity, example};
    use serde_json::{Value, json};

    fn value(report: &crate::Report) -> Value {
        serde_json::from_str(&json_v1(report)).unwrap()
    }

    #[test]
    fn holds_every_member_of_the_format() {
        let report = value(&example::full());
        assert_eq!(report["schema"], "hybrid-tls-doctor/report/v1");
        assert_eq!(report["judged_at"], "2026-11-22T00:00:00Z");
        assert_eq!(report["status"], "broken");
        assert_eq!(
            report["directions"],
            json!({ "to_on_premises": "broken", "to_exchange_online": "undecided" })
        );
        let finding = &report["findings"][0];
        assert_eq!(finding["severity"], "error");
        assert_eq!(finding["confidence"], "certain");
        assert_eq!(finding["directions"], json!(["to_on_premises"]));
        assert_eq!(
            finding["subject"],
            json!({ "kind": "receive-connector", "name": "EX01\\Default Frontend EX01", "server": null })
        );
        assert_eq!(
            finding["labels"][0],
            json!({
                "source": 0, "role": "primary", "note": "the name it looks for",
                "start": { "offset": 64, "line": 2, "column": 22 },
                "end": { "offset": 102, "line": 2, "column": 60 },
                "text": "<I>CN=Contoso CA<S>CN=mail.contoso.com"
            })
        );
        assert_eq!(finding["labels"][1]["role"], "secondary");
        assert_eq!(
            finding["explains"],
            json!([{ "source": 0, "text": "454 4.7.5 Certificate validation failure" }])
        );
        let fix = &finding["fixes"][0];
        assert_eq!(fix["shell"], "exchange-management-shell");
        assert_eq!(fix["risk"], "changes-configuration");
        assert_eq!(fix["answer"], "N");
        assert_eq!(
            fix["undo"],
            "& {\n    $identity = 'EX01\\Default Frontend EX01'\n    Set-ReceiveConnector -Identity $identity \
             -TlsCertificateName $old\n}"
        );
        assert_eq!(finding["citations"][0]["kb"], "2989382");
        assert_eq!(
            report["checks"][2],
            json!({
                "rule": "third-rule", "verdict": "undecided",
                "missing": [{ "evidence": "send-connectors", "collect": "Get-SendConnector | Format-List" }]
            })
        );
        assert_eq!(
            report["sources"],
            json!([{
                "name": "receive.txt", "format": "format-list", "encoding": "utf-8",
                "items": { "receive-connector": 1 },
                "problems": [{ "line": 3, "message": "This line is no property and no heading." }]
            }])
        );
    }

    #[test]
    fn a_mixed_source_lists_its_parts() {
        let mut report = example::of("paste", "first\nsecond\nthird\n");
        report.sources[0].format = "mixed";
        let span = example::find(&report, "second\n");
        report.sources[0].parts.push(crate::PartSummary {
            span,
            format: "event-text",
            items: vec![("event", 1), ("event", 2)],
        });
        let problem = htd_source::Problem { span: example::find(&report, "second"), message: "Cut.".into() };
        report.sources[0].problems.push(problem);
        let problem = htd_source::Problem { span: example::find(&report, "third"), message: "Odd.".into() };
        report.sources[0].problems.push(problem);
        assert_eq!(
            value(&report)["sources"][0]["parts"],
            json!([{
                "name": "paste", "format": "event-text", "encoding": "utf-8", "items": { "event": 3 },
                "problems": [{ "line": 2, "message": "Cut." }],
                "start": { "offset": 6, "line": 2, "column": 1 },
                "end": { "offset": 13, "line": 3, "column": 1 }
            }])
        );
    }

    #[test]
    fn what_is_not_known_is_null() {
        let mut report = example::empty();
        report.certificates.push(crate::CertificateSummary::default());
        let certificate = &value(&report)["certificates"][0];
        assert_eq!(certificate["services"], Value::Null);
        assert_eq!(certificate["not_after"], Value::Null);
        assert_eq!(certificate["names"], json!([]));
    }

    #[test]
    fn places_that_do_not_exist_give_empty_texts_and_positions_in_the_text() {
        let report = value(&example::out_of_range());
        let label = |index: usize| report["findings"][index]["labels"][0].clone();
        let end = json!({ "offset": 5, "line": 1, "column": 6 });
        assert_eq!(label(0)["start"], end);
        assert_eq!(label(0)["text"], "");
        assert_eq!(label(1)["start"], json!({ "offset": 0, "line": 1, "column": 1 }));
        assert_eq!(label(2)["start"], json!({ "offset": 2, "line": 1, "column": 3 }));
    }

    #[test]
    fn a_long_snippet_is_cut() {
        let mut report = example::of("long", &"ä".repeat(50_000));
        let span = example::find(&report, &"ä".repeat(40_000));
        report.findings.push(example::finding_at(Severity::Note, span, "all of it").explains(span));
        let report = value(&report);
        for text in
            [&report["findings"][0]["labels"][0]["text"], &report["findings"][0]["explains"][0]["text"]]
        {
            assert_eq!(text.as_str().unwrap(), format!("{}…", "ä".repeat(2000)));
        }
    }

    #[test]
    fn leaving_out_findings_leaves_the_verdict() {
        let mut report = example::full();
        report.findings[0].severity = Severity::Warning;
        let shown: Value = serde_json::from_str(&json_v1(report.at_least(Severity::Error))).unwrap();
        assert_eq!(shown["findings"], json!([]));
        assert_eq!(shown["status"], "at-risk");
        assert_eq!(shown["directions"]["to_on_premises"], "at-risk");
    }

    #[test]
    fn is_written_as_serde_json_writes_it() {
        for report in [example::empty(), example::full(), example::out_of_range()] {
            assert_eq!(json_v1(&report), serde_json::to_string_pretty(&json_v1_value(&report)).unwrap());
        }
    }

    #[test]
    fn evidence_cannot_steer_the_terminal_that_shows_the_report() {
        let hostile = "\u{9B}2J\u{202E}\u{7F}";
        let mut report = example::of(hostile, hostile);
        let finding = example::finding_at(Severity::Note, example::find(&report, hostile), hostile);
        report.findings.push(finding);
        let text = json_v1(&report);
        assert!(!text.contains(['\u{9B}', '\u{202E}', '\u{7F}']), "{text}");
        assert_eq!(value(&report)["findings"][0]["labels"][0]["text"], hostile);
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        assert_eq!(json_v1(&example::full()), json_v1(&example::full()));
    }
}
