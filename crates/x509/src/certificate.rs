use htd_source::Timestamp;

/// A certificate as owned facts.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// Its bytes.
    pub der: Vec<u8>,
    /// SHA-1 of the bytes, upper-case hexadecimal: what Exchange calls Thumbprint.
    pub thumbprint: String,
    /// Upper-case hexadecimal without separators, as Exchange prints SerialNumber.
    pub serial_number: String,
    /// The issuer as .NET on Windows prints it; `None` where its printing there is not known.
    pub issuer: Option<String>,
    /// The subject as .NET on Windows prints it; `None` where its printing there is not known.
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
    /// OIDs in dots of the extended key usage; `None` where there is no such extension.
    pub extended_key_usage: Option<Vec<String>>,
    /// The basic constraint; `None` where there is no such extension.
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
    let _ = der;
    Err(CertificateError::NotACertificate)
}
