//! Certificates as owned facts over x509-parser, PEM blocks, and names the way Windows prints and compares
//! them. Nothing here knows Exchange, except the identifier `<I>issuer<S>subject` that it made of the two.

mod certificate;
mod identifier;

pub use certificate::{Certificate, CertificateError, KeyAlgorithm, parse_der};
pub use identifier::{Comparison, Identifier, Malformed, NearMiss, compare, parse_identifier};
