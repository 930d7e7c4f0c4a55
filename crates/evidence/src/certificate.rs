//! Certificates as files and as blocks of text.

pub(crate) mod binary;
pub(crate) mod pem;
