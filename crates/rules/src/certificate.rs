//! What the rules about certificates have in common.

pub(crate) mod account;
pub(crate) mod logged;
pub(crate) mod uses;
