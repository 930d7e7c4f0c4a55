//! Bounds on what is examined.

/// How many objects of one kind are examined. No organisation has as many; a hostile paste may, and
/// comparing each with each would take for ever.
pub(crate) const MOST_CONNECTORS: usize = 500;
pub(crate) const MOST_CERTIFICATES: usize = 1_000;
pub(crate) const MOST_OTHERS: usize = 2_000;
