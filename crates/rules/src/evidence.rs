//! The evidence itself.
