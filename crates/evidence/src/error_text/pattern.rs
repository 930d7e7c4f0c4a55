//! The wording of the known texts.

use crate::item::Symptom;
use Symptom as S;
use std::cmp::Reverse;

/// A wording, in lower case with single blanks, and what makes it the text that is meant.
pub(super) struct Pattern {
    pub(super) text: &'static str,
    pub(super) symptom: Symptom,
    pub(super) check: Check,
}

/// What else must hold where a wording stands.
#[derive(Clone, Copy)]
pub(super) enum Check {
    /// Nothing.
    Always,
    /// Another wording follows soon.
    Then(&'static str),
    /// What it stands in tells which side complains.
    Chain,
    /// It is the value of something (`Message=UntrustedRoot`), not a word of a sentence.
    Quoted,
    /// The names that did not match follow.
    Mismatch,
    /// A number follows.
    Prx,
    /// A report of Exchange Online surrounds it.
    Relay,
    /// Connectors follow.
    Tagged,
    /// The rest of the shell's question follows. What is told about it in a comment is not the question.
    Prompt,
    /// A code follows. Another text in the same blocks says more.
    Code,
    /// The rest of the value, or where it was cut, follows.
    Capability,
    /// One word of each group stands in the same sentence, and no reader understood the line as output.
    Described(&'static [&'static [&'static str]]),
}

const fn always(symptom: Symptom, text: &'static str) -> Pattern {
    Pattern { text, symptom, check: Check::Always }
}

const fn with(symptom: Symptom, text: &'static str, check: Check) -> Pattern {
    Pattern { text, symptom, check }
}

const MISSING: &[&[&str]] = &[&[
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
const LOST: &[&[&str]] = &[
    &["skype", "lync", "teams", "presence information", "presence info", "presence status"],
    &["missing", "lost", "no ", "not ", "gone", "lack", "without", "isn't", "doesn't", "disappear"],
];
const SENDER: &[&[&str]] = &[
    &["sender", "display name", "from name", "firstname"],
    &["display", "show", "appear", "instead", "name as"],
];
const CANNOT_RECEIVE: &[&[&str]] = &[
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
const TEST_FAILS: &[&[&str]] = &[&["fail"], &["on-prem", "on prem", "connectivity test"]];
const CANNOT_SEND: &[&[&str]] = &[
    &["on-prem", "onprem", "on prem"],
    &["to exchange online", "to microsoft 365", "to office 365", "to o365", "to m365", "to cloud"],
];
const CANNOT_RELAY: &[&[&str]] = &[
    &["exchange online", "office 365", "microsoft 365"],
    &["ndr", "nondelivery", "non-delivery", "bounce", "rejected"],
];

/// All wordings. Codes before a wording are not part of it: they are found by [`super::chain`].
pub(super) const PATTERNS: [Pattern; 131] = [
    with(S::StarttlsRequired, "starttls is required to send mail", Check::Chain),
    with(S::StarttlsRequired, "451 5.7.3 starttls is required", Check::Chain),
    always(S::MustIssueStarttls, "must issue a starttls command first"),
    always(
        S::SendCertificateNotFound,
        "the certificate specified in tlscertificatename of the sendconnector could not be found",
    ),
    always(
        S::SendCertificateNotFound,
        "the certificate specified in the tlscertificatename of the sendconnector could not be found",
    ),
    always(
        S::SendCertificateNotFound,
        "the certificate specified in tlscertificatename of the send connector could not be found",
    ),
    always(
        S::SendCertificateNotFound,
        "the certificate specified in the tlscertificatename of the send connector could not be found",
    ),
    always(S::NoCredentials, "tls negotiation failed with error nocredentials"),
    always(S::UnknownCredentials, "tls negotiation failed with error unknowncredentials"),
    always(S::SocketError, "tls negotiation failed with error socketerror"),
    always(S::SocketError, "connection dropped due to socketerror"),
    always(S::IllegalMessage, "security status illegalmessage"),
    always(S::ConnectionTimedOut, "421 4.4.1 connection timed out"),
    always(S::UnableToConnect, "421 4.2.1 unable to connect"),
    with(S::SubjectMismatch, "subjectmismatch", Check::Mismatch),
    with(S::UntrustedRoot, "untrustedroot", Check::Quoted),
    always(S::UntrustedRootOnPremises, "failed to establish appropriate tls channel: untrustedroot"),
    always(S::CertificateExpired, "failed to establish appropriate tls channel attr41: certificateexpired"),
    always(S::CertificateExpired, "failed to establish appropriate tls channel attr41: certexpired"),
    always(S::CertificateExpired, "failed to establish appropriate tls channel: certificateexpired"),
    always(S::CertificateExpired, "failed to establish appropriate tls channel: certexpired"),
    with(S::CertificateExpired, "certificateexpired", Check::Quoted),
    with(S::CertificateExpired, "certexpired", Check::Quoted),
    always(S::NoRemoteCertificate, "noremotecertificate"),
    always(S::EmptyCertificate, "emptycertificate"),
    with(
        S::TenantInboundAttribution,
        "tenantinboundattribution; there is a partner connector configured",
        Check::Then("restrictdomainstocertificate set"),
    ),
    always(S::TenantInboundAttribution, "tenantinboundattribution; there is a partner connector configured"),
    always(S::TenantInboundAttribution, "550 5.7.51"),
    always(S::TenantAttribution, "tenantattribution; relay access denied smtp"),
    always(S::TenantAttribution, "tenantattribution; relay access denied"),
    always(S::Attr36, "relay access denied attr36"),
    always(S::Attr36, "attr36"),
    with(S::UnableToRelay, "unable to relay", Check::Relay),
    with(S::RejectedByPolicy, "security or policy settings at", Check::Then("have rejected your message")),
    with(S::Prx5, "temporary server error. please try again later. prx", Check::Prx),
    with(S::Prx5, "temporary server error. please try again later prx", Check::Prx),
    always(S::Prx5, "error prx5"),
    always(S::HeadersFiltered, "x-crosspremisesheadersfilteredbysendconnector"),
    always(S::AuthAsAnonymous, "x-ms-exchange-organization-authas: anonymous"),
    // In the columns of a header analyzer.
    always(S::AuthAsAnonymous, "x-ms-exchange-organization-authas anonymous"),
    always(S::AuthAsAnonymous, "x-ms-exchange-crosspremises-authas: anonymous"),
    with(S::CertificateTagged, "these certificates are tagged with following send connectors", Check::Tagged),
    with(S::OverwritePrompt, "overwrite the existing default smtp certificate", Check::Prompt),
    always(S::CertificateRevoked, "cert_trust_is_revoked"),
    always(S::CertificateRevoked, "the certificate is revoked. 0x80092010 (-2146885616 crypt_e_revoked)"),
    always(S::CertificateRevoked, "crypt_e_revoked"),
    always(S::ChainNotTrusted, "cert_trust_is_untrusted_root"),
    always(S::ChainNotTrusted, "cert_trust_is_partial_chain"),
    always(S::ChainNotTrusted, "cert_e_untrustedroot"),
    always(S::ChainNotTrusted, "cert_e_chaining"),
    always(S::ChainNotTrusted, "terminated in a root certificate which is not trusted by the trust provider"),
    always(S::RevocationUnknown, "cert_trust_revocation_status_unknown"),
    always(S::RevocationUnknown, "cert_trust_is_offline_revocation"),
    always(S::RevocationUnknown, "crypt_e_revocation_offline"),
    always(S::RevocationUnknown, "crypt_e_no_revocation_check"),
    with(
        S::KeyNotAccessible,
        "insufficient rights to grant network service access to the certificate",
        Check::Then("keyset does not exist"),
    ),
    always(S::KeyNotAccessible, "insufficient rights to grant network service access to the certificate"),
    always(S::KeyNotAccessible, "kein netzwerkdienstzugriff auf das zertifikat"),
    always(S::KeyNotAccessible, "cryptographicexception: keyset does not exist"),
    always(S::EdgeSyncFailed, "failed to synchronize entry cn=outbound to office 365"),
    always(S::WizardRequiredTls, "requiredtls flag should be set to true if tlscertificatename is specified"),
    always(S::WizardReceiveConnectorMissing, "hcw8010"),
    always(S::WizardSendConnectorAmbiguous, "hcw8011"),
    with(
        S::WizardCertificateNotBound,
        "the secure mail certificate on server",
        Check::Then("is not bound to the smtp service"),
    ),
    always(S::WizardNoCertificate, "no valid certificate exists for the hub transport server"),
    always(S::WizardNoCertificate, "no valid hybrid certificate found"),
    always(S::PortUnreachable, "450 4.4.316"),
    always(S::PortUnreachable, "socket error code 10061"),
    always(S::PortUnreachable, "could not open connection to the host, on port 25"),
    always(S::OldTlsRefused, "421 4.7.66"),
    always(S::OldTlsRefused, "tls 1.0 and 1.1 are not supported"),
    always(S::DaneOrMtaSts, "4.7.321"),
    always(S::DaneOrMtaSts, "4.7.322"),
    always(S::DaneOrMtaSts, "4.7.323"),
    always(S::DaneOrMtaSts, "4.7.324"),
    always(S::DaneOrMtaSts, "4.7.325"),
    always(S::DaneOrMtaSts, "5.7.321"),
    always(S::DaneOrMtaSts, "5.7.322"),
    always(S::DaneOrMtaSts, "5.7.323"),
    always(S::DaneOrMtaSts, "5.7.324"),
    always(S::DaneOrMtaSts, "5.7.325"),
    always(S::DaneOrMtaSts, "starttls-not-supported"),
    always(S::DaneOrMtaSts, "certificate-expired: destination mail server"),
    always(S::DaneOrMtaSts, "tlsa-invalid"),
    always(S::DaneOrMtaSts, "dnssec-invalid"),
    always(S::DaneOrMtaSts, "certificate-host-mismatch"),
    always(S::LookAlike, "connecting exchange server version is out-of-date"),
    always(S::LookAlike, "450 4.7.230"),
    always(S::LookAlike, "550 5.7.230"),
    always(S::DirectSendRejected, "tenantinboundattribution; direct send not allowed"),
    always(S::DirectSendRejected, "550 5.7.68"),
    always(S::LookAlike, "550 5.7.750"),
    always(S::LookAlike, "550 5.7.711"),
    always(S::LookAlike, "554 5.4.14"),
    always(S::LookAlike, "554 5.4.6"),
    always(S::LookAlike, "550 5.4.6"),
    always(S::LookAlike, "550 5.1.1"),
    always(S::LookAlike, "550 5.1.10"),
    always(S::LookAlike, "attr5"),
    always(S::LookAlike, "attr35"),
    always(S::LookAlike, "attr46"),
    always(S::LookAlike, "attr55"),
    always(S::LookAlike, "inbound authentication failed with error illegalmessage"),
    always(S::LookAlike, "454 4.7.0 temporary authentication failure"),
    always(S::LookAlike, "hcw8078"),
    with(
        S::LookAlike,
        "this certificate with thumbprint",
        Check::Then("cannot used for pop ssl/tls connections"),
    ),
    with(
        S::LookAlike,
        "this certificate with thumbprint",
        Check::Then("cannot used for imap ssl/tls connections"),
    ),
    with(S::LookAlike, "unable to find the certificate with thumbprint", Check::Then("missing private key")),
    with(S::Unknown, "led=", Check::Code),
    with(S::OutdatedCapabilityValue, "msit machine auth", Check::Capability),
    with(S::StarttlsMissingDescribed, "starttls", Check::Described(MISSING)),
    with(S::PresenceMissing, "presence", Check::Described(LOST)),
    with(S::SenderShownWithAddress, "display the sender name as", Check::Described(&[])),
    with(S::SenderShownWithAddress, "smtpaddress", Check::Described(SENDER)),
    with(S::SenderShownWithAddress, "smtp address", Check::Described(SENDER)),
    with(S::SenderShownWithAddress, "email address", Check::Described(SENDER)),
    with(S::SenderShownWithAddress, "e-mail address", Check::Described(SENDER)),
    with(S::CannotReceiveDescribed, "receive mail", Check::Described(CANNOT_RECEIVE)),
    with(S::CannotReceiveDescribed, "receive mails", Check::Described(CANNOT_RECEIVE)),
    with(S::CannotReceiveDescribed, "receive email", Check::Described(CANNOT_RECEIVE)),
    with(S::CannotReceiveDescribed, "receive emails", Check::Described(CANNOT_RECEIVE)),
    with(S::CannotReceiveDescribed, "receive messages", Check::Described(CANNOT_RECEIVE)),
    with(S::CannotReceiveDescribed, "check connectivity test", Check::Described(TEST_FAILS)),
    with(S::CannotSendDescribed, "unable to send", Check::Described(CANNOT_SEND)),
    with(S::CannotSendDescribed, "cannot send", Check::Described(CANNOT_SEND)),
    with(S::CannotSendDescribed, "can't send", Check::Described(CANNOT_SEND)),
    with(S::CannotSendDescribed, "can not send", Check::Described(CANNOT_SEND)),
    with(S::CannotSendDescribed, "not able to send", Check::Described(CANNOT_SEND)),
    with(S::CannotRelayDescribed, "external recipients", Check::Described(CANNOT_RELAY)),
    with(S::CannotRelayDescribed, "external recipient", Check::Described(CANNOT_RELAY)),
    with(S::CannotRelayDescribed, "to the internet", Check::Described(CANNOT_RELAY)),
];

/// The patterns by the first byte of their texts, the longest first.
pub(super) fn by_first_letter() -> Vec<Vec<&'static Pattern>> {
    let mut by_first_letter: Vec<Vec<&Pattern>> = vec![Vec::new(); 128];
    for pattern in &PATTERNS {
        let first = pattern.text.bytes().next().map_or(0, usize::from);
        by_first_letter.get_mut(first).into_iter().for_each(|patterns| patterns.push(pattern));
    }
    for patterns in &mut by_first_letter {
        patterns.sort_by_key(|pattern| Reverse(pattern.text.len()));
    }
    by_first_letter
}
