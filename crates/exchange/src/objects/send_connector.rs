//! A send connector of the organisation on premises.

use super::every_object;
use crate::property::{flag, list, properties, text, word, words};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::SendConnector,
    key: Some("send-connector"),
    types: &["SendConnector", "SmtpSendConnectorConfig"],
    cmdlets: &["Get-SendConnector"],
    collected: &[Side::OnPremises],
    properties: PROPERTIES,
};

properties![
    NAME = text("Name").kept().asked(),
    IDENTITY = text("Identity"),
    ENABLED = flag("Enabled").kept().asked(),
    ADDRESS_SPACES = list("AddressSpaces").of_exchange().tells_kind().kept().asked(),
    SMART_HOSTS = list("SmartHosts").of_exchange().tells_kind().kept().asked(),
    SMART_HOST_AUTH_MECHANISM = text("SmartHostAuthMechanism").of_exchange().tells_kind(),
    DNS_ROUTING_ENABLED = flag("DNSRoutingEnabled").of_exchange().tells_kind().kept(),
    FQDN = text("Fqdn").kept().asked(),
    SOURCE_TRANSPORT_SERVERS = list("SourceTransportServers").of_exchange().tells_kind().kept().asked(),
    REQUIRE_TLS = flag("RequireTLS").kept(),
    IGNORE_STARTTLS = flag("IgnoreSTARTTLS").of_exchange().tells_kind().kept(),
    TLS_DOMAIN = text("TlsDomain").of_exchange().kept().asked(),
    TLS_AUTH_LEVEL =
        word("TlsAuthLevel", &[(1, "EncryptionOnly"), (2, "CertificateValidation"), (3, "DomainValidation")])
            .of_exchange()
            .tells_kind()
            .kept()
            .asked(),
    TLS_CERTIFICATE_NAME = text("TlsCertificateName").of_exchange().kept().asked(),
    CLOUD_SERVICES_MAIL_ENABLED = flag("CloudServicesMailEnabled").of_exchange().kept(),
    DOMAIN_SECURE_ENABLED = flag("DomainSecureEnabled").of_exchange().kept(),
    ERROR_POLICIES = words("ErrorPolicies", &[]).kept(),
    FRONTEND_PROXY_ENABLED = flag("FrontendProxyEnabled").of_exchange().tells_kind().kept(),
    GUID = every_object::GUID.kept(),
    WHEN_CHANGED_UTC = every_object::WHEN_CHANGED_UTC.kept(),
];
