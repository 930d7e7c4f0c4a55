use crate::certificate::account::called;
use crate::certificate::certificate_expiring::{lifetime, urgency};
use crate::certificate::uses::Uses;
use crate::citations::HYBRID_CERTIFICATES_2025;
use crate::{Outcome, Rule, RuleInfo, fixes};
use htd_model::{Certificate, Estate, Known, Moment};
use htd_report::powershell::Script;
use htd_report::{Evidence, Finding, Fix, Label, Risk, Severity, Shell, Subject, SubjectKind};
use htd_source::Span;

pub(crate) const DOCUMENTATION: &str = "\
# evidence-date-ambiguous

## What it checks

Whether a date on which a verdict depends can be read two ways: `06/01/2026` is the 6th of January in one culture and the 1st of June in another, and nothing else in the source tells which.

## Why it matters

The console prints dates as the person who typed the command reads them. A number over twelve, a full stop between the numbers or a weekday anywhere in the same source settles it, and so does the certificate itself, given as a file: its own dates are compared with those that were printed. Where nothing settles it, whether the certificate has expired, will soon, or is the one that Exchange presents stays undecided.

## How to confirm

Look at the other dates of the same output.

## How to mend it

Print the dates so that they read one way only, and give that output instead. It can also help to add the certificate itself as a file, without its private key.

```powershell
Get-ExchangeCertificate | Format-List Thumbprint,Issuer,Subject,@{Name='NotBefore';Expression={$_.NotBefore.ToString('o')}},@{Name='NotAfter';Expression={$_.NotAfter.ToString('o')}},Identity
```
";

/// A date that a rule needs can be read with its day and its month swapped.
pub(crate) struct EvidenceDateAmbiguous;

static INFO: RuleInfo = RuleInfo {
    name: "evidence-date-ambiguous",
    passes: "Every date that a rule needs reads one way only.",
    severities: &[Severity::Note],
    evidence: &[Evidence::ExchangeCertificates],
    directions: &[],
    decisive: false,
    citations: &[HYBRID_CERTIFICATES_2025],
    reviewed: "2026-11-22",
};

/// How many dates are shown. In a source whose order is not known, all are alike.
const MOST_LABELS: usize = 3;

impl Rule for EvidenceDateAmbiguous {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, estate: &Estate, outcome: &mut Outcome<'_>) {
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
}

/// The date of a certificate in use whose two readings come to different verdicts.
fn needed(estate: &Estate, certificate: &Certificate, choice_is_open: bool) -> Option<Span> {
    let ambiguous =
        |date: &Known<Moment>| date.spanned().filter(|date| date.value.is_ambiguous()).map(|d| d.span);
    let (start, end) = (ambiguous(&certificate.not_before), ambiguous(&certificate.not_after));
    let differs = |date: &Known<Moment>| {
        date.value().is_some_and(|date| {
            let urgency = |at| urgency(estate.at, at, lifetime(certificate));
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
    let fix = Fix {
        title: "Print the dates so that they read one way only".to_owned(),
        shell: Shell::ExchangeManagementShell,
        run_on: server.clone(),
        risk: Risk::ReadsOnly,
        answer: None,
        backup: Script::new(),
        apply: Script::new().fixed(fixes::LIST_DATES),
        verify: Script::new(),
        undo: Script::new(),
    };
    let subject = Subject { kind: SubjectKind::ExchangeCertificate, name, server };
    Finding::new(INFO.name, Severity::Note, title, subject, Label::new(span, "day and month, or month and day"))
        .why("No other date of this source tells which number is the month, and one reading comes to another verdict than the other. Neither was taken: what depends on it is undecided. The certificate itself, added as a file without its private key, settles it as well.")
        .fix(fix)
}

#[cfg(test)]
mod tests {
    use crate::testing::{certificate, certificates, frontend, judge};
    use htd_report::{Risk, Severity, Verdict};

    const RULE: &str = "evidence-date-ambiguous";
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
        let judged = judge(RULE, &evidence("05/12/2026"));
        let finding = judged.finding("can be read two ways");
        assert_eq!(finding.severity, Severity::Note);
        assert_eq!(finding.fixes.first().unwrap().risk, Risk::ReadsOnly);
        for rule in ["certificate-expired", "certificate-expiring"] {
            assert_eq!(judge(rule, &evidence("05/12/2026")).verdict, Verdict::Undecided, "{rule}");
        }
    }

    #[test]
    fn a_date_whose_readings_come_to_the_same_is_none() {
        assert_eq!(judge(RULE, &evidence("05/06/2028")).verdict, Verdict::Pass);
        assert_eq!(judge("certificate-expired", &evidence("05/06/2028")).verdict, Verdict::Pass);
    }

    #[test]
    fn another_date_of_the_source_settles_it() {
        let settled = evidence("05/12/2026").replace("01/02/2030", "31/01/2030");
        assert_eq!(judge(RULE, &settled).verdict, Verdict::Pass);
        assert_eq!(judge("certificate-expiring", &settled).verdict, Verdict::Found);
        let settled = evidence("05/12/2026").replace("01/02/2030", "01/31/2030");
        assert_eq!(judge("certificate-expired", &settled).verdict, Verdict::Found);
    }

    #[test]
    fn dates_of_certificates_that_nobody_presents_do_not_matter() {
        let other =
            evidence("05/12/2026").replace(NAME, "<I>CN=Fabrikam Trust CA 2<S>CN=mail.contoso.example");
        assert_ne!(judge(RULE, &other).verdict, Verdict::Found);
    }
}
