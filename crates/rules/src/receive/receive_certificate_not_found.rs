use crate::citations::{HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB2989382};
use crate::{Outcome, Rule, RuleInfo, not_found, subjects};
use htd_model::{Connector, Estate};
use htd_report::{Direction, Evidence, Severity};

pub(crate) const DOCUMENTATION: &str = "\
# receive-certificate-not-found

## What it checks

Whether the certificate that a receive connector names in `TlsCertificateName` is on the server of that connector. Exchange compares issuer and subject as whole texts, ignoring case only; a certificate that looks the same to a person may be another one to Exchange.

## Why mail stops

The certificate was renewed and the old one removed, or the renewed one comes from another intermediate certificate, so that its issuer differs. The connector still names the old one. Exchange then does not offer `STARTTLS` on that connector and logs event 12014. Exchange Online sends hybrid mail over TLS only and keeps it: `450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]`, or `450 4.4.101 Proxy session setup failed on Frontend` when a connector is validated.

## How to confirm

On the server, `telnet localhost 25` and `EHLO test`: the answer lacks `250-STARTTLS`, while `250-X-ANONYMOUSTLS` is there. Compare:

```powershell
Get-ReceiveConnector | Format-List Identity,TlsCertificateName
Get-ExchangeCertificate | Format-List Thumbprint,Services,Issuer,Subject
```

## How to mend it

1. Make sure that the new certificate is enabled for SMTP. At the prompt *Overwrite the existing default SMTP certificate?* answer **N**: Yes replaces the certificate that Edge subscriptions and the mail between servers use, and EdgeSync has to be set up again.
2. Write issuer and subject of the new certificate into the connector, read from the certificate, not typed.
3. Or clear the name and run the Hybrid Configuration Wizard. Between the two steps the connector presents the certificate of its own FQDN, mostly the self-signed one, and Exchange Online answers `SubjectMismatch`.
";

/// A receive connector names a certificate that is not on its server.
pub(crate) struct ReceiveCertificateNotFound;

/// Shows whether STARTTLS is offered.
const ASK_THE_SERVER: &str = "telnet localhost 25   # then type: EHLO test";

static INFO: RuleInfo = RuleInfo {
    name: "receive-certificate-not-found",
    passes: "Every receive connector that names a certificate names one that is on its server.",
    severities: &[Severity::Error],
    evidence: &[Evidence::ReceiveConnectors, Evidence::ExchangeCertificates],
    directions: &[Direction::ToOnPremises],
    decisive: true,
    citations: &[KB2989382, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
    reviewed: "2026-11-22",
};

impl Rule for ReceiveCertificateNotFound {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, estate: &Estate, outcome: &mut Outcome<'_>) {
        if subjects::hybrid_receive(estate, outcome).is_empty() {
            subjects::certificates_missing(estate, outcome);
        }
        let connectors = estate.receive_connectors.iter();
        for connector in connectors.filter(|c| c.is_hybrid() || c.names_a_certificate_outside()) {
            let server = connector.server.as_deref();
            not_found::check(INFO.name, estate, Connector::Receive(connector), server, outcome);
            let mechanisms = connector.auth_mechanism.value().filter(|list| !list.cut);
            if connector.is_hybrid() && mechanisms.is_some_and(|list| !list.holds("Tls")) {
                // Without `Tls` there, no certificate helps; the server's own answer tells.
                outcome.undecided(Evidence::Ehlo, ASK_THE_SERVER);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{certificate, certificates, frontend, judge};
    use htd_report::{Confidence, Severity, Verdict};

    const RULE: &str = "receive-certificate-not-found";
    const OLD: &str = "<I>CN=Fabrikam Trust CA 1, C=US<S>CN=mail.contoso.example, O=Contoso, C=US";

    fn renewed() -> String {
        let issuer = "CN=Fabrikam Trust CA 2, C=US";
        certificate(issuer, "CN=mail.contoso.example, O=Contoso, C=US", "IIS, SMTP", "06/20/2027", 7)
    }

    #[test]
    fn the_renewed_certificate_has_another_issuer() {
        let judged = judge(RULE, &(frontend(OLD) + &certificates(&[&renewed()])));
        let finding =
            judged.finding("`EX01\\Default Frontend EX01` names a certificate that is not on `EX01`");
        assert_eq!((finding.severity, finding.confidence), (Severity::Error, Confidence::Certain));
        assert!(finding.why.iter().any(|why| why.contains("another issuer")));
        // The renewed certificate is enabled for SMTP, so the first fix is to name it.
        let fix = finding.fixes.first().unwrap();
        assert!(fix.apply.as_str().contains("$thumbprint = '0000000000000000000000000000000000000007'"));
        assert!(fix.apply.as_str().contains("-Identity 'EX01\\Default Frontend EX01'"));
    }

    #[test]
    fn a_break_behind_the_tag_changes_nothing_of_the_advice() {
        let broken = OLD.replace("<S>CN=mail", "<S>\n                        CN=mail");
        let judged = judge(RULE, &(frontend(&broken) + &certificates(&[&renewed()])));
        let fix = judged.finding("not on").fixes.first().unwrap();
        assert!(fix.apply.as_str().contains("$thumbprint = '0000000000000000000000000000000000000007'"));
    }

    #[test]
    fn a_certificate_without_smtp_is_enabled_first_and_the_prompt_answered_no() {
        let unbound = renewed().replace("IIS, SMTP", "IIS");
        let judged = judge(RULE, &(frontend(OLD) + &certificates(&[&unbound])));
        let fix = judged.finding("not on").fixes.first().unwrap();
        assert_eq!(fix.answer, Some("N"));
        assert!(fix.apply.as_str().trim_end().ends_with("-Services SMTP"));
    }

    #[test]
    fn the_named_certificate_is_there() {
        let same = renewed().replace("CA 2", "CA 1");
        assert_eq!(judge(RULE, &(frontend(OLD) + &certificates(&[&same]))).verdict, Verdict::Pass);
    }

    #[test]
    fn what_a_variable_holds_is_no_list_of_all_certificates() {
        let some = format!("[PS] C:\\>$cert | fl\n\n\n{}\n", renewed());
        assert_eq!(judge(RULE, &(some + &frontend(OLD))).verdict, Verdict::Undecided);
    }

    #[test]
    fn a_connector_without_tls_is_not_called_fine() {
        let same = renewed().replace("CA 2", "CA 1");
        let without =
            frontend(OLD).replace("Enabled ", "AuthMechanism         : Integrated, BasicAuth\nEnabled ");
        assert_eq!(judge(RULE, &(without + &certificates(&[&same]))).verdict, Verdict::Undecided);
    }

    #[test]
    fn without_the_certificates_of_the_server_it_is_undecided() {
        assert_eq!(judge(RULE, &frontend(OLD)).verdict, Verdict::Undecided);
        let elsewhere = certificates(&[&renewed()]).replace("-Server EX01", "-Server EX02");
        assert_eq!(judge(RULE, &(frontend(OLD) + &elsewhere)).verdict, Verdict::Undecided);
    }
}
