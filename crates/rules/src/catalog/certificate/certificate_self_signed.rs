use crate::certificate::account;
use crate::certificate::uses::{Uses, judge_each};
use crate::citations::{CERTIFICATE_REQUIREMENTS, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION};
use crate::{Judge, Outcome, Rule, RuleInfo, fixes, symptoms};
use htd_evidence::Symptom;
use htd_model::{Certificate, Connector, Estate, same_server};
use htd_report::{Direction, Evidence, Severity};

/// A hybrid connector presents a certificate that no authority signed.
pub(crate) struct CertificateSelfSigned;

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
    judge_each(estate, outcome, |uses, certificate, outcome| judge(estate, uses, certificate, outcome));
}

fn judge(estate: &Estate, uses: &Uses<'_>, certificate: &Certificate, outcome: &mut Outcome) {
    let uses = uses.of(certificate);
    if uses.is_empty() {
        return;
    }
    match certificate.self_signed() {
        Some(false) if has_good_standing(certificate) => return outcome.passed(),
        // Its authority may be the organisation's own, or its chain broken or revoked: Windows tells.
        Some(false) => {
            return outcome.undecided(Evidence::ExchangeCertificates, test_certificate(certificate));
        }
        Some(true) => {}
        None => {
            let server = account::server_of(certificate, uses);
            return outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server));
        }
    }
    let span = certificate.is_self_signed.span().or(certificate.issuer.span()).unwrap_or(certificate.span);
    let title = format!("{} is self-signed, and hybrid mail flow uses it", account::called(certificate));
    let finding =
        account::finding(CertificateSelfSigned::NAME, Severity::Error, title, certificate, (span, "no authority signed it"), uses)
            .why(format!(
                "Presented by {}. Exchange Online trusts certificates of public authorities only: `UntrustedRoot`, or `SubjectMismatch` where it lacks the public name. Between your own servers it is good, so leave it where it is.",
                account::listed(uses)
            ));
    let finding = account::present_instead(finding, uses, certificate, instead(estate, certificate));
    let receives = uses.iter().any(|used| matches!(used.connector, Connector::Receive(_)));
    let accounts_for: &[Symptom] = if receives {
        &[Symptom::UntrustedRoot, Symptom::UntrustedRootOnPremises, Symptom::SubjectMismatch]
    } else {
        &[Symptom::UntrustedRoot, Symptom::UntrustedRootOnPremises]
    };
    outcome.found(symptoms::explain(finding, estate, accounts_for));
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
    account::only_one(estate.certificates.iter().filter(|certificate| {
        certificate.is_exchange
            && beside(certificate)
            && account::fit_for_hybrid(estate, certificate)
            && (own.common_name().is_some_and(|name| symptoms::covers(certificate, name))
                || public_names(estate).any(|name| symptoms::covers(certificate, name)))
    }))
}

/// The names in `Fqdn` of the send connectors to Exchange Online.
fn public_names(estate: &Estate) -> impl Iterator<Item = &str> {
    estate.hybrid_connectors().filter_map(|connector| match connector {
        Connector::Send(send) => send.fqdn.value().map(String::as_str),
        Connector::Receive(_) => None,
    })
}

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
