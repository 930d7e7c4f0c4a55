//! A foreign connector: it hands mail to something that speaks no SMTP, and has no TLS.

use crate::property::{list, properties, text};
use crate::{Object, ObjectKind};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::ForeignConnector,
    key: None,
    types: &["ForeignConnector"],
    cmdlets: &["Get-ForeignConnector"],
    collected: &[],
    properties: PROPERTIES,
};

properties![
    DROP_DIRECTORY = text("DropDirectory").tells_kind(),
    ADDRESS_SPACES = list("AddressSpaces").of_exchange(),
    SOURCE_TRANSPORT_SERVERS = list("SourceTransportServers").of_exchange(),
];
