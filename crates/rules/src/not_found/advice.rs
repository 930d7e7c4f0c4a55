//! What to do where a certificate is not there: bring it from another server, or name another one.

use crate::fixes::{self, Which};
use htd_model::{Connector, Estate};
use htd_report::{Finding, code};

/// Adds what to do.
pub(super) fn add(
    finding: Finding,
    estate: &Estate,
    connector: Connector<'_>,
    server: Option<&str>,
) -> Finding {
    let Some(server) = server else { return replace(finding, estate, connector, None) };
    match estate.server_with(connector) {
        Some((other, thumbprint)) => bring(finding, connector, other, thumbprint, server),
        None => replace(finding, estate, connector, Some(server)),
    }
}

/// The name is right, and the certificate is what is missing.
fn bring(finding: Finding, connector: Connector<'_>, other: &str, thumbprint: &str, server: &str) -> Finding {
    let Which::Thumbprint(thumbprint) = fixes::which(Some(thumbprint)) else { return finding };
    let edge = fixes::is_edge(connector);
    // An Edge server is reached by no command of another one.
    let bring = if edge {
        Some(fixes::import_with_key(Some(server)))
    } else {
        fixes::bring_certificate(other, thumbprint, server)
    };
    finding
        .why(format!(
            "{} has this certificate. Bring it to {} with its private key and enable it for SMTP there; {} \
             needs no change.",
            code(other),
            code(server),
            code(&connector.name().value)
        ))
        .fix(bring)
        .fix(fixes::enable_for_smtp(Some(server), edge, Which::Thumbprint(thumbprint)))
}

/// Names another certificate, where there is one that will do.
fn replace(mut finding: Finding, estate: &Estate, connector: Connector<'_>, server: Option<&str>) -> Finding {
    let replacement = estate.replacement(connector, server);
    let thumbprint = replacement.and_then(|certificate| certificate.thumbprint.value());
    let services = replacement.and_then(|certificate| certificate.services.value());
    let which = fixes::which(thumbprint.map(String::as_str));
    let edge = fixes::is_edge(connector);
    if !services.is_some_and(|services| services.smtp()) {
        finding = finding.fix(fixes::enable_for_smtp(server, edge, which));
    }
    finding = finding.fix(fixes::set_certificate_name(connector, server, which));
    finding = match connector {
        Connector::Receive(_) if edge => finding.why(ON_THE_EDGE_SERVER),
        Connector::Receive(receive) => finding.fix(fixes::clear_then_wizard(receive)),
        Connector::Send(_) => finding.why(ON_ALL_SOURCE_SERVERS).fix(fixes::run_wizard()),
    };
    match which {
        Which::Thumbprint(thumbprint) => finding.why(format!(
            "The fixes use the certificate with thumbprint {}. Make sure that it is the one you mean.",
            code(thumbprint)
        )),
        Which::New => finding,
    }
}

const ON_THE_EDGE_SERVER: &str = "This is an Edge server: the Hybrid Configuration Wizard cannot write its \
    receive connector. Run the commands on the Edge server itself.";
const ON_ALL_SOURCE_SERVERS: &str = "The change holds for all source servers of the connector: the \
    certificate has to be on each of them, with its private key and enabled for SMTP. Where Edge servers \
    send, read the name on the Edge server, set it in the organisation, and run `Start-EdgeSynchronization`.";
