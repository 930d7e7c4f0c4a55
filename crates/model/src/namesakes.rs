//! Certificates that one TlsCertificateName stands for.

use crate::{Certificate, Estate, Presented, choose};
use std::collections::BTreeMap;

impl Estate {
    /// The certificates that Exchange lists for each server, by issuer and subject, and which of those that share both
    /// it presents.
    pub fn namesakes(&self) -> impl Iterator<Item = Presented<'_>> {
        let mut groups: BTreeMap<_, Vec<&Certificate>> = BTreeMap::new();
        for certificate in self.certificates.iter().filter(|certificate| certificate.is_exchange) {
            let Some(name) = certificate.tls_certificate_name() else { continue };
            let server = certificate.server.as_ref().map(|server| server.to_ascii_lowercase());
            groups.entry((server.unwrap_or_default(), htd_x509::fold(&name))).or_default().push(certificate);
        }
        groups.into_values().map(|group| choose(group, self.at))
    }
}
