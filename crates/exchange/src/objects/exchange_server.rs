//! An Exchange server.

use super::every_object;
use crate::property::{properties, text, words};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::ExchangeServer,
    key: Some("exchange-server"),
    types: &["ExchangeServer"],
    cmdlets: &["Get-ExchangeServer"],
    collected: &[Side::OnPremises],
    properties: PROPERTIES,
};

properties![
    NAME = text("Name").kept().asked(),
    IDENTITY = text("Identity"),
    FQDN = text("Fqdn").kept(),
    ADMIN_DISPLAY_VERSION = text("AdminDisplayVersion").of_exchange().tells_kind().kept().asked(),
    SERVER_ROLE = words("ServerRole", &[]).of_exchange().tells_kind().kept().asked(),
    EDITION = text("Edition").everyday(),
    SITE = text("Site").everyday(),
    GUID = every_object::GUID.kept(),
    WHEN_CHANGED_UTC = every_object::WHEN_CHANGED_UTC.kept(),
];
