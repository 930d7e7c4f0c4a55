//! A certificate that Exchange has.

use crate::property::{date, flag, list, properties, text, word, words};
use crate::{Object, ObjectKind, Side};

/// The object.
pub const OBJECT: Object = Object {
    kind: ObjectKind::ExchangeCertificate,
    key: Some("exchange-certificate"),
    types: &["ExchangeCertificate"],
    cmdlets: &["Get-ExchangeCertificate"],
    collected: &[Side::OnPremises],
    properties: PROPERTIES,
};

/// What a certificate can be enabled for, the lowest bit of the number first, and the letter of each in the column of a
/// table: `IP.WS..`.
pub const SERVICE_LETTERS: [(&str, char); 7] = [
    ("IMAP", 'I'),
    ("POP", 'P'),
    ("UM", 'U'),
    ("IIS", 'W'),
    ("SMTP", 'S'),
    ("Federation", 'F'),
    ("UMCallRouter", 'C'),
];

properties![
    THUMBPRINT = text("Thumbprint").of_exchange().kept().asked(),
    SERVICES =
        words("Services", &["IMAP", "POP", "UM", "IIS", "SMTP", "Federation", "UMCallRouter"]).kept().asked(),
    // Of its numbers one alone is known for certain, and none of those of RootCAType.
    STATUS = word("Status", &[(1, "Valid")]).everyday().kept().asked(),
    HAS_PRIVATE_KEY = flag("HasPrivateKey").of_exchange().kept().asked(),
    IS_SELF_SIGNED = flag("IsSelfSigned").of_exchange().tells_kind().kept().asked(),
    ROOT_CA_TYPE = word("RootCAType", &[]).of_exchange().tells_kind().kept().asked(),
    NOT_BEFORE = date("NotBefore").kept().asked(),
    NOT_AFTER = date("NotAfter").kept().asked(),
    ISSUER = text("Issuer").kept().asked(),
    SUBJECT = text("Subject").kept().asked(),
    CERTIFICATE_DOMAINS = list("CertificateDomains").of_exchange().tells_kind().kept().asked(),
    IDENTITY = text("Identity").kept().asked(),
    RAW_DATA = text("RawData").kept(),
    SERVER = text("Server").everyday(),
    SERVICES_STRING_FORM = text("ServicesStringForm").of_exchange().tells_kind(),
    FRIENDLY_NAME = text("FriendlyName"),
    PUBLIC_KEY_SIZE = text("PublicKeySize"),
];
