use super::uses::{Use, Uses, judge_each};
use super::{account, logged};
use crate::citations::{CERTIFICATE_REQUIREMENTS, HYBRID_CERTIFICATES_2025, SC081};
use crate::{Outcome, Rule, RuleInfo, fixes, symptoms};
use htd_model::{Certificate, Estate, Moment, Validity};
use htd_report::{Direction, Evidence, Finding, Severity, code};
use htd_source::Timestamp;

pub(crate) const DOCUMENTATION: &str = "\
# certificate-expiring

## What it checks

How long the certificate that a hybrid connector presents is still valid. Under seven days is an error; under thirty days, or under a third of its life where that is less, is a warning. A certificate that no connector presents is worth a note.

## Why mail stops

When the certificate has expired, Exchange Online defers the mail and refuses what is sent to it. The renewal itself is the greater risk: `TlsCertificateName` holds issuer and subject, and many authorities change their intermediate certificate from one renewal to the next. With certificates of 200, 100 and 47 days, that is a matter of every few weeks.

Exchange logs event 12018 for the certificate of `STARTTLS` and 12017 for that of the mail between servers.

## How to confirm

```powershell
Get-ExchangeCertificate | Format-List Thumbprint,NotBefore,NotAfter,Issuer,Subject
```

## How to mend it

1. Import the renewed certificate with its private key on every server, enable it for SMTP and answer **N** at the overwrite prompt.
2. Compare its issuer and subject with those of the old one. Where they differ in a single character, write them into every connector that names the old one, and into the hybrid configuration, or run the Hybrid Configuration Wizard.
3. Remove the old certificate only then.
";

/// A certificate is about to expire.
pub(crate) struct CertificateExpiring;

static INFO: RuleInfo = RuleInfo {
    name: "certificate-expiring",
    passes: "The certificate that hybrid connectors present is valid for long enough.",
    severities: &[Severity::Error, Severity::Warning, Severity::Note],
    evidence: &[Evidence::ExchangeCertificates, Evidence::Certificates],
    directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
    decisive: true,
    citations: &[HYBRID_CERTIFICATES_2025, SC081, CERTIFICATE_REQUIREMENTS],
    reviewed: "2026-11-22",
};

const ERROR_DAYS: i64 = 7;
const WARNING_DAYS: i64 = 30;

impl Rule for CertificateExpiring {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, estate: &Estate, outcome: &mut Outcome<'_>) {
        judge_each(estate, outcome, |uses, certificate, outcome| judge(estate, uses, certificate, outcome));
        logged::expiring(INFO.name, estate, outcome);
    }
}

fn judge(estate: &Estate, uses: &Uses<'_>, certificate: &Certificate, outcome: &mut Outcome<'_>) {
    let last: Vec<Use<'_>> = uses.of(certificate).iter().copied().filter(|used| used.ends_last).collect();
    let server = account::server_of(certificate, &last);
    let Some(end) = certificate.not_after.value() else {
        if !last.is_empty() {
            outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server));
        }
        return;
    };
    if certificate.validity(estate.at) == Validity::Expired {
        return;
    }
    let soonest = urgency(estate.at, end.earliest, lifetime(certificate));
    let latest = urgency(estate.at, end.latest, lifetime(certificate));
    if last.is_empty() {
        if latest.is_some() && matters_unused(estate, certificate) {
            outcome.found(unused(estate, uses, certificate, end));
        }
    } else if soonest != latest && is_ambiguous(end) {
        outcome.undecided(Evidence::ExchangeCertificates, fixes::list_dates(server));
    } else {
        // Within the unknown time zone the milder verdict holds, which is that of the later end.
        match latest {
            Some(severity) => outcome.found(used(estate, &last, certificate, end, severity)),
            None => outcome.passed(),
        }
    }
}

/// What an end comes to. A certificate of three weeks or less is in its last seven days for much of its life,
/// so the third counts for the error as well.
pub(crate) fn urgency(at: Timestamp, end: Timestamp, lifetime: Option<i64>) -> Option<Severity> {
    let left = end.0 - at.0;
    let third = lifetime.map_or(i64::MAX, |lifetime| lifetime / 3);
    if left < third.min(ERROR_DAYS * Timestamp::DAY) {
        Some(Severity::Error)
    } else if left < third.min(WARNING_DAYS * Timestamp::DAY) {
        Some(Severity::Warning)
    } else {
        None
    }
}

