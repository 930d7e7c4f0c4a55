use crate::{Known, List, known};
use htd_evidence::Record;
use htd_exchange::objects::{inbound_connector as inbound, outbound_connector as outbound};
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
            name: known::name(record),
            enabled: known::flag(record, inbound::ENABLED),
            connector_type: known::word(record, inbound::CONNECTOR_TYPE),
            connector_source: known::word(record, inbound::CONNECTOR_SOURCE),
            cloud_services_mail_enabled: known::flag(record, inbound::CLOUD_SERVICES_MAIL_ENABLED),
            require_tls: known::flag(record, inbound::REQUIRE_TLS),
            restrict_domains_to_certificate: known::flag(record, inbound::RESTRICT_DOMAINS_TO_CERTIFICATE),
            restrict_domains_to_ip_addresses: known::flag(record, inbound::RESTRICT_DOMAINS_TO_IP_ADDRESSES),
            sender_domains: known::list(record, inbound::SENDER_DOMAINS),
            sender_ip_addresses: known::list(record, inbound::SENDER_IP_ADDRESSES),
            tls_sender_certificate_name: known::text(record, inbound::TLS_SENDER_CERTIFICATE_NAME),
            treat_messages_as_internal: known::flag(record, inbound::TREAT_MESSAGES_AS_INTERNAL),
            associated_accepted_domains: known::list(record, inbound::ASSOCIATED_ACCEPTED_DOMAINS),
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
            name: known::name(record),
            enabled: known::flag(record, outbound::ENABLED),
            test_mode: known::flag(record, outbound::TEST_MODE),
            connector_type: known::word(record, outbound::CONNECTOR_TYPE),
            connector_source: known::word(record, outbound::CONNECTOR_SOURCE),
            cloud_services_mail_enabled: known::flag(record, outbound::CLOUD_SERVICES_MAIL_ENABLED),
            tls_settings: known::word(record, outbound::TLS_SETTINGS),
            tls_domain: known::text(record, outbound::TLS_DOMAIN),
            smart_hosts: known::list(record, outbound::SMART_HOSTS),
            use_mx_record: known::flag(record, outbound::USE_MX_RECORD),
            recipient_domains: known::list(record, outbound::RECIPIENT_DOMAINS),
            all_accepted_domains: known::flag(record, outbound::ALL_ACCEPTED_DOMAINS),
            route_all_messages_via_on_premises: known::flag(
                record,
                outbound::ROUTE_ALL_MESSAGES_VIA_ON_PREMISES,
            ),
            is_transport_rule_scoped: known::flag(record, outbound::IS_TRANSPORT_RULE_SCOPED),
            smtp_dane_mode: known::word(record, outbound::SMTP_DANE_MODE),
        }
    }
}
