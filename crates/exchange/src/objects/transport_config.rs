//! The transport settings of an organisation. They are counted and not examined.

use crate::property::{list, properties};
use crate::{Object, ObjectKind};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::TransportConfig,
    key: Some("transport-config"),
    types: &["TransportConfigContainer"],
    cmdlets: &["Get-TransportConfig"],
    collected: &[],
    properties: PROPERTIES,
};

properties![
    TLS_SEND_DOMAIN_SECURE_LIST = list("TLSSendDomainSecureList").of_exchange().tells_kind(),
    TLS_RECEIVE_DOMAIN_SECURE_LIST = list("TLSReceiveDomainSecureList").of_exchange().tells_kind(),
];