/// The shortest life that the dates allow, so that the verdict is the milder one.
pub(crate) fn lifetime(certificate: &Certificate) -> Option<i64> {
    let (start, end) = (certificate.not_before.value()?, certificate.not_after.value()?);
    let life = (end.earliest.0 - start.earliest.0).min(end.latest.0 - start.latest.0);
    (life > 0).then_some(life)
}

pub(super) fn is_ambiguous(end: &Moment) -> bool {
    end.latest.0 - end.earliest.0 > account::ZONES
}

/// A certificate that Exchange made, and one that has its follower already, may end in silence.
fn matters_unused(estate: &Estate, certificate: &Certificate) -> bool {
    let followed = |other: &Certificate| {
        let same = match (other.common_name(), certificate.common_name()) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            _ => false,
        };
        same && account::follows(estate, certificate, other)
    };
    certificate.self_signed() == Some(false)
        && certificate.is_exchange
        && !certificate.not_after.value().is_some_and(is_ambiguous)
        && !estate.certificates.iter().any(followed)
}

fn used(
    estate: &Estate,
    uses: &[Use<'_>],
    certificate: &Certificate,
    end: &Moment,
    severity: Severity,
) -> Finding {
    let title = format!("{} {}", account::called(certificate), when(estate.at, end));
    let proof = (certificate.not_after.span_or(certificate.span), "this is its last day");
    let successor = account::successor(estate, certificate);
    let advice = match successor {
        Some(successor) if !successor.is_exchange => account::FROM_A_FILE.to_owned(),
        Some(successor) => format!(
            "{} is there already, with another issuer or subject: every connector has to be told before the old one ends.",
            account::called(successor)
        ),
        None => "Renew it now. If the renewed one comes from another intermediate certificate, its issuer differs, and to Exchange it is another certificate: write issuer and subject of the new one into every connector before you remove the old one. Enable it for SMTP as soon as it is imported; one of the same issuer and subject is presented from that moment on.".to_owned(),
    };
    let finding = account::finding(INFO.name, severity, title, certificate, proof, uses)
        .why(format!(
            "Presented by {}. When it has expired, Exchange Online defers the mail and refuses what is sent to it.",
            account::listed(uses)
        ))
        .why(advice);
    let finding = account::present_instead(finding, uses, certificate, successor);
    symptoms::explain_expiring(finding, estate, certificate)
}

fn unused(estate: &Estate, uses: &Uses<'_>, certificate: &Certificate, end: &Moment) -> Finding {
    let title = format!("{} {}", account::called(certificate), when(estate.at, end));
    let proof = (certificate.not_after.span_or(certificate.span), "this is its last day");
    let why = if uses.all_known() {
        "No hybrid connector of the evidence presents it. What else uses it, its `Services` and its names tell."
    } else {
        "Whether a hybrid connector presents it, the evidence does not tell: add the connectors."
    };
    let finding = account::finding(INFO.name, Severity::Note, title, certificate, proof, &[]).why(why);
    symptoms::explain_expiring(finding, estate, certificate)
}

/// `expires in 5 days`. A printed date lacks its time zone, so the middle of what it can mean is told.
pub(super) fn when(at: Timestamp, end: &Moment) -> String {
    if is_ambiguous(end) {
        return format!("expires by {}", code(&end.latest.date()));
    }
    let middle = Timestamp(end.earliest.0 + (end.latest.0 - end.earliest.0) / 2);
    match at.days_until(middle) {
        1 => "expires in a day".to_owned(),
        days if days > 1 => format!("expires in {days} days"),
        _ => "expires within a day".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{Judged, certificate, certificates, frontend, judge};
    use htd_report::{Severity, Verdict};

    const RULE: &str = "certificate-expiring";
    const NAME: &str = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";

    fn ending(not_after: &str, number: u32) -> String {
        certificate("CN=Fabrikam Trust CA 1", "CN=mail.contoso.example", "SMTP", not_after, number)
    }

    fn judged_with(list: &[&str]) -> Judged {
        judge(RULE, &(frontend(NAME) + &certificates(list)))
    }

    #[test]
    fn the_days_that_are_left_decide() {
        let severity = |date: &str, title: &str| judged_with(&[&ending(date, 7)]).finding(title).severity;
        assert_eq!(
            severity("11/27/2026", "`mail.contoso.example` on `EX01` expires in 5 days"),
            Severity::Error
        );
        assert_eq!(severity("12/13/2026", "expires in 21 days"), Severity::Warning);
        assert_eq!(judged_with(&[&ending("12/25/2026", 7)]).verdict, Verdict::Pass);
    }

    #[test]
    fn of_a_short_life_the_last_third_counts() {
        let short = |end: &str, start: &str| ending(end, 7).replace("01/20/2026", start);
        // Of 47 days, 13 are less than a third and 20 are more.
        let judged = judged_with(&[&short("12/05/2026", "10/20/2026")]);
        assert_eq!(judged.finding("expires in 13 days").severity, Severity::Warning);
        assert_eq!(judged_with(&[&short("12/12/2026", "10/27/2026")]).verdict, Verdict::Pass);
        // Of six days, four are more.
        assert_eq!(judged_with(&[&short("11/26/2026", "11/21/2026")]).verdict, Verdict::Pass);
    }

    #[test]
    fn a_renewal_of_the_same_name_ends_the_matter() {
        let judged = judged_with(&[&ending("12/13/2026", 7), &ending("06/20/2027", 8)]);
        assert_eq!(judged.verdict, Verdict::Pass);
    }

    #[test]
    fn a_renewal_of_another_issuer_is_offered() {
        let new = certificate("CN=Fabrikam Trust CA 2", "CN=mail.contoso.example", "SMTP", "06/20/2027", 8);
        let judged = judged_with(&[&ending("12/13/2026", 7), &new]);
        let fix = judged.finding("expires in 21 days").fixes.first().unwrap();
        assert!(fix.apply.as_str().contains("'0000000000000000000000000000000000000008'"));
    }

    #[test]
    fn an_unused_one_of_an_authority_is_a_note_and_the_own_ones_are_not() {
        let other = certificate("CN=Fabrikam Trust CA 1", "CN=owa.contoso.example", "IIS", "12/13/2026", 8);
        let judged = judged_with(&[&ending("06/20/2027", 7), &other]);
        assert_eq!(judged.finding("`owa.contoso.example`").severity, Severity::Note);
        let own = certificate("CN=EX01.contoso.example", "CN=EX01.contoso.example", "SMTP", "12/13/2026", 9);
        assert_eq!(judged_with(&[&ending("06/20/2027", 7), &own]).verdict, Verdict::Pass);
    }

    #[test]
    fn the_event_alone_tells() {
        let event = |date: &str| {
            format!(
                "Log Name:      Application\nSource:        MSExchangeFrontEndTransport\n\
                 Date:          {date} 10:14:22 PM\nEvent ID:      12018\nLevel:         Error\n\
                 Computer:      EX01.contoso.example\nDescription:\n\
                 The STARTTLS certificate will expire soon: subject: mail.contoso.example, thumbprint: \
                 0000000000000000000000000000000000000007, hours remaining: 300. Run the \
                 New-ExchangeCertificate cmdlet to create a new certificate.\n\n"
            )
        };
        let judged = judge(RULE, &event("11/21/2026"));
        let finding = judged.finding("expires in 12 days");
        assert_eq!((finding.severity, finding.explains.len()), (Severity::Warning, 1));
        assert_eq!(judge(RULE, &event("11/13/2026")).finding("in 4 days").severity, Severity::Warning);
        let named = event("11/13/2026") + &frontend(NAME);
        assert_eq!(judge(RULE, &named).finding("in 4 days").severity, Severity::Error);
        // Long past, and nothing tells what came of it.
        assert_eq!(judge(RULE, &event("01/21/2026")).verdict, Verdict::Undecided);
        // The list of the server says more than its log.
        let judged = judge(
            RULE,
            &(event("11/21/2026") + &frontend(NAME) + &certificates(&[&ending("06/20/2027", 8)])),
        );
        assert_eq!(judged.verdict, Verdict::Pass);
    }

    #[test]
    fn without_dates_it_is_undecided_and_a_date_of_two_readings_asks_for_the_other_form() {
        let kept = ending("06/20/2027", 7);
        let without: String =
            kept.lines().filter(|line| !line.starts_with("Not")).map(|line| format!("{line}\n")).collect();
        assert_eq!(judged_with(&[&without]).verdict, Verdict::Undecided);
        let list = certificates(&[&ending("01/12/2027", 7)])
            .replace("01/20/2026", "01/02/2026")
            .replace("01/20/2030", "01/02/2030");
        // The twelfth of January or the first of December: both lie ahead, and both are far enough.
        assert_eq!(judge(RULE, &(frontend(NAME) + &list)).verdict, Verdict::Pass);
        let near = list.replace("01/12/2027", "01/12/2026");
        assert_eq!(judge(RULE, &(frontend(NAME) + &near)).verdict, Verdict::Undecided);
    }
}
