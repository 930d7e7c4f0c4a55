//! How setup and the Hybrid Configuration Wizard name what they make.

/// A receive connector that setup makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetupConnector {
    /// `Default Frontend EX01`: it takes mail from everywhere on port 25, and the wizard configures it.
    DefaultFrontend,
    /// `Client Frontend EX01`: the submission port.
    ClientFrontend,
    /// `Client Proxy EX01`: behind the former, in the back end.
    ClientProxy,
    /// `Outbound Proxy Frontend EX01`: what send connectors hand to the front end.
    OutboundProxyFrontend,
    /// `Default internal receive connector EDGE01`: that of an Edge server.
    Edge,
    /// `Default EX01`: the back end.
    DefaultBackend,
}

/// A name that begins with another one stands before it.
const NAMES: [(&str, SetupConnector); 6] = [
    ("Default Frontend", SetupConnector::DefaultFrontend),
    ("Client Frontend", SetupConnector::ClientFrontend),
    ("Client Proxy", SetupConnector::ClientProxy),
    ("Outbound Proxy Frontend", SetupConnector::OutboundProxyFrontend),
    ("Default internal receive connector", SetupConnector::Edge),
    ("Default", SetupConnector::DefaultBackend),
];

impl SetupConnector {
    /// Which one a receive connector is by its name, `EX01\Default Frontend EX01`, with or without its server.
    pub fn of(identity: &str) -> Option<Self> {
        split(identity).map(|(connector, _)| connector)
    }

    /// The server that ends the name of a connector, `EX01` of `Default Frontend EX01`.
    pub fn server_in(identity: &str) -> Option<&str> {
        let (_, server) = split(identity)?;
        (!server.is_empty() && !server.contains(' ')).then_some(server)
    }

    /// Whether Exchange Online never meets it.
    pub fn is_inner(self) -> bool {
        matches!(self, Self::ClientFrontend | Self::ClientProxy | Self::OutboundProxyFrontend)
    }
}

/// The connector, and what stands after its name.
fn split(identity: &str) -> Option<(SetupConnector, &str)> {
    let name = identity.rsplit_once('\\').map_or(identity, |(_, name)| name);
    NAMES.iter().find_map(|(known, connector)| {
        let rest = after(name, known)?;
        rest.is_empty().then_some("").or_else(|| rest.strip_prefix(' ')).map(|rest| (*connector, rest))
    })
}

/// Whether a send connector is called as the wizard calls the one to Exchange Online,
/// `Outbound to Office 365 - 11111111-2222-…`.
pub fn is_wizard_send_connector(name: &str) -> bool {
    after(name, "Outbound to Office 365").is_some()
}

/// Whether a connector is called as the wizard calls those that lead to the other side, `Outbound to …`.
pub fn is_outbound_name(name: &str) -> bool {
    after(name, "Outbound to ").is_some()
}

/// Whether something is called as the hybrid configuration is.
pub fn is_hybrid_configuration_name(name: &str) -> bool {
    after(name, "Hybrid Configuration").is_some()
}

/// What stands after the beginning of a name, in whatever case that is written.
fn after<'a>(name: &'a str, beginning: &str) -> Option<&'a str> {
    let start = name.get(..beginning.len())?;
    start.eq_ignore_ascii_case(beginning).then(|| name.get(beginning.len()..)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_that_setup_gives_are_known() {
        for (name, connector, server) in [
            ("Default Frontend EX01", Some(SetupConnector::DefaultFrontend), Some("EX01")),
            ("EX01\\default frontend EX01", Some(SetupConnector::DefaultFrontend), Some("EX01")),
            ("Default internal receive connector EDGE01", Some(SetupConnector::Edge), Some("EDGE01")),
            ("Client Proxy EX01", Some(SetupConnector::ClientProxy), Some("EX01")),
            ("Default EX01", Some(SetupConnector::DefaultBackend), Some("EX01")),
            ("Default Frontend", Some(SetupConnector::DefaultFrontend), None),
            ("Default Frontend of the branch", Some(SetupConnector::DefaultFrontend), None),
            ("Defaults", None, None),
            ("Relay for printers", None, None),
            ("", None, None),
        ] {
            let found = (SetupConnector::of(name), SetupConnector::server_in(name));
            assert_eq!(found, (connector, server), "{name}");
        }
    }

    #[test]
    fn the_names_that_the_wizard_gives_are_known() {
        assert!(is_wizard_send_connector("outbound to office 365 - 11111111-2222-3333-4444-555555555555"));
        assert!(is_outbound_name("Outbound to 11111111") && !is_wizard_send_connector("Outbound to x"));
        assert!(is_hybrid_configuration_name("Hybrid Configuration"));
        assert!(!is_outbound_name("Inbound from Office 365") && !is_outbound_name("Größe"));
    }
}
