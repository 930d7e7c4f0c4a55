//! A send connector, and where it leads.

use crate::contradiction::Contradictions;
use crate::date_order::DateOrder;
use crate::merge::Merge;
use crate::provenance::Provenance;
use crate::{CertificateName, Known, List, known};
use htd_evidence::Record;
use htd_exchange::objects::send_connector as property;
use htd_exchange::{Cloud, is_wizard_send_connector};
use htd_report::{Subject, SubjectKind};
use htd_source::{Span, Spanned};

/// What a connector is called whose name was not printed. No script is made for it.
const UNNAMED: &str = "send connector";

/// A send connector.
#[derive(Debug, Clone)]
pub struct SendConnector {
    /// Where it was printed.
    pub span: Span,
    /// Its name.
    pub name: Spanned<String>,
    /// The certificate it is told to present.
    pub tls_certificate_name: Known<CertificateName>,
    /// The name it gives itself; empty: the server's.
    pub fqdn: Known<String>,
    /// `SMTP:contoso.mail.onmicrosoft.com;1`
    pub address_spaces: Known<List>,
    /// `contoso-com.mail.protection.outlook.com`; empty where DNS decides.
    pub smart_hosts: Known<List>,
    /// The servers that send for it.
    pub source_transport_servers: Known<List>,
    /// Whose certificate it accepts.
    pub tls_domain: Known<String>,
    /// `EncryptionOnly`, `CertificateValidation`, `DomainValidation`.
    pub tls_auth_level: Known<String>,
    /// Whether it sends with TLS only.
    pub require_tls: Known<bool>,
    /// Whether it sends without TLS only.
    pub ignore_starttls: Known<bool>,
    /// Whether it keeps the headers that make mail internal.
    pub cloud_services_mail_enabled: Known<bool>,
    /// Whether DNS tells where it sends.
    pub dns_routing_enabled: Known<bool>,
    /// Mutual TLS.
    pub domain_secure_enabled: Known<bool>,
    /// `Default`, `DowngradeDnsFailures`…
    pub error_policies: Known<List>,
    /// Whether the front end of a server sends for it.
    pub frontend_proxy_enabled: Known<bool>,
    /// Whether it is switched on.
    pub enabled: Known<bool>,
    pub(crate) provenance: Provenance,
}

impl SendConnector {
    pub(crate) fn new(record: &Record, order: DateOrder) -> Self {
        let identity = known::text(record, property::IDENTITY);
        let plain = known::text(record, property::NAME);
        let given = identity.spanned().or(plain.spanned()).cloned();
        Self {
            span: record.span,
            name: given.unwrap_or_else(|| Spanned::new(UNNAMED.to_owned(), record.span)),
            tls_certificate_name: CertificateName::read(record, property::TLS_CERTIFICATE_NAME),
            fqdn: known::text(record, property::FQDN),
            address_spaces: known::list(record, property::ADDRESS_SPACES),
            smart_hosts: known::list(record, property::SMART_HOSTS),
            source_transport_servers: known::list(record, property::SOURCE_TRANSPORT_SERVERS),
            tls_domain: known::text(record, property::TLS_DOMAIN),
            tls_auth_level: known::word(record, property::TLS_AUTH_LEVEL),
            require_tls: known::flag(record, property::REQUIRE_TLS),
            ignore_starttls: known::flag(record, property::IGNORE_STARTTLS),
            cloud_services_mail_enabled: known::flag(record, property::CLOUD_SERVICES_MAIL_ENABLED),
            dns_routing_enabled: known::flag(record, property::DNS_ROUTING_ENABLED),
            domain_secure_enabled: known::flag(record, property::DOMAIN_SECURE_ENABLED),
            error_policies: known::words(record, property::ERROR_POLICIES),
            frontend_proxy_enabled: known::flag(record, property::FRONTEND_PROXY_ENABLED),
            enabled: known::flag(record, property::ENABLED),
            provenance: Provenance::new(record, order),
        }
    }

