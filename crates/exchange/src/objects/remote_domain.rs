//! How an organisation treats mail for another domain.

use crate::property::{flag, properties, text};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::RemoteDomain,
    key: Some("remote-domain"),
    types: &["RemoteDomain", "DomainContentConfig"],
    cmdlets: &["Get-RemoteDomain"],
    collected: &[Side::OnPremises, Side::ExchangeOnline],
    properties: PROPERTIES,
};

properties![
    NAME = text("Name").kept(),
    DOMAIN_NAME = text("DomainName").kept(),
    TRUSTED_MAIL_OUTBOUND_ENABLED = flag("TrustedMailOutboundEnabled").of_exchange().tells_kind().kept(),
    TRUSTED_MAIL_INBOUND_ENABLED = flag("TrustedMailInboundEnabled").of_exchange().tells_kind().kept(),
    TARGET_DELIVERY_DOMAIN = flag("TargetDeliveryDomain").of_exchange().tells_kind().kept(),
    ALLOWED_OOF_TYPE = text("AllowedOOFType").of_exchange().tells_kind(),
    TNEF_ENABLED = flag("TNEFEnabled").of_exchange().tells_kind(),
];
