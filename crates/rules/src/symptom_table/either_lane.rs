//! Texts that do not tell which lane they are about, and those that are about no lane.

use super::candidates::*;
use super::entry::{Candidate, Symptom};
use super::looks;
use crate::catalog::CertificateNotBoundToSmtp;
use crate::citations::{
    CERTIFICATE_REQUIREMENTS, ENABLE_EXCHANGE_CERTIFICATE, EXCHANGE_ONLINE_ERRORS, HYBRID_CERTIFICATES_2025,
    KB2989382, SET_RECEIVE_CONNECTOR,
};
use htd_evidence::Standing::*;
use htd_report::Severity;

/// Every text of this file.
pub(super) const ALL: &[&Symptom] = &[
    &SOCKET_ERROR,
    &AUTH_AS_ANONYMOUS,
    &WIZARD_CERTIFICATE_NOT_BOUND,
    &WIZARD_NO_CERTIFICATE,
    &WIZARD_ERROR,
    &OVERWRITE_PROMPT,
    &CERTIFICATE_REVOKED,
    &CHAIN_NOT_TRUSTED,
    &REVOCATION_UNKNOWN,
    &KEY_NOT_ACCESSIBLE,
    &DANE_OR_MTA_STS,
    &LOOK_ALIKE,
    &UNKNOWN,
];

pub(crate) static SOCKET_ERROR: Symptom = Symptom {
    name: "TLS negotiation failed with error SocketError",
    wordings: &[
        ("tls negotiation failed with error socketerror", Anywhere),
        ("connection dropped due to socketerror", Anywhere),
    ],
    title: "The other side broke off the TLS negotiation",
    meaning: "It is mostly not about the name of a certificate, but about protocol versions, or about a \
              device on the way that ends the connection.",
    severity: Severity::Error,
    directions: &[],
    candidates: &[OLD_TLS, DEVICE],
    explained_by: &[],
    looks: &[looks::PROTOCOLS],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};

pub(super) static AUTH_AS_ANONYMOUS: Symptom = Symptom {
    name: "X-MS-Exchange-Organization-AuthAs: Anonymous",
    wordings: &[
        ("x-ms-exchange-organization-authas: anonymous", Anywhere),
        ("x-ms-exchange-organization-authas anonymous", Anywhere),
        ("x-ms-exchange-crosspremises-authas: anonymous", Anywhere),
    ],
    title: "A message was taken for mail of strangers",
    meaning: "For mail from the internet that is right. On a message between the two sides of the \
              organisation it means that its trusted headers were lost on the way.",
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
    explained_by: &[],
    looks: &[looks::CAPABILITIES, looks::SEND_SETTINGS],
    citations: &[SET_RECEIVE_CONNECTOR, HYBRID_CERTIFICATES_2025],
};

pub(super) static WIZARD_CERTIFICATE_NOT_BOUND: Symptom = Symptom {
    name: "The Secure Mail Certificate is not bound to the SMTP Service",
    wordings: &[("the secure mail certificate on server", Before("is not bound to the smtp service"))],
    title: "The Hybrid Configuration Wizard wants the certificate to be enabled for SMTP",
    meaning: "On the server that the text names, the certificate chosen in the wizard lacks the service SMTP.",
    severity: Severity::Error,
    directions: &[],
    candidates: &[NO_SMTP],
    explained_by: &[CertificateNotBoundToSmtp::ID],
    looks: &[looks::HYBRID],
    citations: &[ENABLE_EXCHANGE_CERTIFICATE],
};

pub(super) static WIZARD_NO_CERTIFICATE: Symptom = Symptom {
    name: "No valid hybrid certificate found",
    wordings: &[
        ("no valid certificate exists for the hub transport server", Anywhere),
        ("no valid hybrid certificate found", Anywhere),
    ],
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
            what: "the root of its authority is not among the third-party roots of Windows: `RootCAType` is \
                   not `ThirdParty`",
        },
        Candidate { rule: None, what: "the service Microsoft Exchange Service Host is stopped on a server" },
    ],
    explained_by: &[],
    looks: &[looks::HYBRID],
    citations: &[CERTIFICATE_REQUIREMENTS],
};

pub(super) static WIZARD_ERROR: Symptom = Symptom {
    name: "*ERROR* in the log of the Hybrid Configuration Wizard",
    wordings: &[("", WizardError)],
    title: "The Hybrid Configuration Wizard logged an error that is not known here",
    meaning: "By its words it is about certificates, TLS or connectors. The log tells what the wizard tried, \
              not what is set now: where it did not get through, connectors keep what they had. Compare what \
              they are set to.",
    severity: Severity::Note,
    directions: &[],
    candidates: &[],
    explained_by: &[],
    looks: &[looks::RECEIVE, looks::SEND],
    citations: &[HYBRID_CERTIFICATES_2025],
};

