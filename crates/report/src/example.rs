//! A small made-up report for the tests of the renderings.

use crate::{
    Check, Citation, Direction, Evidence, Finding, FixKind, Label, Missing, Report, Risk, Severity, Shell,
    SourceSummary, Subject, SubjectKind, Verdict,
    powershell::{Assignments, Literal},
};
use htd_source::{Encoding, Problem, Source, SourceId, Sources, Span, Timestamp};

const KIND: FixKind = FixKind {
    title: "Point the connector at the new certificate",
    shell: Shell::ExchangeManagementShell,
    risk: Risk::ChangesConfiguration,
    answer: Some("N"),
    backup: "Get-ReceiveConnector -Identity $identity | Export-Clixml -Path before.xml",
    apply: "Set-ReceiveConnector -Identity $identity -TlsCertificateName $name",
    verify: "Get-ReceiveConnector -Identity $identity | Format-List TlsCertificateName",
    undo: "Set-ReceiveConnector -Identity $identity -TlsCertificateName $old",
};

/// No source, no rule, no finding.
pub(crate) fn empty() -> Report {
    Report {
        judged_at: Timestamp::parse_rfc3339("2026-11-22").unwrap(),
        rules_reviewed: "2026-11-22",
        findings: Vec::new(),
        checks: Vec::new(),
        certificates: Vec::new(),
        sources: Vec::new(),
        texts: Sources::default(),
    }
}

/// A report on one source of a text, without findings.
pub(crate) fn of(name: &str, text: &str) -> Report {
    let mut report = empty();
    report.texts.add(Source::new(name, Encoding::Utf8, text));
    report.sources.push(SourceSummary {
        format: "format-list",
        items: vec![("receive-connector", 1)],
        problems: Vec::new(),
        parts: Vec::new(),
    });
    report
}

/// A finding about nothing in particular, without a place.
pub(crate) fn finding(severity: Severity) -> Finding {
    finding_at(severity, Span::default(), "here")
}

/// A finding with its place.
pub(crate) fn finding_at(severity: Severity, span: Span, note: &str) -> Finding {
    let subject = Subject {
        kind: SubjectKind::ReceiveConnector,
        name: "EX01\\Default Frontend EX01".into(),
        server: None,
    };
    Finding::new("some-rule", severity, "Something is wrong", subject, Label::new(span, note))
}

/// A rule's verdict.
pub(crate) fn check(rule: &'static str, verdict: Verdict) -> Check {
    Check {
        rule,
        passes: "The receive connector's certificate is on its server.",
        verdict,
        missing: Vec::new(),
        directions: Vec::new(),
        decisive: true,
    }
}

/// Where a text stands in the first source.
pub(crate) fn find(report: &Report, needle: &str) -> Span {
    let (id, source) = report.texts.iter().next().unwrap();
    let start = source.text().find(needle).unwrap();
    Span::new(id, start as u32, (start + needle.len()) as u32)
}

/// One finding with everything that a finding can have.
pub(crate) fn full() -> Report {
    let text = "Name               : Default Frontend EX01\n\
                TlsCertificateName : <I>CN=Contoso CA<S>CN=mail.contoso.com\n\
                ??? what is this\n\
                454 4.7.5 Certificate validation failure\n";
    let mut report = of("receive.txt", text);
    let span = find(&report, "???");
    report.sources[0]
        .problems
        .push(Problem { span, message: "This line is no property and no heading.".into() });
    let name = Literal::new("EX01\\Default Frontend EX01").unwrap();
    let finding = finding_at(
        Severity::Error,
        find(&report, "<I>CN=Contoso CA<S>CN=mail.contoso.com"),
        "the name it looks for",
    )
    .direction(Direction::ToOnPremises)
    .label(Label::new(find(&report, "Default Frontend EX01"), "this connector"))
    .why("Exchange looks for `<I>CN=Contoso CA<S>CN=mail.contoso.com` and finds none. It then offers no STARTTLS.")
    .explains(find(&report, "454 4.7.5 Certificate validation failure"))
    .fix(KIND.fix(Some("EX01"), &Assignments::new().set("identity", &name)));
    report.findings.push(finding);
    report.findings[0].citations.push(Citation {
        title: "Can't receive mail in a hybrid environment",
        kb: Some("2989382"),
        url: "https://learn.microsoft.com/troubleshoot/exchange/example",
    });
    report.checks.push(check("some-rule", Verdict::Found));
    report.checks.push(check("another-rule", Verdict::Pass));
    for rule in ["third-rule", "fourth-rule"] {
        let mut undecided = check(rule, Verdict::Undecided);
        undecided.directions.push(Direction::ToExchangeOnline);
        undecided.missing.push(Missing {
            evidence: Evidence::SendConnectors,
            collect: "Get-SendConnector | Format-List".into(),
        });
        report.checks.push(undecided);
    }
    report
}

/// A report whose spans lie outside of every text.
pub(crate) fn out_of_range() -> Report {
    let mut report = of("größe.txt", "größe");
    for span in [
        Span::new(SourceId(0), 900, 4_000_000_000),
        Span::new(SourceId(7), 3, 9),
        // Inside a character.
        Span::new(SourceId(0), 3, 4),
    ] {
        report.findings.push(finding_at(Severity::Error, span, "nowhere").explains(span));
    }
    report
}
