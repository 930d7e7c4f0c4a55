use crate::Rule;
use crate::evidence::evidence_truncated::EvidenceTruncated;
use crate::evidence::private_key_pasted::PrivateKeyPasted;
use crate::exchange::exchange_2013_before_cu9::Exchange2013BeforeCu9;
use crate::receive::outdated_tls_domain_capabilities::OutdatedTlsDomainCapabilities;
use crate::receive::receive_certificate_name_empty::ReceiveCertificateNameEmpty;
use crate::receive::receive_certificate_not_found::ReceiveCertificateNotFound;
use crate::receive::tls_domain_capabilities_missing::TlsDomainCapabilitiesMissing;
use crate::receive::tls_domain_capabilities_wrong::TlsDomainCapabilitiesWrong;
use crate::send::send_certificate_name_empty::SendCertificateNameEmpty;
use crate::send::send_certificate_not_found::SendCertificateNotFound;
use crate::session::error_text_recognised::ErrorTextRecognised;
use crate::session::starttls_not_offered::StarttlsNotOffered;
use crate::tls_certificate_name_malformed::TlsCertificateNameMalformed;

/// When the catalogue as a whole was last compared with its sources.
pub const REVIEWED: &str = "2026-11-22";

/// Every rule, in report order: causes before symptoms, the receive side first, as it is what an outage
/// shows first.
pub const CATALOG: &[&dyn Rule] = &[
    &ReceiveCertificateNotFound,
    &ReceiveCertificateNameEmpty,
    &OutdatedTlsDomainCapabilities,
    &TlsDomainCapabilitiesMissing,
    &TlsDomainCapabilitiesWrong,
    &SendCertificateNotFound,
    &SendCertificateNameEmpty,
    &TlsCertificateNameMalformed,
    &StarttlsNotOffered,
    &Exchange2013BeforeCu9,
    &PrivateKeyPasted,
    &EvidenceTruncated,
    // Last, as it tells of what no other rule accounts for.
    &ErrorTextRecognised,
];
