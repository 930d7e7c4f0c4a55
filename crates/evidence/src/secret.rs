//! Private keys, which are taken out of a text before anything else sees it.

pub(crate) mod bare;
pub(crate) mod private_key;
