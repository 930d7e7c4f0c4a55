//! The hybrid configuration.
