//! A send connector to Exchange Online names no certificate.

use crate::catalog::SendCertificateNameEmpty;
use crate::citations::{HYBRID_CERTIFICATES_2025, SET_SEND_CONNECTOR};
use crate::fixes::{self, Which};
use crate::{Judge, Outcome, Rule, RuleInfo, subjects};
use htd_model::{Connector, Estate, Known};
use htd_report::{Direction, Evidence, Finding, Label, Severity, code};

impl Rule for SendCertificateNameEmpty {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 220,
        passes: "The send connector to Exchange Online names its certificate.",
        severities: &[Severity::Error, Severity::Warning],
        evidence: &[Evidence::SendConnectors],
        directions: &[Direction::ToExchangeOnline],
        decisive: true,
        citations: &[HYBRID_CERTIFICATES_2025, SET_SEND_CONNECTOR],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    for connector in subjects::hybrid_send(estate, outcome) {
        // A connector that sends everything to the internet through Exchange Online has other needs.
        if connector.relays_to_internet() {
            continue;
        }
        let span = match &connector.tls_certificate_name {
            Known::Absent(span) => *span,
            Known::NotCollected => {
                subjects::send_missing(outcome);
                continue;
            }
            Known::Value(_) | Known::Cut(_) => {
                outcome.passed();
                continue;
            }
        };
        let (severity, choice) = match &connector.fqdn {
            Known::Absent(_) => (
                Severity::Error,
                "Its `Fqdn` is empty too, so the name of the computer decides, and mostly the self-signed \
                 certificate of setup is presented: Exchange Online may not take the connection for one of \
                 your organisation.",
            ),
            _ => (
                Severity::Warning,
                "Exchange then chooses a certificate by the connector's `Fqdn`. It works as long as only the \
                 right certificate has that name.",
            ),
        };
        let title = format!("{} names no certificate", code(&connector.name.value));
        let of = Connector::Send(connector);
        let server = of.servers().first().copied().flatten();
        let mut finding = Finding::new(
            SendCertificateNameEmpty::NAME,
            severity,
            title,
            of.subject(),
            Label::new(span, "nothing is named here"),
        )
        .direction(Direction::ToExchangeOnline)
        .why(choice)
        .fix(fixes::enable_for_smtp(server, false, Which::New))
        .fix(fixes::set_certificate_name(of, server, Which::New))
        .fix(fixes::run_wizard());
        if let Known::Absent(fqdn) = &connector.fqdn {
            finding = finding.label(Label::new(*fqdn, "nor is there a name to choose by"));
        }
        outcome.found(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::SendCertificateNameEmpty;
    use crate::testing::{judge, outbound};
    use htd_report::{Severity, Verdict};

    #[test]
    fn an_empty_name_warns_and_without_fqdn_it_is_an_error() {
        assert_eq!(
            judge::<SendCertificateNameEmpty>(&outbound("")).finding("names no certificate").severity,
            Severity::Warning
        );
        let nameless = outbound("").replace(": mail.contoso.example", ":");
        assert_eq!(
            judge::<SendCertificateNameEmpty>(&nameless).finding("names no certificate").severity,
            Severity::Error
        );
    }

    #[test]
    fn a_named_certificate_passes() {
        let judged = judge::<SendCertificateNameEmpty>(&outbound(
            "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example",
        ));
        assert_eq!(judged.verdict, Verdict::Pass);
    }

    #[test]
    fn connectors_to_elsewhere_prove_nothing() {
        let elsewhere = outbound("")
            .replace("Outbound to Office 365 -", "Partner")
            .replace("contoso.mail.onmicrosoft.com", "adatum.example");
        assert_eq!(judge::<SendCertificateNameEmpty>(&elsewhere).verdict, Verdict::Undecided);
        let relay = outbound("").replace("smtp:contoso.mail.onmicrosoft.com;1", "SMTP:*;1");
        assert_eq!(judge::<SendCertificateNameEmpty>(&relay).verdict, Verdict::NotApplicable);
    }
}
