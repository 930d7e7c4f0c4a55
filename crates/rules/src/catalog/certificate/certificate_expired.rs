//! A certificate whose end lies behind: an error where a hybrid connector presents it, else a note. Where no
//! list of certificates is in evidence, the log of the server tells.

use crate::catalog::CertificateExpired;
use crate::certificate::{logged, replace, wording};
use crate::citations::{CERTIFICATE_REQUIREMENTS, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION};
use crate::{Judge, Outcome, Rule, RuleInfo, fixes, subjects, symptoms};
use htd_model::{Certificate, End, Estate, Use, Uses};
use htd_report::{Confidence, Direction, Evidence, Finding, Severity};
use htd_source::Span;

impl Rule for CertificateExpired {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 440,
        passes: "The certificate that hybrid connectors present has not expired.",
        severities: &[Severity::Error, Severity::Warning, Severity::Note],
        evidence: &[
            Evidence::ExchangeCertificates,
            Evidence::Certificates,
            Evidence::ReceiveConnectors,
            Evidence::SendConnectors,
        ],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: true,
        citations: &[INBOUND_SELECTION, HYBRID_CERTIFICATES_2025, CERTIFICATE_REQUIREMENTS],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    subjects::each_certificate(estate, outcome, |uses, certificate, outcome| {
        judge(estate, uses, certificate, outcome);
    });
    logged::expired(CertificateExpired::NAME, estate, outcome);
}

fn judge(estate: &Estate, uses: &Uses<'_>, certificate: &Certificate, outcome: &mut Outcome) {
    // One of the same name that ends later is presented when this one has ended.
    let last: Vec<Use<'_>> = uses.of(certificate).iter().copied().filter(|used| used.ends_last).collect();
    let server = wording::server_of(certificate, &last);
    let end = certificate.end(estate.at);
    let past = match end {
        End::Past(span) => Some((span, Confidence::Certain)),
        End::SaidToBePast(span) => Some((span, Confidence::Likely)),
        End::Ahead | End::Ambiguous | End::Unknown => None,
    };
    match (past, end) {
        (Some(past), _) if last.is_empty() => outcome.found(unused(estate, uses, certificate, past)),
        (Some(past), _) => outcome.found(used(estate, &last, certificate, past)),
        _ if last.is_empty() => {}
        (None, End::Ahead) => outcome.passed(),
        (None, End::Ambiguous) => {
            outcome.undecided(Evidence::ExchangeCertificates, fixes::list_dates(server));
        }
        (None, _) => outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server)),
    }
}

