//! The core for browsers and Node.
