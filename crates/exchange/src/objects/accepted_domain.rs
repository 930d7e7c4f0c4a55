//! A domain that an organisation takes mail for.

use crate::property::{flag, properties, text, word};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::AcceptedDomain,
    key: Some("accepted-domain"),
    types: &["AcceptedDomain"],
    cmdlets: &["Get-AcceptedDomain"],
    collected: &[Side::OnPremises, Side::ExchangeOnline],
    properties: PROPERTIES,
};

properties![
    DOMAIN_NAME = text("DomainName").tells_kind().kept().asked(),
    DOMAIN_TYPE = word("DomainType", &[]).of_exchange().tells_kind().kept().asked(),
    DEFAULT = flag("Default").everyday().kept(),
];
