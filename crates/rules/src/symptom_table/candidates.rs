//! What error texts can come from. First what the catalogue judges, then what it does not.

use super::entry::Candidate;
use crate::RuleId;
use crate::catalog::{
    CertificateChoiceAmbiguous, CertificateExpired, CertificateExpiring, CertificateNotBoundToSmtp,
    CertificateSelfSigned, CertificateWithoutPrivateKey, OutdatedTlsDomainCapabilities,
    ReceiveCertificateNameEmpty, ReceiveCertificateNotFound, SendCertificateNameEmpty,
    SendCertificateNotFound, TlsCertificateNameMalformed, TlsDomainCapabilitiesMissing,
    TlsDomainCapabilitiesWrong,
};

const fn of_rule(rule: RuleId, what: &'static str) -> Candidate {
    Candidate { rule: Some(rule), what }
}

const fn in_words(what: &'static str) -> Candidate {
    Candidate { rule: None, what }
}

pub(super) const RECEIVE_NOT_FOUND: Candidate = of_rule(
    ReceiveCertificateNotFound::ID,
    "the receive connector names a certificate that is not on the server, as after a renewal",
);
pub(super) const RECEIVE_EMPTY: Candidate = of_rule(
    ReceiveCertificateNameEmpty::ID,
    "the receive connector names no certificate, so that another one was chosen",
);
pub(super) const OUTDATED: Candidate = of_rule(
    OutdatedTlsDomainCapabilities::ID,
    "a receive connector trusts Exchange Online by the certificate it had until April 15, 2016",
);
pub(super) const CAPABILITIES_MISSING: Candidate =
    of_rule(TlsDomainCapabilitiesMissing::ID, "the receive connector does not trust Exchange Online at all");
pub(super) const CAPABILITIES_WRONG: Candidate =
    of_rule(TlsDomainCapabilitiesWrong::ID, "it trusts another domain or grants another capability");
pub(super) const SEND_NOT_FOUND: Candidate = of_rule(
    SendCertificateNotFound::ID,
    "the send connector names a certificate that is not on a server that sends for it",
);
pub(super) const SEND_EMPTY: Candidate = of_rule(
    SendCertificateNameEmpty::ID,
    "the send connector names no certificate, so that another one was chosen",
);
pub(super) const MALFORMED: Candidate =
    of_rule(TlsCertificateNameMalformed::ID, "its `TlsCertificateName` is not of the form Exchange reads");
pub(super) const NO_SMTP: Candidate =
    of_rule(CertificateNotBoundToSmtp::ID, "the certificate is not enabled for SMTP");
pub(super) const NO_KEY: Candidate =
    of_rule(CertificateWithoutPrivateKey::ID, "the certificate is there without its private key");
pub(super) const EXPIRED: Candidate = of_rule(CertificateExpired::ID, "the certificate expired");
pub(super) const EXPIRING: Candidate = of_rule(CertificateExpiring::ID, "the certificate will expire");
pub(super) const SELF_SIGNED: Candidate =
    of_rule(CertificateSelfSigned::ID, "a self-signed certificate is presented");
pub(super) const AMBIGUOUS: Candidate =
    of_rule(CertificateChoiceAmbiguous::ID, "old and new certificate have the same issuer and subject");

pub(super) const CHAIN: Candidate = in_words(
    "the chain of the certificate is broken: an intermediate certificate is missing on the server, revoked \
     or not trusted",
);
pub(super) const INTERNAL_AUTHORITY: Candidate = in_words(
    "the certificate comes from an authority of the organisation's own, which Exchange Online does not trust",
);
pub(super) const AUTH_MECHANISM: Candidate =
    in_words("`AuthMechanism` of the receive connector on port 25 lacks `Tls`");
pub(super) const DEVICE: Candidate =
    in_words("a device between the two sides removes or masks `STARTTLS`, as inspecting firewalls do");
pub(super) const ROOT: Candidate = in_words(
    "the server does not trust the root of Exchange Online, DigiCert Global Root G2, or cannot update its \
     list of roots",
);
pub(super) const BLOCKED_ADDRESS: Candidate =
    in_words("the address that sends is on a block list, to which Exchange Online offers no `STARTTLS`");
pub(super) const GATEWAY: Candidate = in_words(
    "the mail leaves through another connector or a gateway instead of going straight to Exchange Online",
);
pub(super) const IGNORES_STARTTLS: Candidate = in_words("`IgnoreSTARTTLS` of the send connector is True");
pub(super) const OLD_TLS: Candidate =
    in_words("TLS 1.2 is switched off, or differently for client and server, in the registry of the server");
pub(super) const TLS_1_3: Candidate = in_words("TLS 1.3 is switched on, which Exchange does not support");
pub(super) const PORT_25: Candidate = in_words("TCP port 25 is closed on the way");
pub(super) const TLS_DOMAIN: Candidate = in_words(
    "`TlsDomain` of the outbound connector in Exchange Online is a name that the certificate does not have",
);
pub(super) const SHADOWED: Candidate = in_words(
    "another receive connector on port 25, whose `RemoteIPRanges` fit Exchange Online better, answers instead",
);
pub(super) const SERVERS_DIFFER: Candidate = in_words("one of several servers is configured differently");
pub(super) const OTHERS_DISABLED: Candidate =
    in_words("the other receive connectors of setup are disabled on the server that answers");
pub(super) const SENDER_CERTIFICATE: Candidate = in_words(
    "`TlsSenderCertificateName` of the inbound connector in Exchange Online is a name that the presented \
     certificate does not have",
);
pub(super) const PARTNER: Candidate = in_words(
    "a partner connector in Exchange Online restricted to certificates or addresses covers the domain and \
     takes the mail",
);
pub(super) const ACCEPTED_DOMAIN: Candidate =
    in_words("the name in `TlsSenderCertificateName` is no accepted domain of the tenant");
pub(super) const BY_ADDRESS: Candidate =
    in_words("the inbound connector knows the organisation by its address, and that changed");
pub(super) const CLOUD_SERVICES: Candidate = in_words("`CloudServicesMailEnabled` of the connector is False");
pub(super) const INTERNAL_CERTIFICATE: Candidate = in_words(
    "the self-signed certificate of setup, which servers use among each other, was removed, expired or \
     replaced",
);
pub(super) const FQDN: Candidate =
    in_words("no certificate enabled for SMTP has the name in the connector's `Fqdn`");
