use crate::{certificate, evidence, exchange, hybrid, receive, send, session};

/// The documentation of every rule. It stands apart from the catalogue, so that a build which never shows
/// it does not carry it.
const PAGES: &[(&str, &str)] = &[
    ("receive-certificate-not-found", receive::receive_certificate_not_found::DOCUMENTATION),
    ("receive-certificate-name-empty", receive::receive_certificate_name_empty::DOCUMENTATION),
    ("outdated-tls-domain-capabilities", receive::outdated_tls_domain_capabilities::DOCUMENTATION),
    ("tls-domain-capabilities-missing", receive::tls_domain_capabilities_missing::DOCUMENTATION),
    ("tls-domain-capabilities-wrong", receive::tls_domain_capabilities_wrong::DOCUMENTATION),
    ("send-certificate-not-found", send::send_certificate_not_found::DOCUMENTATION),
    ("send-certificate-name-empty", send::send_certificate_name_empty::DOCUMENTATION),
    ("tls-certificate-name-malformed", crate::tls_certificate_name_malformed::DOCUMENTATION),
    ("certificate-self-signed", certificate::certificate_self_signed::DOCUMENTATION),
    ("certificate-without-private-key", certificate::certificate_without_private_key::DOCUMENTATION),
    ("certificate-not-bound-to-smtp", certificate::certificate_not_bound_to_smtp::DOCUMENTATION),
    ("certificate-expired", certificate::certificate_expired::DOCUMENTATION),
    ("certificate-choice-ambiguous", certificate::certificate_choice_ambiguous::DOCUMENTATION),
    ("certificate-expiring", certificate::certificate_expiring::DOCUMENTATION),
    ("certificate-renewal-will-break", certificate::certificate_renewal_will_break::DOCUMENTATION),
    ("hybrid-certificate-stale", hybrid::hybrid_certificate_stale::DOCUMENTATION),
    ("starttls-not-offered", session::starttls_not_offered::DOCUMENTATION),
    ("exchange-2013-before-cu9", exchange::exchange_2013_before_cu9::DOCUMENTATION),
    ("private-key-pasted", evidence::private_key_pasted::DOCUMENTATION),
    ("evidence-truncated", evidence::evidence_truncated::DOCUMENTATION),
    ("evidence-contradicts", evidence::evidence_contradicts::DOCUMENTATION),
    ("evidence-date-ambiguous", evidence::evidence_date_ambiguous::DOCUMENTATION),
    ("error-text-recognised", session::error_text_recognised::DOCUMENTATION),
];

/// A rule's page, in Markdown.
pub fn documentation(rule: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == rule).map(|(_, page)| *page)
}
