//! What is said of texts and events that nothing explains.

use super::elsewhere::is_microsofts;
use super::group::Group;
use super::overtaken::Overtaken;
use crate::Judged;
use crate::symptom_table::{Candidate, EVENTS, Look};
use htd_report::{Confidence, Finding, Fix, Label, Severity, code};

/// How many places of one text are shown. A queue listing has the same text in every record.
const MOST_LABELS: usize = 4;

pub(super) fn finding(rule: &'static str, group: &Group<'_>, judged: &Judged) -> Finding {
    match (group.elsewhere, group.overtaken) {
        (Some(host), _) => of_another_system(rule, group, host),
        (None, Some(overtaken)) => of_a_former_name(rule, group, overtaken),
        (None, None) => with_its_causes(rule, group, judged),
    }
}

fn with_its_causes(rule: &'static str, group: &Group<'_>, judged: &Judged) -> Finding {
    let entry = group.entry;
    let note = if entry.severity == Severity::Note { "this text" } else { "it says so here" };
    let mut finding = begun(rule, entry.severity, entry.title, group, note, "and here").why(entry.meaning);
    finding.directions.extend_from_slice(entry.directions);
    finding.citations.extend_from_slice(entry.citations);
    finding.why.extend(group.first.facts());
    finding.why.extend(causes(entry.candidates, judged));
    entry.looks.iter().fold(finding, |finding, look| finding.fix(fix(look)))
}

/// Mail to another system: the text is not evidence of hybrid mail.
fn of_another_system(rule: &'static str, group: &Group<'_>, host: &str) -> Finding {
    let title = format!("Mail to {} meets an error", code(host));
    let also = "and here, with another end that is not Exchange Online";
    let mut finding = begun(rule, Severity::Warning, title, group, "it says so here", also);
    finding = finding.why(if is_microsofts(host) { OF_EXCHANGE_ONLINE } else { NOT_OF_EXCHANGE_ONLINE });
    finding.why.extend(group.first.facts());
    finding
}

/// An event about another certificate than its connector names now.
fn of_a_former_name(rule: &'static str, group: &Group<'_>, overtaken: Overtaken<'_>) -> Finding {
    let connector = overtaken.connector;
    let name = code(&connector.name().value);
    let (severity, title) = if overtaken.over {
        (Severity::Note, format!("Event 12014 is older than what {name} names now"))
    } else {
        (Severity::Warning, format!("Event 12014 looks for another certificate than {name} names now"))
    };
    let own = connector.tls_certificate_name();
    let proof = Label::new(group.first.span(), "the event looks for this one");
    let mut finding = Finding::new(rule, severity, title, group.first.subject(group.entry), proof)
        .confidence(Confidence::Possible)
        .label(Label::new(own.span_or(connector.name().span), "the connector's name now"));
    finding.explains.extend_from_slice(&group.places);
    finding.citations.extend_from_slice(group.entry.citations);
    if connector.is_hybrid() {
        finding = finding.direction(connector.direction());
    }
    finding.why.extend(group.first.facts());
    finding = finding.why(match own.value() {
        Some(own) => format!("The connector now names {}.", code(&own.text)),
        None => "The connector now names none.".to_owned(),
    });
    if overtaken.over {
        return finding.why("The event was logged before that, so it tells of a state that is over.");
    }
    finding.why(PERHAPS_OVER).fix(fix(&EVENTS))
}

/// A finding with the places of its group.
fn begun(
    rule: &'static str,
    severity: Severity,
    title: impl Into<String>,
    group: &Group<'_>,
    note: &str,
    also: &str,
) -> Finding {
    let proof = Label::new(group.first.span(), note);
    let mut finding = Finding::new(rule, severity, title, group.first.subject(group.entry), proof)
        .confidence(Confidence::Possible);
    finding.explains.extend_from_slice(&group.places);
    for place in group.places.iter().skip(1).take(MOST_LABELS - 1) {
        finding = finding.label(Label::new(*place, also));
    }
    finding
}

/// The candidates as paragraphs. Those whose rule looked and found nothing come last.
fn causes(candidates: &[Candidate], judged: &Judged) -> Vec<String> {
    let passed = |candidate: &Candidate| candidate.rule.is_some_and(|rule| judged.passed(rule));
    let (unlikely, likely): (Vec<Candidate>, Vec<Candidate>) = candidates.iter().copied().partition(passed);
    let mut paragraphs = Vec::with_capacity(candidates.len() + 1);
    if !candidates.is_empty() {
        paragraphs.push("Possible causes, the most probable first:".to_owned());
    }
    for (number, candidate) in likely.iter().chain(&unlikely).enumerate() {
        let mut paragraph = format!("{}. ", number + 1);
        if let Some(rule) = candidate.rule {
            paragraph.push_str(&code(rule.name()));
            paragraph.push_str(": ");
        }
        paragraph.push_str(candidate.what);
        paragraph.push_str(if passed(candidate) { "; what is in evidence does not show it." } else { "." });
        paragraphs.push(paragraph);
    }
    paragraphs
}

pub(super) fn fix(look: &Look) -> Fix {
    Fix::look(look.title, look.shell, None, look.commands)
}

const OF_EXCHANGE_ONLINE: &str = "By its name the server that gave this error is one of Exchange Online, so \
    nothing on-premises accounts for it.";
const NOT_OF_EXCHANGE_ONLINE: &str = "By its name the other end is not Exchange Online, so this shows \
    nothing of hybrid mail unless that goes by there.";
const PERHAPS_OVER: &str = "The event may tell of a state that is over. If the server logged it after the \
    connector was changed last, its transport services may still work with the former name, or it is about \
    another connector of that name. The newest events of the server tell.";
