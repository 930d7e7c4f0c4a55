//! A transport service of a server: that of the back end, of the front end, or that of the mailboxes.

use crate::property::{flag, properties, text};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::TransportService,
    key: Some("transport-service"),
    types: &[
        "TransportService",
        "TransportServer",
        "FrontendTransportServer",
        "FrontendTransportServerPresentationObject",
        "MailboxTransportServer",
        "MailboxTransportServerPresentationObject",
    ],
    cmdlets: &[
        "Get-TransportService",
        "Get-TransportServer",
        "Get-FrontendTransportService",
        "Get-MailboxTransportService",
    ],
    collected: &[Side::OnPremises],
    properties: PROPERTIES,
};

properties![
    NAME = text("Name").kept().asked(),
    INTERNAL_TRANSPORT_CERTIFICATE_THUMBPRINT =
        text("InternalTransportCertificateThumbprint").of_exchange().tells_kind().kept().asked(),
    USE_DOWNGRADED_EXCHANGE_SERVER_AUTH =
        flag("UseDowngradedExchangeServerAuth").of_exchange().tells_kind().kept(),
    INTRA_ORG_CONNECTOR_PROTOCOL_LOGGING_LEVEL =
        text("IntraOrgConnectorProtocolLoggingLevel").of_exchange().tells_kind(),
];
