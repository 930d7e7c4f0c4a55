//! The evidence itself.

pub(crate) mod evidence_contradicts;
pub(crate) mod evidence_date_ambiguous;
pub(crate) mod evidence_truncated;
pub(crate) mod private_key_pasted;
