//! What the collector could not read, so that nobody takes its absence for evidence.

use crate::property::{properties, text};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::Note,
    key: None,
    types: &["Note"],
    cmdlets: &[],
    collected: &[Side::OnPremises, Side::ExchangeOnline],
    properties: PROPERTIES,
};

properties![WHAT = text("What").everyday().kept(), MESSAGE = text("Message").everyday().kept()];
