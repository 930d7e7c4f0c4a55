use crate::citations::{HYBRID_CERTIFICATES_2025, SET_RECEIVE_CONNECTOR, SET_SEND_CONNECTOR};
use crate::fixes::{self, Which};
use crate::{Judge, Outcome, Rule, RuleInfo, subjects};
use htd_model::{CertificateName, Connector, Estate, Known};
use htd_report::{Confidence, Direction, Evidence, Finding, Label, Severity, Subject, SubjectKind, code};
use htd_source::Spanned;
use htd_x509::{Malformed, parse_identifier};

/// A TlsCertificateName is not of the form `<I>issuer<S>subject`.
pub(crate) struct TlsCertificateNameMalformed;

impl Rule for TlsCertificateNameMalformed {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 310,
        passes: "Every TlsCertificateName has the form <I>issuer<S>subject.",
        severities: &[Severity::Error],
        evidence: &[Evidence::ReceiveConnectors, Evidence::SendConnectors, Evidence::HybridConfiguration],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: true,
        citations: &[SET_RECEIVE_CONNECTOR, SET_SEND_CONNECTOR, HYBRID_CERTIFICATES_2025],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    if estate.receive_connectors.is_empty() && estate.send_connectors.is_empty() {
        subjects::receive_missing(outcome);
        subjects::send_missing(outcome);
    }
    for connector in estate.connectors() {
        match connector.tls_certificate_name() {
            Known::Value(name) => match parse_identifier(&name.value.text) {
                Ok(_) => outcome.passed(),
                Err(malformed) => {
                    let server = connector.servers().first().copied().flatten();
                    let edge = fixes::is_edge(connector);
                    let finding = finding(connector.subject(), &name_of(connector), name, malformed)
                        .direction(connector.direction())
                        .fix(fixes::enable_for_smtp(server, edge, Which::New))
                        .fix(fixes::set_certificate_name(connector, server, Which::New))
                        .fix((!edge).then(fixes::run_wizard));
                    outcome.found(finding);
                }
            },
            Known::Absent(_) => outcome.passed(),
            Known::Cut(_) | Known::NotCollected if !connector.is_hybrid() => {}
            Known::Cut(_) | Known::NotCollected => match connector {
                Connector::Receive(_) => subjects::receive_missing(outcome),
                Connector::Send(_) => subjects::send_missing(outcome),
            },
        }
    }
    for configuration in &estate.hybrid_configurations {
        let Known::Value(name) = &configuration.tls_certificate_name else { continue };
        match parse_identifier(&name.value.text) {
            Ok(_) => outcome.passed(),
            Err(malformed) => {
                let name_of = "Hybrid Configuration";
                let subject = Subject {
                    kind: SubjectKind::HybridConfiguration,
                    name: name_of.to_owned(),
                    server: None,
                };
                outcome.found(finding(subject, &code(name_of), name, malformed).fix(fixes::run_wizard()));
            }
        }
    }
}

fn name_of(connector: Connector<'_>) -> String {
    code(&connector.name().value)
}

fn finding(subject: Subject, object: &str, name: &Spanned<CertificateName>, malformed: Malformed) -> Finding {
    let (what, confidence) = match malformed {
        Malformed::TagsMissing => (
            "Neither `<I>` nor `<S>` is there. If this was copied from a web page or a ticket, the tags may have been swallowed on the way; print the value again before you change anything.",
            Confidence::Possible,
        ),
        Malformed::IssuerTagMissing => ("`<I>` is missing or does not come first.", Confidence::Likely),
        Malformed::SubjectTagMissing => ("`<S>` is missing.", Confidence::Likely),
        Malformed::HalvesSwapped => {
            ("`<S>` stands before `<I>`; the issuer has to come first.", Confidence::Certain)
        }
        Malformed::ClosingTag => (
            "It holds a closing tag, which the form does not have: the tag becomes part of the name.",
            Confidence::Certain,
        ),
        Malformed::QuotedWhole => {
            ("Quotation marks stand around the value; they become part of the names.", Confidence::Certain)
        }
        Malformed::Thumbprint => (
            "It is the thumbprint of a certificate. This property takes its issuer and subject.",
            Confidence::Certain,
        ),
        Malformed::HalfEmpty => ("Issuer or subject is empty.", Confidence::Certain),
    };
    let title = format!("The certificate name of {object} is not of the form `<I>issuer<S>subject`");
    Finding::new(TlsCertificateNameMalformed::NAME, Severity::Error, title, subject, Label::new(name.span, "this is not the form"))
        .confidence(confidence)
        .why(what)
        .why("Exchange finds no certificate by it: a receive connector does not offer `STARTTLS`, a send connector keeps its mail in the queue.")
}

#[cfg(test)]
mod tests {
    use super::TlsCertificateNameMalformed;
    use crate::testing::{frontend, judge, outbound};
    use htd_report::{Confidence, Verdict};

    #[test]
    fn names_that_lead_nowhere_are_found() {
        for (name, confidence) in [
            ("CN=mail.contoso.example", Confidence::Possible),
            ("<I>CN=Fabrikam Trust CA 1, C=US", Confidence::Likely),
            ("<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example</S>", Confidence::Certain),
            ("<S>CN=mail.contoso.example<I>CN=Fabrikam Trust CA 1", Confidence::Certain),
            ("0123456789ABCDEF0123456789ABCDEF01234567", Confidence::Certain),
        ] {
            for evidence in [frontend(name), outbound(name)] {
                let judged = judge::<TlsCertificateNameMalformed>(&evidence);
                assert_eq!(judged.finding("is not of the form").confidence, confidence, "{name}");
            }
        }
    }

    #[test]
    fn both_spellings_of_the_tags_pass() {
        for name in
            ["<I>CN=Fabrikam<S>CN=mail.contoso.example", "<i>CN=Fabrikam<s>CN=mail.contoso.example", ""]
        {
            assert_eq!(
                judge::<TlsCertificateNameMalformed>(&frontend(name)).verdict,
                Verdict::Pass,
                "{name}"
            );
        }
    }

    #[test]
    fn names_whose_tags_were_lost_in_copying_are_undecided() {
        for evidence in [frontend, outbound].map(|of| of("CN=Fabrikam CA 1, C=USCN=mail.contoso.example")) {
            let judged = judge::<TlsCertificateNameMalformed>(&evidence);
            assert_eq!((judged.verdict, judged.findings.len()), (Verdict::Undecided, 0));
        }
    }

    #[test]
    fn a_cut_name_is_undecided() {
        assert_eq!(
            judge::<TlsCertificateNameMalformed>(&frontend("<I>CN=Fabrikam Trust...")).verdict,
            Verdict::Undecided
        );
    }
}
