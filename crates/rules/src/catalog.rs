use crate::Rule;
use crate::certificate::certificate_choice_ambiguous::CertificateChoiceAmbiguous;
use crate::certificate::certificate_expired::CertificateExpired;
use crate::certificate::certificate_expiring::CertificateExpiring;
use crate::certificate::certificate_not_bound_to_smtp::CertificateNotBoundToSmtp;
use crate::certificate::certificate_renewal_will_break::CertificateRenewalWillBreak;
use crate::certificate::certificate_self_signed::CertificateSelfSigned;
use crate::certificate::certificate_without_private_key::CertificateWithoutPrivateKey;
use crate::evidence::evidence_contradicts::EvidenceContradicts;
use crate::evidence::evidence_date_ambiguous::EvidenceDateAmbiguous;
use crate::evidence::evidence_truncated::EvidenceTruncated;
use crate::evidence::private_key_pasted::PrivateKeyPasted;
use crate::exchange::exchange_2013_before_cu9::Exchange2013BeforeCu9;
use crate::hybrid::hybrid_certificate_stale::HybridCertificateStale;
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
    &CertificateSelfSigned,
    &CertificateWithoutPrivateKey,
    &CertificateNotBoundToSmtp,
    &CertificateExpired,
    &CertificateChoiceAmbiguous,
    &CertificateExpiring,
    &CertificateRenewalWillBreak,
    &HybridCertificateStale,
    &StarttlsNotOffered,
    &Exchange2013BeforeCu9,
    &PrivateKeyPasted,
    &EvidenceTruncated,
    &EvidenceContradicts,
    &EvidenceDateAmbiguous,
    // Last, as it tells of what no other rule accounts for.
    &ErrorTextRecognised,
];
