//! A certificate without its private key: Exchange says so, or Windows has the certificate and Exchange does
//! not list it.

use crate::catalog::CertificateWithoutPrivateKey;
use crate::certificate::wording;
use crate::citations::{HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB4495258};
use crate::{Judge, Outcome, Rule, RuleInfo, fixes, subjects, symptoms};
use htd_model::{Certificate, Connector, Estate, StoreOnly, Use};
use htd_report::{Confidence, Direction, Evidence, Finding, Label, Severity};
use htd_source::Span;

impl Rule for CertificateWithoutPrivateKey {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 420,
        passes: "The certificate that hybrid connectors present has its private key.",
        severities: &[Severity::Error, Severity::Note],
        evidence: &[Evidence::ExchangeCertificates, Evidence::ReceiveConnectors, Evidence::SendConnectors],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: true,
        citations: &[KB4495258, INBOUND_SELECTION, HYBRID_CERTIFICATES_2025],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    subjects::each_certificate(estate, outcome, |uses, certificate, outcome| {
        let uses = uses.of(certificate);
        match certificate.has_private_key.spanned() {
            Some(key) if !key.value && uses.is_empty() => outcome.found(unused(certificate, key.span)),
            Some(key) if !key.value => outcome.found(used(estate, certificate, key.span, uses)),
            _ if uses.is_empty() => {}
            Some(_) => outcome.passed(),
            None => {
                let server = wording::server_of(certificate, uses);
                outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server));
            }
        }
    });
    // Certificates that connectors name, Exchange does not list, and a store of Windows holds.
    for store_only in estate.used_and_only_in_store() {
        outcome.found(in_store(estate, &store_only));
    }
}

fn unused(certificate: &Certificate, key: Span) -> Finding {
    let title = format!("{} lacks its private key", wording::called(certificate));
    let proof = (key, "the private key is missing");
    wording::finding(CertificateWithoutPrivateKey::NAME, Severity::Note, title, certificate, proof, &[]).why(
        "No hybrid connector of the evidence presents it. Without its key Exchange cannot use it for \
         anything.",
    )
}

