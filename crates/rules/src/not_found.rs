//! What the two rules of a certificate that is not there have in common.

mod advice;
mod nearest;

use crate::{Outcome, fixes, subjects, symptoms};
use htd_model::{Certificate, Connector, Estate, Known, Lookup};
use htd_report::{Confidence, Evidence, Finding, Label, Severity, code};
use htd_source::Span;
use htd_x509::NearMiss;

/// Judges the certificate name of one connector on one server.
pub(crate) fn check(estate: &Estate, connector: Connector<'_>, server: Option<&str>, outcome: &mut Outcome) {
    let name = match connector.tls_certificate_name() {
        // A malformed name is the business of another rule, and so is one that is missing.
        Known::Value(name) if htd_x509::parse_identifier(&name.value.text).is_err() => return,
        Known::Absent(_) => return,
        Known::Value(name) => name,
        Known::Cut(_) | Known::NotCollected => return subjects::name_missing(connector, outcome),
    };
    match estate.look_up(&name.value, server) {
        Lookup::Found(_) => outcome.passed(),
        Lookup::NotListed | Lookup::Undecidable(_) => {
            outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server));
        }
        // It is there without its private key, so that Exchange does not list it: another rule says so, and
        // to name another certificate would be the wrong advice.
        Lookup::NotFound { complete: true, .. } if estate.only_in_store(&name.value, server).is_some() => {}
        Lookup::NotFound { listing, complete, nearest } => {
            let missing = Missing { connector, server, name: name.span, listing, complete, nearest };
            outcome.found(missing.finding(outcome.rule().name, estate));
        }
    }
}

/// A certificate that a connector names and a server lacks.
struct Missing<'a> {
    connector: Connector<'a>,
    server: Option<&'a str>,
    name: Span,
    /// The list that it is not in, and whether that certainly is the whole list.
    listing: Span,
    complete: bool,
    nearest: Option<(&'a Certificate, NearMiss)>,
}

impl Missing<'_> {
    fn finding(&self, rule: &'static str, estate: &Estate) -> Finding {
        let connector = self.connector;
        let place =
            self.server.map_or("in the list of certificates".to_owned(), |name| format!("on {}", code(name)));
        let title = format!("{} names a certificate that is not {place}", code(&connector.name().value));
        let mut subject = connector.subject();
        subject.server = self.server.map(str::to_owned);
        // Another connector than a hybrid one takes other mail; that it fails is no proof that hybrid mail does.
        let severity = if connector.is_hybrid() { Severity::Error } else { Severity::Warning };
        let proof = Label::new(self.name, "the name it looks for");
        let mut finding = Finding::new(rule, severity, title, subject, proof)
            .confidence(if self.complete { Confidence::Certain } else { Confidence::Likely })
            .label(Label::new(self.listing, "no certificate of this list has that issuer and subject"))
            .why(consequence(connector));
        if let Some((certificate, near)) = self.nearest {
            finding = nearest::add(finding, certificate, near);
        }
        if !self.complete {
            finding = finding.why(PERHAPS_NOT_ALL);
        }
        if connector.is_hybrid() {
            finding = finding.direction(connector.direction());
        }
        finding = advice::add(finding, estate, connector, self.server);
        if connector.is_hybrid() {
            finding = symptoms::explain(finding, estate);
        }
        symptoms::explain_events(finding, estate, connector)
    }
}

fn consequence(connector: Connector<'_>) -> String {
    let what = match connector {
        Connector::Receive(receive) if !receive.is_hybrid() => NO_STARTTLS_FOR_CLIENTS,
        Connector::Receive(_) => NO_STARTTLS,
        Connector::Send(_) => NOTHING_SENT,
    };
    format!("{LOOKS_FOR} There is none, so {what}")
}

const PERHAPS_NOT_ALL: &str = "The command that listed the certificates is not in the evidence. If it listed \
    some of them only, list them all before changing anything.";
const LOOKS_FOR: &str = "Exchange looks for a certificate whose issuer and subject are exactly those of \
    `TlsCertificateName`.";
const NO_STARTTLS_FOR_CLIENTS: &str = "the clients of this connector get no `STARTTLS`. Hybrid mail is \
    concerned only where this connector answers Exchange Online.";
const NO_STARTTLS: &str = "the connector does not offer `STARTTLS`, event 12014 is logged, and Exchange \
    Online, which sends hybrid mail over TLS only, defers the mail with `451 5.7.3 STARTTLS is required to \
    send mail`.";
const NOTHING_SENT: &str = "nothing is sent over this connector: mail waits in the queue with `454 4.7.5 The \
    certificate specified in TlsCertificateName of the SendConnector could not be found.`";
