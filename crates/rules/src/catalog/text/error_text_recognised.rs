use crate::citations::{EXCHANGE_ONLINE_ERRORS, HYBRID_CERTIFICATES_2025, KB2989382, KB3156771};
use crate::symptom_table::{Candidate, Entry, Look, of_event, of_symptom};
use crate::{Judge, Judged, Outcome, Rule, RuleInfo, symptoms};
use htd_evidence::{ErrorText, Event, EventMessage, Fact};
use htd_model::Estate;
use htd_report::{
    Confidence, Direction, Evidence, Finding, Fix, Label, Severity, Subject, SubjectKind, code,
};
use htd_source::Span;
use overtaken::Overtaken;

mod elsewhere;
mod overtaken;

/// An error text that nothing in evidence accounts for.
pub(crate) struct ErrorTextRecognised;

impl Rule for ErrorTextRecognised {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 910,
        passes: "Every error text and event in evidence is accounted for.",
        severities: &[Severity::Error, Severity::Warning, Severity::Note],
        evidence: &[Evidence::ErrorTexts],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: false,
        citations: &[KB2989382, KB3156771, HYBRID_CERTIFICATES_2025, EXCHANGE_ONLINE_ERRORS],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Unexplained(check);
}

const COLLECT: &str =
    "Get-Queue | Where-Object { $_.Status -eq 'Retry' } | Format-List Identity,NextHopDomain,LastError";

/// How many places of one text are shown. A queue listing has the same text in every record.
const MOST_LABELS: usize = 4;

fn check(estate: &Estate, judged: &Judged, outcome: &mut Outcome) {
    let explained = judged.explained();
    let texts = estate.error_texts.iter().filter(|text| !symptoms::is_own_value(estate, text));
    let texts = texts.map(|text| (of_symptom(text.symptom), Seen::Text(text)));
    let events =
        estate.events.iter().filter_map(|event| Some((of_event(event, estate)?, Seen::Event(event))));
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut looked = false;
    for (entry, seen) in texts.chain(events) {
        looked = true;
        if seen.spans().iter().any(|span| explained.contains(span)) {
            continue;
        }
        let elsewhere = elsewhere::other_end(estate, entry, seen);
        let overtaken = Overtaken::by(estate, seen);
        let alike = |group: &&mut Group<'_>| {
            std::ptr::eq(group.entry, entry)
                && group.elsewhere.is_some() == elsewhere.is_some()
                && group.overtaken == overtaken
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.places.push(seen.span()),
            None => {
                groups.push(Group { entry, first: seen, places: vec![seen.span()], elsewhere, overtaken });
            }
        }
    }
    if !looked {
        outcome.undecided(Evidence::ErrorTexts, COLLECT);
    }
    for group in &groups {
        outcome.found(group.finding(judged));
    }
    if looked {
        outcome.passed();
    }
}

/// An error text or an event.
#[derive(Clone, Copy)]
enum Seen<'a> {
    Text(&'a ErrorText),
    Event(&'a Event),
}

impl Seen<'_> {
    fn span(self) -> Span {
        match self {
            Self::Text(text) => text.span,
            Self::Event(event) => event.span,
        }
    }

    /// The spans by which a finding may account for it.
    fn spans(self) -> [Span; 2] {
        match self {
            Self::Text(text) => [text.span; 2],
            Self::Event(event) => [event.span, event.message_span],
        }
    }

    fn subject(self, entry: &Entry) -> Subject {
        let (kind, server) = match self {
            Self::Text(_) => (SubjectKind::ErrorText, None),
            Self::Event(event) => (SubjectKind::Event, event.computer.as_ref()),
        };
        Subject { kind, name: entry.name.to_owned(), server: server.map(|server| server.value.clone()) }
    }

    /// What it names, as a sentence.
    fn facts(self) -> Option<String> {
        match self {
            Self::Text(text) => facts_of_text(text),
            Self::Event(event) => facts_of_event(event),
        }
    }
}

