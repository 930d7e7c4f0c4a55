//! An event of the log of Windows, as a shell gives it.

use crate::property::{date, properties, text};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::Event,
    key: None,
    types: &["Event", "EventLogRecord", "EventLogEntry"],
    cmdlets: &["Get-WinEvent", "Get-EventLog"],
    collected: &[Side::OnPremises],
    properties: PROPERTIES,
};

properties![
    TIME_CREATED = date("TimeCreated").kept().asked(),
    PROVIDER_NAME = text("ProviderName").of_exchange().kept().asked(),
    ID = text("Id").everyday().kept().asked(),
    MACHINE_NAME = text("MachineName").kept().asked(),
    LEVEL_DISPLAY_NAME = text("LevelDisplayName").kept(),
    MESSAGE = text("Message").everyday().kept().asked(),
    ENTRY_TYPE = text("EntryType").of_exchange(),
    INSTANCE_ID = text("InstanceId").of_exchange(),
];
