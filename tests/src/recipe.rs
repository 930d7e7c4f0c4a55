//! What the certificates among the fixtures are: made by authorities that do not exist, for names that
//! nobody has, with dates around 2026-11-22, the day that the cases judge by.

/// One certificate.
#[derive(Debug)]
pub struct Recipe {
    /// The name of its files without `.pem` and `.der`.
    pub file: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Who signed it.
    pub issuer: Name,
    /// Whom it names.
    pub subject: Name,
    /// Fixed, so that a certificate keeps its serial number when it is made anew.
    pub serial: &'static [u8],
    /// The first day, from midnight UTC.
    pub from: Date,
    /// The last moment is midnight UTC of this day.
    pub to: Date,
    /// Host names of the subject alternative name.
    pub names: &'static [&'static str],
    /// Its public key.
    pub key: Key,
}

/// A name twice: as it is encoded and as .NET on Windows prints it, both written by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// Type and value of each part, in the order of the encoding.
    pub parts: &'static [(Part, &'static str)],
    /// `CN=…, O=…, C=…`.
    pub windows: &'static str,
}

/// The type of a part of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `C`
    Country,
    /// `S`
    State,
    /// `L`
    Locality,
    /// `O`
    Organisation,
    /// `OU`
    Unit,
    /// `CN`
    CommonName,
}

/// Year, month, day.
pub type Date = (i32, u8, u8);

/// A kind of public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// RSA of 2048 bits.
    Rsa,
    /// The curve P-256.
    EllipticCurve,
}

use Part::{CommonName, Country, Locality, Organisation, State, Unit};

/// The authority of the certificates that are replaced.
pub const AUTHORITY_2025: Name = Name {
    parts: &[
        (Country, "US"),
        (Organisation, "Fabrikam Trust Services"),
        (CommonName, "Fabrikam Trust RSA CA 2025"),
    ],
    windows: "CN=Fabrikam Trust RSA CA 2025, O=Fabrikam Trust Services, C=US",
};

/// The authority that the same provider signs with since.
pub const AUTHORITY_2026: Name = Name {
    parts: &[
        (Country, "US"),
        (Organisation, "Fabrikam Trust Services"),
        (CommonName, "Fabrikam Trust RSA CA 2026"),
    ],
    windows: "CN=Fabrikam Trust RSA CA 2026, O=Fabrikam Trust Services, C=US",
};

const MAIL: Name = Name {
    parts: &[
        (Country, "US"),
        (State, "Washington"),
        (Locality, "Seattle"),
        (Organisation, "Contoso"),
        (Unit, "IT"),
        (CommonName, "mail.contoso.example"),
    ],
    windows: "CN=mail.contoso.example, OU=IT, O=Contoso, L=Seattle, S=Washington, C=US",
};

const MAIL_SHORT: Name =
    Name { parts: &[(CommonName, "mail.contoso.example")], windows: "CN=mail.contoso.example" };

const SERVER: Name = Name { parts: &[(CommonName, "EX01")], windows: "CN=EX01" };

const MAIL_NAMES: &[&str] = &["mail.contoso.example", "autodiscover.contoso.example"];

