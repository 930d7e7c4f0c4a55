//! The hybrid configuration.

pub(crate) mod hybrid_certificate_stale;
