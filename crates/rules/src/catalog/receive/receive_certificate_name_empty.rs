//! A hybrid receive connector names no certificate.

use crate::catalog::ReceiveCertificateNameEmpty;
use crate::citations::{HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB2989382};
use crate::fixes::{self, Which};
use crate::{Judge, Outcome, Rule, RuleInfo, subjects, symptoms};
use htd_model::{Connector, Estate, Known};
use htd_report::{Direction, Evidence, Finding, Label, Severity, code};

impl Rule for ReceiveCertificateNameEmpty {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 120,
        passes: "Every receive connector for Exchange Online names its certificate.",
        severities: &[Severity::Error, Severity::Warning],
        evidence: &[Evidence::ReceiveConnectors],
        directions: &[Direction::ToOnPremises],
        decisive: true,
        citations: &[HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB2989382],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    for connector in subjects::hybrid_receive(estate, outcome) {
        let span = match &connector.tls_certificate_name {
            Known::Absent(span) => *span,
            Known::NotCollected => {
                subjects::receive_missing(outcome);
                continue;
            }
            Known::Value(_) | Known::Cut(_) => {
                outcome.passed();
                continue;
            }
        };
        let proven =
            symptoms::speak_for(estate, ReceiveCertificateNameEmpty::ID) || estate.proves_lack_of_starttls();
        let severity = if proven { Severity::Error } else { Severity::Warning };
        let title = format!("{} names no certificate", code(&connector.name.value));
        let subject = Connector::Receive(connector).subject();
        let server = connector.server.as_deref();
        let finding = Finding::new(
            ReceiveCertificateNameEmpty::NAME,
            severity,
            title,
            subject,
            Label::new(span, "nothing is named here"),
        )
        .direction(Direction::ToOnPremises)
        .why(
            "Exchange then chooses a certificate by the connector's FQDN, and for the server's own name that \
             is mostly the self-signed one. Exchange Online expects the public name in it and answers \
             `SubjectMismatch`.",
        )
        .fix(fixes::enable_for_smtp(server, connector.is_edge(), Which::New))
        .fix(fixes::set_certificate_name(Connector::Receive(connector), server, Which::New))
        .fix((!connector.is_edge()).then(fixes::run_wizard));
        let finding = symptoms::explain(finding, estate);
        outcome.found(symptoms::explain_events(finding, estate, Connector::Receive(connector)));
    }
}

#[cfg(test)]
mod tests {
    use super::ReceiveCertificateNameEmpty;
    use crate::testing::{frontend, judge};
    use htd_report::{Severity, Verdict};

    #[test]
    fn an_empty_name_warns_and_with_subject_mismatch_it_is_an_error() {
        let judged = judge::<ReceiveCertificateNameEmpty>(&frontend(""));
        assert_eq!(judged.finding("names no certificate").severity, Severity::Warning);
        let trace = "450 4.7.320 Certificate validation failed [Message=SubjectMismatch]\n\n";
        let judged = judge::<ReceiveCertificateNameEmpty>(&(trace.to_owned() + &frontend("")));
        let finding = judged.finding("names no certificate");
        assert_eq!((finding.severity, finding.explains.len()), (Severity::Error, 1));
    }

    #[test]
    fn a_named_certificate_passes() {
        let judged = judge::<ReceiveCertificateNameEmpty>(&frontend(
            "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example",
        ));
        assert_eq!(judged.verdict, Verdict::Pass);
    }

    #[test]
    fn a_property_that_was_not_printed_is_not_an_empty_one() {
        let without: String = frontend("")
            .lines()
            .filter(|line| !line.starts_with("TlsCertificateName"))
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(judge::<ReceiveCertificateNameEmpty>(&without).verdict, Verdict::Undecided);
    }
}
