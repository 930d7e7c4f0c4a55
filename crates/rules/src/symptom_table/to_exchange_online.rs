//! Texts about mail from the on-premises servers to Exchange Online.

use super::candidates::*;
use super::described::CANNOT_SEND as CANNOT_SEND_WORDS;
use super::entry::{Candidate, Symptom, TO_EXCHANGE_ONLINE};
use super::looks;
use crate::catalog::{
    CertificateExpired, CertificateNotBoundToSmtp, CertificateSelfSigned, CertificateWithoutPrivateKey,
    SendCertificateNotFound,
};
use crate::citations::{
    EXCHANGE_ONLINE_ERRORS, HYBRID_CERTIFICATES_2025, KB2888788, KB3156771, KB3212872, KB4051498, KB4495258,
    SET_SEND_CONNECTOR,
};
use htd_evidence::Standing::*;
use htd_report::Severity;

/// Every text of this file.
pub(super) const ALL: &[&Symptom] = &[
    &SEND_CERTIFICATE_NOT_FOUND,
    &CANNOT_SEND,
    &NO_CREDENTIALS,
    &UNKNOWN_CREDENTIALS,
    &NOT_CONNECTED,
    &STARTTLS_NOT_OFFERED,
    &UNTRUSTED_ROOT,
    &CERTIFICATE_EXPIRED,
    &TENANT_INBOUND_ATTRIBUTION,
    &TENANT_ATTRIBUTION,
    &DIRECT_SEND_REJECTED,
    &ATTR36,
    &HEADERS_FILTERED,
    &OLD_TLS_REFUSED,
    &CERTIFICATE_TAGGED,
    &EDGE_SYNC_FAILED,
    &WIZARD_REQUIRED_TLS,
    &WIZARD_SEND_CONNECTOR_AMBIGUOUS,
];

pub(crate) static SEND_CERTIFICATE_NOT_FOUND: Symptom = Symptom {
    name: "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.",
    wordings: &[
        ("the certificate specified in tlscertificatename of the sendconnector could not be found", Anywhere),
        (
            "the certificate specified in the tlscertificatename of the sendconnector could not be found",
            Anywhere,
        ),
        (
            "the certificate specified in tlscertificatename of the send connector could not be found",
            Anywhere,
        ),
        (
            "the certificate specified in the tlscertificatename of the send connector could not be found",
            Anywhere,
        ),
    ],
    title: "Mail to Exchange Online waits: the certificate of the send connector is not found",
    meaning: "Exchange looks for a certificate whose issuer and subject are those of `TlsCertificateName` of \
              the send connector. Where it finds none that it can use, it sends nothing over that connector.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[SEND_NOT_FOUND, MALFORMED, EXPIRED, NO_KEY, OUTDATED],
    explained_by: &[SendCertificateNotFound::ID],
    looks: &[looks::SEND],
    citations: &[HYBRID_CERTIFICATES_2025, KB3156771, SET_SEND_CONNECTOR],
};

pub(crate) static CANNOT_SEND: Symptom = Symptom {
    name: "On-premises users cannot send to Exchange Online users",
    wordings: &[
        ("unable to send", Described(CANNOT_SEND_WORDS)),
        ("cannot send", Described(CANNOT_SEND_WORDS)),
        ("can't send", Described(CANNOT_SEND_WORDS)),
        ("can not send", Described(CANNOT_SEND_WORDS)),
        ("not able to send", Described(CANNOT_SEND_WORDS)),
    ],
    title: "Mail to Exchange Online does not arrive, by what was told",
    meaning: "What the queue says decides. The known cause in hybrid organisations is a send connector whose \
              certificate is not found: `454 4.7.5`.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[SEND_NOT_FOUND, OUTDATED, EXPIRED, NO_KEY, SENDER_CERTIFICATE, PORT_25],
    explained_by: &[SendCertificateNotFound::ID],
    looks: &[looks::QUEUE, looks::SEND],
    citations: &[KB3156771],
};

pub(super) static NO_CREDENTIALS: Symptom = Symptom {
    name: "TLS negotiation failed with error NoCredentials",
    wordings: &[("tls negotiation failed with error nocredentials", Anywhere)],
    title: "The server cannot use the certificate for mail to Exchange Online",
    meaning: "Windows has no usable private key for the certificate: it is missing, or the transport service \
              may not read it.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[NO_KEY, NO_SMTP],
    explained_by: &[CertificateWithoutPrivateKey::ID],
    looks: &[looks::SEND],
    citations: &[KB4495258],
};

pub(super) static UNKNOWN_CREDENTIALS: Symptom = Symptom {
    name: "TLS negotiation failed with error UnknownCredentials",
    wordings: &[("tls negotiation failed with error unknowncredentials", Anywhere)],
    title: "The certificate for mail to Exchange Online is probably not enabled for SMTP",
    meaning: "The transport service may use only certificates that are enabled for SMTP.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[NO_SMTP, NO_KEY],
    explained_by: &[CertificateNotBoundToSmtp::ID],
    looks: &[looks::SEND],
    citations: &[KB4051498],
};

