//! What the Hybrid Configuration Wizard was told.

use super::every_object;
use crate::property::{list, properties, text};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::HybridConfiguration,
    key: Some("hybrid-configuration"),
    types: &["HybridConfiguration", "HybridRelationship"],
    cmdlets: &["Get-HybridConfiguration"],
    collected: &[Side::OnPremises],
    properties: PROPERTIES,
};

properties![
    TLS_CERTIFICATE_NAME = text("TlsCertificateName").of_exchange().kept().asked(),
    RECEIVING_TRANSPORT_SERVERS = list("ReceivingTransportServers").of_exchange().tells_kind().kept().asked(),
    SENDING_TRANSPORT_SERVERS = list("SendingTransportServers").of_exchange().tells_kind().kept().asked(),
    EDGE_TRANSPORT_SERVERS = list("EdgeTransportServers").of_exchange().tells_kind().kept().asked(),
    FEATURES = list("Features").kept().asked(),
    SERVICE_INSTANCE = text("ServiceInstance").kept(),
    DOMAINS = list("Domains"),
    ON_PREMISES_SMART_HOST = text("OnPremisesSmartHost").of_exchange().tells_kind(),
    SECURE_MAIL_CERTIFICATE_THUMBPRINT = text("SecureMailCertificateThumbprint").of_exchange().tells_kind(),
    CLIENT_ACCESS_SERVERS = list("ClientAccessServers"),
    EXTERNAL_IP_ADDRESSES = list("ExternalIPAddresses"),
    GUID = every_object::GUID.kept(),
    WHEN_CHANGED_UTC = every_object::WHEN_CHANGED_UTC.kept(),
];
