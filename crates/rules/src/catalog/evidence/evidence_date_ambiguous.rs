//! Dates of certificates in use whose two readings come to different verdicts. All of them are one finding,
//! as one answer settles them all.

use crate::catalog::EvidenceDateAmbiguous;
use crate::certificate::wording::called;
use crate::citations::HYBRID_CERTIFICATES_2025;
use crate::{Judge, Outcome, Rule, RuleInfo, fixes};
use htd_model::{Certificate, Estate, Known, Moment, Uses, urgency};
use htd_report::{Evidence, Finding, Fix, Label, Severity, Shell, Subject, SubjectKind};
use htd_source::Span;

impl Rule for EvidenceDateAmbiguous {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 840,
        passes: "Every date that a rule needs reads one way only.",
        severities: &[Severity::Note],
        evidence: &[Evidence::ExchangeCertificates],
        directions: &[],
        decisive: false,
        citations: &[HYBRID_CERTIFICATES_2025],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

/// How many dates are shown. In a source whose order is not known, all are alike.
const MOST_LABELS: usize = 3;

fn check(estate: &Estate, outcome: &mut Outcome) {
    let uses = Uses::new(estate);
    let mut finding: Option<Finding> = None;
    for certificate in &estate.certificates {
        let used = uses.of(certificate);
        if used.is_empty() {
            continue;
        }
        outcome.passed();
        let open = used.iter().any(|used| !used.sure);
        let Some(span) = needed(estate, certificate, open) else { continue };
        finding = Some(match finding {
            None => new(certificate, span),
            Some(finding) if finding.labels.len() + 1 < MOST_LABELS => {
                finding.label(Label::new(span, "and this one"))
            }
            Some(finding) => finding,
        });
    }
    if let Some(finding) = finding {
        outcome.found(finding);
    }
}

/// The date of a certificate in use whose two readings come to different verdicts.
fn needed(estate: &Estate, certificate: &Certificate, choice_is_open: bool) -> Option<Span> {
    let ambiguous =
        |date: &Known<Moment>| date.spanned().filter(|date| date.value.is_ambiguous()).map(|d| d.span);
    let (start, end) = (ambiguous(&certificate.not_before), ambiguous(&certificate.not_after));
    let differs = |date: &Known<Moment>| {
        date.value().is_some_and(|date| {
            let urgency = |at| urgency(estate.at, at, certificate.lifetime());
            let past = |at| at < estate.at;
            urgency(date.earliest) != urgency(date.latest) || past(date.earliest) != past(date.latest)
        })
    };
    if differs(&certificate.not_after) && end.is_some() {
        return end;
    }
    if choice_is_open { end.or(start) } else { None }
}

fn new(certificate: &Certificate, span: Span) -> Finding {
    let title = format!("A date of {} can be read two ways", called(certificate));
    let name = certificate.thumbprint.value().cloned().unwrap_or_else(|| certificate.display_name());
    let server = certificate.server.clone();
    let fix = Fix::look(
        "Print the dates so that they read one way only",
        Shell::ExchangeManagementShell,
        server.as_deref(),
        &[fixes::LIST_DATES],
    );
    let subject = Subject { kind: SubjectKind::ExchangeCertificate, name, server };
    Finding::new(
        EvidenceDateAmbiguous::NAME,
        Severity::Note,
        title,
        subject,
        Label::new(span, "day and month, or month and day"),
    )
    .why(
        "No other date of this source tells which number is the month, and one reading comes to another \
         verdict than the other. Neither was taken: what depends on it is undecided. The certificate itself, \
         added as a file without its private key, settles it as well.",
    )
    .fix(fix)
}

#[cfg(test)]
mod tests {
    use super::EvidenceDateAmbiguous;
    use crate::catalog::{CertificateExpired, CertificateExpiring};
    use crate::testing::{certificate, certificates, frontend, judge};
    use htd_report::{Risk, Severity, Verdict};

    const NAME: &str = "<I>CN=Fabrikam Trust CA 1, C=US<S>CN=mail.contoso.example, O=Contoso, C=US";

    fn evidence(not_after: &str) -> String {
        let one = certificate(
            "CN=Fabrikam Trust CA 1, C=US",
            "CN=mail.contoso.example, O=Contoso, C=US",
            "SMTP",
            not_after,
            7,
        );
        // The other dates of the fixtures would settle it.
        let one = one.replace("01/20/2026", "01/03/2026");
        frontend(NAME)
            + &certificates(&[&one]).replace("01/20/2030", "01/02/2030").replace("01/20/2026", "01/02/2026")
    }

    #[test]
    fn a_date_whose_readings_differ_in_effect_is_found() {
        let judged = judge::<EvidenceDateAmbiguous>(&evidence("05/12/2026"));
        let finding = judged.finding("can be read two ways");
        assert_eq!(finding.severity, Severity::Note);
        assert_eq!(finding.fixes.first().unwrap().risk, Risk::ReadsOnly);
        let evidence = evidence("05/12/2026");
        assert_eq!(judge::<CertificateExpired>(&evidence).verdict, Verdict::Undecided);
        assert_eq!(judge::<CertificateExpiring>(&evidence).verdict, Verdict::Undecided);
    }

    #[test]
    fn a_date_whose_readings_come_to_the_same_is_none() {
        assert_eq!(judge::<EvidenceDateAmbiguous>(&evidence("05/06/2028")).verdict, Verdict::Pass);
        assert_eq!(judge::<CertificateExpired>(&evidence("05/06/2028")).verdict, Verdict::Pass);
    }

    #[test]
    fn another_date_of_the_source_settles_it() {
        let settled = evidence("05/12/2026").replace("01/02/2030", "31/01/2030");
        assert_eq!(judge::<EvidenceDateAmbiguous>(&settled).verdict, Verdict::Pass);
        assert_eq!(judge::<CertificateExpiring>(&settled).verdict, Verdict::Found);
        let settled = evidence("05/12/2026").replace("01/02/2030", "01/31/2030");
        assert_eq!(judge::<CertificateExpired>(&settled).verdict, Verdict::Found);
    }

    #[test]
    fn dates_of_certificates_that_nobody_presents_do_not_matter() {
        let other =
            evidence("05/12/2026").replace(NAME, "<I>CN=Fabrikam Trust CA 2<S>CN=mail.contoso.example");
        assert_ne!(judge::<EvidenceDateAmbiguous>(&other).verdict, Verdict::Found);
    }
}
