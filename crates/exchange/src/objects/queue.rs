//! A queue. It is counted; its errors are read as texts.

use crate::property::{properties, text};
use crate::{Object, ObjectKind};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::Queue,
    key: Some("queue"),
    types: &["ExtensibleQueueInfo", "QueueInfo"],
    cmdlets: &["Get-Queue"],
    collected: &[],
    properties: PROPERTIES,
};

properties![
    IDENTITY = text("Identity").asked(),
    NEXT_HOP_DOMAIN = text("NextHopDomain").of_exchange().tells_kind().asked(),
    LAST_ERROR = text("LastError").of_exchange().asked(),
    DELIVERY_TYPE = text("DeliveryType").of_exchange(),
    STATUS = text("Status").everyday(),
    // As Queue Viewer copies it.
    NEXT_HOP_DOMAIN_IN_WORDS = text("Next Hop Domain").tells_kind(),
];
