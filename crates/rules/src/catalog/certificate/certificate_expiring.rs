//! A certificate whose end is near. How near is too near, the model says; where day and month of the date can
//! be mistaken for each other and that matters, it is undecided.

use crate::catalog::CertificateExpiring;
use crate::certificate::{logged, replace, wording};
use crate::citations::{CERTIFICATE_REQUIREMENTS, HYBRID_CERTIFICATES_2025, SC081};
use crate::{Judge, Outcome, Rule, RuleInfo, fixes, subjects, symptoms};
use htd_model::{Certificate, Estate, Moment, Use, Uses, Validity, urgency};
use htd_report::{Direction, Evidence, Finding, Severity};

impl Rule for CertificateExpiring {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 460,
        passes: "The certificate that hybrid connectors present is valid for long enough.",
        severities: &[Severity::Error, Severity::Warning, Severity::Note],
        evidence: &[
            Evidence::ExchangeCertificates,
            Evidence::Certificates,
            Evidence::ReceiveConnectors,
            Evidence::SendConnectors,
        ],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: true,
        citations: &[HYBRID_CERTIFICATES_2025, SC081, CERTIFICATE_REQUIREMENTS],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    subjects::each_certificate(estate, outcome, |uses, certificate, outcome| {
        judge(estate, uses, certificate, outcome);
    });
    logged::expiring(CertificateExpiring::NAME, estate, outcome);
}

fn judge(estate: &Estate, uses: &Uses<'_>, certificate: &Certificate, outcome: &mut Outcome) {
    let last: Vec<Use<'_>> = uses.of(certificate).iter().copied().filter(|used| used.ends_last).collect();
    let server = wording::server_of(certificate, &last);
    let Some(end) = certificate.not_after.value() else {
        if !last.is_empty() {
            outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server));
        }
        return;
    };
    if certificate.validity(estate.at) == Validity::Expired {
        return;
    }
    // Within the unknown time zone the milder verdict holds, which is that of the later end.
    let soonest = urgency(estate.at, end.earliest, certificate.lifetime());
    let latest = urgency(estate.at, end.latest, certificate.lifetime());
    match latest {
        Some(_) if last.is_empty() && matters_unused(estate, certificate) => {
            outcome.found(unused(estate, uses, certificate, end));
        }
        _ if last.is_empty() => {}
        _ if soonest != latest && end.is_ambiguous() => {
            outcome.undecided(Evidence::ExchangeCertificates, fixes::list_dates(server));
        }
        Some(severity) => outcome.found(used(estate, &last, certificate, end, severity)),
        None => outcome.passed(),
    }
}

/// A certificate that Exchange made, and one that has its follower already, may end in silence.
fn matters_unused(estate: &Estate, certificate: &Certificate) -> bool {
    let followed =
        |other: &Certificate| other.shares_common_name(certificate) && estate.may_follow(certificate, other);
    certificate.self_signed() == Some(false)
        && certificate.is_exchange
        && !certificate.not_after.value().is_some_and(|end| end.is_ambiguous())
        && !estate.certificates.iter().any(followed)
}

fn used(
    estate: &Estate,
    uses: &[Use<'_>],
    certificate: &Certificate,
    end: &Moment,
    severity: Severity,
) -> Finding {
    let successor = estate.successor(certificate);
    let advice = match successor {
        Some(successor) if successor.is_exchange => {
            format!("{} {IS_THERE}", wording::called(successor))
        }
        Some(_) => wording::FROM_A_FILE.to_owned(),
        None => RENEW.to_owned(),
    };
    let title = format!("{} {}", wording::called(certificate), wording::when(estate.at, end));
    let proof = (certificate.not_after.span_or(certificate.span), "this is its last day");
    let finding = wording::finding(CertificateExpiring::NAME, severity, title, certificate, proof, uses)
        .why(format!("Presented by {}. {DEFERRED}", wording::listed(uses)))
        .why(advice);
    let finding = replace::present_instead(finding, uses, certificate, successor);
    symptoms::explain_expiring(finding, estate, certificate)
}

fn unused(estate: &Estate, uses: &Uses<'_>, certificate: &Certificate, end: &Moment) -> Finding {
    let title = format!("{} {}", wording::called(certificate), wording::when(estate.at, end));
    let proof = (certificate.not_after.span_or(certificate.span), "this is its last day");
    let why = if uses.all_known() {
        "No hybrid connector of the evidence presents it. What else uses it, its `Services` and its names \
         tell."
    } else {
        "Whether a hybrid connector presents it, the evidence does not tell: add the connectors."
    };
    let finding = wording::finding(CertificateExpiring::NAME, Severity::Note, title, certificate, proof, &[]);
    symptoms::explain_expiring(finding.why(why), estate, certificate)
}

const DEFERRED: &str = "When it has expired, Exchange Online defers the mail and refuses what is sent to it.";
const IS_THERE: &str = "is there already, with another issuer or subject: every connector has to be told \
    before the old one ends.";
const RENEW: &str = "Renew it now. If the renewed one comes from another intermediate certificate, its \
    issuer differs, and to Exchange it is another certificate: write issuer and subject of the new one into \
    every connector before you remove the old one. Enable it for SMTP as soon as it is imported; one of the \
    same issuer and subject is presented from that moment on.";

#[cfg(test)]
mod tests {
    use super::CertificateExpiring;
    use crate::testing::{Judged, certificate, certificates, frontend, judge};
    use htd_report::{Severity, Verdict};

    const NAME: &str = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";

    fn ending(not_after: &str, number: u32) -> String {
        certificate("CN=Fabrikam Trust CA 1", "CN=mail.contoso.example", "SMTP", not_after, number)
    }

    fn judged_with(list: &[&str]) -> Judged {
        judge::<CertificateExpiring>(&(frontend(NAME) + &certificates(list)))
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
        let judged = judge::<CertificateExpiring>(&event("11/21/2026"));
        let finding = judged.finding("expires in 12 days");
        assert_eq!((finding.severity, finding.explains.len()), (Severity::Warning, 1));
        assert_eq!(
            judge::<CertificateExpiring>(&event("11/13/2026")).finding("in 4 days").severity,
            Severity::Warning
        );
        let named = event("11/13/2026") + &frontend(NAME);
        assert_eq!(judge::<CertificateExpiring>(&named).finding("in 4 days").severity, Severity::Error);
        // Long past, and nothing tells what came of it.
        assert_eq!(judge::<CertificateExpiring>(&event("01/21/2026")).verdict, Verdict::Undecided);
        // The list of the server says more than its log.
        let judged = judge::<CertificateExpiring>(
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
        assert_eq!(judge::<CertificateExpiring>(&(frontend(NAME) + &list)).verdict, Verdict::Pass);
        let near = list.replace("01/12/2027", "01/12/2026");
        assert_eq!(judge::<CertificateExpiring>(&(frontend(NAME) + &near)).verdict, Verdict::Undecided);
    }
}
