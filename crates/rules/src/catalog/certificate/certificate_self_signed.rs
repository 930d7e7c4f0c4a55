//! A self-signed certificate that a hybrid connector presents. One from an authority passes only where
//! Exchange sees nothing wrong with its chain.

use crate::catalog::CertificateSelfSigned;
use crate::certificate::{replace, wording};
use crate::citations::{CERTIFICATE_REQUIREMENTS, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION};
use crate::symptom_table::SUBJECT_MISMATCH;
use crate::{Judge, Outcome, Rule, RuleInfo, fixes, subjects, symptoms};
use htd_model::{Certificate, Connector, Estate, Use, only_one, same_server};
use htd_report::{Direction, Evidence, Finding, Severity};

impl Rule for CertificateSelfSigned {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 410,
        passes: "The certificate that hybrid connectors present comes from an authority.",
        severities: &[Severity::Error],
        evidence: &[
            Evidence::ExchangeCertificates,
            Evidence::Certificates,
            Evidence::ReceiveConnectors,
            Evidence::SendConnectors,
        ],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: true,
        citations: &[CERTIFICATE_REQUIREMENTS, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    subjects::each_certificate(estate, outcome, |uses, certificate, outcome| {
        let uses = uses.of(certificate);
        if uses.is_empty() {
            return;
        }
        match certificate.self_signed() {
            Some(true) => outcome.found(finding(estate, certificate, uses)),
            Some(false) if has_good_standing(certificate) => outcome.passed(),
            // Its authority may be the organisation's own, or its chain broken or revoked: Windows tells.
            Some(false) => outcome.undecided(Evidence::ExchangeCertificates, test_certificate(certificate)),
            None => {
                let server = wording::server_of(certificate, uses);
                outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server));
            }
        }
    });
}

/// Whether Exchange itself sees nothing wrong with the chain. A key that is missing and a date that is past are
/// the business of other rules.
fn has_good_standing(certificate: &Certificate) -> bool {
    const OWN_ROOTS: [&str; 3] = ["Enterprise", "GroupPolicy", "None"];
    const BAD: [&str; 5] = ["Revoked", "Untrusted", "Invalid", "PendingRequest", "RevocationCheckFailure"];
    let is_one_of = |known: &htd_model::Known<String>, words: &[&str]| {
        known.value().is_some_and(|value| words.iter().any(|word| value.eq_ignore_ascii_case(word)))
    };
    !is_one_of(&certificate.status, &BAD) && !is_one_of(&certificate.root_ca_type, &OWN_ROOTS)
}

/// The command that walks the chain on the server.
fn test_certificate(certificate: &Certificate) -> String {
    const WHOLE: &str = "Get-ChildItem -Path Cert:\\LocalMachine\\My";
    match certificate.thumbprint.value().filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        Some(thumbprint) => format!("{WHOLE}\\{thumbprint} | Test-Certificate | Format-List"),
        None => format!("{WHOLE} | Test-Certificate | Format-List"),
    }
}

/// The only certificate of an authority on the same server that bears the name of the old one or the public
/// name by which the organisation's servers greet Exchange Online.
fn instead<'a>(estate: &'a Estate, own: &Certificate) -> Option<&'a Certificate> {
    let beside = |certificate: &Certificate| match (own.server.as_deref(), certificate.server.as_deref()) {
        (Some(one), Some(other)) => same_server(one, other),
        (one, other) => one == other,
    };
    let hybrid = estate.send_connectors.iter().filter(|send| send.is_hybrid());
    let greetings = hybrid.filter_map(|send| send.fqdn.value().map(String::as_str));
    let names: Vec<&str> = own.common_name().into_iter().chain(greetings).collect();
    only_one(estate.certificates.iter().filter(|certificate| {
        certificate.is_exchange
            && beside(certificate)
            && estate.is_fit_for_hybrid(certificate)
            && names.iter().any(|name| certificate.covers(name))
    }))
}

