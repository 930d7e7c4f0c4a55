//! The catalogue: every rule in one line. A line declares the rule's module, its page for the person who has
//! the fault, and its public name, which is the module's with hyphens. The order of reports is said by the
//! rules themselves: [`RuleInfo::rank`].

use crate::rule::Entry;
use crate::{RuleId, RuleInfo};

/// Declares the rules of the catalogue, grouped by folder.
macro_rules! rules {
    ($($(#[$about:meta])* $folder:ident { $($module:ident: $rule:ident,)+ })+) => {
        $(
            $(#[$about])*
            mod $folder {
                $(mod $module;)+
            }

            $(
                /// The rule that its module decides.
                pub(crate) struct $rule;

                impl $rule {
                    /// The rule's public name.
                    pub(crate) const NAME: &'static str = {
                        const MODULE: &str = stringify!($module);
                        const BYTES: [u8; MODULE.len()] = with_hyphens(MODULE);
                        text(&BYTES)
                    };
                    /// The rule, for other code.
                    #[allow(dead_code, reason = "only some rules are named by others")]
                    pub(crate) const ID: RuleId = RuleId::named(Self::NAME);
                }
            )+
        )+

        const LISTED: &[Entry] = &[$($(Entry::of::<$rule>(),)+)+];

        /// A rule's page, in Markdown. A build that never calls this does not carry the pages.
        pub fn documentation(rule: &str) -> Option<&'static str> {
            match rule {
                $($(
                    $rule::NAME => Some(include_str!(concat!(
                        "catalog/", stringify!($folder), "/", stringify!($module), ".md"
                    ))),
                )+)+
                _ => None,
            }
        }
    };
}

rules! {
    /// Exchange Online → on-premises.
    receive {
        receive_certificate_not_found: ReceiveCertificateNotFound,
        receive_certificate_name_empty: ReceiveCertificateNameEmpty,
        outdated_tls_domain_capabilities: OutdatedTlsDomainCapabilities,
        tls_domain_capabilities_missing: TlsDomainCapabilitiesMissing,
        tls_domain_capabilities_wrong: TlsDomainCapabilitiesWrong,
    }
    /// On-premises → Exchange Online.
    send {
        send_certificate_not_found: SendCertificateNotFound,
        send_certificate_name_empty: SendCertificateNameEmpty,
    }
    /// Connectors of either lane.
    connector {
        tls_certificate_name_malformed: TlsCertificateNameMalformed,
    }
    /// Certificates.
    certificate {
        certificate_self_signed: CertificateSelfSigned,
        certificate_without_private_key: CertificateWithoutPrivateKey,
        certificate_not_bound_to_smtp: CertificateNotBoundToSmtp,
        certificate_expired: CertificateExpired,
        certificate_choice_ambiguous: CertificateChoiceAmbiguous,
        certificate_expiring: CertificateExpiring,
        certificate_renewal_will_break: CertificateRenewalWillBreak,
    }
    /// The hybrid configuration.
    hybrid {
        hybrid_certificate_stale: HybridCertificateStale,
    }
    /// SMTP sessions.
    session {
        starttls_not_offered: StarttlsNotOffered,
    }
    /// Exchange servers.
    exchange {
        exchange_2013_before_cu9: Exchange2013BeforeCu9,
    }
    /// The evidence itself.
    evidence {
        private_key_pasted: PrivateKeyPasted,
        evidence_truncated: EvidenceTruncated,
        evidence_contradicts: EvidenceContradicts,
        evidence_date_ambiguous: EvidenceDateAmbiguous,
    }
    /// Error texts and events.
    text {
        error_text_recognised: ErrorTextRecognised,
    }
}

/// When the catalogue as a whole was last compared with its sources.
pub const REVIEWED: &str = "2026-11-22";

/// Every rule and how it is judged, in report order.
pub(crate) static CATALOG: [Entry; LISTED.len()] = in_report_order();

static FACTS: [RuleInfo; LISTED.len()] = facts();

/// What is public about every rule, in report order.
pub fn rules() -> &'static [RuleInfo] {
    &FACTS
}

/// Orders the rules by their ranks. Two rules of one rank do not compile.
#[expect(clippy::indexing_slicing, reason = "an index out of range does not compile")]
const fn in_report_order() -> [Entry; LISTED.len()] {
    let mut rules = [LISTED[0]; LISTED.len()];
    let mut count = 0;
    while count < LISTED.len() {
        let rule = LISTED[count];
        let mut place = count;
        while place > 0 && rules[place - 1].info.rank >= rule.info.rank {
            assert!(rules[place - 1].info.rank > rule.info.rank, "two rules have the same rank");
            rules[place] = rules[place - 1];
            place -= 1;
        }
        rules[place] = rule;
        count += 1;
    }
    rules
}

#[expect(clippy::indexing_slicing, reason = "an index out of range does not compile")]
const fn facts() -> [RuleInfo; LISTED.len()] {
    let rules = in_report_order();
    let mut facts = [rules[0].info; LISTED.len()];
    let mut place = 0;
    while place < LISTED.len() {
        facts[place] = rules[place].info;
        place += 1;
    }
    facts
}

/// `receive-certificate-not-found` for `receive_certificate_not_found`.
#[expect(clippy::indexing_slicing, reason = "an index out of range does not compile")]
const fn with_hyphens<const LENGTH: usize>(module: &str) -> [u8; LENGTH] {
    let mut name = [0; LENGTH];
    let mut at = 0;
    while at < LENGTH {
        let byte = module.as_bytes()[at];
        name[at] = if byte == b'_' { b'-' } else { byte };
        at += 1;
    }
    name
}

#[expect(clippy::panic, reason = "a name that is no text does not compile")]
const fn text(bytes: &'static [u8]) -> &'static str {
    match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("a rule's name is UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_named_as_its_module() {
        assert_eq!(Exchange2013BeforeCu9::NAME, "exchange-2013-before-cu9");
        assert_eq!(documentation("no-such-rule"), None);
    }

    #[test]
    fn reports_follow_the_ranks() {
        let ranks: Vec<u16> = rules().iter().map(|rule| rule.rank).collect();
        assert_eq!(ranks.len(), LISTED.len());
        assert!(ranks.is_sorted_by(|one, next| one < next), "{ranks:?}");
    }
}
