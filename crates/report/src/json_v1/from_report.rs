//! The report as the types of JSON v1: every place counted in UTF-16 units, every word a public one.

use super::types::*;
use crate::place::Place;
use crate::{View, finding, fix, report as internal, verdict};
use htd_source::{Sources, Span};

/// The report as its public value.
pub(super) fn report(view: View<'_>) -> Report<'_> {
    let report = view.report;
    Report {
        schema: SCHEMA,
        tool: Tool { version: env!("CARGO_PKG_VERSION"), rules_reviewed: report.rules_reviewed },
        judged_at: report.judged_at.to_string(),
        status: status(report.status()),
        directions: Directions {
            to_on_premises: status(report.lane(finding::Direction::ToOnPremises)),
            to_exchange_online: status(report.lane(finding::Direction::ToExchangeOnline)),
        },
        findings: view.findings().map(|finding| one_finding(&report.texts, finding)).collect(),
        checks: report.checks.iter().map(check).collect(),
        certificates: report.certificates.iter().map(certificate).collect(),
        sources: sources(report),
    }
}

fn status(status: verdict::Status) -> Status {
    match status {
        verdict::Status::Broken => Status::Broken,
        verdict::Status::AtRisk => Status::AtRisk,
        verdict::Status::Healthy => Status::Healthy,
        verdict::Status::Undecided => Status::Undecided,
    }
}

fn one_finding<'a>(texts: &'a Sources, finding: &'a finding::Finding) -> Finding<'a> {
    let primary = std::iter::once((&finding.primary, Role::Primary));
    let secondary = finding.labels.iter().map(|label| (label, Role::Secondary));
    Finding {
        rule: finding.rule,
        severity: match finding.severity {
            finding::Severity::Error => Severity::Error,
            finding::Severity::Warning => Severity::Warning,
            finding::Severity::Note => Severity::Note,
        },
        confidence: match finding.confidence {
            finding::Confidence::Certain => Confidence::Certain,
            finding::Confidence::Likely => Confidence::Likely,
            finding::Confidence::Possible => Confidence::Possible,
        },
        title: &finding.title,
        subject: Subject {
            kind: SubjectKind(finding.subject.kind.name()),
            name: &finding.subject.name,
            server: finding.subject.server.as_deref(),
        },
        directions: finding.directions.iter().map(direction).collect(),
        labels: primary.chain(secondary).map(|(one, role)| label(texts, one, role)).collect(),
        why: &finding.why,
        explains: finding.explains.iter().map(|&span| explained(texts, span)).collect(),
        fixes: finding.fixes.iter().map(one_fix).collect(),
        citations: finding
            .citations
            .iter()
            .map(|citation| Citation { title: citation.title, kb: citation.kb, url: citation.url })
            .collect(),
    }
}

fn direction(direction: &finding::Direction) -> Direction {
    match direction {
        finding::Direction::ToOnPremises => Direction::ToOnPremises,
        finding::Direction::ToExchangeOnline => Direction::ToExchangeOnline,
    }
}

fn label<'a>(texts: &'a Sources, label: &'a finding::Label, role: Role) -> Label<'a> {
    let place = Place::new(texts, label.span);
    Label {
        source: index(texts, label.span),
        role,
        note: &label.note,
        start: position(place.start()),
        end: position(place.end()),
        text: place.text(),
    }
}

/// How many sources stand before the one of a span. One of no source keeps the number of its id.
fn index(texts: &Sources, span: Span) -> u32 {
    texts.index(span.source).map_or(span.source.0, |index| index as u32)
}

fn position(position: htd_source::Position) -> Position {
    Position { offset: position.offset, line: position.line, column: position.column }
}

fn explained(texts: &Sources, span: Span) -> Explained<'_> {
    Explained { source: index(texts, span), text: Place::new(texts, span).text() }
}

