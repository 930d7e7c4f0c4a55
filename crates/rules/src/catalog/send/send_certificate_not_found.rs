//! A send connector names a certificate that is not on its source servers.

use crate::catalog::SendCertificateNotFound;
use crate::citations::{HYBRID_CERTIFICATES_2025, KB3156771, SET_SEND_CONNECTOR};
use crate::{Judge, Outcome, Rule, RuleInfo, not_found, subjects};
use htd_model::{Connector, Estate};
use htd_report::{Direction, Evidence, Severity};

impl Rule for SendCertificateNotFound {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 210,
        passes: "The send connector to Exchange Online names a certificate that is on every server that \
                 sends for it.",
        severities: &[Severity::Error],
        evidence: &[Evidence::SendConnectors, Evidence::ExchangeCertificates],
        directions: &[Direction::ToExchangeOnline],
        decisive: true,
        citations: &[HYBRID_CERTIFICATES_2025, KB3156771, SET_SEND_CONNECTOR],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    let connectors = subjects::hybrid_send(estate, outcome);
    if connectors.is_empty() {
        subjects::certificates_missing(estate, outcome);
    }
    for connector in connectors {
        let connector = Connector::Send(connector);
        for server in connector.servers() {
            not_found::check(estate, connector, server, outcome);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SendCertificateNotFound;
    use crate::testing::{certificate, certificates, judge, outbound};
    use htd_report::Verdict;

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
        let queue = "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could \
            not be found.\n\n";
        let judged = judge::<SendCertificateNotFound>(
            &(queue.to_owned() + &outbound(OLD) + &on_server("CN=Fabrikam Trust CA 2, C=US")),
        );
        let finding = judged.finding("Outbound to Office 365");
        assert_eq!(finding.explains.len(), 1);
        assert!(finding.fixes.first().unwrap().apply.as_str().contains("Set-SendConnector"));
    }

    #[test]
    fn the_named_certificate_is_there() {
        let judged =
            judge::<SendCertificateNotFound>(&(outbound(OLD) + &on_server("CN=Fabrikam Trust CA 1, C=US")));
        assert_eq!(judged.verdict, Verdict::Pass);
    }

    #[test]
    fn a_second_source_server_is_not_taken_for_granted() {
        let two = outbound(OLD).replace("{EX01}", "{EX01, EX02}");
        let judged = judge::<SendCertificateNotFound>(&(two + &on_server("CN=Fabrikam Trust CA 1, C=US")));
        assert_eq!(judged.verdict, Verdict::Undecided);
    }
}
