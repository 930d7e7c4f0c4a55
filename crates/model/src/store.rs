//! Certificates that Windows has and Exchange does not list, because they lack their private key.

use crate::{Certificate, CertificateName, Estate, Lookup, Relation, Use, relation, same_server};
use htd_source::Span;

/// A certificate that hybrid connectors name, that a store of Windows holds and that Exchange does not list.
#[derive(Debug)]
pub struct StoreOnly<'a> {
    /// The certificate of the store.
    pub certificate: &'a Certificate,
    /// The connectors that name it.
    pub uses: Vec<Use<'a>>,
    /// The list of Exchange that it is not in.
    pub listing: Span,
}

impl Estate {
    /// The certificate of a name that Exchange does not list, where a store of Windows on that server holds it
    /// without saying that it has its key.
    pub fn only_in_store(&self, name: &CertificateName, server: Option<&str>) -> Option<&Certificate> {
        let here = |certificate: &Certificate| match (server, certificate.server.as_deref()) {
            (Some(one), Some(other)) => same_server(one, other),
            _ => !self.has_several_servers(),
        };
        self.store.iter().find(|certificate| {
            certificate.has_private_key.value() != Some(&true)
                && matches!(relation(name, certificate), Relation::Names(_))
                && here(certificate)
        })
    }

    /// All of these that hybrid connectors name.
    pub fn used_and_only_in_store(&self) -> Vec<StoreOnly<'_>> {
        let mut found: Vec<StoreOnly<'_>> = Vec::new();
        if self.store.is_empty() {
            return found;
        }
        for connector in self.hybrid_connectors() {
            let Some(name) = connector.tls_certificate_name().value() else { continue };
            for server in connector.servers() {
                let Lookup::NotFound { listing, complete: true, .. } = self.look_up(name, server) else {
                    continue;
                };
                let Some(certificate) = self.only_in_store(name, server) else { continue };
                let used = Use { connector, server, sure: true, ends_last: true };
                match found.iter_mut().find(|known| std::ptr::eq(known.certificate, certificate)) {
                    Some(known) => known.uses.push(used),
                    None => found.push(StoreOnly { certificate, uses: vec![used], listing }),
                }
            }
        }
        found
    }
}
