/// The name of a signature algorithm as Windows prints SignatureAlgorithm; the OID where it has none there.
pub(crate) fn signature(oid: &str) -> String {
    let name = match oid {
        "1.2.840.113549.1.1.2" => "md2RSA",
        "1.2.840.113549.1.1.3" => "md4RSA",
        "1.2.840.113549.1.1.4" => "md5RSA",
        "1.2.840.113549.1.1.5" | "1.3.14.3.2.29" => "sha1RSA",
        "1.2.840.113549.1.1.10" => "RSASSA-PSS",
        "1.2.840.113549.1.1.11" => "sha256RSA",
        "1.2.840.113549.1.1.12" => "sha384RSA",
        "1.2.840.113549.1.1.13" => "sha512RSA",
        "1.2.840.10040.4.3" => "sha1DSA",
        "1.2.840.10045.4.1" => "sha1ECDSA",
        "1.2.840.10045.4.3.2" => "sha256ECDSA",
        "1.2.840.10045.4.3.3" => "sha384ECDSA",
        "1.2.840.10045.4.3.4" => "sha512ECDSA",
        _ => oid,
    };
    name.to_owned()
}

/// The name of an elliptic curve; its OID where it is none of those in use.
pub(crate) fn curve(oid: &str) -> String {
    let name = match oid {
        "1.2.840.10045.3.1.7" => "P-256",
        "1.3.132.0.34" => "P-384",
        "1.3.132.0.35" => "P-521",
        _ => oid,
    };
    name.to_owned()
}

/// What an extended key usage is for, where it has to do with TLS or mail servers.
pub(crate) fn purpose(oid: &str) -> Option<&'static str> {
    Some(match oid {
        "1.3.6.1.5.5.7.3.1" => "Server Authentication",
        "1.3.6.1.5.5.7.3.2" => "Client Authentication",
        "1.3.6.1.5.5.7.3.3" => "Code Signing",
        "1.3.6.1.5.5.7.3.4" => "Secure Email",
        "2.5.29.37.0" => "Any Purpose",
        _ => return None,
    })
}