    /// Takes over what another account of the same connector says.
    pub(crate) fn absorb(&mut self, other: Self, contradictions: &mut Contradictions) {
        let subject = self.subject();
        let mut merge = Merge::new(&mut self.provenance, other.provenance, true);
        if merge.other_is_later() {
            (self.span, self.name) = (other.span, other.name);
        }
        merge.property(
            property::TLS_CERTIFICATE_NAME,
            &mut self.tls_certificate_name,
            other.tls_certificate_name,
        );
        merge.property(property::FQDN, &mut self.fqdn, other.fqdn);
        merge.property(property::ADDRESS_SPACES, &mut self.address_spaces, other.address_spaces);
        merge.property(property::SMART_HOSTS, &mut self.smart_hosts, other.smart_hosts);
        merge.property(
            property::SOURCE_TRANSPORT_SERVERS,
            &mut self.source_transport_servers,
            other.source_transport_servers,
        );
        merge.property(property::TLS_DOMAIN, &mut self.tls_domain, other.tls_domain);
        merge.property(property::TLS_AUTH_LEVEL, &mut self.tls_auth_level, other.tls_auth_level);
        merge.property(property::REQUIRE_TLS, &mut self.require_tls, other.require_tls);
        merge.property(property::IGNORE_STARTTLS, &mut self.ignore_starttls, other.ignore_starttls);
        merge.property(
            property::CLOUD_SERVICES_MAIL_ENABLED,
            &mut self.cloud_services_mail_enabled,
            other.cloud_services_mail_enabled,
        );
        merge.property(
            property::DNS_ROUTING_ENABLED,
            &mut self.dns_routing_enabled,
            other.dns_routing_enabled,
        );
        merge.property(
            property::DOMAIN_SECURE_ENABLED,
            &mut self.domain_secure_enabled,
            other.domain_secure_enabled,
        );
        merge.property(property::ERROR_POLICIES, &mut self.error_policies, other.error_policies);
        merge.property(
            property::FRONTEND_PROXY_ENABLED,
            &mut self.frontend_proxy_enabled,
            other.frontend_proxy_enabled,
        );
        merge.property(property::ENABLED, &mut self.enabled, other.enabled);
        merge.finish(contradictions, || subject.clone());
    }

    /// Whether its name was printed.
    pub fn is_named(&self) -> bool {
        self.name.value != UNNAMED
    }

    /// What a finding about it names.
    pub(crate) fn subject(&self) -> Subject {
        Subject { kind: SubjectKind::SendConnector, name: self.name.value.clone(), server: None }
    }

    /// Whether it sends to Exchange Online: by the name that the wizard gives, by the address space of the
    /// tenant, or by a smart host of Exchange Online.
    pub fn is_hybrid(&self) -> bool {
        self.enabled.value() != Some(&false)
            && (is_wizard_send_connector(&self.name.value) || self.cloud().is_some())
    }

    /// Whether it sends mail for the whole internet through Exchange Online, for which other values are
    /// right than for hybrid mail.
    pub fn relays_to_internet(&self) -> bool {
        let every = |list: &List| list.entries.iter().any(|space| address(&space.value) == "*");
        self.address_spaces.value().is_some_and(every)
    }

    /// The cloud that its address spaces, smart hosts or TlsDomain belong to.
    pub fn cloud(&self) -> Option<Cloud> {
        let hosts = [&self.address_spaces, &self.smart_hosts].into_iter().filter_map(|list| list.value());
        let mut hosts = hosts.flat_map(|list| list.entries.iter().map(|entry| address(&entry.value)));
        hosts
            .find_map(Cloud::of_host)
            .or_else(|| self.tls_domain.value().and_then(|host| Cloud::of_host(host)))
    }
}

/// The domain of an address space, `SMTP:contoso.mail.onmicrosoft.com;1`.
fn address(space: &str) -> &str {
    let behind = space.split_once(':').map_or(space, |(_, rest)| rest);
    behind.split(';').next().unwrap_or(behind).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_spaces_of_every_cloud_are_known() {
        let cloud = |space: &str| Cloud::of_host(address(space));
        assert_eq!(cloud("SMTP:contoso.mail.onmicrosoft.com;1"), Some(Cloud::Worldwide));
        assert_eq!(cloud("smtp:contoso.mail.onmicrosoft.us;1"), Some(Cloud::GccHigh));
        assert_eq!(cloud("contoso.mail.partner.onmschina.cn"), Some(Cloud::China));
        assert_eq!(cloud("SMTP:*;1"), None);
        assert_eq!(cloud("SMTP:notmail.onmicrosoft.com.example;1"), None);
    }
}
