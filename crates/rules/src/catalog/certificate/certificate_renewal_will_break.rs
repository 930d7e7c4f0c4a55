//! The renewed certificate bears another name than the connectors give.

use crate::catalog::CertificateRenewalWillBreak;
use crate::certificate::{replace, wording};
use crate::citations::{HYBRID_CERTIFICATES_2025, KB2989382, SC081};
use crate::{Judge, Outcome, Rule, RuleInfo, subjects};
use htd_model::{Certificate, Estate, Use, Validity};
use htd_report::{Confidence, Direction, Evidence, Finding, Label, Severity, code};

impl Rule for CertificateRenewalWillBreak {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 470,
        passes: "No newer certificate of another issuer or subject waits beside the one that hybrid \
                 connectors name.",
        severities: &[Severity::Warning],
        evidence: &[
            Evidence::ExchangeCertificates,
            Evidence::Certificates,
            Evidence::ReceiveConnectors,
            Evidence::SendConnectors,
        ],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: false,
        citations: &[HYBRID_CERTIFICATES_2025, KB2989382, SC081],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    subjects::each_certificate(estate, outcome, |uses, old, outcome| {
        let uses = uses.of(old);
        // What has expired already is the business of another rule.
        if uses.is_empty() || old.validity(estate.at) != Validity::Current {
            return;
        }
        if let Some(newer) = estate.successor(old) {
            outcome.found(finding(uses, old, newer, Confidence::Certain));
        } else if let Some(newer) = estate.covering_successor(old) {
            outcome.found(finding(uses, old, newer, Confidence::Likely));
        } else {
            outcome.passed();
        }
    });
}

fn finding(uses: &[Use<'_>], old: &Certificate, newer: &Certificate, confidence: Confidence) -> Finding {
    let title =
        format!("The renewal of {} bears another name than the connectors give", wording::called(old));
    let same_issuer =
        old.issuer.value().map(|name| &name.text) == newer.issuer.value().map(|name| &name.text);
    let (differs, what) = if same_issuer { (&newer.subject, "subject") } else { (&newer.issuer, "issuer") };
    let proof = (old.issuer.span_or(old.span), "the connectors name this one");
    let name = CertificateRenewalWillBreak::NAME;
    let mut finding = wording::finding(name, Severity::Warning, title, old, proof, uses)
        .confidence(confidence)
        .label(Label::new(differs.span_or(newer.span), format!("the newer one, of another {what}")))
        .why(format!(
            "The old certificate is named by {}, and found. The newer one has another {what}, so to Exchange \
             it is another certificate. When the old one is removed or has expired, `STARTTLS` is gone and \
             Exchange Online defers the mail; a send connector sends nothing any more.",
            wording::listed(uses)
        ));
    if newer.display_name() != old.display_name() {
        finding = finding.why(format!(
            "The newer one is {}; it covers every name of the old one.",
            code(&newer.display_name())
        ));
    }
    if newer.server.is_none() && !newer.is_exchange {
        finding = finding.why(
            "The newer one comes from a file. Import it with its private key on every server before you name \
             it.",
        );
    }
    replace::present_instead(finding, uses, old, Some(newer))
}

#[cfg(test)]
mod tests {
    use super::CertificateRenewalWillBreak;
    use crate::testing::{Judged, certificate, certificates, frontend, judge, outbound};
    use htd_report::{Severity, Verdict};

    const OLD: &str = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";

    fn of(authority: &str, subject: &str, not_after: &str, number: u32) -> String {
        certificate(authority, subject, "SMTP", not_after, number)
    }

    fn old() -> String {
        of("CN=Fabrikam Trust CA 1", "CN=mail.contoso.example", "01/20/2027", 7)
    }

    fn judged_with(list: &[&str]) -> Judged {
        judge::<CertificateRenewalWillBreak>(&(frontend(OLD) + &outbound(OLD) + &certificates(list)))
    }

    #[test]
    fn the_renewal_has_another_issuer() {
        let new = of("CN=Fabrikam Trust CA 2", "CN=mail.contoso.example", "06/20/2027", 8);
        let judged = judged_with(&[&old(), &new]);
        let finding = judged.finding("The renewal of `mail.contoso.example` on `EX01`");
        assert_eq!((finding.severity, finding.directions.len()), (Severity::Warning, 2));
        // The newer one is enabled already, so each connector is told at once.
        let applied: Vec<&str> = finding.fixes.iter().map(|fix| fix.apply.as_str()).collect();
        assert!(applied.first().unwrap().contains("Set-ReceiveConnector"));
        assert!(applied.get(1).unwrap().contains("Set-SendConnector"));
        assert!(applied.iter().take(2).all(|fix| fix.contains("'0000000000000000000000000000000000000008'")));
    }

    #[test]
    fn a_wildcard_that_covers_the_old_names_is_a_renewal_too() {
        let named = |record: &str, names: &str| format!("CertificateDomains : {{{names}}}\n{record}");
        let old = named(&old(), "mail.contoso.example, autodiscover.contoso.example");
        let wildcard = of("CN=Fabrikam Trust CA 1", "CN=*.contoso.example", "06/20/2027", 8);
        let judged = judged_with(&[&old, &named(&wildcard, "*.contoso.example")]);
        assert_eq!(judged.finding("The renewal of").confidence, htd_report::Confidence::Likely);
        let elsewhere = named(&wildcard.replace("*.", "owa."), "owa.contoso.example");
        assert_eq!(judged_with(&[&old, &elsewhere]).verdict, Verdict::Pass);
    }

    #[test]
    fn a_renewal_of_the_same_name_and_an_older_one_pass() {
        let same = of("CN=Fabrikam Trust CA 1", "CN=mail.contoso.example", "06/20/2027", 8);
        assert_eq!(judged_with(&[&old(), &same]).verdict, Verdict::Pass);
        let older = of("CN=Fabrikam Trust CA 2", "CN=mail.contoso.example", "12/31/2026", 8);
        assert_eq!(judged_with(&[&old(), &older]).verdict, Verdict::Pass);
    }

    #[test]
    fn without_certificates_it_is_undecided() {
        assert_eq!(judge::<CertificateRenewalWillBreak>(&frontend(OLD)).verdict, Verdict::Undecided);
    }
}
