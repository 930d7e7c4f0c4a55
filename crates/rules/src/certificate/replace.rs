//! The fixes that put another certificate in the place of one.

use super::wording::{MOST_SHOWN, connectors, server_of};
use crate::fixes::{self, Which};
use htd_model::{Certificate, Connector, Use, same_server};
use htd_report::{Finding, code};

/// The fixes that make the connectors present another certificate: the one given, or one to fill in.
pub(crate) fn present_instead(
    mut finding: Finding,
    uses: &[Use<'_>],
    certificate: &Certificate,
    instead: Option<&Certificate>,
) -> Finding {
    let server = server_of(certificate, uses);
    let which = fixes::which(instead.and_then(|new| new.thumbprint.value()).map(String::as_str));
    let bound = instead.and_then(|new| new.services.value()).is_some_and(|services| services.smtp());
    if let Which::Thumbprint(thumbprint) = which {
        finding = finding.why(format!(
            "The fixes use the certificate with thumbprint {}. Make sure that it is the one you mean.",
            code(thumbprint)
        ));
    }
    let connectors = connectors(uses);
    let mut servers: Vec<Option<&str>> = Vec::new();
    for on in connectors.iter().take(MOST_SHOWN).map(|connector| server_for(*connector, server)) {
        if !servers.iter().any(|known| is_same(*known, on)) {
            servers.push(on);
        }
    }
    if !bound {
        for on in servers {
            if instead.is_some_and(|new| !new.is_exchange) {
                finding = finding.fix(fixes::import_with_key(on));
            }
            let edge = connectors
                .iter()
                .any(|connector| fixes::is_edge(*connector) && is_same(server_for(*connector, server), on));
            finding = finding.fix(fixes::enable_for_smtp(on, edge, which));
        }
    }
    for connector in connectors.into_iter().take(MOST_SHOWN) {
        finding = finding.fix(fixes::set_certificate_name(connector, server_for(connector, server), which));
    }
    finding.fix(fixes::run_wizard())
}

/// The server where a connector finds its certificate: a receive connector is of one server, a send connector
/// of all that send for it.
fn server_for<'a>(connector: Connector<'a>, server: Option<&'a str>) -> Option<&'a str> {
    match connector {
        Connector::Receive(receive) => receive.server.as_deref().or(server),
        Connector::Send(_) => server,
    }
}

fn is_same(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same_server(one, other),
        (one, other) => one == other,
    }
}
