//! What Exchange Online knows of the organisation on premises. It is counted and not examined.

use crate::property::{list, properties, text};
use crate::{Object, ObjectKind};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::OnPremisesOrganization,
    key: Some("on-premises-organization"),
    types: &["OnPremisesOrganization"],
    cmdlets: &["Get-OnPremisesOrganization"],
    collected: &[],
    properties: PROPERTIES,
};

properties![
    ORGANIZATION_GUID = text("OrganizationGuid"),
    ORGANIZATION_RELATIONSHIP = text("OrganizationRelationship"),
    HYBRID_DOMAINS = list("HybridDomains").of_exchange().tells_kind(),
    INBOUND_CONNECTOR = text("InboundConnector").of_exchange().tells_kind(),
    OUTBOUND_CONNECTOR = text("OutboundConnector").of_exchange().tells_kind(),
];
