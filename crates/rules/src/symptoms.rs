//! Joins error texts and events to the findings that account for them.

use htd_evidence::{ErrorText, Event, EventMessage, Symptom};
use htd_model::{Certificate, Connector, Estate, same_server, same_text};
use htd_report::{Finding, Label};
use htd_source::Spanned;

/// Texts that say that Exchange Online was not offered STARTTLS.
pub(crate) const NO_STARTTLS: &[Symptom] =
    &[Symptom::StarttlsRequired, Symptom::StarttlsMissingDescribed, Symptom::CannotReceiveDescribed];

/// Texts that say that a send connector's certificate is not there.
pub(crate) const NO_SEND_CERTIFICATE: &[Symptom] =
    &[Symptom::SendCertificateNotFound, Symptom::CannotSendDescribed];

/// Adds the error texts of some kinds to what a finding explains.
pub(crate) fn explain(mut finding: Finding, estate: &Estate, symptoms: &[Symptom]) -> Finding {
    for text in texts(estate, symptoms) {
        finding = finding.explains(text.span);
    }
    finding
}

/// The error texts of some kinds.
pub(crate) fn texts<'a>(estate: &'a Estate, symptoms: &'a [Symptom]) -> impl Iterator<Item = &'a ErrorText> {
    estate.error_texts.iter().filter(|text| symptoms.contains(&text.symptom) && !is_own_value(estate, text))
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