pub(super) static OVERWRITE_PROMPT: Symptom = Symptom {
    name: "Overwrite the existing default SMTP certificate?",
    wordings: &[("overwrite the existing default smtp certificate", Question)],
    title: "Answer N to the question whether to overwrite the default SMTP certificate",
    meaning: "The certificate is enabled for SMTP with N too, which is all that hybrid mail needs. Y, which \
              Enter alone means as well, makes it the certificate that servers use among each other and with \
              Edge servers; Edge Subscriptions may then have to be created anew. `-Force` answers Y without \
              asking.",
    severity: Severity::Note,
    directions: &[],
    candidates: &[],
    explained_by: &[],
    looks: &[looks::INTERNAL],
    citations: &[ENABLE_EXCHANGE_CERTIFICATE, KB2989382],
};

pub(super) static CERTIFICATE_REVOKED: Symptom = Symptom {
    name: "CRYPT_E_REVOKED",
    wordings: &[
        ("cert_trust_is_revoked", Anywhere),
        ("the certificate is revoked. 0x80092010 (-2146885616 crypt_e_revoked)", Anywhere),
        ("crypt_e_revoked", Anywhere),
    ],
    title: "Windows says that a certificate is revoked",
    meaning: "Its authority has withdrawn it. Where it is the one that a hybrid connector presents, the \
              other side can refuse it, and no setting helps: request another certificate. Which one is \
              meant stands in the command above.",
    severity: Severity::Warning,
    directions: &[],
    candidates: &[],
    explained_by: &[],
    looks: &[looks::HYBRID],
    citations: &[HYBRID_CERTIFICATES_2025],
};

pub(super) static CHAIN_NOT_TRUSTED: Symptom = Symptom {
    name: "CERT_TRUST_IS_UNTRUSTED_ROOT",
    wordings: &[
        ("cert_trust_is_untrusted_root", Anywhere),
        ("cert_trust_is_partial_chain", Anywhere),
        ("cert_e_untrustedroot", Anywhere),
        ("cert_e_chaining", Anywhere),
        ("terminated in a root certificate which is not trusted by the trust provider", Anywhere),
    ],
    title: "Windows does not trust the chain of a certificate",
    meaning: "The server on which this was printed does not know the root of the certificate, or lacks a \
              certificate between the two. Exchange Online judges by its own roots; but a server sends only \
              the part of the chain that it has.",
    severity: Severity::Warning,
    directions: &[],
    candidates: &[CHAIN, INTERNAL_AUTHORITY, SELF_SIGNED, ROOT],
    explained_by: &[],
    looks: &[looks::HYBRID],
    citations: &[HYBRID_CERTIFICATES_2025],
};

pub(super) static REVOCATION_UNKNOWN: Symptom = Symptom {
    name: "CERT_TRUST_IS_OFFLINE_REVOCATION",
    wordings: &[
        ("cert_trust_revocation_status_unknown", Anywhere),
        ("cert_trust_is_offline_revocation", Anywhere),
        ("crypt_e_revocation_offline", Anywhere),
        ("crypt_e_no_revocation_check", Anywhere),
    ],
    title: "The server cannot find out whether a certificate is revoked",
    meaning: "It does not reach the revocation lists of the authority. Look at the way from the server to \
              the internet and at `netsh winhttp show proxy`.",
    severity: Severity::Warning,
    directions: &[],
    candidates: &[],
    explained_by: &[],
    looks: &[looks::HYBRID],
    citations: &[HYBRID_CERTIFICATES_2025],
};

pub(super) static KEY_NOT_ACCESSIBLE: Symptom = Symptom {
    name: "Insufficient rights to grant Network Service access to the certificate",
    wordings: &[
        (
            "insufficient rights to grant network service access to the certificate",
            Before("keyset does not exist"),
        ),
        ("insufficient rights to grant network service access to the certificate", Anywhere),
        ("kein netzwerkdienstzugriff auf das zertifikat", Anywhere),
        ("cryptographicexception: keyset does not exist", Anywhere),
    ],
    title: "Exchange cannot give its services access to the private key of a certificate",
    meaning: "It was seen when updates were set up while a certificate was there that another program had \
              imported. The mail flow shows it only where the certificate is one that a connector presents.",
    severity: Severity::Warning,
    directions: &[],
    candidates: &[
        NO_KEY,
        Candidate {
            rule: None,
            what: "the program that imported the certificate gave nobody else rights to its key; importing \
                   it anew from its PFX file may help",
        },
    ],
    explained_by: &[],
    looks: &[looks::HYBRID],
    citations: &[ENABLE_EXCHANGE_CERTIFICATE],
};

