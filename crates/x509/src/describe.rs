use crate::algorithms;
use crate::{Certificate, KeyAlgorithm};

/// A readable account of a certificate, one `Label : value` on a line: the text of a source that is a binary
/// certificate, so that a finding about it has lines to point at.
pub fn describe(certificate: &Certificate) -> String {
    let mut account = Account(String::new());
    account.line("Subject", certificate.subject.as_deref().unwrap_or(UNKNOWN));
    account.line("Issuer", certificate.issuer.as_deref().unwrap_or(UNKNOWN));
    account.line("Serial number", &certificate.serial_number);
    account.line("Thumbprint", &certificate.thumbprint);
    account.line("Not before", &certificate.not_before.to_string());
    account.line("Not after", &certificate.not_after.to_string());
    match &certificate.dns_names {
        Some(names) => account.line("DNS names", &names.join(", ")),
        None => account.line("DNS names", NONE),
    }
    account.line("Key", &key(&certificate.key));
    account.line("Signature algorithm", &certificate.signature_algorithm);
    match &certificate.extended_key_usage {
        Some(oids) => account.line("Enhanced key usage", &purposes(oids)),
        None => account.line("Enhanced key usage", NONE),
    }
    let authority = match certificate.is_authority {
        Some(true) => "yes",
        Some(false) => "no",
        None => NONE,
    };
    account.line("Certification authority", authority);
    account.line("Version", &certificate.version.to_string());
    account.0
}

const UNKNOWN: &str = "(how Windows prints this name is not known)";
const NONE: &str = "(none that can be read)";

struct Account(String);

impl Account {
    /// A value keeps to its line whatever the certificate says, so that it cannot pass for another label.
    fn line(&mut self, label: &str, value: &str) {
        let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        self.0.push_str(label);
        self.0.extend(std::iter::repeat_n(' ', WIDTH.saturating_sub(label.len())));
        self.0.push_str(" : ");
        self.0.extend(value.chars().map(|c| if breaks(c) { char::REPLACEMENT_CHARACTER } else { c }));
        self.0.push('\n');
    }
}

/// The longest label.
const WIDTH: usize = "Certification authority".len();

fn key(key: &KeyAlgorithm) -> String {
    match key {
        KeyAlgorithm::Rsa(bits) => format!("RSA, {bits} bits"),
        KeyAlgorithm::EllipticCurve(curve) => format!("elliptic curve {curve}"),
        KeyAlgorithm::Other(oid) => oid.clone(),
    }
}

fn purposes(oids: &[String]) -> String {
    let mut text = String::new();
    for oid in oids {
        text.push_str(if text.is_empty() { "" } else { ", " });
        match algorithms::purpose(oid) {
            Some(name) => {
                text.push_str(name);
                text.push_str(" (");
                text.push_str(oid);
                text.push(')');
            }
            None => text.push_str(oid),
        }
    }
    text
}
