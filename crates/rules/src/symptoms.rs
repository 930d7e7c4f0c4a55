//! Joins error texts and events to the findings that account for them.

use htd_evidence::{ErrorText, Event, EventMessage, Symptom};
use htd_model::{Connector, Estate, same_server};
use htd_report::{Finding, Label};

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
    estate.error_texts.iter().filter(|text| symptoms.contains(&text.symptom))
}

/// Adds the events 12014 and 12016 that name a connector, or the certificate it names.
pub(crate) fn explain_events(mut finding: Finding, estate: &Estate, connector: Connector<'_>) -> Finding {
    let mut labelled = false;
    for event in estate.events.iter().filter(|event| is_about(event, connector)) {
        if !labelled {
            finding = finding.label(Label::new(event.message_span, "the server says so itself"));
            labelled = true;
        }
        finding = finding.explains(event.span);
    }
    finding
}

/// Whether an event says that the certificate of a connector was not found or expired.
fn is_about(event: &Event, connector: Connector<'_>) -> bool {
    let (wanted, named) = match &event.message {
        EventMessage::CertificateNotFound { domain_name, connector, .. } => (domain_name, connector.as_ref()),
        EventMessage::CertificateExpired { fqdn } => (fqdn, None),
        _ => return false,
    };
    if let Some(named) = named {
        let full = connector.name().value.as_str();
        let short = full.rsplit_once('\\').map_or(full, |(_, short)| short);
        return same_text(&named.value, short) || same_text(&named.value, full);
    }
    let here = match (connector, &event.computer) {
        (Connector::Receive(receive), Some(computer)) => {
            receive.server.as_deref().is_none_or(|server| same_server(server, &computer.value))
        }
        _ => true,
    };
    let name = connector.tls_certificate_name().value();
    let same_name = |wanted: &str| name.is_some_and(|name| same_text(&name.text, wanted));
    here && wanted.as_ref().is_some_and(|wanted| same_name(&wanted.value))
}

/// The same but for case and white space, which copying changes.
pub(crate) fn same_text(one: &str, other: &str) -> bool {
    let squeeze = |text: &str| -> String {
        text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
    };
    squeeze(one) == squeeze(other)
}
