//! On-premises → Exchange Online.

pub(crate) mod send_certificate_name_empty;
pub(crate) mod send_certificate_not_found;