/// The texts and events that say the same.
struct Group<'a> {
    entry: &'static Entry,
    first: Seen<'a>,
    places: Vec<Span>,
    /// The other end, where it is known and not Exchange Online's.
    elsewhere: Option<&'a str>,
    /// The connector that names something else by now.
    overtaken: Option<Overtaken<'a>>,
}

impl Group<'_> {
    fn finding(&self, judged: &Judged) -> Finding {
        let entry = self.entry;
        if let Some(host) = self.elsewhere {
            return self.finding_elsewhere(host);
        }
        if let Some(overtaken) = self.overtaken {
            return overtaken.finding(self);
        }
        let note = if entry.severity == Severity::Note { "this text" } else { "it says so here" };
        let mut finding = Finding::new(
            ErrorTextRecognised::NAME,
            entry.severity,
            entry.title,
            self.first.subject(entry),
            Label::new(self.first.span(), note),
        )
        .confidence(Confidence::Possible)
        .why(entry.meaning);
        finding.directions.extend_from_slice(entry.directions);
        finding.explains.extend_from_slice(&self.places);
        finding.citations.extend_from_slice(entry.citations);
        for place in self.places.iter().skip(1).take(MOST_LABELS - 1) {
            finding = finding.label(Label::new(*place, "and here"));
        }
        if let Some(facts) = self.first.facts() {
            finding = finding.why(facts);
        }
        finding.why.extend(causes(entry.candidates, judged));
        for look in entry.looks {
            finding = finding.fix(fix(look));
        }
        finding
    }
}

impl Group<'_> {
    /// What is said of mail to another system: the text is not evidence of hybrid mail.
    fn finding_elsewhere(&self, host: &str) -> Finding {
        let title = format!("Mail to {} meets an error", code(host));
        let subject = self.first.subject(self.entry);
        let label = Label::new(self.first.span(), "it says so here");
        let mut finding = Finding::new(ErrorTextRecognised::NAME, Severity::Warning, title, subject, label)
            .confidence(Confidence::Possible)
            .why(if elsewhere::is_microsofts(host) {
                "By its name the server that gave this error is one of Exchange Online, so nothing on-premises accounts for it."
            } else {
                "By its name the other end is not Exchange Online, so this shows nothing of hybrid mail unless that goes by there."
            });
        finding.explains.extend_from_slice(&self.places);
        for place in self.places.iter().skip(1).take(MOST_LABELS - 1) {
            finding =
                finding.label(Label::new(*place, "and here, with another end that is not Exchange Online"));
        }
        match self.first.facts() {
            Some(facts) => finding.why(facts),
            None => finding,
        }
    }
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

fn facts_of_text(text: &ErrorText) -> Option<String> {
    const FACTS: [(Fact, &str); 10] = [
        (Fact::ExpectedSubject, "it expected"),
        (Fact::PresentedSubject, "it was shown"),
        (Fact::Thumbprint, "with the thumbprint"),
        (Fact::Host, "the host is"),
        (Fact::Address, "its address is"),
        (Fact::GeneratedBy, "it was reported by"),
        (Fact::Connector, "the connector is"),
        (Fact::LastTried, "it was last tried at"),
        (Fact::NextHop, "the queue goes to"),
        (Fact::NextHopConnector, "the number of its connector is"),
    ];
    let known = FACTS.iter().filter_map(|(fact, words)| {
        let value = text.fact(*fact)?;
        Some(format!("{words} {}", code(&value.value)))
    });
    let known: Vec<String> = known.collect();
    (!known.is_empty()).then(|| format!("What the text names: {}.", known.join(", ")))
}

fn facts_of_event(event: &Event) -> Option<String> {
    let EventMessage::CertificateNotFound { domain_name, connector, .. } = &event.message else {
        return None;
    };
    let wanted = domain_name.as_ref().map(|name| format!("it looks for {}", code(&name.value)));
    let connector = connector.as_ref().map(|name| format!("the connector is {}", code(&name.value)));
    let known: Vec<String> = wanted.into_iter().chain(connector).collect();
    (!known.is_empty()).then(|| format!("What the event names: {}.", known.join(", ")))
}

fn fix(look: &Look) -> Fix {
    Fix::look(look.title, look.shell, None, look.commands)
}

#[cfg(test)]
mod tests;
