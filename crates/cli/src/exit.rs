//! What the program says by its exit code, besides 0.

/// Findings at or above `--fail-on`.
pub(crate) const FOUND: u8 = 1;
/// Wrong usage, or a path that cannot be read.
pub(crate) const TROUBLE: u8 = 2;
