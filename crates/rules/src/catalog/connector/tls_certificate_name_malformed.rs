//! A certificate name that cannot lead to a certificate, in a connector or in the hybrid configuration.

use crate::catalog::TlsCertificateNameMalformed;
use crate::citations::{HYBRID_CERTIFICATES_2025, SET_RECEIVE_CONNECTOR, SET_SEND_CONNECTOR};
use crate::fixes::{self, Which};
use crate::{Judge, Outcome, Rule, RuleInfo, subjects};
use htd_model::{CertificateName, Connector, Estate, Known};
use htd_report::{Confidence, Direction, Evidence, Finding, Label, Severity, Subject, SubjectKind, code};
use htd_source::Spanned;
use htd_x509::{Malformed, parse_identifier};

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
    if estate.connectors().next().is_none() {
        subjects::receive_missing(outcome);
        subjects::send_missing(outcome);
    }
    for connector in estate.connectors() {
        match connector.tls_certificate_name() {
            Known::Value(name) => match parse_identifier(&name.value.text) {
                Ok(_) => outcome.passed(),
                Err(malformed) => outcome.found(of_connector(connector, name, malformed)),
            },
            Known::Absent(_) => outcome.passed(),
            Known::Cut(_) | Known::NotCollected if !connector.is_hybrid() => {}
            Known::Cut(_) | Known::NotCollected => subjects::name_missing(connector, outcome),
        }
    }
    for configuration in &estate.hybrid_configurations {
        let Known::Value(name) = &configuration.tls_certificate_name else { continue };
        match parse_identifier(&name.value.text) {
            Ok(_) => outcome.passed(),
            Err(malformed) => outcome.found(of_configuration(name, malformed)),
        }
    }
}

fn of_connector(connector: Connector<'_>, name: &Spanned<CertificateName>, malformed: Malformed) -> Finding {
    let server = connector.servers().first().copied().flatten();
    let edge = fixes::is_edge(connector);
    finding(connector.subject(), name, malformed)
        .direction(connector.direction())
        .fix(fixes::enable_for_smtp(server, edge, Which::New))
        .fix(fixes::set_certificate_name(connector, server, Which::New))
        .fix((!edge).then(fixes::run_wizard))
}

fn of_configuration(name: &Spanned<CertificateName>, malformed: Malformed) -> Finding {
    let kind = SubjectKind::HybridConfiguration;
    let subject = Subject { kind, name: "Hybrid Configuration".to_owned(), server: None };
    finding(subject, name, malformed).fix(fixes::run_wizard())
}

fn finding(subject: Subject, name: &Spanned<CertificateName>, malformed: Malformed) -> Finding {
    let (what, confidence) = explanation(malformed);
    let object = code(&subject.name);
    let title = format!("The certificate name of {object} is not of the form `<I>issuer<S>subject`");
    let proof = Label::new(name.span, "this is not the form");
    Finding::new(TlsCertificateNameMalformed::NAME, Severity::Error, title, subject, proof)
        .confidence(confidence)
        .why(what)
        .why(FINDS_NOTHING)
}

fn explanation(malformed: Malformed) -> (&'static str, Confidence) {
    use Confidence::{Certain, Likely, Possible};
    match malformed {
        Malformed::TagsMissing => (TAGS_MISSING, Possible),
        Malformed::IssuerTagMissing => ("`<I>` is missing or does not come first.", Likely),
        Malformed::SubjectTagMissing => ("`<S>` is missing.", Likely),
        Malformed::HalvesSwapped => ("`<S>` stands before `<I>`; the issuer has to come first.", Certain),
        Malformed::ClosingTag => (
            "It holds a closing tag, which the form does not have: the tag becomes part of the name.",
            Certain,
        ),
        Malformed::QuotedWhole => {
            ("Quotation marks stand around the value; they become part of the names.", Certain)
        }
        Malformed::Thumbprint => {
            ("It is the thumbprint of a certificate. This property takes its issuer and subject.", Certain)
        }
        Malformed::HalfEmpty => ("Issuer or subject is empty.", Certain),
    }
}

const TAGS_MISSING: &str = "Neither `<I>` nor `<S>` is there. If this was copied from a web page or a \
    ticket, the tags may have been swallowed on the way; print the value again before you change anything.";
const FINDS_NOTHING: &str = "Exchange finds no certificate by it: a receive connector does not offer \
    `STARTTLS`, a send connector keeps its mail in the queue.";

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
