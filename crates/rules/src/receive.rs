//! Exchange Online → on-premises.

pub(crate) mod outdated_tls_domain_capabilities;
pub(crate) mod receive_certificate_name_empty;
pub(crate) mod receive_certificate_not_found;
pub(crate) mod tls_domain_capabilities_missing;
pub(crate) mod tls_domain_capabilities_wrong;
