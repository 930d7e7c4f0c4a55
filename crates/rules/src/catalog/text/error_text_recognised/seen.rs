//! What the evidence holds of error texts and events, and what each of them names.

use crate::symptom_table::{Symptom, of_event};
use crate::symptoms;
use htd_evidence::{ErrorText, Event, EventMessage, Fact};
use htd_model::Estate;
use htd_report::{Subject, SubjectKind, code};
use htd_source::Span;

/// Every error text and known event with what the table says of it.
pub(super) fn all(estate: &Estate) -> Vec<(&'static Symptom, Seen<'_>)> {
    let texts = symptoms::texts(estate).map(|(symptom, text)| (symptom, Seen::Text(text)));
    let events =
        estate.events.iter().filter_map(|event| Some((of_event(event, estate)?, Seen::Event(event))));
    texts.chain(events).collect()
}

/// An error text or an event.
#[derive(Clone, Copy)]
pub(super) enum Seen<'a> {
    Text(&'a ErrorText),
    Event(&'a Event),
}

impl Seen<'_> {
    pub(super) fn span(self) -> Span {
        match self {
            Self::Text(text) => text.span,
            Self::Event(event) => event.span,
        }
    }

    /// The spans by which a finding may account for it.
    pub(super) fn spans(self) -> [Span; 2] {
        match self {
            Self::Text(text) => [text.span; 2],
            Self::Event(event) => [event.span, event.message_span],
        }
    }

    pub(super) fn subject(self, entry: &Symptom) -> Subject {
        let (kind, server) = match self {
            Self::Text(_) => (SubjectKind::ErrorText, None),
            Self::Event(event) => (SubjectKind::Event, event.computer.as_ref()),
        };
        Subject { kind, name: entry.name.to_owned(), server: server.map(|server| server.value.clone()) }
    }

    /// What it names, as a sentence.
    pub(super) fn facts(self) -> Option<String> {
        match self {
            Self::Text(text) => facts_of_text(text),
            Self::Event(event) => facts_of_event(event),
        }
    }
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
