//! Certificates that Windows has and Exchange does not list, because they lack their private key.

use crate::{Certificate, CertificateName, Estate, Relation, relation, same_server};

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
}
