//! What the rules about certificates have in common: how they call a certificate and its connectors, the
//! fixes that put another certificate in its place, and what the log of a server tells of its certificates.

pub(crate) mod logged;
pub(crate) mod replace;
pub(crate) mod wording;
