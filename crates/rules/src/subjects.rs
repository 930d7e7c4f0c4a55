//! The connectors and certificates that rules look at. Where the evidence holds none, this says so, so that a
//! rule does not pass.

use crate::{Outcome, fixes};
use htd_model::{
    Certificate, Connector, Estate, ReceiveConnector, SendConnector, TrustEntry, Unjoined, Uses,
};
use htd_report::Evidence;

/// The receive connectors that take the mail of Exchange Online.
pub(crate) fn hybrid_receive<'a>(estate: &'a Estate, outcome: &mut Outcome) -> Vec<&'a ReceiveConnector> {
    let hybrid: Vec<&ReceiveConnector> =
        estate.receive_connectors.iter().filter(|connector| connector.is_hybrid()).collect();
    if hybrid.is_empty() {
        receive_missing(outcome);
    }
    hybrid
}

/// Every receive connector whose TlsDomainCapabilities are in evidence, with what each entry does.
pub(crate) fn trust_entries<'a>(
    estate: &'a Estate,
    outcome: &mut Outcome,
) -> Vec<(&'a ReceiveConnector, Vec<TrustEntry>)> {
    hybrid_receive(estate, outcome);
    let mut known = Vec::new();
    for connector in &estate.receive_connectors {
        match estate.trust_entries(connector) {
            Some(entries) => known.push((connector, entries)),
            None if connector.is_hybrid() => receive_missing(outcome),
            None => {}
        }
    }
    known
}

/// The send connectors that lead to Exchange Online.
pub(crate) fn hybrid_send<'a>(estate: &'a Estate, outcome: &mut Outcome) -> Vec<&'a SendConnector> {
    let hybrid: Vec<&SendConnector> =
        estate.send_connectors.iter().filter(|connector| connector.is_hybrid()).collect();
    if hybrid.is_empty() {
        send_missing(outcome);
    }
    hybrid
}

/// The certificates of no server were given.
pub(crate) fn certificates_missing(estate: &Estate, outcome: &mut Outcome) {
    if estate.listings.is_empty() {
        outcome.undecided(Evidence::ExchangeCertificates, fixes::LIST_CERTIFICATES);
    }
}

/// A property of a receive connector was not given.
pub(crate) fn receive_missing(outcome: &mut Outcome) {
    outcome.undecided(Evidence::ReceiveConnectors, fixes::LIST_RECEIVE_CONNECTORS);
}

/// A property of a send connector was not given.
pub(crate) fn send_missing(outcome: &mut Outcome) {
    outcome.undecided(Evidence::SendConnectors, fixes::LIST_SEND_CONNECTORS);
}

/// The certificate name of a connector was not given.
pub(crate) fn name_missing(connector: Connector<'_>, outcome: &mut Outcome) {
    match connector {
        Connector::Receive(_) => receive_missing(outcome),
        Connector::Send(_) => send_missing(outcome),
    }
}

/// Hands every certificate with its uses to a rule, and says what was missing for joining them.
pub(crate) fn each_certificate<'a>(
    estate: &'a Estate,
    outcome: &mut Outcome,
    judge: impl Fn(&Uses<'a>, &'a Certificate, &mut Outcome),
) {
    let uses = Uses::new(estate);
    unjoined(&uses, outcome);
    for certificate in &estate.certificates {
        judge(&uses, certificate, outcome);
    }
}

/// Connectors could not be joined with their certificates.
pub(crate) fn unjoined(uses: &Uses<'_>, outcome: &mut Outcome) {
    for lack in &uses.unjoined {
        match lack {
            Unjoined::Connectors => {
                receive_missing(outcome);
                send_missing(outcome);
            }
            Unjoined::Name(connector) => name_missing(*connector, outcome),
            Unjoined::Certificates(server) => {
                outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(*server));
            }
        }
    }
}
