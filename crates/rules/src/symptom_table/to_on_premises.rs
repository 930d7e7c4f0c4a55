//! Texts about mail from Exchange Online to the on-premises servers.

use super::candidates::*;
use super::described::{CANNOT_RECEIVE, CANNOT_RELAY, LOST, MISSING, SENDER, TEST_FAILS};
use super::entry::{Candidate, Symptom, TO_ON_PREMISES};
use super::{looks, to_exchange_online};
use crate::catalog::{
    CertificateSelfSigned, CertificateWithoutPrivateKey, OutdatedTlsDomainCapabilities,
    ReceiveCertificateNameEmpty, ReceiveCertificateNotFound, StarttlsNotOffered,
    TlsDomainCapabilitiesMissing, TlsDomainCapabilitiesWrong,
};
use crate::citations::{
    EXCHANGE_ONLINE_ERRORS, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB2989382, KB3156771,
    SET_RECEIVE_CONNECTOR,
};
use htd_evidence::Standing::*;
use htd_report::Severity;

/// Every text of this file.
pub(super) const ALL: &[&Symptom] = &[
    &STARTTLS_REQUIRED,
    &SUBJECT_MISMATCH,
    &UNTRUSTED_ROOT,
    &ILLEGAL_MESSAGE,
    &NO_CLIENT_CERTIFICATE,
    &UNABLE_TO_RELAY,
    &PRX5,
    &PRX_OTHER,
    &TRUSTED_HEADERS_LOST,
    &OUTDATED_CAPABILITY,
    &PORT_UNREACHABLE,
    &WIZARD_RECEIVE_CONNECTOR_MISSING,
];