fn used(estate: &Estate, certificate: &Certificate, key: Span, uses: &[Use<'_>]) -> Finding {
    let title = format!("{} is in use and lacks its private key", wording::called(certificate));
    let proof = (key, "the private key is missing");
    let name = CertificateWithoutPrivateKey::NAME;
    let finding = wording::finding(name, Severity::Error, title, certificate, proof, uses);
    with_key(finding.why(consequence(uses)), estate, certificate, uses)
}

fn in_store(estate: &Estate, store_only: &StoreOnly<'_>) -> Finding {
    let StoreOnly { certificate, uses, listing } = store_only;
    let title = format!(
        "{} is in a store of Windows, but Exchange does not list it: probably without its private key",
        wording::called(certificate)
    );
    let proof = (certificate.thumbprint.span_or(certificate.span), "Windows has the certificate");
    let name = CertificateWithoutPrivateKey::NAME;
    let finding = wording::finding(name, Severity::Error, title, certificate, proof, uses)
        .confidence(Confidence::Likely)
        .label(Label::new(*listing, "Exchange lists certificates with a private key only"));
    with_key(finding.why(consequence(uses)), estate, certificate, uses)
}

/// Adds how to give it its key, and what it accounts for.
fn with_key(mut finding: Finding, estate: &Estate, certificate: &Certificate, uses: &[Use<'_>]) -> Finding {
    let server = wording::server_of(certificate, uses);
    let thumbprint = certificate.thumbprint.value().map(String::as_str);
    let spare = estate.certificates.iter().any(|other| {
        !std::ptr::eq(other, certificate)
            && other.server == certificate.server
            && other.has_private_key.value() == Some(&true)
            && certificate.shares_identifier(other)
    });
    if spare {
        finding = finding.confidence(Confidence::Likely).why(SPARE);
    }
    finding = finding
        .fix(thumbprint.and_then(|thumbprint| fixes::see_key(server, thumbprint)))
        .fix(fixes::import_with_key(server))
        .fix(fixes::enable_for_smtp(server, wording::on_edge(uses), fixes::which(thumbprint)));
    let connectors = wording::connectors(uses);
    let receives = connectors.iter().any(|connector| matches!(connector, Connector::Receive(_)));
    finding = symptoms::explain_where(finding, estate, |symptom| {
        receives || symptom.directions != [Direction::ToOnPremises]
    });
    for connector in connectors {
        finding = symptoms::explain_events(finding, estate, connector);
    }
    finding
}

fn consequence(uses: &[Use<'_>]) -> String {
    let receives = uses.iter().any(|used| matches!(used.connector, Connector::Receive(_)));
    let sends = uses.iter().any(|used| matches!(used.connector, Connector::Send(_)));
    let what = match (receives, sends) {
        (true, false) => RECEIVES,
        (false, _) => SENDS,
        (true, true) => BOTH,
    };
    format!("Named by {}. Without its key {what}", wording::listed(uses))
}

const RECEIVES: &str =
    "Exchange cannot use it and does not offer `STARTTLS`; Exchange Online defers the mail.";
const SENDS: &str = "TLS fails with `NoCredentials`, and mail to Exchange Online waits in the queue.";
const BOTH: &str = "Exchange does not offer `STARTTLS`, so that Exchange Online defers the mail, and TLS to \
    Exchange Online fails with `NoCredentials`.";
const SPARE: &str = "Another certificate of the same issuer and subject has its key. By the page on the \
    selection of certificates Exchange takes that one; the Exchange team's blog does not say so.";

#[cfg(test)]
mod tests {
    use super::CertificateWithoutPrivateKey;
    use crate::catalog::ReceiveCertificateNotFound;
    use crate::testing::{certificate, certificates, frontend, judge, outbound};
    use htd_report::{Confidence, Direction, Severity, Verdict};

    const NAME: &str = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";

    fn public(number: u32) -> String {
        certificate("CN=Fabrikam Trust CA 1", "CN=mail.contoso.example", "SMTP", "06/20/2027", number)
    }

    fn without_key(record: &str) -> String {
        record.replace("HasPrivateKey      : True", "HasPrivateKey      : False")
    }

    #[test]
    fn the_certificate_in_use_lacks_its_key() {
        let log = "TLS negotiation failed with error NoCredentials\n\n";
        let list = certificates(&[&without_key(&public(7))]);
        let judged = judge::<CertificateWithoutPrivateKey>(&(log.to_owned() + &outbound(NAME) + &list));
        let finding = judged.finding("`mail.contoso.example` on `EX01` is in use and lacks its private key");
        assert_eq!((finding.severity, finding.explains.len()), (Severity::Error, 1));
        assert_eq!(finding.directions, [Direction::ToExchangeOnline]);
        assert_eq!(finding.fixes.last().unwrap().answer, Some("N"));
    }

    #[test]
    fn an_unused_one_is_a_note() {
        let other = without_key(&public(8).replace("mail.", "owa."));
        let judged =
            judge::<CertificateWithoutPrivateKey>(&(frontend(NAME) + &certificates(&[&public(7), &other])));
        assert_eq!(judged.finding("`owa.contoso.example`").severity, Severity::Note);
    }

    #[test]
    fn one_that_windows_has_and_exchange_does_not_list_is_one_finding() {
        let store = "PS C:\\>Get-ChildItem Cert:\\LocalMachine\\My | fl Thumbprint,Issuer,Subject\n\n\n\
            Thumbprint : 0000000000000000000000000000000000000007\n\
            Issuer     : CN=Fabrikam Trust CA 1\n\
            Subject    : CN=mail.contoso.example\n\n";
        let evidence = frontend(NAME) + &certificates(&[]) + "\n" + store;
        let judged = judge::<CertificateWithoutPrivateKey>(&evidence);
        let finding = judged.finding("probably without its private key");
        assert_eq!((finding.severity, finding.confidence), (Severity::Error, Confidence::Likely));
        // That the name leads nowhere has this cause, and pointing it elsewhere would be the wrong advice.
        assert!(judge::<ReceiveCertificateNotFound>(&evidence).findings.is_empty());
    }

    #[test]
    fn a_certificate_with_its_key_passes_and_without_the_property_it_is_undecided() {
        let judged = judge::<CertificateWithoutPrivateKey>(&(frontend(NAME) + &certificates(&[&public(7)])));
        assert_eq!(judged.verdict, Verdict::Pass);
        let without = public(7).replace("HasPrivateKey      : True\n", "");
        let judged = judge::<CertificateWithoutPrivateKey>(&(frontend(NAME) + &certificates(&[&without])));
        assert_eq!(judged.verdict, Verdict::Undecided);
    }
}
