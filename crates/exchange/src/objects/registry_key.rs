//! A key of the registry, as a shell gives it.

use crate::property::{properties, text};
use crate::{Kind, Object};

/// The object.
pub const OBJECT: Object = Object {
    kind: Kind::RegistryKey,
    key: None,
    types: &[],
    cmdlets: &["Get-ItemProperty"],
    collected: &[],
    properties: PROPERTIES,
};

properties![PS_PATH = text("PSPath").of_exchange()];
