//! Where to get the certificate that a connector does not find.

use crate::{Certificate, Connector, Estate, Relation, Validity, common_name_of, same_text};

impl Estate {
    /// A server that has the certificate which a connector names, and the certificate's thumbprint.
    pub fn server_with(&self, connector: Connector<'_>) -> Option<(&str, &str)> {
        let name = connector.tls_certificate_name().value()?;
        self.certificates.iter().find_map(|certificate| {
            let server = certificate.server.as_deref()?;
            let names = matches!(self.relation(name, certificate), Relation::Names(_));
            let current = certificate.validity(self.at) == Validity::Current;
            (names && current).then_some((server, certificate.thumbprint.value()?.as_str()))
        })
    }

    /// The certificate that most probably is to take the place of one that is missing: in date, of an authority,
    /// and of the common name that the connector asks for.
    pub fn replacement(&self, connector: Connector<'_>, server: Option<&str>) -> Option<&Certificate> {
        let wanted = connector.tls_certificate_name().value()?;
        let subject = htd_x509::parse_identifier(&wanted.text).map(|identifier| identifier.subject).ok()?;
        let common_name = common_name_of(&subject)?;
        let fits = |certificate: &&Certificate| {
            certificate.is_trustworthy()
                && certificate.validity(self.at) == Validity::Current
                && certificate.common_name().is_some_and(|name| same_text(name, common_name))
        };
        let mut candidates = self.certificates_on(server).filter(fits);
        let first = candidates.next()?;
        // Two of them leave the choice to the administrator.
        if !candidates.all(|other| other.thumbprint.value() == first.thumbprint.value()) {
            return None;
        }
        // A send connector is one for all its servers: a certificate that only some of them have would break it.
        let everywhere = connector.servers().into_iter().all(|server| {
            self.certificates_on(server).any(|other| other.thumbprint.value() == first.thumbprint.value())
        });
        everywhere.then_some(first)
    }
}
