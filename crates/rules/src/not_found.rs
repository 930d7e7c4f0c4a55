//! What the two rules of a certificate that is not there have in common.

use crate::certificate::replace::import_with_key;
use crate::fixes::{self, Which};
use crate::{Outcome, subjects, symptoms};
use htd_model::{Certificate, Connector, Estate, Known, Lookup, Validity, same_text};
use htd_report::{Confidence, Evidence, Finding, Label, Severity, code};
use htd_x509::NearMiss;

/// Judges the certificate name of one connector on one server.
pub(crate) fn check(
    rule: &'static str,
    estate: &Estate,
    connector: Connector<'_>,
    server: Option<&str>,
    outcome: &mut Outcome,
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
        Lookup::NotFound { complete: true, .. } if estate.only_in_store(&name.value, server).is_some() => {
            return;
        }
        Lookup::NotFound { listing, complete, nearest } => (listing, complete, nearest),
    };
    let place = server
        .map_or_else(|| "in the list of certificates".to_owned(), |server| format!("on {}", code(server)));
    let elsewhere = elsewhere(estate, connector, server);
    let mut subject = connector.subject();
    subject.server = server.map(str::to_owned);
    let title = format!("{} names a certificate that is not {place}", code(&connector.name().value));
    // Another connector than a hybrid one takes other mail; that it fails is no proof that hybrid mail does.
    let severity = if connector.is_hybrid() { Severity::Error } else { Severity::Warning };
    let mut finding =
        Finding::new(rule, severity, title, subject, Label::new(name.span, "the name it looks for"))
            .confidence(if complete { Confidence::Certain } else { Confidence::Likely })
            .label(Label::new(listing, "no certificate of this list has that issuer and subject"))
            .why(consequence(connector));
    if let Some((certificate, near)) = nearest {
        finding = finding.label(nearest_label(certificate, near)).why(difference(certificate, near));
    }
    if !complete {
        finding = finding.why("The command that listed the certificates is not in the evidence. If it listed some of them only, list them all before changing anything.");
    }
    if connector.is_hybrid() {
        finding = finding.direction(connector.direction());
    }
    let finding = match elsewhere {
        Some((other, thumbprint)) => bring(finding, connector, other, thumbprint, server),
        None => replace(finding, estate, connector, server),
    };
    if !connector.is_hybrid() {
        return outcome.found(symptoms::explain_events(finding, estate, connector));
    }
    let accounts_for = match connector {
        Connector::Receive(_) => symptoms::NO_STARTTLS,
        Connector::Send(_) => symptoms::NO_SEND_CERTIFICATE,
    };
    let finding = symptoms::explain(finding, estate, accounts_for);
    outcome.found(symptoms::explain_events(finding, estate, connector));
}

/// Another server that has the certificate, and its thumbprint. Then the name is right, and the certificate
/// is what is missing.
fn elsewhere<'a>(
    estate: &'a Estate,
    connector: Connector<'_>,
    server: Option<&str>,
) -> Option<(&'a str, &'a str)> {
    let name = connector.tls_certificate_name().value()?;
    server?;
    estate.certificates.iter().find_map(|certificate| {
        let other = certificate.server.as_deref()?;
        let names = matches!(estate.relation(name, certificate), htd_model::Relation::Names(_));
        let current = certificate.validity(estate.at) == Validity::Current;
        (names && current).then_some((other, certificate.thumbprint.value()?.as_str()))
    })
}

fn bring(
    finding: Finding,
    connector: Connector<'_>,
    other: &str,
    thumbprint: &str,
    server: Option<&str>,
) -> Finding {
    let Which::Thumbprint(thumbprint) = fixes::which(Some(thumbprint)) else { return finding };
    let Some(server) = server else { return finding };
    let finding = finding.why(format!(
        "{} has this certificate. Bring it to {} with its private key and enable it for SMTP there; {} needs no change.",
        code(other),
        code(server),
        code(&connector.name().value)
    ));
    let edge = fixes::is_edge(connector);
    // An Edge server is reached by no command of another one.
    let bring = if edge {
        Some(import_with_key(Some(server)))
    } else {
        fixes::bring_certificate(other, thumbprint, server)
    };
    finding.fix(bring).fix(fixes::enable_for_smtp(Some(server), edge, Which::Thumbprint(thumbprint)))
}

/// Names another certificate, where there is one that will do.
fn replace(mut finding: Finding, estate: &Estate, connector: Connector<'_>, server: Option<&str>) -> Finding {
    let replacement = replacement(estate, connector, server);
    let which =
        fixes::which(replacement.and_then(|certificate| certificate.thumbprint.value()).map(String::as_str));
    let bound = replacement
        .and_then(|certificate| certificate.services.value())
        .is_some_and(|services| services.smtp());
    let edge = fixes::is_edge(connector);
    if !bound {
        finding = finding.fix(fixes::enable_for_smtp(server, edge, which));
    }
    finding = finding.fix(fixes::set_certificate_name(connector, server, which));
    finding = match connector {
        Connector::Receive(_) if edge => {
            finding.why("This is an Edge server: the Hybrid Configuration Wizard cannot write its receive connector. Run the commands on the Edge server itself.")
        }
        Connector::Receive(receive) => finding.fix(fixes::clear_then_wizard(receive)),
        Connector::Send(_) => finding
            .why("The change holds for all source servers of the connector: the certificate has to be on each of them, with its private key and enabled for SMTP. Where Edge servers send, read the name on the Edge server, set it in the organisation, and run `Start-EdgeSynchronization`.")
            .fix(fixes::run_wizard()),
    };
    match which {
        Which::Thumbprint(thumbprint) => finding.why(format!(
            "The fixes use the certificate with thumbprint {}. Make sure that it is the one you mean.",
            code(thumbprint)
        )),
        Which::New => finding,
    }
}

fn consequence(connector: Connector<'_>) -> &'static str {
    match connector {
        Connector::Receive(receive) if !receive.is_hybrid() => {
            "Exchange looks for a certificate whose issuer and subject are exactly those of `TlsCertificateName`. There is none, so the clients of this connector get no `STARTTLS`. Hybrid mail is concerned only where this connector answers Exchange Online."
        }
        Connector::Receive(_) => {
            "Exchange looks for a certificate whose issuer and subject are exactly those of `TlsCertificateName`. There is none, so the connector does not offer `STARTTLS`, event 12014 is logged, and Exchange Online, which sends hybrid mail over TLS only, defers the mail with `451 5.7.3 STARTTLS is required to send mail`."
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
    let common_name = htd_model::common_name_of(&subject)?;
    let fits = |certificate: &&Certificate| {
        certificate.is_trustworthy()
            && certificate.validity(estate.at) == Validity::Current
            && certificate.common_name().is_some_and(|name| same_text(name, common_name))
    };
    let mut candidates = estate.certificates_on(server).filter(fits);
    let first = candidates.next()?;
    // Two of them leave the choice to the administrator.
    if !candidates.all(|other| other.thumbprint.value() == first.thumbprint.value()) {
        return None;
    }
    // A send connector is one for all its servers: a certificate that only some of them have would break it.
    let everywhere = connector.servers().into_iter().all(|server| {
        estate.certificates_on(server).any(|other| other.thumbprint.value() == first.thumbprint.value())
    });
    everywhere.then_some(first)
}
