//! The report's lists of certificates and sources.

use crate::classify::{classify, is_collected};
use crate::{Certificate, CertificateName, Estate, Known, Lookup, Moment};
use htd_evidence::{Item, Reading, Record};
use htd_exchange::objects::note;
use htd_exchange::{ObjectKind, Property};
use htd_report::{CertificateSummary, Choice, PartSummary, SourceSummary, code};
use htd_source::{Problem, Span};

impl Estate {
    /// Every certificate that was seen, and what it is used for.
    pub fn certificate_summaries(&self) -> Vec<CertificateSummary> {
        let mut summaries: Vec<CertificateSummary> =
            self.certificates.iter().map(|certificate| self.summary(certificate)).collect();
        for connector in self.connectors() {
            let Some(name) = connector.tls_certificate_name().value() else { continue };
            for server in connector.servers() {
                let Lookup::Found(presented) = self.look_up(name, server) else { continue };
                for candidate in &presented.candidates {
                    let Some(because) = presented.because(candidate) else { continue };
                    let Some(summary) = summaries.get_mut(candidate.index) else { continue };
                    let choice =
                        Choice { connector: connector.name().value.clone(), because: because.to_owned() };
                    if !summary.chosen_for.contains(&choice) {
                        summary.chosen_for.push(choice);
                    }
                }
            }
        }
        summaries
    }

    fn summary(&self, certificate: &Certificate) -> CertificateSummary {
        let text = |name: &Known<CertificateName>| name.value().map(|name| name.text.clone());
        let date = |moment: &Known<Moment>| moment.value().and_then(|moment| moment.face_value());
        CertificateSummary {
            thumbprint: certificate.thumbprint.value().cloned(),
            tls_certificate_name: certificate.tls_certificate_name(),
            subject: text(&certificate.subject),
            issuer: text(&certificate.issuer),
            not_before: date(&certificate.not_before),
            not_after: date(&certificate.not_after),
            names: certificate
                .names
                .value()
                .map_or_else(Vec::new, |list| list.entries.iter().map(|entry| entry.value.clone()).collect()),
            services: certificate
                .services
                .value()
                .map(|services| services.names.iter().map(|name| (*name).to_owned()).collect()),
            servers: self.server_of(certificate).map(str::to_owned).into_iter().collect(),
            used_by: self
                .users_of(certificate)
                .iter()
                .map(|connector| connector.name().value.clone())
                .collect(),
            chosen_for: Vec::new(),
            span: Some(certificate.span),
        }
    }

    /// The server that a certificate is on: one that names none is on the only server there is.
    fn server_of<'a>(&'a self, certificate: &'a Certificate) -> Option<&'a str> {
        let only = self.only_server().filter(|_| certificate.is_exchange);
        certificate.server.as_deref().or(only)
    }

    /// Every source and what it was understood as.
    pub fn source_summaries(&self, readings: &[Reading]) -> Vec<SourceSummary> {
        let summary = |reading: &Reading| SourceSummary {
            format: reading.format.name(),
            items: counts(reading.items.iter()),
            problems: self.problems_of(reading),
            parts: reading
                .parts
                .iter()
                .map(|part| PartSummary {
                    span: part.span,
                    format: part.format.name(),
                    items: counts(reading.items.iter().filter(|item| starts_in(part.span, item))),
                })
                .collect(),
        };
        readings.iter().map(summary).collect()
    }

    /// What was not understood, and what was too much.
    fn problems_of(&self, reading: &Reading) -> Vec<Problem> {
        let mut problems = reading.problems.clone();
        for item in &reading.items {
            if let Item::Record(record) = item
                && is_note(record)
                && problems.len() < MOST_PROBLEMS
            {
                problems.push(Problem { span: record.span, message: message_of(record) });
            }
        }
        let source = reading.items.first().map(|item| item.span().source);
        let mut over = self.left_out.iter().filter(|span| Some(span.source) == source);
        if let Some(first) = over.next() {
            let message = format!(
                "From here on {} objects were not examined: there are more of one kind than any organisation has.",
                over.count() + 1
            );
            problems.push(Problem { span: *first, message });
        }
        problems
    }
}

/// Of more notes than that the rest says nothing new.
const MOST_PROBLEMS: usize = 100;

/// Whether it says what the collector could not read.
fn is_note(record: &Record) -> bool {
    is_collected(record) && classify(record).is_some_and(|object| object.kind == ObjectKind::Note)
}

fn message_of(record: &Record) -> String {
    let text = |property: &Property| record.get(property.name).map_or("", |printed| &printed.value.text);
    format!("The collector could not read {}: {}", code(text(note::WHAT)), code(text(note::MESSAGE)))
}

fn counts<'a>(items: impl Iterator<Item = &'a Item>) -> Vec<(&'static str, usize)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for item in items {
        let Some(name) = name_of(item) else { continue };
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    counts
}

fn name_of(item: &Item) -> Option<&'static str> {
    match item {
        Item::Record(record) => classify(record).and_then(|object| object.key),
        Item::Certificate(_) => Some("x509-certificate"),
        Item::Event(_) => Some("event"),
        Item::Session(_) => Some("smtp-session"),
        Item::ErrorText(_) => Some("error-text"),
        Item::LoggedSession(_) => Some("smtp-session"),
        Item::Bounce(_) => Some("bounce"),
        Item::Headers(_) => Some("message-headers"),
        Item::RegistryKey(_) => Some("registry"),
        Item::WizardLog(_) => Some("wizard-log"),
        Item::PrivateKey(_) => None,
    }
}

fn starts_in(part: Span, item: &Item) -> bool {
    let span = item.span();
    part.source == span.source && part.start <= span.start && span.start < part.end
}