/// Every certificate among the fixtures.
pub const RECIPES: &[Recipe] = &[
    Recipe {
        file: "mail-in-use",
        about: "the one in use, 49 days before its end",
        issuer: AUTHORITY_2025,
        subject: MAIL,
        serial: &[0x20, 0x25, 0x01],
        from: (2025, 12, 15),
        to: (2027, 1, 10),
        names: MAIL_NAMES,
        key: Key::Rsa,
    },
    Recipe {
        file: "mail-renewed-same-name",
        about: "its renewal under the same issuer and subject",
        issuer: AUTHORITY_2025,
        subject: MAIL,
        serial: &[0x20, 0x26, 0x02],
        from: (2026, 11, 1),
        to: (2027, 5, 20),
        names: MAIL_NAMES,
        key: Key::Rsa,
    },
    Recipe {
        file: "mail-renewed-other-issuer",
        about: "its renewal by the provider's next authority",
        issuer: AUTHORITY_2026,
        subject: MAIL,
        serial: &[0x20, 0x26, 0x03],
        from: (2026, 11, 1),
        to: (2027, 5, 20),
        names: MAIL_NAMES,
        key: Key::Rsa,
    },
    Recipe {
        file: "mail-expired",
        about: "expired three weeks ago",
        issuer: AUTHORITY_2025,
        subject: MAIL,
        serial: &[0x20, 0x25, 0x04],
        from: (2025, 10, 1),
        to: (2026, 11, 1),
        names: MAIL_NAMES,
        key: Key::Rsa,
    },
    Recipe {
        file: "mail-expires-in-5-days",
        about: "ends within a week",
        issuer: AUTHORITY_2025,
        subject: MAIL,
        serial: &[0x20, 0x26, 0x05],
        from: (2026, 5, 1),
        to: (2026, 11, 27),
        names: MAIL_NAMES,
        key: Key::Rsa,
    },
    Recipe {
        file: "mail-expires-in-20-days",
        about: "ends within a month",
        issuer: AUTHORITY_2025,
        subject: MAIL,
        serial: &[0x20, 0x26, 0x06],
        from: (2026, 5, 1),
        to: (2026, 12, 12),
        names: MAIL_NAMES,
        key: Key::Rsa,
    },
    Recipe {
        file: "mail-47-days",
        about: "lives 47 days; 20 remain, which is more than a third",
        issuer: AUTHORITY_2026,
        subject: MAIL_SHORT,
        serial: &[0x20, 0x26, 0x07],
        from: (2026, 10, 26),
        to: (2026, 12, 12),
        names: MAIL_NAMES,
        key: Key::Rsa,
    },
    Recipe {
        file: "ex01-self-signed",
        about: "what Exchange setup makes for its server",
        issuer: SERVER,
        subject: SERVER,
        serial: &[0x20, 0x24, 0x08],
        from: (2024, 3, 1),
        to: (2029, 3, 1),
        names: &["EX01", "EX01.contoso.example"],
        key: Key::Rsa,
    },
    Recipe {
        file: "mail-elliptic-curve",
        about: "an elliptic curve key",
        issuer: AUTHORITY_2026,
        subject: MAIL,
        serial: &[0x20, 0x26, 0x09],
        from: (2026, 11, 1),
        to: (2027, 5, 20),
        names: MAIL_NAMES,
        key: Key::EllipticCurve,
    },
    Recipe {
        file: "mail-quoted-comma",
        about: "a comma inside a value, which Windows quotes",
        issuer: AUTHORITY_2026,
        subject: Name {
            parts: &[(Country, "US"), (Organisation, "Contoso, Ltd."), (CommonName, "mail.contoso.example")],
            windows: "CN=mail.contoso.example, O=\"Contoso, Ltd.\", C=US",
        },
        serial: &[0x20, 0x26, 0x0A],
        from: (2026, 11, 1),
        to: (2027, 5, 20),
        names: MAIL_NAMES,
        key: Key::Rsa,
    },
    Recipe {
        file: "mail-umlaut",
        about: "letters outside ASCII",
        issuer: AUTHORITY_2026,
        subject: Name {
            parts: &[
                (Country, "DE"),
                (Locality, "München"),
                (Organisation, "Müller & Söhne GmbH"),
                (CommonName, "mail.contoso.example"),
            ],
            windows: "CN=mail.contoso.example, O=Müller & Söhne GmbH, L=München, C=DE",
        },
        serial: &[0x20, 0x26, 0x0B],
        from: (2026, 11, 1),
        to: (2027, 5, 20),
        names: MAIL_NAMES,
        key: Key::Rsa,
    },
    Recipe {
        file: "wildcard",
        about: "one label under contoso.example",
        issuer: AUTHORITY_2026,
        subject: Name {
            parts: &[(Country, "US"), (Organisation, "Contoso"), (CommonName, "*.contoso.example")],
            windows: "CN=*.contoso.example, O=Contoso, C=US",
        },
        serial: &[0x20, 0x26, 0x0C],
        from: (2026, 11, 1),
        to: (2027, 5, 20),
        names: &["*.contoso.example", "contoso.example"],
        key: Key::Rsa,
    },
];
