//! What any object can say besides its own properties: its name, when it was changed, and what a shell or the collector
//! added.

use crate::property::{date, properties, text};

properties![
    NAME = text("Name"),
    IDENTITY = text("Identity"),
    GUID = text("Guid").everyday(),
    WHEN_CHANGED_UTC = date("WhenChangedUTC"),
    WHEN_CHANGED = date("WhenChanged"),
    WHEN_CREATED_UTC = date("WhenCreatedUTC"),
    WHEN_CREATED = date("WhenCreated"),
    DISTINGUISHED_NAME = text("DistinguishedName"),
    ORIGINATING_SERVER = text("OriginatingServer"),
    PS_COMPUTER_NAME = text("PSComputerName"),
    COLLECTED_UTC = date("CollectedUTC"),
    COLLECTED_FROM = text("CollectedFrom"),
];

/// Them all.
pub fn all() -> &'static [&'static crate::Property] {
    PROPERTIES
}
