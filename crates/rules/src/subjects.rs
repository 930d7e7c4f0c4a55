//! The connectors that rules look at. Where the evidence holds none, they say so instead of passing.

use crate::{Outcome, fixes};
use htd_model::{Certificate, Connector, Estate, ReceiveConnector, SendConnector, Unjoined, Uses};
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
            Unjoined::Name(Connector::Receive(_)) => receive_missing(outcome),
            Unjoined::Name(Connector::Send(_)) => send_missing(outcome),
            Unjoined::Certificates(server) => {
                outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(*server));
            }
        }
    }
}
