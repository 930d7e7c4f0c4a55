//! Certificates.

pub(crate) mod account;
mod logged;
pub(crate) mod uses;

pub(crate) mod certificate_choice_ambiguous;
pub(crate) mod certificate_expired;
pub(crate) mod certificate_expiring;
pub(crate) mod certificate_not_bound_to_smtp;
pub(crate) mod certificate_renewal_will_break;
pub(crate) mod certificate_self_signed;
pub(crate) mod certificate_without_private_key;
