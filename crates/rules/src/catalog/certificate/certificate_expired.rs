use crate::certificate::uses::{Use, Uses, judge_each};
use crate::certificate::{account, logged};
use crate::citations::{CERTIFICATE_REQUIREMENTS, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION};
use crate::{Judge, Outcome, Rule, RuleInfo, fixes, symptoms};
use htd_evidence::Symptom;
use htd_model::{Certificate, Estate, Validity};
use htd_report::{Confidence, Direction, Evidence, Finding, Severity};
use htd_source::Span;

/// A certificate expired.
pub(crate) struct CertificateExpired;

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
    judge_each(estate, outcome, |uses, certificate, outcome| judge(estate, uses, certificate, outcome));
    logged::expired(CertificateExpired::NAME, estate, outcome);
}

/// What the evidence says of the end of a certificate.
enum End {
    /// It lies behind, by the date or by what Exchange says.
    Past(Span, Confidence),
    Ahead,
    /// Day and month can be mistaken for each other, or the evidence contradicts itself.
    Ambiguous,
    Unknown,
}

fn judge(estate: &Estate, uses: &Uses<'_>, certificate: &Certificate, outcome: &mut Outcome) {
    // One of the same name that ends later is presented when this one has ended.
    let last: Vec<Use<'_>> = uses.of(certificate).iter().copied().filter(|used| used.ends_last).collect();
    let server = account::server_of(certificate, &last);
    match end(estate, certificate) {
        End::Past(span, confidence) if last.is_empty() => {
            outcome.found(unused(estate, uses, certificate, span, confidence));
        }
        End::Past(span, confidence) => outcome.found(used(estate, &last, certificate, span, confidence)),
        _ if last.is_empty() => {}
        End::Ahead => outcome.passed(),
        End::Ambiguous => outcome.undecided(Evidence::ExchangeCertificates, fixes::list_dates(server)),
        End::Unknown => outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server)),
    }
}

fn end(estate: &Estate, certificate: &Certificate) -> End {
    let status = certificate.status.spanned();
    let is = |wanted: &str| status.filter(|status| status.value.eq_ignore_ascii_case(wanted));
    match (certificate.validity(estate.at), certificate.not_after.value()) {
        (Validity::Expired, _) => {
            End::Past(certificate.not_after.span_or(certificate.span), Confidence::Certain)
        }
        // The dates and the word of Exchange contradict each other, or it is not valid yet.
        (Validity::Current, _) if is("DateInvalid").is_some() => End::Ambiguous,
        (Validity::NotYet, _) => End::Ambiguous,
        (Validity::Current, _) => End::Ahead,
        // A day more or less is the unknown time zone; the milder verdict holds, and another rule says that
        // it ends today.
        (Validity::Unknown, Some(end)) if !end.is_ambiguous() => End::Ahead,
        (Validity::Unknown, Some(_)) => End::Ambiguous,
        (Validity::Unknown, None) => match (is("DateInvalid"), is("Valid")) {
            (Some(status), _) => End::Past(status.span, Confidence::Likely),
            (None, Some(_)) => End::Ahead,
            (None, None) => End::Unknown,
        },
    }
}

fn used(
    estate: &Estate,
    uses: &[Use<'_>],
    certificate: &Certificate,
    span: Span,
    confidence: Confidence,
) -> Finding {
    let title = title(estate, certificate, " and is in use");
    let proof = (span, "this lies behind");
    let finding = account::finding(CertificateExpired::NAME, Severity::Error, title, certificate, proof, uses)
        .confidence(confidence)
        .why(format!(
            "Presented by {}. `STARTTLS` is still offered with an expired certificate, but the other side refuses it: Exchange Online defers the mail, and answers `CertificateExpired` to what is sent to it.",
            account::listed(uses)
        ));
    let successor = account::successor(estate, certificate);
    let finding = match successor {
        Some(successor) if successor.is_exchange => finding.why("A certificate of the same common name is there already; the connectors have to be told, because its issuer or subject differs."),
        Some(_) => finding.why(account::FROM_A_FILE),
        None => finding.why("Import the renewed certificate with its private key on every server first. If it has the same issuer and subject, the connectors find it by themselves."),
    };
    let finding = account::present_instead(finding, uses, certificate, successor);
    let finding = symptoms::explain(finding, estate, &[Symptom::CertificateExpired]);
    symptoms::explain_expired(finding, estate, certificate)
}

fn unused(
    estate: &Estate,
    uses: &Uses<'_>,
    certificate: &Certificate,
    span: Span,
    confidence: Confidence,
) -> Finding {
    let title = title(estate, certificate, "");
    let finding = account::finding(
        CertificateExpired::NAME,
        Severity::Note,
        title,
        certificate,
        (span, "this lies behind"),
        &[],
    )
    .confidence(confidence);
    let of_server = certificate.self_signed() == Some(true)
        && certificate
            .server
            .as_deref()
            .zip(certificate.common_name())
            .is_some_and(|(server, name)| htd_model::same_server(server, name));
    let why = if certificate.is_auth_certificate() {
        "It is the certificate of OAuth between Exchange and other services and has nothing to do with mail flow; its expiry shows as event 2004 of MSExchange OAuth. Never name it in a connector."
    } else if of_server {
        "Exchange made it for the mail between its own servers, which takes it even when it has expired. Hybrid mail flow does not use it."
    } else if uses.all_known() {
        "No hybrid connector of the evidence presents it, so it does no harm to hybrid mail flow."
    } else {
        "Whether a hybrid connector presents it, the evidence does not tell: add the connectors."
    };
    symptoms::explain_expired(finding.why(why), estate, certificate)
}

fn title(estate: &Estate, certificate: &Certificate, rest: &str) -> String {
    let called = account::called(certificate);
    let days = certificate.not_after.value().map(|end| end.latest.days_until(estate.at));
    match days {
        Some(1) => format!("{called} expired a day ago{rest}"),
        Some(days) if days > 1 => format!("{called} expired {days} days ago{rest}"),
        _ => format!("{called} has expired{rest}"),
    }
}

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
            "<I>CN=Fabrikam Trust RSA CA 2025, O=Fabrikam Trust Services, C=US<S>CN=mail.contoso.example, OU=IT, O=Contoso, L=Seattle, S=Washington, C=US",
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
        // What was logged in spring was probably mended since; logged again, it was not.
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
