use crate::{Known, List, known};
use htd_evidence::Record;
use htd_source::Span;

/// What Exchange Online prints of an inbound connector.
#[derive(Debug, Clone)]
pub struct InboundConnector {
    /// Where it was printed.
    pub span: Span,
    /// Its name.
    pub name: Known<String>,
    /// Whether it is switched on.
    pub enabled: Known<bool>,
    /// `OnPremises` or `Partner`.
    pub connector_type: Known<String>,
    /// `HybridWizard`, `Default`, `Migrated`.
    pub connector_source: Known<String>,
    /// Whether it keeps the headers that make mail internal.
    pub cloud_services_mail_enabled: Known<bool>,
    /// Whether it refuses mail without TLS.
    pub require_tls: Known<bool>,
    /// Whether a partner's mail needs the certificate.
    pub restrict_domains_to_certificate: Known<bool>,
    /// Whether a partner's mail needs the address.
    pub restrict_domains_to_ip_addresses: Known<bool>,
    /// Whose mail it takes.
    pub sender_domains: Known<List>,
    /// The addresses it knows the sender by.
    pub sender_ip_addresses: Known<List>,
    /// The certificate name it knows the sender by.
    pub tls_sender_certificate_name: Known<String>,
    /// Whether all its mail counts as internal.
    pub treat_messages_as_internal: Known<bool>,
    /// The accepted domains it is for.
    pub associated_accepted_domains: Known<List>,
}

impl InboundConnector {
    pub(crate) fn new(record: &Record) -> Self {
        Self {
            span: record.span,
            name: name_of(record),
            enabled: known::flag(record, "Enabled"),
            connector_type: known::word(record, "ConnectorType", &[]),
            connector_source: known::word(record, "ConnectorSource", &[]),
            cloud_services_mail_enabled: known::flag(record, "CloudServicesMailEnabled"),
            require_tls: known::flag(record, "RequireTls"),
            restrict_domains_to_certificate: known::flag(record, "RestrictDomainsToCertificate"),
            restrict_domains_to_ip_addresses: known::flag(record, "RestrictDomainsToIPAddresses"),
            sender_domains: known::list(record, "SenderDomains"),
            sender_ip_addresses: known::list(record, "SenderIPAddresses"),
            tls_sender_certificate_name: known::text(record, "TlsSenderCertificateName"),
            treat_messages_as_internal: known::flag(record, "TreatMessagesAsInternal"),
            associated_accepted_domains: known::list(record, "AssociatedAcceptedDomains"),
        }
    }
}

/// What Exchange Online prints of an outbound connector.
#[derive(Debug, Clone)]
pub struct OutboundConnector {
    /// Where it was printed.
    pub span: Span,
    /// Its name.
    pub name: Known<String>,
    /// Whether it is switched on.
    pub enabled: Known<bool>,
    /// Whether it is on trial.
    pub test_mode: Known<bool>,
    /// `OnPremises` or `Partner`.
    pub connector_type: Known<String>,
    /// `HybridWizard`, `Default`, `Migrated`.
    pub connector_source: Known<String>,
    /// Whether it keeps the headers that make mail internal.
    pub cloud_services_mail_enabled: Known<bool>,
    /// `EncryptionOnly`, `CertificateValidation`, `DomainValidation`.
    pub tls_settings: Known<String>,
    /// The name that the certificate of the other side must have.
    pub tls_domain: Known<String>,
    /// Where it sends.
    pub smart_hosts: Known<List>,
    /// Whether DNS tells where it sends.
    pub use_mx_record: Known<bool>,
    /// Whose mail it sends.
    pub recipient_domains: Known<List>,
    /// Whether it is for all accepted domains.
    pub all_accepted_domains: Known<bool>,
    /// Centralized mail transport.
    pub route_all_messages_via_on_premises: Known<bool>,
    /// Whether a transport rule alone uses it.
    pub is_transport_rule_scoped: Known<bool>,
    /// `Opportunistic`, `Mandatory`, `None`.
    pub smtp_dane_mode: Known<String>,
}

impl OutboundConnector {
    pub(crate) fn new(record: &Record) -> Self {
        Self {
            span: record.span,
            name: name_of(record),
            enabled: known::flag(record, "Enabled"),
            test_mode: known::flag(record, "TestMode"),
            connector_type: known::word(record, "ConnectorType", &[]),
            connector_source: known::word(record, "ConnectorSource", &[]),
            cloud_services_mail_enabled: known::flag(record, "CloudServicesMailEnabled"),
            tls_settings: known::word(record, "TlsSettings", &[]),
            tls_domain: known::text(record, "TlsDomain"),
            smart_hosts: known::list(record, "SmartHosts"),
            use_mx_record: known::flag(record, "UseMXRecord"),
            recipient_domains: known::list(record, "RecipientDomains"),
            all_accepted_domains: known::flag(record, "AllAcceptedDomains"),
            route_all_messages_via_on_premises: known::flag(record, "RouteAllMessagesViaOnPremises"),
            is_transport_rule_scoped: known::flag(record, "IsTransportRuleScoped"),
            smtp_dane_mode: known::word(record, "SmtpDaneMode", &[]),
        }
    }
}

/// Which organisation an object of both is of: Exchange Online or the one on premises. `None` where nothing in it
/// tells.
pub(crate) fn is_online(record: &Record) -> Option<bool> {
    const TELLING: [&str; 3] = ["DistinguishedName", "OriginatingServer", "PSComputerName"];
    if let Some(property) = record.get("CollectedFrom") {
        return Some(property.value.text == "ExchangeOnline");
    }
    let mut printed = TELLING.iter().filter_map(|name| record.get(name)).peekable();
    printed.peek()?;
    Some(printed.any(|property| property.value.text.to_ascii_lowercase().contains("outlook")))
}

pub(crate) fn name_of(record: &Record) -> Known<String> {
    match known::text(record, "Name") {
        Known::NotCollected => known::text(record, "Identity"),
        name => name,
    }
}