pub(super) static STARTTLS_REQUIRED: Symptom = Symptom {
    name: "451 5.7.3 STARTTLS is required to send mail",
    wordings: &[
        (
            "starttls is required to send mail",
            Wrapped { in_queue: to_exchange_online::STARTTLS_NOT_OFFERED.id() },
        ),
        (
            "451 5.7.3 starttls is required",
            Wrapped { in_queue: to_exchange_online::STARTTLS_NOT_OFFERED.id() },
        ),
        ("starttls", Described(MISSING)),
        ("receive mail", Described(CANNOT_RECEIVE)),
        ("receive mails", Described(CANNOT_RECEIVE)),
        ("receive email", Described(CANNOT_RECEIVE)),
        ("receive emails", Described(CANNOT_RECEIVE)),
        ("receive messages", Described(CANNOT_RECEIVE)),
        ("check connectivity test", Described(TEST_FAILS)),
    ],
    title: "Mail from Exchange Online stops: the on-premises server does not offer `STARTTLS`",
    meaning: "Exchange Online sends hybrid mail over TLS only. Where the server that answers does not offer \
              `STARTTLS`, it defers the mail.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[RECEIVE_NOT_FOUND, MALFORMED, CHAIN, AUTH_MECHANISM, NO_SMTP, NO_KEY, DEVICE, ROOT],
    explained_by: &[
        ReceiveCertificateNotFound::ID,
        ReceiveCertificateNameEmpty::ID,
        CertificateWithoutPrivateKey::ID,
        StarttlsNotOffered::ID,
    ],
    looks: &[looks::RECEIVE, looks::EHLO_HERE],
    citations: &[KB2989382, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
};

pub(crate) static SUBJECT_MISMATCH: Symptom = Symptom {
    name: "SubjectMismatch",
    wordings: &[("subjectmismatch", Subjects)],
    title: "Exchange Online refuses the certificate of the on-premises server: it has another name",
    meaning: "Exchange Online compares the certificate that it is shown with `TlsDomain` of its outbound \
              connector. A common name that is only the name of a server mostly means the self-signed \
              certificate of setup. The text appears in Exchange Online only, never in the logs on-premises.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[RECEIVE_EMPTY, RECEIVE_NOT_FOUND, SHADOWED, SERVERS_DIFFER, TLS_DOMAIN],
    explained_by: &[ReceiveCertificateNameEmpty::ID, CertificateSelfSigned::ID],
    looks: &[looks::RECEIVE, looks::OUTBOUND],
    citations: &[HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
};

pub(super) static UNTRUSTED_ROOT: Symptom = Symptom {
    name: "UntrustedRoot",
    wordings: &[("untrustedroot", Value)],
    title: "Exchange Online does not trust the certificate of the on-premises server",
    meaning: "Exchange Online fetches no intermediate certificates: the server has to send its whole chain, \
              and its root has to be a public one.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[CHAIN, SELF_SIGNED, INTERNAL_AUTHORITY],
    explained_by: &[CertificateSelfSigned::ID],
    looks: &[looks::RECEIVE],
    citations: &[HYBRID_CERTIFICATES_2025, EXCHANGE_ONLINE_ERRORS],
};

pub(super) static ILLEGAL_MESSAGE: Symptom = Symptom {
    name: "451 4.4.0 Security status IllegalMessage",
    wordings: &[("security status illegalmessage", Anywhere)],
    title: "Exchange Online and the on-premises server do not agree on TLS",
    meaning: "The TLS negotiation broke off. It is mostly not about the name of a certificate, but about \
              protocol versions, or about a device that answers in the place of the server.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[OLD_TLS, TLS_1_3, DEVICE],
    explained_by: &[],
    looks: &[looks::PROTOCOLS, looks::EHLO_HERE],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};

pub(super) static NO_CLIENT_CERTIFICATE: Symptom = Symptom {
    name: "NoRemoteCertificate",
    wordings: &[("noremotecertificate", Anywhere), ("emptycertificate", Anywhere)],
    title: "A client showed no certificate, as most do",
    meaning: "`NoRemoteCertificate` and `EmptyCertificate` in the log of a receive connector are normal for \
              every client but Exchange Online. Only where the peer of that session is Exchange Online do \
              they mean something.",
    severity: Severity::Note,
    directions: &[],
    candidates: &[CAPABILITIES_MISSING, OUTDATED, CAPABILITIES_WRONG],
    explained_by: &[],
    looks: &[looks::CAPABILITIES],
    citations: &[SET_RECEIVE_CONNECTOR],
};

pub(crate) static UNABLE_TO_RELAY: Symptom = Symptom {
    name: "550 5.7.1 Unable to relay",
    wordings: &[
        ("unable to relay", Report),
        ("security or policy settings at", Summary("have rejected your message")),
        ("external recipients", Described(CANNOT_RELAY)),
        ("external recipient", Described(CANNOT_RELAY)),
        ("to the internet", Described(CANNOT_RELAY)),
    ],
    title: "Mail from Exchange Online to the internet comes back: the on-premises server refuses to relay it",
    meaning: "With centralized mail transport Exchange Online sends mail for the internet through the \
              on-premises servers. Where these do not recognise it as the organisation's own, they refuse. \
              Told without the reported error, *Security or policy settings* can also be about something \
              else: look for `550 5.7.1 Unable to relay` in the details.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[OUTDATED, CAPABILITIES_MISSING, CAPABILITIES_WRONG, SHADOWED],
    explained_by: &[
        OutdatedTlsDomainCapabilities::ID,
        TlsDomainCapabilitiesMissing::ID,
        TlsDomainCapabilitiesWrong::ID,
    ],
    looks: &[looks::CAPABILITIES, looks::OUTBOUND],
    citations: &[KB3156771],
};

pub(crate) static PRX5: Symptom = Symptom {
    name: "451 4.7.0 Temporary server error. Please try again later. PRX5",
    wordings: &[
        ("temporary server error. please try again later. prx", Number(Some("5"))),
        ("temporary server error. please try again later prx", Number(Some("5"))),
        ("error prx5", Anywhere),
    ],
    title: "Mail from Exchange Online is deferred by the front end of the on-premises server",
    meaning: "The front-end transport service took the connection and could not hand the mail on. In hybrid \
              organisations the known cause is a receive connector that no longer recognises Exchange \
              Online; failures behind the front end say the same.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[OUTDATED, CAPABILITIES_MISSING, OTHERS_DISABLED],
    explained_by: &[OutdatedTlsDomainCapabilities::ID],
    looks: &[looks::CAPABILITIES],
    citations: &[KB3156771],
};

pub(crate) static PRX_OTHER: Symptom = Symptom {
    name: "451 4.7.0 Temporary server error. Please try again later. PRX",
    wordings: &[
        ("temporary server error. please try again later. prx", Number(None)),
        ("temporary server error. please try again later prx", Number(None)),
    ],
    title: "The front end of the on-premises server could not hand mail on",
    meaning: "By field reports, `PRX2` is about DNS, `PRX4` about the authentication between front end and \
              transport service, `PRX8` about too many connections, and none of them about the certificate \
              that Exchange Online sees. Look at DNS servers of the network adapters, at \
              `SuppressXAnonymousTls` of the receive connectors and at the limits of connections.",
    severity: Severity::Warning,
    directions: TO_ON_PREMISES,
    candidates: &[],
    explained_by: &[],
    looks: &[looks::INTERNAL],
    citations: &[SET_RECEIVE_CONNECTOR],
};

pub(super) static TRUSTED_HEADERS_LOST: Symptom = Symptom {
    name: "Presence is missing, or the sender is shown with the SMTP address",
    wordings: &[
        ("presence", Described(LOST)),
        ("display the sender name as", Described(&[])),
        ("smtpaddress", Described(SENDER)),
        ("smtp address", Described(SENDER)),
        ("email address", Described(SENDER)),
        ("e-mail address", Described(SENDER)),
    ],
    title: "Mail from Exchange Online arrives as mail of strangers",
    meaning: "The on-premises server drops the trusted headers of mail from Exchange Online, so it is \
              anonymous mail from the internet: presence is missing, and senders are shown as name and SMTP \
              address.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[OUTDATED, CAPABILITIES_MISSING, CAPABILITIES_WRONG, SHADOWED],
    explained_by: &[
        OutdatedTlsDomainCapabilities::ID,
        TlsDomainCapabilitiesMissing::ID,
        TlsDomainCapabilitiesWrong::ID,
    ],
    looks: &[looks::CAPABILITIES],
    citations: &[KB3156771],
};

pub(super) static OUTDATED_CAPABILITY: Symptom = Symptom {
    name: "MSIT Machine Auth CA 2",
    wordings: &[("msit machine auth", Capability)],
    title: "A receive connector probably trusts Exchange Online by an outdated certificate",
    meaning: "This is the value of `TlsDomainCapabilities` that the Hybrid Configuration Wizard wrote until \
              Exchange 2013 CU8. Exchange Online changed its certificate on April 15, 2016. Which connector \
              has the value is not in the evidence.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[OUTDATED],
    explained_by: &[OutdatedTlsDomainCapabilities::ID],
    looks: &[looks::CAPABILITIES],
    citations: &[KB3156771],
};

pub(super) static PORT_UNREACHABLE: Symptom = Symptom {
    name: "450 4.4.316 Connection refused",
    wordings: &[
        ("450 4.4.316", Anywhere),
        ("socket error code 10061", Anywhere),
        ("could not open connection to the host, on port 25", Anywhere),
    ],
    title: "Exchange Online does not reach port 25 of the on-premises server",
    meaning: "The connection itself fails, before TLS begins. That is not about certificates.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[PORT_25],
    explained_by: &[],
    looks: &[looks::OUTBOUND, looks::EHLO_HERE],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};

pub(super) static WIZARD_RECEIVE_CONNECTOR_MISSING: Symptom = Symptom {
    name: "HCW8010",
    wordings: &[("hcw8010", Anywhere)],
    title: "The Hybrid Configuration Wizard does not find the default receive connector",
    meaning: "The wizard looks for the front-end connector that listens on port 25 of all addresses, IPv4 \
              and IPv6. Without one it cannot finish, and the connectors keep what they had.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[Candidate {
        rule: None,
        what: "`[::]:25` or `0.0.0.0:25` was taken from the `Bindings` of the default front-end connector",
    }],
    explained_by: &[],
    looks: &[looks::RECEIVE],
    citations: &[SET_RECEIVE_CONNECTOR],
};
