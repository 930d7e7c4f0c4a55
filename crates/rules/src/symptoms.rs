//! Joins error texts and events to the findings that account for them.

use htd_evidence::{ErrorText, Event, EventMessage, Symptom};
use htd_model::{Certificate, Connector, Estate, Known, same_server};
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
    if named.is_some() {
        return names_connector(event, connector) && !looks_for_another(event, connector);
    }
    let name = connector.tls_certificate_name().value();
    let same_name = |wanted: &str| name.is_some_and(|name| same_text(&name.text, wanted));
    is_on_server_of(event, connector) && wanted.as_ref().is_some_and(|wanted| same_name(&wanted.value))
}

/// Whether an event 12014 names a connector.
pub(crate) fn names_connector(event: &Event, connector: Connector<'_>) -> bool {
    let EventMessage::CertificateNotFound { connector: Some(named), .. } = &event.message else {
        return false;
    };
    let full = connector.name().value.as_str();
    let short = full.rsplit_once('\\').map_or(full, |(_, short)| short);
    (same_text(&named.value, short) || same_text(&named.value, full)) && is_on_server_of(event, connector)
}

/// Whether an event 12014 certainly looks for another certificate than a connector names now. With none named,
/// Exchange looks for a host.
pub(crate) fn looks_for_another(event: &Event, connector: Connector<'_>) -> bool {
    let EventMessage::CertificateNotFound { domain_name: Some(wanted), .. } = &event.message else {
        return false;
    };
    let is_host = !wanted.value.contains("=");
    match connector.tls_certificate_name() {
        Known::Value(_) if is_host => true,
        Known::Value(name) => !name.value.may_be(&wanted.value),
        Known::Absent(_) => !is_host,
        Known::Cut(_) | Known::NotCollected => false,
    }
}

/// Whether an event may come from a server of a connector.
fn is_on_server_of(event: &Event, connector: Connector<'_>) -> bool {
    match (connector, &event.computer) {
        (Connector::Receive(receive), Some(computer)) => {
            receive.server.as_deref().is_none_or(|server| same_server(server, &computer.value))
        }
        _ => true,
    }
}

/// Adds the events 12015 and 12016 that say that a certificate expired.
pub(crate) fn explain_expired(mut finding: Finding, estate: &Estate, certificate: &Certificate) -> Finding {
    for event in &estate.events {
        let about = match &event.message {
            EventMessage::InternalCertificateExpired { thumbprint } => {
                has_thumbprint(certificate, thumbprint)
            }
            EventMessage::CertificateExpired { fqdn: Some(fqdn) } => answers_to(certificate, &fqdn.value),
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
                has_thumbprint(certificate, thumbprint)
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

/// Whether a certificate bears the thumbprint that an event tells.
pub(crate) fn has_thumbprint(certificate: &Certificate, logged: &Option<Spanned<String>>) -> bool {
    let own = certificate.thumbprint.value();
    logged.as_ref().zip(own).is_some_and(|(logged, own)| same_text(&logged.value, own))
}

/// Whether an event's name, `<I>…<S>…` or a host name, is one that a certificate bears.
pub(crate) fn answers_to(certificate: &Certificate, name: &str) -> bool {
    let identifier = || certificate.tls_certificate_name().is_some_and(|own| same_text(&own, name));
    covers(certificate, name) || identifier()
}

/// Whether a certificate, by its names or its common name, covers a host.
pub(crate) fn covers(certificate: &Certificate, host: &str) -> bool {
    let listed = certificate.names.value().map(|names| names.entries.as_slice()).unwrap_or_default();
    let names: Vec<String> = listed.iter().map(|name| name.value.clone()).collect();
    let common: Vec<String> = certificate.common_name().map(str::to_owned).into_iter().collect();
    htd_x509::names_cover(&names, &common, host)
}

/// Whether an event may come from the server that a certificate is on.
fn is_of_server(event: &Event, certificate: &Certificate) -> bool {
    match (&event.computer, certificate.server.as_deref()) {
        (Some(computer), Some(server)) => same_server(server, &computer.value),
        _ => true,
    }
}

/// The same but for case and white space, which copying changes.
pub(crate) fn same_text(one: &str, other: &str) -> bool {
    htd_x509::fold(one) == htd_x509::fold(other)
}
