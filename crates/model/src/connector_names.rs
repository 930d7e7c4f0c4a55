//! The certificate that the hybrid connectors name, compared with the one of the hybrid configuration.

use crate::{CertificateName, Connector, Estate, Lookup, same_text};
use htd_source::Span;

/// What the hybrid connectors name.
#[derive(Debug)]
pub struct ConnectorNames<'a> {
    estate: &'a Estate,
    named: Vec<Named<'a>>,
}

#[derive(Debug)]
struct Named<'a> {
    connector: Connector<'a>,
    name: &'a CertificateName,
    /// Whether its certificate is known to be on no server.
    is_gone: bool,
}

/// How a certificate name stands to those of the hybrid connectors.
#[derive(Debug, Clone, Copy)]
pub enum Comparison<'a> {
    /// A connector names another.
    Differs(Connector<'a>),
    /// They agree, and the certificate is on a server.
    IsThere,
    /// They agree, and the certificate is in none of the lists; where one of them begins.
    IsGone(Span),
    /// They agree, and the lists of certificates do not tell.
    Unknown,
}

impl<'a> ConnectorNames<'a> {
    /// Asks every hybrid connector.
    pub fn new(estate: &'a Estate) -> Self {
        let named = estate.hybrid_connectors().filter_map(|connector| {
            let name = connector.tls_certificate_name().value()?;
            let is_gone = matches!(estate.look_up(name, None), Lookup::NotFound { .. });
            Some(Named { connector, name, is_gone })
        });
        Self { estate, named: named.collect() }
    }

    /// Compares a name with theirs. Where its certificate is on a server and a connector's is not, the connector is the
    /// one that is out of date, and does not count.
    pub fn compare(&self, name: &CertificateName) -> Comparison<'a> {
        let found = self.estate.look_up(name, None);
        let is_there = matches!(found, Lookup::Found(_));
        let mut counting = self.named.iter().filter(|named| !is_there || !named.is_gone);
        if let Some(other) = counting.find(|named| !same_text(&name.text, &named.name.text)) {
            return Comparison::Differs(other.connector);
        }
        match found {
            Lookup::Found(_) => Comparison::IsThere,
            Lookup::NotFound { listing, complete: true, .. } => Comparison::IsGone(listing),
            _ => Comparison::Unknown,
        }
    }
}

impl Estate {
    /// Whether some connector names a certificate, and no certificate whose name is known whole settles which.
    pub fn lacks_names_of_certificates(&self) -> bool {
        let mut connectors = self.connectors().filter(|connector| connector.needs_its_certificate());
        connectors.any(|connector| {
            let Some(name) = connector.tls_certificate_name().value() else { return false };
            let servers = connector.servers();
            servers.iter().any(|server| matches!(self.look_up(name, *server), Lookup::Undecidable(_)))
        })
    }
}