pub(super) static NOT_CONNECTED: Symptom = Symptom {
    name: "421 4.4.1 Connection timed out",
    wordings: &[("421 4.4.1 connection timed out", Anywhere), ("421 4.2.1 unable to connect", Anywhere)],
    title: "The server ends or loses the connection to Exchange Online",
    meaning: "The queue shows how it ended, not why: a certificate that cannot be used looks the same as a \
              closed port. The protocol log of the send connector has the reason, such as `NoCredentials` or \
              `UnknownCredentials`.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[NO_SMTP, NO_KEY, PORT_25],
    explained_by: &[],
    looks: &[looks::SEND, looks::PORT_THERE],
    citations: &[KB4051498, KB4495258],
};

pub(super) static STARTTLS_NOT_OFFERED: Symptom = Symptom {
    name: "451 5.7.3 Must issue a STARTTLS command first",
    wordings: &[("must issue a starttls command first", Anywhere)],
    title: "Mail to Exchange Online waits: no TLS came about with the other side",
    meaning: "The server has to use TLS and did not get to it: `STARTTLS` was not offered to it, was removed \
              on the way, or the certificate of the other side was not trusted.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[DEVICE, BLOCKED_ADDRESS, ROOT, SEND_EMPTY, IGNORES_STARTTLS, OLD_TLS, GATEWAY],
    explained_by: &[],
    looks: &[looks::EHLO_THERE, looks::SEND_SETTINGS],
    citations: &[EXCHANGE_ONLINE_ERRORS, SET_SEND_CONNECTOR],
};

pub(super) static UNTRUSTED_ROOT: Symptom = Symptom {
    name: "454 4.7.0 Failed to establish appropriate TLS channel: UntrustedRoot",
    wordings: &[("failed to establish appropriate tls channel: untrustedroot", Anywhere)],
    title: "Exchange Online does not trust the certificate that the server presents",
    meaning: "Where two certificates enabled for SMTP have the name, the one from an authority that only the \
              organisation trusts may have been chosen. Naming the public one in `TlsCertificateName` \
              settles it. Services cannot be taken from a certificate again.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[SEND_EMPTY, SELF_SIGNED, INTERNAL_AUTHORITY],
    explained_by: &[CertificateSelfSigned::ID],
    looks: &[looks::SEND],
    citations: &[KB2888788],
};

pub(super) static CERTIFICATE_EXPIRED: Symptom = Symptom {
    name: "CertificateExpired",
    wordings: &[
        ("failed to establish appropriate tls channel attr41: certificateexpired", Anywhere),
        ("failed to establish appropriate tls channel attr41: certexpired", Anywhere),
        ("failed to establish appropriate tls channel: certificateexpired", Anywhere),
        ("failed to establish appropriate tls channel: certexpired", Anywhere),
        ("certificateexpired", Value),
        ("certexpired", Value),
    ],
    title: "TLS is refused because a certificate expired",
    meaning: "In a queue it is the certificate that the server presents to Exchange Online.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[EXPIRED],
    explained_by: &[CertificateExpired::ID],
    looks: &[looks::SEND],
    citations: &[HYBRID_CERTIFICATES_2025, EXCHANGE_ONLINE_ERRORS],
};

pub(super) static TENANT_INBOUND_ATTRIBUTION: Symptom = Symptom {
    name: "550 5.7.51 TenantInboundAttribution",
    wordings: &[
        (
            "tenantinboundattribution; there is a partner connector configured",
            Before("restrictdomainstocertificate set"),
        ),
        ("tenantinboundattribution; there is a partner connector configured", Anywhere),
        ("550 5.7.51", Anywhere),
    ],
    title: "Exchange Online does not take the mail for the organisation's own: a restricted connector \
            matched it",
    meaning: "A connector in Exchange Online that demands a certain certificate or address was applied to \
              the mail, and the mail came with another.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[SENDER_CERTIFICATE, SEND_EMPTY, PARTNER],
    explained_by: &[],
    looks: &[looks::SEND, looks::INBOUND],
    citations: &[HYBRID_CERTIFICATES_2025, EXCHANGE_ONLINE_ERRORS],
};

pub(super) static TENANT_ATTRIBUTION: Symptom = Symptom {
    name: "550 5.7.64 TenantAttribution; Relay Access Denied SMTP",
    wordings: &[
        ("tenantattribution; relay access denied smtp", Anywhere),
        ("tenantattribution; relay access denied", Anywhere),
    ],
    title: "Exchange Online does not recognise the server as the organisation's own",
    meaning: "No enabled inbound connector fits the certificate or the address that the mail came with.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[SENDER_CERTIFICATE, SEND_EMPTY, CHAIN, BY_ADDRESS],
    explained_by: &[],
    looks: &[looks::INBOUND, looks::SEND],
    citations: &[EXCHANGE_ONLINE_ERRORS, HYBRID_CERTIFICATES_2025],
};

