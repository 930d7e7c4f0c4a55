//! The transport settings of an organisation. They are counted and not examined.

use crate::property::{list, properties, text};
use crate::{Kind, Object};

/// The object.
pub const OBJECT: Object = Object {
    kind: Kind::TransportConfig,
    key: Some("transport-config"),
    types: &["TransportConfigContainer"],
    cmdlets: &["Get-TransportConfig"],
    collected: &[],
    properties: PROPERTIES,
};

properties![
    NAME = text("Name"),
    IDENTITY = text("Identity"),
    TLS_SEND_DOMAIN_SECURE_LIST = list("TLSSendDomainSecureList").of_exchange().tells_kind(),
    TLS_RECEIVE_DOMAIN_SECURE_LIST = list("TLSReceiveDomainSecureList").of_exchange().tells_kind(),
];
