//! A certificate of the machine's own store, as Windows lists it: it says nothing of what Exchange does with it.

use super::exchange_certificate as certificate;
use crate::property::{list, properties, text};
use crate::{Object, ObjectKind};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::StoreListing,
    key: Some("store-listing"),
    // X509Certificate2 is the type of an Exchange certificate as well, where a script took the object apart.
    types: &[],
    cmdlets: &["Get-ChildItem"],
    collected: &[],
    properties: PROPERTIES,
};

properties![
    PS_PARENT_PATH = text("PSParentPath").tells_kind(),
    ENHANCED_KEY_USAGE_LIST = list("EnhancedKeyUsageList").tells_kind(),
    THUMBPRINT = *certificate::THUMBPRINT,
    HAS_PRIVATE_KEY = *certificate::HAS_PRIVATE_KEY,
    NOT_BEFORE = *certificate::NOT_BEFORE,
    NOT_AFTER = *certificate::NOT_AFTER,
    ISSUER = *certificate::ISSUER,
    SUBJECT = *certificate::SUBJECT,
    FRIENDLY_NAME = *certificate::FRIENDLY_NAME,
];
