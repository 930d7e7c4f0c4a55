//! Joins error texts and events to the findings that account for them.

use crate::RuleId;
use crate::symptom_table::{Symptom, of_text};
use htd_evidence::{ErrorText, Event, EventMessage};
use htd_model::{Certificate, Connector, Estate, same_server, same_text};
use htd_report::{Finding, Label};
use htd_source::Spanned;

/// Adds the error texts that the rule of a finding accounts for.
pub(crate) fn explain(finding: Finding, estate: &Estate) -> Finding {
    explain_where(finding, estate, |_| true)
}

/// The same of some of them only.
pub(crate) fn explain_where(
    mut finding: Finding,
    estate: &Estate,
    accounts_for: impl Fn(&Symptom) -> bool,
) -> Finding {
    for (symptom, text) in texts(estate) {
        if symptom.is_explained_by(finding.rule) && accounts_for(symptom) {
            finding = finding.explains(text.span);
        }
    }
    finding
}

/// Whether the evidence holds a text that the findings of a rule account for.
pub(crate) fn speak_for(estate: &Estate, rule: RuleId) -> bool {
    texts(estate).any(|(symptom, _)| symptom.is_explained_by(rule.name()))
}

/// The first text of some symptoms.
pub(crate) fn first<'a>(estate: &'a Estate, symptoms: &[&Symptom]) -> Option<&'a ErrorText> {
    let mut texts = texts(estate);
    texts.find(|(symptom, _)| symptoms.iter().any(|known| known.is(symptom))).map(|(_, text)| text)
}

/// The error texts with their entries.
pub(crate) fn texts(estate: &Estate) -> impl Iterator<Item = (&'static Symptom, &ErrorText)> {
    let texts = estate.error_texts.iter().filter(|text| !is_own_value(estate, text));
    texts.filter_map(|text| Some((of_text(text.id)?, text)))
}

/// Whether a text is the value of a connector's property, which the connector's rules judge, and no symptom.
pub(crate) fn is_own_value(estate: &Estate, text: &ErrorText) -> bool {
    estate.receive_connectors.iter().any(|connector| connector.span.contains(text.span))
}

/// Adds the events 12014 and 12016 that name a connector, or the certificate it names.
pub(crate) fn explain_events(mut finding: Finding, estate: &Estate, connector: Connector<'_>) -> Finding {
    let mut labelled = false;
    for event in estate.events.iter().filter(|event| connector.is_told_of_by(event)) {
        if !labelled {
            finding = finding.label(Label::new(event.message_span, "the server says so itself"));
            labelled = true;
        }
        finding = finding.explains(event.span);
    }
    finding
}

/// Adds the events 12015 and 12016 that say that a certificate expired.
pub(crate) fn explain_expired(mut finding: Finding, estate: &Estate, certificate: &Certificate) -> Finding {
    for event in &estate.events {
        let about = match &event.message {
            EventMessage::InternalCertificateExpired { thumbprint } => {
                has_thumbprint(certificate, thumbprint.as_ref())
            }
            EventMessage::CertificateExpired { fqdn: Some(fqdn) } => certificate.answers_to(&fqdn.value),
            _ => false,
        };
        if about && is_of_server(event, certificate) {
            finding = finding.explains(event.span);
        }
    }
    finding
}

/// Adds the events 12017 and 12018 that say that a certificate is about to expire.
pub(crate) fn explain_expiring(mut finding: Finding, estate: &Estate, certificate: &Certificate) -> Finding {
    for event in &estate.events {
        let about = match &event.message {
            EventMessage::InternalCertificateExpiresSoon { thumbprint, .. }
            | EventMessage::CertificateExpiresSoon { thumbprint: thumbprint @ Some(_), .. } => {
                has_thumbprint(certificate, thumbprint.as_ref())
            }
            EventMessage::CertificateExpiresSoon { subject: Some(subject), .. } => {
                certificate.subject.value().is_some_and(|own| same_text(&own.text, &subject.value))
            }
            _ => false,
        };
        if about && is_of_server(event, certificate) {
            finding = finding.explains(event.span);
        }
    }
    finding
}

fn has_thumbprint(certificate: &Certificate, told: Option<&Spanned<String>>) -> bool {
    told.is_some_and(|told| certificate.has_thumbprint(&told.value))
}

/// Whether an event may come from the server that a certificate is on.
fn is_of_server(event: &Event, certificate: &Certificate) -> bool {
    match (&event.computer, certificate.server.as_deref()) {
        (Some(computer), Some(server)) => same_server(server, &computer.value),
        _ => true,
    }
}
