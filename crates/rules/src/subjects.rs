//! The connectors that rules look at. Where the evidence holds none, they say so instead of passing.

use crate::{Outcome, fixes};
use htd_model::{Estate, ReceiveConnector, SendConnector};
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
