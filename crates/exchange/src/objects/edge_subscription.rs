//! The subscription of an Edge server.

use crate::property::{properties, text};
use crate::{Kind, Object, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: Kind::EdgeSubscription,
    key: Some("edge-subscription"),
    types: &["EdgeSubscription"],
    cmdlets: &["Get-EdgeSubscription"],
    collected: &[Side::OnPremises],
    properties: PROPERTIES,
};

properties![NAME = text("Name").kept(), IDENTITY = text("Identity")];
