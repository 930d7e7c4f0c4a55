//! A receive connector of a server on premises.

use super::every_object;
use crate::property::{flag, list, properties, text, word, words};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::ReceiveConnector,
    key: Some("receive-connector"),
    types: &["ReceiveConnector"],
    cmdlets: &["Get-ReceiveConnector"],
    collected: &[Side::OnPremises],
    properties: PROPERTIES,
};

properties![
    IDENTITY = text("Identity").kept().asked(),
    NAME = text("Name"),
    SERVER = text("Server").everyday(),
    ENABLED = flag("Enabled").kept().asked(),
    TRANSPORT_ROLE = word("TransportRole", &[(32, "HubTransport"), (16384, "FrontendTransport")])
        .of_exchange()
        .tells_kind()
        .kept()
        .asked(),
    BINDINGS = list("Bindings").of_exchange().tells_kind().kept().asked(),
    REMOTE_IP_RANGES = list("RemoteIPRanges").of_exchange().tells_kind().kept(),
    FQDN = text("Fqdn").kept().asked(),
    AUTH_MECHANISM =
        words("AuthMechanism", &["Tls", "Integrated", "BasicAuth", "BasicAuthRequireTLS", "ExchangeServer"])
            .of_exchange()
            .tells_kind()
            .kept()
            .asked(),
    PERMISSION_GROUPS = words(
        "PermissionGroups",
        &["AnonymousUsers", "ExchangeUsers", "ExchangeServers", "ExchangeLegacyServers"]
    )
    .of_exchange()
    .tells_kind()
    .kept(),
    REQUIRE_TLS = flag("RequireTLS").kept(),
    DOMAIN_SECURE_ENABLED = flag("DomainSecureEnabled").of_exchange().kept(),
    SUPPRESS_X_ANONYMOUS_TLS = flag("SuppressXAnonymousTls").of_exchange().tells_kind().kept(),
    PROTOCOL_LOGGING_LEVEL = word("ProtocolLoggingLevel", &[(0, "None"), (1, "Verbose")]).kept(),
    TLS_CERTIFICATE_NAME = text("TlsCertificateName").of_exchange().kept().asked(),
    TLS_DOMAIN_CAPABILITIES = list("TlsDomainCapabilities").of_exchange().tells_kind().kept().asked(),
    SERVICE_DISCOVERY_FQDN = text("ServiceDiscoveryFqdn").of_exchange(),
    BANNER = text("Banner"),
    GUID = every_object::GUID.kept(),
    WHEN_CHANGED_UTC = every_object::WHEN_CHANGED_UTC.kept(),
];
