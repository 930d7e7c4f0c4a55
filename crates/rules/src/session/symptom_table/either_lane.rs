//! Texts that do not tell which lane they are about, and those that are about no lane.

use super::candidates::*;
use super::{Candidate, Entry, looks};
use crate::citations::{
    CERTIFICATE_REQUIREMENTS, ENABLE_EXCHANGE_CERTIFICATE, EXCHANGE_ONLINE_ERRORS, HYBRID_CERTIFICATES_2025,
    SET_RECEIVE_CONNECTOR,
};
use htd_report::Severity;

pub(super) static SOCKET_ERROR: Entry = Entry {
    name: "TLS negotiation failed with error SocketError",
    title: "The other side broke off the TLS negotiation",
    meaning: "It is mostly not about the name of a certificate, but about protocol versions, or about a device on the way that ends the connection.",
    severity: Severity::Error,
    directions: &[],
    candidates: &[OLD_TLS, DEVICE],
    looks: &[looks::PROTOCOLS],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};

pub(super) static AUTH_AS_ANONYMOUS: Entry = Entry {
    name: "X-MS-Exchange-Organization-AuthAs: Anonymous",
    title: "A message was taken for mail of strangers",
    meaning: "For mail from the internet that is right. On a message between the two sides of the organisation it means that its trusted headers were lost on the way.",
    severity: Severity::Warning,
    directions: &[],
    candidates: &[
        OUTDATED,
        CAPABILITIES_MISSING,
        CAPABILITIES_WRONG,
        CLOUD_SERVICES,
        SENDER_CERTIFICATE,
        GATEWAY,
    ],
    looks: &[looks::CAPABILITIES, looks::SEND_SETTINGS],
    citations: &[SET_RECEIVE_CONNECTOR, HYBRID_CERTIFICATES_2025],
};

pub(super) static WIZARD_CERTIFICATE_NOT_BOUND: Entry = Entry {
    name: "The Secure Mail Certificate is not bound to the SMTP Service",
    title: "The Hybrid Configuration Wizard wants the certificate to be enabled for SMTP",
    meaning: "On the server that the text names, the certificate chosen in the wizard lacks the service SMTP.",
    severity: Severity::Error,
    directions: &[],
    candidates: &[NO_SMTP],
    looks: &[looks::HYBRID],
    citations: &[ENABLE_EXCHANGE_CERTIFICATE],
};

pub(super) static WIZARD_NO_CERTIFICATE: Entry = Entry {
    name: "No valid hybrid certificate found",
    title: "The Hybrid Configuration Wizard finds no certificate that it can use",
    meaning: "It takes certificates that come from a public authority, are in date and are enabled for SMTP.",
    severity: Severity::Error,
    directions: &[],
    candidates: &[
        NO_SMTP,
        SELF_SIGNED,
        EXPIRED,
        Candidate {
            rule: None,
            what: "the root of its authority is not among the third-party roots of Windows: `RootCAType` is not `ThirdParty`",
        },
        Candidate { rule: None, what: "the service Microsoft Exchange Service Host is stopped on a server" },
    ],
    looks: &[looks::HYBRID],
    citations: &[CERTIFICATE_REQUIREMENTS],
};

pub(super) static DANE_OR_MTA_STS: Entry = Entry {
    name: "5.7.321 to 5.7.325",
    title: "This is usually about DANE or MTA-STS, not about the hybrid connectors",
    meaning: "`5.7.321` to `5.7.325` are usually about the policies that a domain publishes: no TLS (321), an expired certificate (322), a `TLSA` record that does not fit (323), DNSSEC (324), a certificate of another host (325). Look at the DNS records and the policy of the recipient's domain, and at `SmtpDaneMode` and `MtaStsMode` of the outbound connector. Where 321 or 322 names your own server, also check the certificate on-premises.",
    severity: Severity::Note,
    directions: &[],
    candidates: &[],
    looks: &[],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};

pub(super) static LOOK_ALIKE: Entry = Entry {
    name: "A text that is not about hybrid TLS",
    title: "This is probably not a fault of hybrid TLS certificates",
    meaning: "By its code, look here. `4.7.230`, `5.7.230`: Exchange Online throttles or blocks a server out of date; update it. `5.7.750`: the sender's domain is not registered in the tenant. `5.4.6`, `5.4.14`: mail goes in a loop; look at the types of the accepted domains. `5.1.1`: the recipient is not known there. `5.7.711`, `ATTR5`, `ATTR35`, `ATTR46`, `ATTR55`: the tenant or its region; look at smart host and inbound connector. Event 1035 and `Temporary authentication failure`: Kerberos between servers; look at clocks and service principal names. Event 2004 of MSExchange OAuth: the certificate named Microsoft Exchange Server Auth Certificate, which has nothing to do with mail.",
    severity: Severity::Note,
    directions: &[],
    candidates: &[],
    looks: &[],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};