fn used(
    estate: &Estate,
    uses: &[Use<'_>],
    certificate: &Certificate,
    (span, confidence): (Span, Confidence),
) -> Finding {
    let successor = estate.successor(certificate);
    let advice = match successor {
        Some(successor) if successor.is_exchange => IS_THERE,
        Some(_) => wording::FROM_A_FILE,
        None => IMPORT,
    };
    let title = title(estate, certificate, " and is in use");
    let proof = (span, "this is past");
    let finding =
        wording::finding(CertificateExpired::NAME, Severity::Error, title, certificate, proof, uses)
            .confidence(confidence)
            .why(format!("Presented by {}. {REFUSED}", wording::listed(uses)))
            .why(advice);
    let finding = replace::present_instead(finding, uses, certificate, successor);
    let finding = symptoms::explain(finding, estate);
    symptoms::explain_expired(finding, estate, certificate)
}

fn unused(
    estate: &Estate,
    uses: &Uses<'_>,
    certificate: &Certificate,
    (span, confidence): (Span, Confidence),
) -> Finding {
    let why = if certificate.is_auth_certificate() {
        OF_OAUTH
    } else if certificate.is_of_setup() {
        OF_SETUP
    } else if uses.all_known() {
        "No hybrid connector of the evidence presents it, so it does no harm to hybrid mail flow."
    } else {
        "Whether a hybrid connector presents it, the evidence does not tell: add the connectors."
    };
    let title = title(estate, certificate, "");
    let proof = (span, "this is past");
    let finding = wording::finding(CertificateExpired::NAME, Severity::Note, title, certificate, proof, &[])
        .confidence(confidence)
        .why(why);
    symptoms::explain_expired(finding, estate, certificate)
}

fn title(estate: &Estate, certificate: &Certificate, rest: &str) -> String {
    let called = wording::called(certificate);
    let days = certificate.not_after.value().map(|end| end.latest.days_until(estate.at));
    match days {
        Some(1) => format!("{called} expired a day ago{rest}"),
        Some(days) if days > 1 => format!("{called} expired {days} days ago{rest}"),
        _ => format!("{called} has expired{rest}"),
    }
}

const REFUSED: &str = "`STARTTLS` is still offered with an expired certificate, but the other side refuses \
    it: Exchange Online defers the mail, and answers `CertificateExpired` to what is sent to it.";
const IS_THERE: &str = "A certificate of the same common name is there already; the connectors have to be \
    told, because its issuer or subject differs.";
const IMPORT: &str = "Import the renewed certificate with its private key on every server first. If it has \
    the same issuer and subject, the connectors find it by themselves.";
const OF_OAUTH: &str = "It is the certificate of OAuth between Exchange and other services and has nothing \
    to do with mail flow; its expiry shows as event 2004 of MSExchange OAuth. Never name it in a connector.";
const OF_SETUP: &str = "Exchange made it for the mail between its own servers, which takes it even when it \
    has expired. Hybrid mail flow does not use it.";

#[cfg(test)]
mod tests {
    use super::CertificateExpired;
    use crate::catalog::ErrorTextRecognised;
    use crate::testing::{certificate, certificates, frontend, judge};
    use htd_report::{Confidence, Severity, Verdict};

    const NAME: &str = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";

    fn ending(not_after: &str, number: u32) -> String {
        certificate("CN=Fabrikam Trust CA 1", "CN=mail.contoso.example", "SMTP", not_after, number)
    }

    fn judged_with(list: &[&str]) -> crate::testing::Judged {
        judge::<CertificateExpired>(&(frontend(NAME) + &certificates(list)))
    }

    #[test]
    fn the_certificate_in_use_expired() {
        let judged = judged_with(&[&ending("10/31/2026", 7)]);
        let finding = judged.finding("`mail.contoso.example` on `EX01` expired 20 days ago");
        assert_eq!((finding.severity, finding.confidence), (Severity::Error, Confidence::Certain));
    }

    #[test]
    fn a_renewal_that_is_only_a_file_is_imported_first() {
        let file = include_str!("../../../../../tests/fixtures/certificates/mail-renewed-other-issuer.pem");
        let list = certificates(&[&ending("10/31/2026", 7)]);
        let judged = judge::<CertificateExpired>(&(frontend(NAME) + &list + "\n" + file));
        let finding = judged.finding("expired 20 days ago");
        assert!(finding.why.iter().any(|why| why.contains("in evidence as a file")), "{:?}", finding.why);
        let titles: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
        assert!(titles.first().unwrap().starts_with("Import the PFX file"), "{titles:?}");
        assert!(titles.get(1).unwrap().starts_with("Enable the certificate"), "{titles:?}");
        let there = certificate("CN=Fabrikam Trust CA 2", "CN=mail.contoso.example", "IIS", "06/20/2027", 8);
        let judged = judged_with(&[&ending("10/31/2026", 7), &there]);
        let finding = judged.finding("expired 20 days ago");
        assert!(finding.why.iter().any(|why| why.contains("is there already")));
        assert!(finding.fixes.first().unwrap().title.starts_with("Enable the certificate"));
    }

    #[test]
    fn connectors_of_two_servers_are_mended_on_each() {
        let file = include_str!("../../../../../tests/fixtures/certificates/mail-expired.pem");
        let one = frontend(
            "<I>CN=Fabrikam Trust RSA CA 2025, O=Fabrikam Trust Services, C=US<S>CN=mail.contoso.example, \
             OU=IT, O=Contoso, L=Seattle, S=Washington, C=US",
        );
        let judged = judge::<CertificateExpired>(&(one.clone() + &one.replace("EX01", "EX02") + file));
        let finding = judged.finding("`mail.contoso.example` expired");
        let on = |word: &str| -> Vec<&str> {
            let fixes = finding.fixes.iter().filter(|fix| fix.apply.as_str().contains(word));
            fixes.filter_map(|fix| fix.run_on.as_deref()).collect()
        };
        assert_eq!(on("Enable-ExchangeCertificate"), ["EX01", "EX02"]);
        assert_eq!(on("Set-ReceiveConnector"), ["EX01", "EX02"]);
    }

    #[test]
    fn one_that_another_of_the_same_name_replaced_is_a_note() {
        let judged = judged_with(&[&ending("10/31/2026", 7), &ending("06/20/2027", 8)]);
        assert_eq!(judged.finding("expired 20 days ago").severity, Severity::Note);
    }

    #[test]
    fn the_certificate_of_oauth_is_no_matter_of_mail_flow() {
        let auth = "CN=Microsoft Exchange Server Auth Certificate";
        let auth = certificate(auth, auth, "SMTP", "10/31/2026", 9);
        let judged = judged_with(&[&ending("06/20/2027", 8), &auth]);
        let finding = judged.finding("Auth Certificate");
        assert_eq!(finding.severity, Severity::Note);
        assert!(finding.why.iter().any(|why| why.contains("OAuth")) && finding.fixes.is_empty());
    }

    #[test]
    fn without_dates_the_status_counts() {
        let without = |status: &str| -> String {
            let certificate = ending("06/20/2027", 7).replace(": Valid", &format!(": {status}"));
            let kept = certificate.lines().filter(|line| !line.starts_with("Not"));
            kept.map(|line| format!("{line}\n")).collect()
        };
        assert_eq!(
            judged_with(&[&without("DateInvalid")]).finding("has expired").confidence,
            Confidence::Likely
        );
        assert_eq!(judged_with(&[&without("Valid")]).verdict, Verdict::Pass);
        assert_eq!(judged_with(&[&without("Untrusted")]).verdict, Verdict::Undecided);
    }

    #[test]
    fn the_event_alone_tells() {
        let event = |name: &str| {
            format!(
                "Log Name:      Application\nSource:        MSExchangeFrontEndTransport\n\
                 Date:          11/21/2026 10:14:22 PM\nEvent ID:      12016\nLevel:         Error\n\
                 Computer:      EX01.contoso.example\nDescription:\n\
                 There is no valid SMTP Transport Layer Security (TLS) certificate for the FQDN of {name}. The \
                 existing certificate for that FQDN has expired. The continued use of that FQDN will cause mail \
                 flow problems. A new certificate that contains the FQDN of {name} should be installed on this \
                 server as soon as possible. You can create a new certificate by using the \
                 New-ExchangeCertificate task.\n\n"
            )
        };
        let judged =
            judge::<CertificateExpired>(&(event("mail.contoso.example") + &event("mail.contoso.example")));
        let finding = judged.finding("`mail.contoso.example` on `EX01.contoso.example` had expired");
        assert_eq!((finding.severity, finding.confidence), (Severity::Warning, Confidence::Possible));
        assert_eq!(finding.explains.len(), 2);
        // A hybrid connector that names it makes it a matter of hybrid mail, where the event is known to be recent.
        let named = event("mail.contoso.example") + &frontend(NAME);
        assert_eq!(judge::<CertificateExpired>(&named).finding("had expired").severity, Severity::Error);
        let undated = named.replace("Date:          11/21/2026 10:14:22 PM\n", "");
        assert_eq!(judge::<CertificateExpired>(&undated).finding("had expired").severity, Severity::Warning);
        assert_eq!(
            judge::<CertificateExpired>(&event("EX01.contoso.example")).finding("had expired").severity,
            Severity::Note
        );
        let elsewhere = event("relay.contoso.example") + &frontend(NAME);
        assert_eq!(judge::<CertificateExpired>(&elsewhere).finding("had expired").severity, Severity::Note);
        // What was logged in spring was probably fixed since; logged again, it was not.
        let old = event("mail.contoso.example").replace("11/21/2026", "04/21/2026");
        assert_eq!(judge::<CertificateExpired>(&old).finding("had expired").severity, Severity::Note);
        let again = judge::<CertificateExpired>(&(old + &event("mail.contoso.example")));
        assert_eq!(again.finding("had expired").severity, Severity::Warning);
        // The list of the server says more than its log.
        let list = certificates(&[&ending("06/20/2027", 8)]);
        let judged = judge::<CertificateExpired>(&(event("mail.contoso.example") + &frontend(NAME) + &list));
        assert_eq!(judged.verdict, Verdict::Pass);
        let renewed =
            event("mail.contoso.example") + &frontend(NAME) + &certificates(&[&ending("06/20/2027", 8)]);
        let judged = judge::<ErrorTextRecognised>(&renewed);
        assert_eq!(judged.finding("shows one that has not").severity, Severity::Note);
        let other =
            event("relay.contoso.example") + &frontend(NAME) + &certificates(&[&ending("06/20/2027", 8)]);
        let judged = judge::<ErrorTextRecognised>(&other);
        assert_eq!(judged.finding("had expired when").severity, Severity::Warning);
    }

    #[test]
    fn a_date_that_reads_two_ways_is_undecided() {
        // The twelfth of January or the first of December, and nothing else in the paste tells.
        let list = certificates(&[&ending("01/12/2026", 7)])
            .replace("01/20/2026", "01/02/2026")
            .replace("01/20/2030", "01/02/2030");
        assert_eq!(judge::<CertificateExpired>(&(frontend(NAME) + &list)).verdict, Verdict::Undecided);
    }

    #[test]
    fn a_current_one_passes_and_no_list_is_undecided() {
        assert_eq!(judged_with(&[&ending("06/20/2027", 7)]).verdict, Verdict::Pass);
        assert_eq!(judge::<CertificateExpired>(&frontend(NAME)).verdict, Verdict::Undecided);
    }
}