fn finding(estate: &Estate, certificate: &Certificate, uses: &[Use<'_>]) -> Finding {
    let title = format!("{} is self-signed, and hybrid mail flow uses it", wording::called(certificate));
    let span = certificate.is_self_signed.span().or(certificate.issuer.span()).unwrap_or(certificate.span);
    let proof = (span, "no authority signed it");
    let name = CertificateSelfSigned::NAME;
    let finding = wording::finding(name, Severity::Error, title, certificate, proof, uses)
        .why(format!("Presented by {}. {UNTRUSTED}", wording::listed(uses)));
    let finding = replace::present_instead(finding, uses, certificate, instead(estate, certificate));
    let receives = uses.iter().any(|used| matches!(used.connector, Connector::Receive(_)));
    // Only a certificate that Exchange Online is shown can have a name that it did not expect.
    symptoms::explain_where(finding, estate, |symptom| receives || !symptom.is(&SUBJECT_MISMATCH))
}

const UNTRUSTED: &str = "Exchange Online trusts certificates of public authorities only: `UntrustedRoot`, or \
    `SubjectMismatch` where it lacks the public name. Between your own servers it is good, so leave it where \
    it is.";

#[cfg(test)]
mod tests {
    use super::CertificateSelfSigned;
    use crate::testing::{certificate, certificates, frontend, judge, outbound};
    use htd_report::{Direction, Severity, Verdict};

    const OWN: &str = "<I>CN=EX01<S>CN=EX01";

    fn public() -> String {
        certificate("CN=Fabrikam Trust CA 1", "CN=mail.contoso.example", "IIS, SMTP", "06/20/2027", 7)
    }

    #[test]
    fn the_certificate_of_setup_in_use_is_an_error_and_the_public_one_is_offered() {
        let name = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";
        let judged =
            judge::<CertificateSelfSigned>(&(frontend(OWN) + &outbound(name) + &certificates(&[&public()])));
        let finding = judged.finding("`EX01` on `EX01` is self-signed");
        assert_eq!(finding.severity, Severity::Error);
        assert_eq!(finding.directions, [Direction::ToOnPremises]);
        let fix = finding.fixes.first().unwrap();
        assert!(fix.apply.as_str().contains("$thumbprint = '0000000000000000000000000000000000000007'"));
    }

    #[test]
    fn a_certificate_of_which_nothing_tells_that_it_has_the_public_name_is_not_offered() {
        let without_greeting = judge::<CertificateSelfSigned>(&(frontend(OWN) + &certificates(&[&public()])));
        let other = public().replace("mail.contoso", "intranet.contoso");
        let other_name =
            judge::<CertificateSelfSigned>(&(frontend(OWN) + &outbound(OWN) + &certificates(&[&other])));
        let untrusted = public().replace(": Valid", ": Untrusted");
        let untrusted =
            judge::<CertificateSelfSigned>(&(frontend(OWN) + &outbound(OWN) + &certificates(&[&untrusted])));
        for judged in [without_greeting, other_name, untrusted] {
            let finding = judged.finding("is self-signed");
            assert!(finding.fixes.iter().any(|fix| fix.apply.as_str().contains("$thumbprint = ''")));
            assert!(!finding.fixes.iter().any(|fix| fix.apply.as_str().contains("00007'")));
        }
    }

    #[test]
    fn both_connectors_are_one_finding() {
        let judged = judge::<CertificateSelfSigned>(&(frontend(OWN) + &outbound(OWN) + &certificates(&[])));
        let finding = judged.finding("is self-signed");
        assert_eq!(finding.directions.len(), 2);
        // Without a public certificate to offer, the thumbprint is filled in by hand.
        assert!(finding.fixes.iter().any(|fix| fix.apply.as_str().contains("$thumbprint = ''")));
    }

    #[test]
    fn a_certificate_of_an_authority_passes_beside_unused_self_signed_ones() {
        let name = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";
        assert_eq!(
            judge::<CertificateSelfSigned>(&(frontend(name) + &certificates(&[&public()]))).verdict,
            Verdict::Pass
        );
    }

    #[test]
    fn without_connectors_or_certificates_it_is_undecided() {
        assert_eq!(judge::<CertificateSelfSigned>(&certificates(&[&public()])).verdict, Verdict::Undecided);
        assert_eq!(judge::<CertificateSelfSigned>(&frontend(OWN)).verdict, Verdict::Undecided);
    }

    #[test]
    fn a_chain_that_exchange_doubts_is_undecided() {
        let name = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";
        let good = certificate("CN=Fabrikam Trust CA 1", "CN=mail.contoso.example", "SMTP", "06/20/2027", 7);
        for doubt in ["Revoked", "Untrusted", "Invalid"] {
            let doubted = good.replace(": Valid", &format!(": {doubt}"));
            let judged = judge::<CertificateSelfSigned>(&(frontend(name) + &certificates(&[&doubted])));
            assert_eq!(judged.verdict, Verdict::Undecided, "{doubt}");
        }
    }
}
