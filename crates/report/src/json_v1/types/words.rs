/// What `schema` says in every report of this version.
pub const SCHEMA: &str = "hybrid-tls-doctor/report/v1";

/// The words of `format`.
pub const FORMATS: &[&str] = &[
    "format-list",
    "format-table",
    "clixml",
    "json",
    "csv",
    "event-text",
    "event-xml",
    "smtp-transcript",
    "protocol-log",
    "tracking-log",
    "bounce",
    "headers",
    "registry",
    "wizard-log",
    "certificate",
    "pkcs7",
    "free-text",
    "mixed",
    "unrecognised",
];

/// The keys of `items`; a subject's `kind` is one of them or `organisation`.
pub const ITEM_KINDS: &[&str] = &[
    "receive-connector",
    "send-connector",
    "exchange-certificate",
    "x509-certificate",
    "hybrid-configuration",
    "exchange-server",
    "transport-service",
    "edge-subscription",
    "inbound-connector",
    "outbound-connector",
    "accepted-domain",
    "remote-domain",
    "queue",
    "event",
    "smtp-session",
    "error-text",
    "bounce",
    "message-headers",
    "registry",
    "store-listing",
    "wizard-log",
];

/// What the `kind` of a finding's subject can be.
#[cfg(feature = "schema")]
pub(super) fn subject_kinds() -> Vec<&'static str> {
    [ITEM_KINDS, &["organisation"]].concat()
}

/// The words of `encoding`.
#[cfg(feature = "schema")]
pub(super) fn encodings() -> [&'static str; 5] {
    use htd_source::Encoding::{Binary, Utf8, Utf16Be, Utf16Le, Windows1252};
    [Utf8, Utf16Le, Utf16Be, Windows1252, Binary].map(htd_source::Encoding::name)
}
