//! Texts about mail from Exchange Online to the on-premises servers.

use super::candidates::*;
use super::{Entry, TO_ON_PREMISES, looks};
use crate::citations::{
    EXCHANGE_ONLINE_ERRORS, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB2989382, KB3156771,
    SET_RECEIVE_CONNECTOR,
};
use htd_report::Severity;

pub(super) static STARTTLS_REQUIRED: Entry = Entry {
    name: "451 5.7.3 STARTTLS is required to send mail",
    title: "Mail from Exchange Online stops: the on-premises server does not offer `STARTTLS`",
    meaning: "Exchange Online sends hybrid mail over TLS only. Where the server that answers does not offer \
              `STARTTLS`, it defers the mail.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[RECEIVE_NOT_FOUND, MALFORMED, CHAIN, AUTH_MECHANISM, NO_SMTP, NO_KEY, DEVICE, ROOT],
    looks: &[looks::RECEIVE, looks::EHLO_HERE],
    citations: &[KB2989382, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
};

pub(super) static SUBJECT_MISMATCH: Entry = Entry {
    name: "SubjectMismatch",
    title: "Exchange Online refuses the certificate of the on-premises server: it has another name",
    meaning: "Exchange Online compares the certificate that it is shown with `TlsDomain` of its outbound \
              connector. A common name that is only the name of a server mostly means the self-signed \
              certificate of setup. The text appears in Exchange Online only, never in the logs on-premises.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[RECEIVE_EMPTY, RECEIVE_NOT_FOUND, SHADOWED, SERVERS_DIFFER, TLS_DOMAIN],
    looks: &[looks::RECEIVE, looks::OUTBOUND],
    citations: &[HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
};

pub(super) static UNTRUSTED_ROOT: Entry = Entry {
    name: "UntrustedRoot",
    title: "Exchange Online does not trust the certificate of the on-premises server",
    meaning: "Exchange Online fetches no intermediate certificates: the server has to send its whole chain, \
              and its root has to be a public one.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[CHAIN, SELF_SIGNED, INTERNAL_AUTHORITY],
    looks: &[looks::RECEIVE],
    citations: &[HYBRID_CERTIFICATES_2025, EXCHANGE_ONLINE_ERRORS],
};

pub(super) static ILLEGAL_MESSAGE: Entry = Entry {
    name: "451 4.4.0 Security status IllegalMessage",
    title: "Exchange Online and the on-premises server do not agree on TLS",
    meaning: "The TLS negotiation broke off. It is mostly not about the name of a certificate, but about \
              protocol versions, or about a device that answers in the place of the server.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[OLD_TLS, TLS_1_3, DEVICE],
    looks: &[looks::PROTOCOLS, looks::EHLO_HERE],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};

pub(super) static NO_CLIENT_CERTIFICATE: Entry = Entry {
    name: "NoRemoteCertificate",
    title: "A client showed no certificate, as most do",
    meaning: "`NoRemoteCertificate` and `EmptyCertificate` in the log of a receive connector are normal for \
              every client but Exchange Online. Only where the peer of that session is Exchange Online do \
              they mean something.",
    severity: Severity::Note,
    directions: &[],
    candidates: &[CAPABILITIES_MISSING, OUTDATED, CAPABILITIES_WRONG],
    looks: &[looks::CAPABILITIES],
    citations: &[SET_RECEIVE_CONNECTOR],
};

pub(super) static UNABLE_TO_RELAY: Entry = Entry {
    name: "550 5.7.1 Unable to relay",
    title: "Mail from Exchange Online to the internet comes back: the on-premises server refuses to relay it",
    meaning: "With centralized mail transport Exchange Online sends mail for the internet through the \
              on-premises servers. Where these do not recognise it as the organisation's own, they refuse. \
              Told without the reported error, *Security or policy settings* can also be about something \
              else: look for `550 5.7.1 Unable to relay` in the details.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[OUTDATED, CAPABILITIES_MISSING, CAPABILITIES_WRONG, SHADOWED],
    looks: &[looks::CAPABILITIES, looks::OUTBOUND],
    citations: &[KB3156771],
};

pub(super) static PRX5: Entry = Entry {
    name: "451 4.7.0 Temporary server error. Please try again later. PRX5",
    title: "Mail from Exchange Online is deferred by the front end of the on-premises server",
    meaning: "The front-end transport service took the connection and could not hand the mail on. In hybrid \
              organisations the known cause is a receive connector that no longer recognises Exchange \
              Online; failures behind the front end say the same.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[OUTDATED, CAPABILITIES_MISSING, OTHERS_DISABLED],
    looks: &[looks::CAPABILITIES],
    citations: &[KB3156771],
};

pub(super) static PRX_OTHER: Entry = Entry {
    name: "451 4.7.0 Temporary server error. Please try again later. PRX",
    title: "The front end of the on-premises server could not hand mail on",
    meaning: "By field reports, `PRX2` is about DNS, `PRX4` about the authentication between front end and \
              transport service, `PRX8` about too many connections, and none of them about the certificate \
              that Exchange Online sees. Look at DNS servers of the network adapters, at \
              `SuppressXAnonymousTls` of the receive connectors and at the limits of connections.",
    severity: Severity::Warning,
    directions: TO_ON_PREMISES,
    candidates: &[],
    looks: &[looks::INTERNAL],
    citations: &[SET_RECEIVE_CONNECTOR],
};

pub(super) static TRUSTED_HEADERS_LOST: Entry = Entry {
    name: "Presence is missing, or the sender is shown with the SMTP address",
    title: "Mail from Exchange Online arrives as mail of strangers",
    meaning: "The on-premises server drops the trusted headers of mail from Exchange Online, so it is \
              anonymous mail from the internet: presence is missing, and senders are shown as name and SMTP \
              address.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[OUTDATED, CAPABILITIES_MISSING, CAPABILITIES_WRONG, SHADOWED],
    looks: &[looks::CAPABILITIES],
    citations: &[KB3156771],
};

pub(super) static OUTDATED_CAPABILITY: Entry = Entry {
    name: "MSIT Machine Auth CA 2",
    title: "A receive connector probably trusts Exchange Online by an outdated certificate",
    meaning: "This is the value of `TlsDomainCapabilities` that the Hybrid Configuration Wizard wrote until \
              Exchange 2013 CU8. Exchange Online changed its certificate on April 15, 2016. Which connector \
              has the value is not in the evidence.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[OUTDATED],
    looks: &[looks::CAPABILITIES],
    citations: &[KB3156771],
};

pub(super) static PORT_UNREACHABLE: Entry = Entry {
    name: "450 4.4.316 Connection refused",
    title: "Exchange Online does not reach port 25 of the on-premises server",
    meaning: "The connection itself fails, before TLS begins. That is not about certificates.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[PORT_25],
    looks: &[looks::OUTBOUND, looks::EHLO_HERE],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};

pub(super) static WIZARD_RECEIVE_CONNECTOR_MISSING: Entry = Entry {
    name: "HCW8010",
    title: "The Hybrid Configuration Wizard does not find the default receive connector",
    meaning: "The wizard looks for the front-end connector that listens on port 25 of all addresses, IPv4 \
              and IPv6. Without one it cannot finish, and the connectors keep what they had.",
    severity: Severity::Error,
    directions: TO_ON_PREMISES,
    candidates: &[super::Candidate {
        rule: None,
        what: "`[::]:25` or `0.0.0.0:25` was taken from the `Bindings` of the default front-end connector",
    }],
    looks: &[looks::RECEIVE],
    citations: &[SET_RECEIVE_CONNECTOR],
};
