//! A key of the registry, as a shell gives it.

use crate::property::{properties, text};
use crate::{Object, ObjectKind};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::RegistryKey,
    key: None,
    types: &[],
    cmdlets: &["Get-ItemProperty"],
    collected: &[],
    properties: PROPERTIES,
};

properties![PS_PATH = text("PSPath").of_exchange()];
