//! The connector of a delivery agent, which has no TLS.

use crate::property::{list, properties, text};
use crate::{Object, ObjectKind};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::DeliveryAgentConnector,
    key: None,
    types: &["DeliveryAgentConnector"],
    cmdlets: &["Get-DeliveryAgentConnector"],
    collected: &[],
    properties: PROPERTIES,
};

properties![
    DELIVERY_PROTOCOL = text("DeliveryProtocol").tells_kind(),
    ADDRESS_SPACES = list("AddressSpaces").of_exchange(),
    SOURCE_TRANSPORT_SERVERS = list("SourceTransportServers").of_exchange(),
];
