//! What every known error text and event most probably comes from, where no configuration in evidence
//! decides it. The entries stand in files by lane; a new text is one entry there and one line here.

mod candidates;
mod either_lane;
mod events;
mod looks;
mod to_exchange_online;
mod to_on_premises;

pub(crate) use events::of_event;
pub(crate) use looks::EVENTS;

use crate::RuleId;
use either_lane as either;
use htd_evidence::Symptom;
use htd_report::{Citation, Direction, Severity, Shell};
use to_exchange_online as outward;
use to_on_premises as inward;

/// A text or an event. Texts that say the same share an entry, and become one finding.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The text as it is printed, to call it by.
    pub(crate) name: &'static str,
    /// What it says, as one sentence.
    pub(crate) title: &'static str,
    /// What it means for mail.
    pub(crate) meaning: &'static str,
    /// That of its most probable cause.
    pub(crate) severity: Severity,
    /// The lanes, where the text alone tells them.
    pub(crate) directions: &'static [Direction],
    /// What it can come from, the most probable first.
    pub(crate) candidates: &'static [Candidate],
    /// What decides between them.
    pub(crate) looks: &'static [Look],
    /// Where this is said.
    pub(crate) citations: &'static [Citation],
}

/// Something that an error text can come from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// The rule that judges it, where the catalogue has one.
    pub(crate) rule: Option<RuleId>,
    /// What it is, as half a sentence.
    pub(crate) what: &'static str,
}

/// Commands that change nothing and show which candidate it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) title: &'static str,
    pub(crate) shell: Shell,
    pub(crate) commands: &'static [&'static str],
}

const TO_ON_PREMISES: &[Direction] = &[Direction::ToOnPremises];
const TO_EXCHANGE_ONLINE: &[Direction] = &[Direction::ToExchangeOnline];

/// The entry of an error text.
pub(crate) fn of_symptom(symptom: Symptom) -> &'static Entry {
    match symptom {
        Symptom::StarttlsRequired | Symptom::StarttlsMissingDescribed | Symptom::CannotReceiveDescribed => {
            &inward::STARTTLS_REQUIRED
        }
        Symptom::StarttlsRequiredOnPremises | Symptom::MustIssueStarttls => &outward::STARTTLS_NOT_OFFERED,
        Symptom::SendCertificateNotFound => &outward::SEND_CERTIFICATE_NOT_FOUND,
        Symptom::CannotSendDescribed => &outward::CANNOT_SEND,
        Symptom::NoCredentials => &outward::NO_CREDENTIALS,
        Symptom::UnknownCredentials => &outward::UNKNOWN_CREDENTIALS,
        Symptom::SocketError => &either::SOCKET_ERROR,
        Symptom::IllegalMessage => &inward::ILLEGAL_MESSAGE,
        Symptom::ConnectionTimedOut | Symptom::UnableToConnect => &outward::NOT_CONNECTED,
        Symptom::SubjectMismatch => &inward::SUBJECT_MISMATCH,
        Symptom::UntrustedRoot => &inward::UNTRUSTED_ROOT,
        Symptom::UntrustedRootOnPremises => &outward::UNTRUSTED_ROOT,
        Symptom::CertificateExpired => &outward::CERTIFICATE_EXPIRED,
        Symptom::NoRemoteCertificate | Symptom::EmptyCertificate => &inward::NO_CLIENT_CERTIFICATE,
        Symptom::TenantInboundAttribution => &outward::TENANT_INBOUND_ATTRIBUTION,
        Symptom::TenantAttribution => &outward::TENANT_ATTRIBUTION,
        Symptom::DirectSendRejected => &outward::DIRECT_SEND_REJECTED,
        Symptom::Attr36 => &outward::ATTR36,
        Symptom::UnableToRelay | Symptom::RejectedByPolicy | Symptom::CannotRelayDescribed => {
            &inward::UNABLE_TO_RELAY
        }
        Symptom::Prx5 => &inward::PRX5,
        Symptom::PrxOther => &inward::PRX_OTHER,
        Symptom::HeadersFiltered => &outward::HEADERS_FILTERED,
        Symptom::AuthAsAnonymous => &either::AUTH_AS_ANONYMOUS,
        Symptom::PresenceMissing | Symptom::SenderShownWithAddress => &inward::TRUSTED_HEADERS_LOST,
        Symptom::OutdatedCapabilityValue => &inward::OUTDATED_CAPABILITY,
        Symptom::CertificateTagged => &outward::CERTIFICATE_TAGGED,
        Symptom::OverwritePrompt => &either::OVERWRITE_PROMPT,
        Symptom::CertificateRevoked => &either::CERTIFICATE_REVOKED,
        Symptom::ChainNotTrusted => &either::CHAIN_NOT_TRUSTED,
        Symptom::RevocationUnknown => &either::REVOCATION_UNKNOWN,
        Symptom::KeyNotAccessible => &either::KEY_NOT_ACCESSIBLE,
        Symptom::EdgeSyncFailed => &outward::EDGE_SYNC_FAILED,
        Symptom::WizardRequiredTls => &outward::WIZARD_REQUIRED_TLS,
        Symptom::WizardReceiveConnectorMissing => &inward::WIZARD_RECEIVE_CONNECTOR_MISSING,
        Symptom::WizardSendConnectorAmbiguous => &outward::WIZARD_SEND_CONNECTOR_AMBIGUOUS,
        Symptom::WizardCertificateNotBound => &either::WIZARD_CERTIFICATE_NOT_BOUND,
        Symptom::WizardNoCertificate => &either::WIZARD_NO_CERTIFICATE,
        Symptom::WizardError => &either::WIZARD_ERROR,
        Symptom::PortUnreachable => &inward::PORT_UNREACHABLE,
        Symptom::OldTlsRefused => &outward::OLD_TLS_REFUSED,
        Symptom::DaneOrMtaSts => &either::DANE_OR_MTA_STS,
        Symptom::LookAlike => &either::LOOK_ALIKE,
        Symptom::Unknown => &either::UNKNOWN,
    }
}