pub(super) static DIRECT_SEND_REJECTED: Symptom = Symptom {
    name: "550 5.7.68 TenantInboundAttribution; Direct Send not allowed",
    wordings: &[("tenantinboundattribution; direct send not allowed", Anywhere), ("550 5.7.68", Anywhere)],
    title: "Exchange Online takes the mail for direct send, which is switched off for the tenant",
    meaning: "Mail of your own servers gets this when no inbound connector recognises their certificate or \
              address.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[SENDER_CERTIFICATE, SEND_EMPTY, BY_ADDRESS],
    explained_by: &[],
    looks: &[looks::INBOUND, looks::SEND],
    citations: &[EXCHANGE_ONLINE_ERRORS, HYBRID_CERTIFICATES_2025],
};

pub(super) static ATTR36: Symptom = Symptom {
    name: "550 5.7.64 Relay Access Denied ATTR36",
    wordings: &[("relay access denied attr36", Anywhere), ("attr36", Anywhere)],
    title: "Exchange Online refuses to relay: the certificate's domain is not one of the tenant's",
    meaning: "The domain of the certificate has to be an accepted domain of the tenant, or the sender's has \
              to be one.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[ACCEPTED_DOMAIN],
    explained_by: &[],
    looks: &[looks::INBOUND],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};

pub(super) static HEADERS_FILTERED: Symptom = Symptom {
    name: "X-CrossPremisesHeadersFilteredBySendConnector",
    wordings: &[("x-crosspremisesheadersfilteredbysendconnector", Anywhere)],
    title: "A send connector took the trusted headers off mail to Exchange Online",
    meaning: "The server named in the header removed them, so Exchange Online takes the mail for that of \
              strangers.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[CLOUD_SERVICES, GATEWAY],
    explained_by: &[],
    looks: &[looks::SEND_SETTINGS],
    citations: &[KB3212872, SET_SEND_CONNECTOR],
};

pub(super) static OLD_TLS_REFUSED: Symptom = Symptom {
    name: "421 4.7.66 TLS 1.0 and 1.1 are not supported",
    wordings: &[("421 4.7.66", Anywhere), ("tls 1.0 and 1.1 are not supported", Anywhere)],
    title: "Exchange Online refuses the old TLS version of the server",
    meaning: "Exchange Online takes TLS 1.2 and later only. No certificate is at fault.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[OLD_TLS],
    explained_by: &[],
    looks: &[looks::PROTOCOLS],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};

pub(super) static CERTIFICATE_TAGGED: Symptom = Symptom {
    name: "These certificates are tagged with following Send Connectors",
    wordings: &[("these certificates are tagged with following send connectors", Connectors)],
    title: "Exchange does not remove a certificate that a send connector names",
    meaning: "This protects the mail flow and is no fault. Where the renewed certificate has the issuer and \
              the subject of the old one, the connector names both, and the old one cannot be removed \
              without clearing the name for a moment.",
    severity: Severity::Note,
    directions: &[],
    candidates: &[AMBIGUOUS],
    explained_by: &[],
    looks: &[looks::SEND],
    citations: &[SET_SEND_CONNECTOR],
};

pub(super) static EDGE_SYNC_FAILED: Symptom = Symptom {
    name: "Failed to synchronize entry CN=Outbound to Office 365",
    wordings: &[("failed to synchronize entry cn=outbound to office 365", Anywhere)],
    title: "The send connector to Exchange Online does not reach the Edge servers",
    meaning: "EdgeSync copies the connector to the Edge servers, whose directory takes a \
              `TlsCertificateName` of 256 characters only. Until it is copied, they go on with what they \
              had.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[Candidate {
        rule: None,
        what: "issuer and subject with their tags are longer than 256 characters",
    }],
    explained_by: &[],
    looks: &[looks::SEND],
    citations: &[SET_SEND_CONNECTOR],
};

pub(super) static WIZARD_REQUIRED_TLS: Symptom = Symptom {
    name: "RequiredTls flag should be set to true if TlsCertificateName is specified.",
    wordings: &[("requiredtls flag should be set to true if tlscertificatename is specified", Anywhere)],
    title: "The Hybrid Configuration Wizard cannot configure the send connector",
    meaning: "A certificate is named, but `RequireTLS` is False. Until the wizard gets through, the \
              connectors keep what they had.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[Candidate {
        rule: None,
        what: "`RequireTLS` of the send connector was set to False by hand",
    }],
    explained_by: &[],
    looks: &[looks::SEND_SETTINGS],
    citations: &[SET_SEND_CONNECTOR],
};

pub(super) static WIZARD_SEND_CONNECTOR_AMBIGUOUS: Symptom = Symptom {
    name: "HCW8011",
    wordings: &[("hcw8011", Anywhere)],
    title: "The Hybrid Configuration Wizard finds several send connectors for one address space",
    meaning: "It cannot tell which of them to configure. Until one is left, the connectors keep what they \
              had.",
    severity: Severity::Error,
    directions: TO_EXCHANGE_ONLINE,
    candidates: &[Candidate { rule: None, what: "two send connectors have the address space of the tenant" }],
    explained_by: &[],
    looks: &[looks::SEND_SETTINGS],
    citations: &[SET_SEND_CONNECTOR],
};
