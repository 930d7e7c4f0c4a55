//! Exchange Online → on-premises.

pub(crate) mod receive_certificate_name_empty;
pub(crate) mod receive_certificate_not_found;
