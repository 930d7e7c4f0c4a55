//! Symptoms in the words of the person who has them: groups of words of which each has one in the sentence.

/// What people say of `STARTTLS` that is not there.
pub(super) const MISSING: &[&[&str]] = &[&[
    "missing",
    "not present",
    "not offer",
    "not list",
    "not advertise",
    "not show",
    "not available",
    "isn't",
    "not there",
    "doesn't",
    "does not",
    "not see",
    "don't see",
    "no starttls",
    "lacks",
    "lacking",
    "gone",
    "disappeared",
    "without starttls",
    "not support",
    "no longer",
]];
/// What people say of presence that is not there.
pub(super) const LOST: &[&[&str]] = &[
    &["skype", "lync", "teams", "presence information", "presence info", "presence status"],
    &["missing", "lost", "no ", "not ", "gone", "lack", "without", "isn't", "doesn't", "disappear"],
];
/// How people describe a sender shown with the SMTP address.
pub(super) const SENDER: &[&[&str]] = &[
    &["sender", "display name", "from name", "firstname"],
    &["display", "show", "appear", "instead", "name as"],
];
/// Mail from the internet or from Microsoft 365 does not arrive over TLS.
pub(super) const CANNOT_RECEIVE: &[&[&str]] = &[
    &[
        "cannot",
        "can't",
        "can not",
        "unable",
        "not able",
        "don't",
        "do not",
        "not receive",
        "no longer",
        "doesn't",
        "does not",
    ],
    &["tls", "transport layer security", "microsoft 365", "office 365", "exchange online", "new certificate"],
];
/// The connectivity test to the on-premises server fails.
pub(super) const TEST_FAILS: &[&[&str]] = &[&["fail"], &["on-prem", "on prem", "connectivity test"]];
/// On-premises users cannot send to Exchange Online users.
pub(super) const CANNOT_SEND: &[&[&str]] = &[
    &["on-prem", "onprem", "on prem"],
    &["to exchange online", "to microsoft 365", "to office 365", "to o365", "to m365", "to cloud"],
];
/// With centralized mail transport, mail of Exchange Online users to external recipients comes back.
pub(super) const CANNOT_RELAY: &[&[&str]] = &[
    &["exchange online", "office 365", "microsoft 365"],
    &["ndr", "nondelivery", "non-delivery", "bounce", "rejected"],
];
