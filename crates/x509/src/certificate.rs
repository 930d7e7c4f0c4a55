//! A certificate read from DER, as the facts that Exchange shows of it.

use crate::der::{self, Element};
use crate::fields::Fields;
use crate::{Identifier, algorithms, names};
use htd_source::Timestamp;
use sha1::{Digest, Sha1};

/// A certificate as owned facts.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// Its bytes.
    pub der: Vec<u8>,
    /// SHA-1 of the bytes, upper-case hexadecimal: what Exchange calls Thumbprint.
    pub thumbprint: String,
    /// Upper-case hexadecimal without separators of the bytes as encoded, as .NET prints SerialNumber: the
    /// zero byte that keeps a number positive stands there too.
    pub serial_number: String,
    /// The issuer as .NET on Windows prints it; `None` where its printing there is not known.
    pub issuer: Option<String>,
    /// The subject as .NET on Windows prints it; `None` where its printing there is not known. Where the
    /// subject is empty, Windows prints the first directory name of the subject alternative name, if any.
    pub subject: Option<String>,
    /// Whether issuer and subject are the same bytes.
    pub self_issued: bool,
    /// The first moment of validity.
    pub not_before: Timestamp,
    /// The last moment of validity.
    pub not_after: Timestamp,
    /// Common names of the subject.
    pub common_names: Vec<String>,
    /// `dNSName` entries of the subject alternative name, as they stand; `None` where there is no such
    /// extension or it could not be read.
    pub dns_names: Option<Vec<String>>,
    /// The public key.
    pub key: KeyAlgorithm,
    /// The name of the signature algorithm, `sha256RSA`, or its OID in dots.
    pub signature_algorithm: String,
    /// OIDs in dots of the extended key usage; `None` where there is no such extension or it could not be
    /// read.
    pub extended_key_usage: Option<Vec<String>>,
    /// The basic constraint; `None` where there is no such extension or it could not be read.
    pub is_authority: Option<bool>,
    /// The version as people count: 3.
    pub version: u32,
}

/// A public key's algorithm and size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyAlgorithm {
    /// RSA and the bits of its modulus.
    Rsa(u32),
    /// An elliptic curve, by name or OID.
    EllipticCurve(String),
    /// Another algorithm, by OID.
    Other(String),
}

/// Why bytes are not a certificate that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateError {
    /// Not a certificate in DER.
    NotACertificate,
    /// Bytes follow the certificate; how many.
    TrailingBytes(usize),
}

/// Reads one certificate in DER.
pub fn parse_der(der: &[u8]) -> Result<Certificate, CertificateError> {
    let (whole, rest) = der::read(der).ok_or(CertificateError::NotACertificate)?;
    let fields = (whole.tag == der::SEQUENCE).then(|| Fields::read(whole.content)).flatten();
    let fields = fields.ok_or(CertificateError::NotACertificate)?;
    if !rest.is_empty() {
        return Err(CertificateError::TrailingBytes(rest.len()));
    }
    let alternative_name = fields.extension(SUBJECT_ALTERNATIVE_NAME).map(general_names);
    let alternative_name = alternative_name.as_ref().map(|names| names.as_deref());
    Ok(Certificate {
        der: der.to_vec(),
        thumbprint: der::hexadecimal(&Sha1::digest(der)),
        serial_number: der::hexadecimal(fields.serial_number),
        issuer: issuer_text(&fields),
        subject: subject_text(fields.subject, alternative_name),
        self_issued: fields.issuer == fields.subject,
        not_before: fields.not_before,
        not_after: fields.not_after,
        common_names: names::common_names(fields.subject),
        dns_names: alternative_name.flatten().map(dns_names),
        key: key(&fields),
        signature_algorithm: algorithms::signature(&oid(fields.signature_algorithm.algorithm.as_bytes())),
        extended_key_usage: fields.extension(EXTENDED_KEY_USAGE).and_then(key_purposes),
        is_authority: fields.extension(BASIC_CONSTRAINTS).and_then(authority),
        version: fields.version.saturating_add(1),
    })
}

impl Certificate {
    /// The TlsCertificateName that selects this certificate, as the documented commands build it from Issuer
    /// and Subject. `None` where one of them is empty or its printing on Windows is not known.
    pub fn identifier(&self) -> Option<Identifier> {
        let half = |name: &Option<String>| name.clone().filter(|name| !name.is_empty());
        Some(Identifier { issuer: half(&self.issuer)?, subject: half(&self.subject)? })
    }

