//! Private keys in DER, known by their first bytes, so that a file or a text that holds one is dropped before
//! anything keeps it. Only what tells is looked at; a key that was cut is a key all the same.

use crate::der;

/// What bytes hold that nobody should see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secret {
    /// A private key (PKCS #8, PKCS #1, SEC 1).
    PrivateKey,
    /// A private key under a password.
    EncryptedPrivateKey,
    /// A PFX file (PKCS #12): certificates, and most often a private key.
    Pfx,
}

/// How much of the beginning tells it.
pub const SECRET_HEAD: usize = 48;

/// 1.2.840.113549.1.5, the schemes of PKCS #5
const PKCS5: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5];
/// 1.2.840.113549.1.12.1, the schemes of PKCS #12
const PKCS12: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 1];
/// 1.2.840.113549.1.7, the kinds of content of PKCS #7, which a PFX file holds
const PKCS7: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7];

/// Whether bytes begin as a private key or a PFX file does.
pub fn secret(bytes: &[u8]) -> Option<Secret> {
    let inside = behind_head(bytes, der::SEQUENCE)?;
    if let Some(algorithm) = behind_head(inside, der::SEQUENCE) {
        let scheme = behind_head(algorithm, der::OID)?;
        return (scheme.starts_with(PKCS5) || scheme.starts_with(PKCS12))
            .then_some(Secret::EncryptedPrivateKey);
    }
    let [der::INTEGER, 1, version, rest @ ..] = inside else { return None };
    let object = || behind_head(rest, der::SEQUENCE).and_then(|inner| behind_head(inner, der::OID));
    match (version, rest.first()?) {
        (3, &der::SEQUENCE) => object()?.starts_with(PKCS7).then_some(Secret::Pfx),
        (0 | 1, &der::SEQUENCE) => {
            // The version of a signed part stands before an algorithm too; behind that one, a name follows.
            let behind = der::read(rest).and_then(|(_, behind)| behind.first());
            object().filter(|_| behind.is_none_or(|&tag| tag == der::OCTET_STRING))?;
            Some(Secret::PrivateKey)
        }
        (0 | 1, &der::INTEGER) | (1, &der::OCTET_STRING) => Some(Secret::PrivateKey),
        _ => None,
    }
}

/// What stands behind the tag and the length of the first element, however long that says it is.
fn behind_head(bytes: &[u8], tag: u8) -> Option<&[u8]> {
    let (&first, rest) = bytes.split_first()?;
    let (&length, rest) = rest.split_first()?;
    let digits = match length {
        0..=0x80 => 0,
        0x81..=0x84 => usize::from(length & 0x7F),
        _ => return None,
    };
    rest.get(digits..).filter(|_| first == tag)
}
