//! Certificates as owned facts over x509-parser, PEM blocks, and names the way Windows prints and compares
//! them. Nothing here knows Exchange, except the identifier `<I>issuer<S>subject` that it made of the two.

mod algorithms;
mod certificate;
mod compare;
mod der;
mod describe;
mod fields;
mod fold;
mod identifier;
pub mod names;
mod names_cover;
mod pasted_name;
pub mod pem;
pub mod pkcs7;
mod secret;

pub use certificate::{Certificate, CertificateError, KeyAlgorithm, parse_der};
pub use compare::{Comparison, Name, NearMiss, Pasted, compare};
pub use describe::describe;
pub use fold::fold;
pub use identifier::{Identifier, Malformed, parse_identifier, tags_are_lost};
pub use names_cover::names_cover;
pub use secret::{SECRET_HEAD, Secret, secret};
