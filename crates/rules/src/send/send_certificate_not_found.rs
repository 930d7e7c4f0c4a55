use crate::citations::{HYBRID_CERTIFICATES_2025, KB3156771, SET_SEND_CONNECTOR};
use crate::{Outcome, Rule, RuleInfo, not_found, subjects};
use htd_model::{Connector, Estate};
use htd_report::{Direction, Evidence, Severity};

pub(crate) const DOCUMENTATION: &str = "\
# send-certificate-not-found

## What it checks

Whether the certificate that the send connector to Exchange Online names in `TlsCertificateName` is on every server that sends for it.

## Why mail stops

The send connector still names the certificate from before the renewal. Exchange sends nothing over it: messages wait in the queue with `454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.` Where only one of several source servers lacks the certificate, mail stops now and then, as the servers take turns.

## How to confirm

```powershell
Get-SendConnector | Format-List Name,SourceTransportServers,TlsCertificateName
Get-ExchangeCertificate -Server EX01 | Format-List Thumbprint,Services,Issuer,Subject
Get-Queue | Where-Object { $_.Status -eq 'Retry' } | Format-List Identity,NextHopDomain,LastError
```

## How to mend it

Import the certificate with its private key on every source server, enable it for SMTP and answer **N** at the overwrite prompt, write its issuer and subject into the connector, and retry the queue.
";

/// A send connector names a certificate that is not on its source servers.
pub(crate) struct SendCertificateNotFound;

static INFO: RuleInfo = RuleInfo {
    name: "send-certificate-not-found",
    passes: "The send connector to Exchange Online names a certificate that is on every server that sends for it.",
    severities: &[Severity::Error],
    evidence: &[Evidence::SendConnectors, Evidence::ExchangeCertificates],
    directions: &[Direction::ToExchangeOnline],
    decisive: true,
    citations: &[HYBRID_CERTIFICATES_2025, KB3156771, SET_SEND_CONNECTOR],
    reviewed: "2026-11-22",
};

impl Rule for SendCertificateNotFound {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, estate: &Estate, outcome: &mut Outcome<'_>) {
        let connectors = subjects::hybrid_send(estate, outcome);
        if connectors.is_empty() {
            subjects::certificates_missing(estate, outcome);
        }
        for connector in connectors {
            let connector = Connector::Send(connector);
            for server in connector.servers() {
                not_found::check(INFO.name, estate, connector, server, outcome);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{certificate, certificates, judge, outbound};
    use htd_report::Verdict;

    const RULE: &str = "send-certificate-not-found";
    const OLD: &str = "<I>CN=Fabrikam Trust CA 1, C=US<S>CN=mail.contoso.example, O=Contoso, C=US";

    fn on_server(issuer: &str) -> String {
        certificates(&[&certificate(
            issuer,
            "CN=mail.contoso.example, O=Contoso, C=US",
            "SMTP",
            "06/20/2027",
            7,
        )])
    }

    #[test]
    fn the_named_certificate_is_gone() {
        let queue = "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.\n\n";
        let judged =
            judge(RULE, &(queue.to_owned() + &outbound(OLD) + &on_server("CN=Fabrikam Trust CA 2, C=US")));
        let finding = judged.finding("Outbound to Office 365");
        assert_eq!(finding.explains.len(), 1);
        assert!(finding.fixes.first().unwrap().apply.as_str().contains("Set-SendConnector"));
    }

    #[test]
    fn the_named_certificate_is_there() {
        let judged = judge(RULE, &(outbound(OLD) + &on_server("CN=Fabrikam Trust CA 1, C=US")));
        assert_eq!(judged.verdict, Verdict::Pass);
    }

    #[test]
    fn a_second_source_server_is_not_taken_for_granted() {
        let two = outbound(OLD).replace("{EX01}", "{EX01, EX02}");
        let judged = judge(RULE, &(two + &on_server("CN=Fabrikam Trust CA 1, C=US")));
        assert_eq!(judged.verdict, Verdict::Undecided);
    }
}