    /// The names that a host is compared with: DNS names, then common names that are not among them.
    pub fn names(&self) -> Vec<String> {
        /// Certificates have one common name. One with thousands would make the search for doubles
        /// quadratic; doubles do no harm there.
        const SEARCHED: usize = 64;
        let mut names = self.dns_names.clone().unwrap_or_default();
        let dns_names = names.len();
        for (index, name) in self.common_names.iter().enumerate() {
            let mut listed = names.iter().take(dns_names);
            if index >= SEARCHED || !listed.any(|listed| listed.eq_ignore_ascii_case(name)) {
                names.push(name.clone());
            }
        }
        names
    }
}

/// 2.5.29.17
const SUBJECT_ALTERNATIVE_NAME: &[u8] = &[0x55, 0x1D, 0x11];
/// 2.5.29.18
const ISSUER_ALTERNATIVE_NAME: &[u8] = &[0x55, 0x1D, 0x12];
/// 2.5.29.19
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1D, 0x13];
/// 2.5.29.37
const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1D, 0x25];

fn general_names(value: &[u8]) -> Option<Vec<Element<'_>>> {
    der::list(der::only(value, der::SEQUENCE)?)
}

fn dns_names(names: &[Element<'_>]) -> Vec<String> {
    /// `[2] IMPLICIT IA5String`
    const DNS_NAME: u8 = 0x82;
    let names = names.iter().filter(|name| name.tag == DNS_NAME);
    names.map(|name| name.content.iter().map(|&byte| char::from(byte)).collect()).collect()
}

/// The issuer as printed. An empty issuer with an alternative name is not known to print either way.
fn issuer_text(fields: &Fields<'_>) -> Option<String> {
    let issuer = names::windows_name(fields.issuer, true)?;
    let unknown = issuer.is_empty() && fields.extension(ISSUER_ALTERNATIVE_NAME).is_some();
    (!unknown).then_some(issuer)
}

/// The subject as printed, with the alternative name (the inner `None`: damaged) at hand for an empty one.
fn subject_text(subject: &[u8], alternative_name: Option<Option<&[Element<'_>]>>) -> Option<String> {
    /// `[4] EXPLICIT Name`
    const DIRECTORY_NAME: u8 = 0xA4;
    let empty = der::only(subject, der::SEQUENCE).is_some_and(<[u8]>::is_empty);
    let Some(names) = alternative_name.filter(|_| empty) else {
        return names::windows_name(subject, true);
    };
    match names?.iter().find(|name| name.tag == DIRECTORY_NAME) {
        Some(name) => names::windows_name(name.content, true),
        None => Some(String::new()),
    }
}

fn key(fields: &Fields<'_>) -> KeyAlgorithm {
    let algorithm = oid(fields.key.algorithm.algorithm.as_bytes());
    match algorithm.as_str() {
        "1.2.840.113549.1.1.1" => match modulus_bits(&fields.key.subject_public_key.data) {
            Some(bits) => KeyAlgorithm::Rsa(bits),
            None => KeyAlgorithm::Other(algorithm),
        },
        "1.2.840.10045.2.1" => match &fields.key.algorithm.parameters {
            Some(curve) => KeyAlgorithm::EllipticCurve(algorithms::curve(&oid(curve.data))),
            None => KeyAlgorithm::Other(algorithm),
        },
        _ => KeyAlgorithm::Other(algorithm),
    }
}

/// The bits of the modulus in an `RSAPublicKey`.
fn modulus_bits(key: &[u8]) -> Option<u32> {
    let (modulus, _) = der::read(der::only(key, der::SEQUENCE)?)?;
    let digits = modulus.content.iter().skip_while(|&&byte| byte == 0).count();
    let leading = modulus.content.iter().find(|&&byte| byte != 0)?.leading_zeros();
    let bits = u32::try_from(digits).ok()?.checked_mul(8)? - leading;
    (modulus.tag == der::INTEGER).then_some(bits)
}

fn key_purposes(value: &[u8]) -> Option<Vec<String>> {
    let purposes = der::list(der::only(value, der::SEQUENCE)?)?;
    purposes.iter().map(|purpose| (purpose.tag == der::OID).then(|| oid(purpose.content))).collect()
}

fn authority(value: &[u8]) -> Option<bool> {
    let constraints = der::list(der::only(value, der::SEQUENCE)?)?;
    Some(constraints.first().is_some_and(|first| first.tag == der::BOOLEAN && first.content != [0]))
}

/// In dots, or `#` and the bytes where that is not possible.
fn oid(bytes: &[u8]) -> String {
    der::dotted(bytes).unwrap_or_else(|| format!("#{}", der::hexadecimal(bytes)))
}
