//! A receive connector names a certificate that is not on its server.

use crate::catalog::ReceiveCertificateNotFound;
use crate::citations::{HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB2989382};
use crate::{Judge, Outcome, Rule, RuleInfo, not_found, subjects};
use htd_model::{Connector, Estate};
use htd_report::{Direction, Evidence, Severity};

/// Shows whether STARTTLS is offered.
const ASK_THE_SERVER: &str = "telnet localhost 25   # then type: EHLO test";

impl Rule for ReceiveCertificateNotFound {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 110,
        passes: "Every receive connector that names a certificate names one that is on its server.",
        severities: &[Severity::Error, Severity::Warning],
        evidence: &[Evidence::ReceiveConnectors, Evidence::ExchangeCertificates, Evidence::Ehlo],
        directions: &[Direction::ToOnPremises],
        decisive: true,
        citations: &[KB2989382, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    if subjects::hybrid_receive(estate, outcome).is_empty() {
        subjects::certificates_missing(estate, outcome);
    }
    let connectors = estate.receive_connectors.iter();
    for connector in connectors.filter(|c| c.is_hybrid() || c.names_a_certificate_outside()) {
        let server = connector.server.as_deref();
        not_found::check(estate, Connector::Receive(connector), server, outcome);
        let mechanisms = connector.auth_mechanism.value().filter(|list| !list.cut);
        if connector.is_hybrid() && mechanisms.is_some_and(|list| !list.holds("Tls")) {
            // Without `Tls` there, no certificate helps; the server's own answer tells.
            outcome.undecided(Evidence::Ehlo, ASK_THE_SERVER);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ReceiveCertificateNotFound;
    use crate::testing::{certificate, certificates, frontend, judge};
    use htd_report::{Confidence, Severity, Verdict};

    const OLD: &str = "<I>CN=Fabrikam Trust CA 1, C=US<S>CN=mail.contoso.example, O=Contoso, C=US";

    fn renewed() -> String {
        let issuer = "CN=Fabrikam Trust CA 2, C=US";
        certificate(issuer, "CN=mail.contoso.example, O=Contoso, C=US", "IIS, SMTP", "06/20/2027", 7)
    }

    #[test]
    fn the_renewed_certificate_has_another_issuer() {
        let judged = judge::<ReceiveCertificateNotFound>(&(frontend(OLD) + &certificates(&[&renewed()])));
        let finding =
            judged.finding("`EX01\\Default Frontend EX01` names a certificate that is not on `EX01`");
        assert_eq!((finding.severity, finding.confidence), (Severity::Error, Confidence::Certain));
        assert!(finding.why.iter().any(|why| why.contains("another issuer")));
        // The renewed certificate is enabled for SMTP, so the first fix is to name it.
        let fix = finding.fixes.first().unwrap();
        assert!(fix.apply.as_str().contains("$thumbprint = '0000000000000000000000000000000000000007'"));
        assert!(fix.apply.as_str().contains("$identity = 'EX01\\Default Frontend EX01'"));
    }

    #[test]
    fn a_break_behind_the_tag_changes_nothing_of_the_advice() {
        let broken = OLD.replace("<S>CN=mail", "<S>\n                        CN=mail");
        let judged = judge::<ReceiveCertificateNotFound>(&(frontend(&broken) + &certificates(&[&renewed()])));
        let fix = judged.finding("not on").fixes.first().unwrap();
        assert!(fix.apply.as_str().contains("$thumbprint = '0000000000000000000000000000000000000007'"));
    }

    #[test]
    fn a_certificate_without_smtp_is_enabled_first_and_the_prompt_answered_no() {
        let unbound = renewed().replace("IIS, SMTP", "IIS");
        let judged = judge::<ReceiveCertificateNotFound>(&(frontend(OLD) + &certificates(&[&unbound])));
        let fix = judged.finding("not on").fixes.first().unwrap();
        assert_eq!(fix.answer, Some("N"));
        assert!(fix.apply.as_str().trim_end().ends_with("-Services SMTP\n}"));
    }

    #[test]
    fn the_named_certificate_is_there() {
        let same = renewed().replace("CA 2", "CA 1");
        assert_eq!(
            judge::<ReceiveCertificateNotFound>(&(frontend(OLD) + &certificates(&[&same]))).verdict,
            Verdict::Pass
        );
    }

    #[test]
    fn what_a_variable_holds_is_no_list_of_all_certificates() {
        let some = format!("[PS] C:\\>$cert | fl\n\n\n{}\n", renewed());
        assert_eq!(judge::<ReceiveCertificateNotFound>(&(some + &frontend(OLD))).verdict, Verdict::Undecided);
    }

    #[test]
    fn a_connector_without_tls_is_not_called_fine() {
        let same = renewed().replace("CA 2", "CA 1");
        let without =
            frontend(OLD).replace("Enabled ", "AuthMechanism         : Integrated, BasicAuth\nEnabled ");
        assert_eq!(
            judge::<ReceiveCertificateNotFound>(&(without + &certificates(&[&same]))).verdict,
            Verdict::Undecided
        );
    }

    #[test]
    fn without_the_certificates_of_the_server_it_is_undecided() {
        assert_eq!(judge::<ReceiveCertificateNotFound>(&frontend(OLD)).verdict, Verdict::Undecided);
        let elsewhere = certificates(&[&renewed()]).replace("-Server EX01", "-Server EX02");
        assert_eq!(
            judge::<ReceiveCertificateNotFound>(&(frontend(OLD) + &elsewhere)).verdict,
            Verdict::Undecided
        );
    }
}
