//! The subscription of an Edge server.

use crate::property::{properties, text};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::EdgeSubscription,
    key: Some("edge-subscription"),
    types: &["EdgeSubscription"],
    cmdlets: &["Get-EdgeSubscription"],
    collected: &[Side::OnPremises],
    properties: PROPERTIES,
};

properties![NAME = text("Name").kept()];
