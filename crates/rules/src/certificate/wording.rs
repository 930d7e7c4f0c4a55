//! How findings about certificates call the certificate and its connectors.

use crate::fixes;
use htd_model::{Certificate, Connector, Moment, Use};
use htd_report::{Finding, Label, Severity, Subject, SubjectKind, code};
use htd_source::{Span, Timestamp};

/// How many connectors a finding points at and fixes one by one; of more it gives the number.
pub(crate) const MOST_SHOWN: usize = 6;

/// What to do first with a follower that is not on a server yet.
pub(crate) const FROM_A_FILE: &str = "The newer one, of the same common name and another issuer or subject, \
    is in evidence as a file; whether it is on a server, the evidence does not tell. Import it with its \
    private key on every server before the connectors name it.";

/// A finding about a certificate, with the connectors that present it and their lanes.
pub(crate) fn finding(
    rule: &'static str,
    severity: Severity,
    title: String,
    certificate: &Certificate,
    proof: (Span, &'static str),
    uses: &[Use<'_>],
) -> Finding {
    let mut finding = Finding::new(rule, severity, title, subject(certificate), Label::new(proof.0, proof.1));
    for connector in connectors(uses).into_iter().take(MOST_SHOWN) {
        if let Some(span) = connector.tls_certificate_name().span() {
            finding = finding.label(Label::new(span, "this connector names it"));
        }
    }
    uses.iter().fold(finding, |finding, used| finding.direction(used.connector.direction()))
}

/// The certificate as what a finding is about.
fn subject(certificate: &Certificate) -> Subject {
    let kind =
        if certificate.is_exchange { SubjectKind::ExchangeCertificate } else { SubjectKind::X509Certificate };
    let name = certificate.thumbprint.value().cloned().unwrap_or_else(|| certificate.display_name());
    Subject { kind, name, server: certificate.server.clone() }
}

/// The certificate as a title calls it.
pub(crate) fn called(certificate: &Certificate) -> String {
    let name = code(&certificate.display_name());
    match &certificate.server {
        Some(server) => format!("{name} on {}", code(server)),
        None => name,
    }
}

/// `expires in 5 days`. A printed date lacks its time zone, so the middle of what it can mean is told.
pub(crate) fn when(at: Timestamp, end: &Moment) -> String {
    if end.is_ambiguous() {
        return format!("expires by {}", code(&end.latest.date()));
    }
    let middle = Timestamp(end.earliest.0 + (end.latest.0 - end.earliest.0) / 2);
    match at.days_until(middle) {
        1 => "expires in a day".to_owned(),
        days if days > 1 => format!("expires in {days} days"),
        _ => "expires within a day".to_owned(),
    }
}

/// The connectors of some uses, each once.
pub(crate) fn connectors<'a>(uses: &[Use<'a>]) -> Vec<Connector<'a>> {
    let mut connectors: Vec<Connector<'a>> = Vec::new();
    for used in uses {
        // The uses of one connector follow one another.
        let known = connectors.last().is_some_and(|last| last.name().span == used.connector.name().span);
        if !known {
            connectors.push(used.connector);
        }
    }
    connectors
}

/// The connectors as a sentence lists them.
pub(crate) fn listed(uses: &[Use<'_>]) -> String {
    let connectors = connectors(uses);
    let mut names: Vec<String> =
        connectors.iter().take(MOST_SHOWN).map(|connector| code(&connector.name().value)).collect();
    if connectors.len() > MOST_SHOWN {
        names.push(format!("{} more", connectors.len() - MOST_SHOWN));
    }
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// The server where a certificate is to be fixed.
pub(crate) fn server_of<'a>(certificate: &'a Certificate, uses: &[Use<'a>]) -> Option<&'a str> {
    certificate.server.as_deref().or_else(|| uses.first().and_then(|used| used.server))
}

/// Whether an Edge server uses it.
pub(crate) fn on_edge(uses: &[Use<'_>]) -> bool {
    uses.iter().any(|used| fixes::is_edge(used.connector))
}
