//! What the two rules of a certificate that is not there have in common.

use crate::certificate::certificate_without_private_key::only_in_store;
use crate::fixes::{self, Which};
use crate::{Outcome, subjects, symptoms};
use htd_model::{Certificate, Connector, Estate, Known, Lookup, Validity};
use htd_report::{Confidence, Evidence, Finding, Label, Severity, code};
use htd_x509::NearMiss;

/// Judges the certificate name of one connector on one server.
pub(crate) fn check(
    rule: &'static str,
    estate: &Estate,
    connector: Connector<'_>,
    server: Option<&str>,
    outcome: &mut Outcome<'_>,
) {
    let name = match connector.tls_certificate_name() {
        // A malformed name is the business of another rule, and so is one that is missing.
        Known::Value(name) if htd_x509::parse_identifier(&name.value.text).is_err() => return,
        Known::Value(name) => name,
        Known::Absent(_) => return,
        Known::Cut(_) | Known::NotCollected => {
            return match connector {
                Connector::Receive(_) => subjects::receive_missing(outcome),
                Connector::Send(_) => subjects::send_missing(outcome),
            };
        }
    };
    let (listing, complete, nearest) = match estate.look_up(&name.value, server) {
        Lookup::Found(_) => return outcome.passed(),
        Lookup::NotListed | Lookup::Undecidable(_) => {
            return outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server));
        }
        // It is there without its private key, so that Exchange does not list it: another rule says so, and
        // to name another certificate would be the wrong advice.
        Lookup::NotFound { complete: true, .. } if only_in_store(estate, &name.value, server).is_some() => {
            return;
        }
        Lookup::NotFound { listing, complete, nearest } => (listing, complete, nearest),
    };
    let place = server
        .map_or_else(|| "in the list of certificates".to_owned(), |server| format!("on {}", code(server)));
    let replacement = replacement(estate, connector, server);
    let mut subject = connector.subject();
    subject.server = server.map(str::to_owned);
    let title = format!("{} names a certificate that is not {place}", code(&connector.name().value));
    let mut finding =
        Finding::new(rule, Severity::Error, title, subject, Label::new(name.span, "the name it looks for"))
            .confidence(if complete { Confidence::Certain } else { Confidence::Likely })
            .direction(connector.direction())
            .label(Label::new(listing, "no certificate of this list has that issuer and subject"))
            .why(consequence(connector));
    if let Some((certificate, near)) = nearest {
        finding = finding.label(nearest_label(certificate, near)).why(difference(certificate, near));
    }
    if !complete {
        finding = finding.why("The command that listed the certificates is not in the evidence. If it listed some of them only, list them all before changing anything.");
    }
    let which =
        fixes::which(replacement.and_then(|certificate| certificate.thumbprint.value()).map(String::as_str));
    let bound = replacement
        .and_then(|certificate| certificate.services.value())
        .is_some_and(|services| services.smtp());
    if !bound {
        finding = finding.fix(fixes::enable_for_smtp(server, which));
    }
    finding = finding.fix(fixes::set_certificate_name(connector, server, which));
    finding = match connector {
        Connector::Receive(receive) => finding.fix(fixes::clear_then_wizard(receive)),
        Connector::Send(_) => finding.fix(fixes::run_wizard()),
    };
    if let Which::Thumbprint(thumbprint) = which {
        finding = finding.why(format!(
            "The fixes use the certificate with thumbprint {}. Make sure that it is the one you mean.",
            code(thumbprint)
        ));
    }
    let accounts_for = match connector {
        Connector::Receive(_) => symptoms::NO_STARTTLS,
        Connector::Send(_) => symptoms::NO_SEND_CERTIFICATE,
    };
    let finding = symptoms::explain(finding, estate, accounts_for);
    outcome.found(symptoms::explain_events(finding, estate, connector));
}

fn consequence(connector: Connector<'_>) -> &'static str {
    match connector {
        Connector::Receive(_) => {
            "Exchange looks for a certificate whose issuer and subject are exactly those of `TlsCertificateName`. There is none, so the connector does not offer `STARTTLS`, event 12014 is logged, and Exchange Online, which sends hybrid mail over TLS only, keeps the mail with `451 5.7.3 STARTTLS is required to send mail`."
        }
        Connector::Send(_) => {
            "Exchange looks for a certificate whose issuer and subject are exactly those of `TlsCertificateName`. There is none, so nothing is sent over this connector: mail waits in the queue with `454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.`"
        }
    }
}

/// The line of the nearest certificate that shows the difference.
fn nearest_label(certificate: &Certificate, near: NearMiss) -> Label {
    let (name, note) = match near {
        NearMiss::OtherIssuer => (&certificate.issuer, "the nearest has another issuer"),
        NearMiss::OtherSubject => (&certificate.subject, "the nearest has another subject"),
        _ => (&certificate.subject, "this one comes nearest"),
    };
    Label::new(name.span_or(certificate.span), note)
}

fn difference(certificate: &Certificate, near: NearMiss) -> String {
    let name = code(&certificate.display_name());
    match near {
        NearMiss::OtherIssuer => format!(
            "{name} has the same subject from another issuer: it was renewed under another intermediate certificate. To Exchange that is another name, so every connector has to be told."
        ),
        NearMiss::OtherSubject => {
            format!(
                "{name} comes from the same issuer with another subject. To Exchange that is another name."
            )
        }
        NearMiss::HalvesSwapped => {
            format!("It would be {name}, but issuer and subject are exchanged in the connector.")
        }
        NearMiss::OrderReversed => format!(
            "It would be {name}, but the parts of the names stand in the opposite order, as openssl and certutil print them."
        ),
        NearMiss::OtherSpelling => format!(
            "It would be {name}, but the names are spelled as OpenSSL spells them (`ST=`, `emailAddress=`), not as Windows does (`S=`, `E=`)."
        ),
        NearMiss::QuotesMissing => {
            format!("It would be {name}, but a value with a comma in it lacks its quotation marks.")
        }
        NearMiss::Spacing => {
            format!("It would be {name}, but white space differs, and Exchange compares every character.")
        }
        NearMiss::TagsLost | NearMiss::Malformed | NearMiss::Truncated | NearMiss::LettersLost => {
            format!("It may be {name}, but the value is not whole.")
        }
    }
}

/// The certificate that most probably is to take the place of the one that is missing: in date, of an
/// authority, and of the same common name.
fn replacement<'a>(
    estate: &'a Estate,
    connector: Connector<'_>,
    server: Option<&'a str>,
) -> Option<&'a Certificate> {
    let wanted = connector.tls_certificate_name().value()?;
    let subject = htd_x509::parse_identifier(&wanted.text).map(|identifier| identifier.subject).ok()?;
    let common_name = htd_model::common_name_of(&subject)?.to_ascii_lowercase();
    let fits = |certificate: &&Certificate| {
        certificate.validity(estate.at) == Validity::Current
            && certificate.self_signed() == Some(false)
            && certificate.has_private_key.value() != Some(&false)
            && certificate.common_name().is_some_and(|name| name.to_ascii_lowercase() == common_name)
    };
    let mut candidates = estate.certificates_on(server).filter(fits);
    let first = candidates.next()?;
    // Two of them leave the choice to the administrator.
    candidates.all(|other| other.thumbprint == first.thumbprint).then_some(first)
}