fn one_fix(fix: &fix::Fix) -> Fix<'_> {
    Fix {
        title: &fix.title,
        shell: match fix.shell {
            fix::Shell::ExchangeManagementShell => Shell::ExchangeManagementShell,
            fix::Shell::ExchangeOnline => Shell::ExchangeOnline,
            fix::Shell::WindowsPowerShell => Shell::WindowsPowerShell,
            fix::Shell::Wizard => Shell::Wizard,
            fix::Shell::Network => Shell::Network,
        },
        run_on: fix.run_on.as_deref(),
        risk: match fix.risk {
            fix::Risk::ReadsOnly => Risk::ReadsOnly,
            fix::Risk::ChangesConfiguration => Risk::ChangesConfiguration,
            fix::Risk::InterruptsMailFlow => Risk::InterruptsMailFlow,
        },
        answer: fix.answer,
        backup: fix.backup.as_str(),
        apply: fix.apply.as_str(),
        verify: fix.verify.as_str(),
        undo: fix.undo.as_str(),
    }
}

fn check(check: &internal::Check) -> Check<'_> {
    Check {
        rule: check.rule,
        verdict: match check.verdict {
            internal::Verdict::Found => Verdict::Found,
            internal::Verdict::Pass => Verdict::Pass,
            internal::Verdict::NotApplicable => Verdict::NotApplicable,
            internal::Verdict::Undecided => Verdict::Undecided,
        },
        missing: check
            .missing
            .iter()
            .map(|missing| Missing { evidence: missing.evidence.name(), collect: &missing.collect })
            .collect(),
    }
}

fn certificate(certificate: &internal::CertificateSummary) -> Certificate<'_> {
    Certificate {
        thumbprint: certificate.thumbprint.as_deref(),
        tls_certificate_name: certificate.tls_certificate_name.as_deref(),
        subject: certificate.subject.as_deref(),
        issuer: certificate.issuer.as_deref(),
        not_before: certificate.not_before.map(|moment| moment.to_string()),
        not_after: certificate.not_after.map(|moment| moment.to_string()),
        names: &certificate.names,
        services: certificate.services.as_deref(),
        servers: &certificate.servers,
        used_by: &certificate.used_by,
        chosen_for: certificate
            .chosen_for
            .iter()
            .map(|choice| Choice { connector: &choice.connector, because: &choice.because })
            .collect(),
    }
}

fn sources(report: &internal::Report) -> Vec<Source<'_>> {
    let named = report.texts.iter().zip(&report.sources);
    named
        .map(|((_, source), summary)| {
            // In the order of their places, so that each part finds its own without looking at all of them.
            let mut problems: Vec<&htd_source::Problem> = summary.problems.iter().collect();
            problems.sort_by_key(|problem| problem.span);
            let parts = summary.parts.iter().map(|part| one_part(report, source, &problems, part)).collect();
            Source {
                name: source.name(),
                format: Format(summary.format),
                encoding: Encoding(source.encoding().name()),
                items: items(&summary.items),
                problems: summary.problems.iter().map(|problem| one_problem(report, problem)).collect(),
                parts,
            }
        })
        .collect()
}

fn one_part<'a>(
    report: &'a internal::Report,
    source: &'a htd_source::Source,
    problems: &[&'a htd_source::Problem],
    part: &'a internal::PartSummary,
) -> Part<'a> {
    let place = Place::new(&report.texts, part.span);
    let first = problems.partition_point(|problem| problem.span.start < part.span.start);
    let after = problems.partition_point(|problem| problem.span.start < part.span.end);
    let inside = problems.get(first..after).unwrap_or_default().iter();
    Part {
        name: source.name(),
        format: Format(part.format),
        encoding: Encoding(source.encoding().name()),
        items: items(&part.items),
        problems: inside.map(|problem| one_problem(report, problem)).collect(),
        start: position(place.start()),
        end: position(place.end()),
    }
}

fn items(items: &[(&'static str, usize)]) -> Items {
    let mut counted: Vec<(ItemKind, u32)> = Vec::new();
    for &(kind, count) in items {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        match counted.binary_search_by(|(known, _)| known.0.cmp(kind)) {
            Err(place) => counted.insert(place, (ItemKind(kind), count)),
            Ok(place) => {
                if let Some((_, sum)) = counted.get_mut(place) {
                    *sum = sum.saturating_add(count);
                }
            }
        }
    }
    Items(counted)
}

fn one_problem<'a>(report: &'a internal::Report, problem: &'a htd_source::Problem) -> Problem<'a> {
    Problem { line: Place::new(&report.texts, problem.span).start().line, message: &problem.message }
}