pub(super) static DANE_OR_MTA_STS: Symptom = Symptom {
    name: "5.7.321 to 5.7.325",
    wordings: &[
        ("4.7.321", Anywhere),
        ("4.7.322", Anywhere),
        ("4.7.323", Anywhere),
        ("4.7.324", Anywhere),
        ("4.7.325", Anywhere),
        ("5.7.321", Anywhere),
        ("5.7.322", Anywhere),
        ("5.7.323", Anywhere),
        ("5.7.324", Anywhere),
        ("5.7.325", Anywhere),
        ("starttls-not-supported", Anywhere),
        ("certificate-expired: destination mail server", Anywhere),
        ("tlsa-invalid", Anywhere),
        ("dnssec-invalid", Anywhere),
        ("certificate-host-mismatch", Anywhere),
    ],
    title: "This is usually about DANE or MTA-STS, not about the hybrid connectors",
    meaning: "`5.7.321` to `5.7.325` are usually about the policies that a domain publishes: no TLS (321), \
              an expired certificate (322), a `TLSA` record that does not fit (323), DNSSEC (324), a \
              certificate of another host (325). Look at the DNS records and the policy of the recipient's \
              domain, and at `SmtpDaneMode` and `MtaStsMode` of the outbound connector. Where 321 or 322 \
              names your own server, also check the certificate on-premises.",
    severity: Severity::Note,
    directions: &[],
    candidates: &[],
    explained_by: &[],
    looks: &[],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};

pub(super) static LOOK_ALIKE: Symptom = Symptom {
    name: "A text that is not about hybrid TLS",
    wordings: &[
        ("connecting exchange server version is out-of-date", Anywhere),
        ("450 4.7.230", Anywhere),
        ("550 5.7.230", Anywhere),
        ("550 5.7.750", Anywhere),
        ("550 5.7.711", Anywhere),
        ("554 5.4.14", Anywhere),
        ("554 5.4.6", Anywhere),
        ("550 5.4.6", Anywhere),
        ("550 5.1.1", Anywhere),
        ("550 5.1.10", Anywhere),
        ("attr5", Anywhere),
        ("attr35", Anywhere),
        ("attr46", Anywhere),
        ("attr55", Anywhere),
        ("inbound authentication failed with error illegalmessage", Anywhere),
        ("454 4.7.0 temporary authentication failure", Anywhere),
        ("hcw8078", Anywhere),
        ("this certificate with thumbprint", Before("cannot used for pop ssl/tls connections")),
        ("this certificate with thumbprint", Before("cannot used for imap ssl/tls connections")),
        ("unable to find the certificate with thumbprint", Before("missing private key")),
    ],
    title: "This is probably not a fault of hybrid TLS certificates",
    meaning: "By its code, look here. `4.7.230`, `5.7.230`: Exchange Online throttles or blocks a server out \
              of date; update it. `5.7.750`: the sender's domain is not registered in the tenant. `5.4.6`, \
              `5.4.14`: mail goes in a loop; look at the types of the accepted domains. `5.1.1`: the \
              recipient is not known there. `5.7.711`, `ATTR5`, `ATTR35`, `ATTR46`, `ATTR55`: the tenant or \
              its region; look at smart host and inbound connector. Event 1035 and `Temporary authentication \
              failure`: Kerberos between servers; look at clocks and service principal names. Event 2004 of \
              MSExchange OAuth: the certificate named Microsoft Exchange Server Auth Certificate, which has \
              nothing to do with mail. `cannot used for POP SSL/TLS connections`, also IMAP: a wildcard \
              certificate does not serve these two; for SMTP it is harmless. `HCW8078`: the endpoint for \
              moving mailboxes.",
    severity: Severity::Note,
    directions: &[],
    candidates: &[],
    explained_by: &[],
    looks: &[],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};

pub(super) static UNKNOWN: Symptom = Symptom {
    name: "An error that is not known here",
    wordings: &[("led=", Code)],
    title: "This error is not one of those that are known to come from hybrid TLS",
    meaning: "It was read, but what it means is not known here. It says nothing for or against the \
              certificates: look up its code, and look into the protocol log of the server that reports it.",
    severity: Severity::Note,
    directions: &[],
    candidates: &[],
    explained_by: &[],
    looks: &[],
    citations: &[EXCHANGE_ONLINE_ERRORS],
};
