//! An inbound connector of Exchange Online.

use crate::property::{flag, list, properties, text, word};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::InboundConnector,
    key: Some("inbound-connector"),
    types: &["InboundConnector", "TenantInboundConnector"],
    cmdlets: &["Get-InboundConnector"],
    collected: &[Side::ExchangeOnline],
    properties: PROPERTIES,
};

properties![
    NAME = text("Name").kept(),
    ENABLED = flag("Enabled").kept(),
    CONNECTOR_TYPE = word("ConnectorType", &[]).kept(),
    CONNECTOR_SOURCE = word("ConnectorSource", &[]).kept(),
    SENDER_DOMAINS = list("SenderDomains").of_exchange().kept(),
    SENDER_IP_ADDRESSES = list("SenderIPAddresses").of_exchange().tells_kind().kept(),
    REQUIRE_TLS = flag("RequireTls").kept(),
    TLS_SENDER_CERTIFICATE_NAME = text("TlsSenderCertificateName").of_exchange().tells_kind().kept(),
    RESTRICT_DOMAINS_TO_CERTIFICATE = flag("RestrictDomainsToCertificate").of_exchange().tells_kind().kept(),
    RESTRICT_DOMAINS_TO_IP_ADDRESSES = flag("RestrictDomainsToIPAddresses").of_exchange().tells_kind().kept(),
    CLOUD_SERVICES_MAIL_ENABLED = flag("CloudServicesMailEnabled").of_exchange().kept(),
    TREAT_MESSAGES_AS_INTERNAL = flag("TreatMessagesAsInternal").of_exchange().tells_kind().kept(),
    ASSOCIATED_ACCEPTED_DOMAINS = list("AssociatedAcceptedDomains").of_exchange().tells_kind().kept(),
];
