//! An outbound connector of Exchange Online.

use crate::property::{flag, list, properties, text, word};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::OutboundConnector,
    key: Some("outbound-connector"),
    types: &["OutboundConnector", "TenantOutboundConnector"],
    cmdlets: &["Get-OutboundConnector"],
    collected: &[Side::ExchangeOnline],
    properties: PROPERTIES,
};

properties![
    NAME = text("Name").kept(),
    ENABLED = flag("Enabled").kept(),
    TEST_MODE = flag("TestMode").kept(),
    CONNECTOR_TYPE = word("ConnectorType", &[]).kept(),
    CONNECTOR_SOURCE = word("ConnectorSource", &[]).kept(),
    SMART_HOSTS = list("SmartHosts").of_exchange().kept(),
    USE_MX_RECORD = flag("UseMXRecord").of_exchange().tells_kind().kept(),
    RECIPIENT_DOMAINS = list("RecipientDomains").of_exchange().tells_kind().kept(),
    ALL_ACCEPTED_DOMAINS = flag("AllAcceptedDomains").of_exchange().tells_kind().kept(),
    TLS_SETTINGS = word("TlsSettings", &[]).of_exchange().tells_kind().kept(),
    TLS_DOMAIN = text("TlsDomain").of_exchange().kept(),
    CLOUD_SERVICES_MAIL_ENABLED = flag("CloudServicesMailEnabled").of_exchange().kept(),
    ROUTE_ALL_MESSAGES_VIA_ON_PREMISES =
        flag("RouteAllMessagesViaOnPremises").of_exchange().tells_kind().kept(),
    IS_TRANSPORT_RULE_SCOPED = flag("IsTransportRuleScoped").of_exchange().tells_kind().kept(),
    SMTP_DANE_MODE = word("SmtpDaneMode", &[]).of_exchange().tells_kind().kept(),
];
