use crate::certificate::account;
use crate::certificate::uses::{Use, Uses, judge_each};
use crate::citations::{HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB4495258};
use crate::{Judge, Outcome, Rule, RuleInfo, fixes, symptoms};
use htd_evidence::Symptom;
use htd_model::{Certificate, Connector, Estate, Lookup};
use htd_report::powershell::Script;
use htd_report::{Confidence, Direction, Evidence, Finding, Fix, Label, Risk, Severity, Shell};
use htd_source::Span;

/// A certificate that hybrid mail flow needs lacks its private key.
pub(crate) struct CertificateWithoutPrivateKey;

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
    judge_each(estate, outcome, |uses, certificate, outcome| judge(estate, uses, certificate, outcome));
    judge_store(estate, outcome);
}

fn judge(estate: &Estate, uses: &Uses<'_>, certificate: &Certificate, outcome: &mut Outcome) {
    let uses = uses.of(certificate);
    match certificate.has_private_key.spanned() {
        Some(key) if !key.value => {
            let proof = (key.span, "the private key is missing");
            if uses.is_empty() {
                let title = format!("{} lacks its private key", account::called(certificate));
                let note = account::finding(CertificateWithoutPrivateKey::NAME, Severity::Note, title, certificate, proof, uses)
                    .why("No hybrid connector of the evidence presents it. Without its key Exchange cannot use it for anything.");
                return outcome.found(note);
            }
            let title = format!("{} is in use and lacks its private key", account::called(certificate));
            let finding = account::finding(
                CertificateWithoutPrivateKey::NAME,
                Severity::Error,
                title,
                certificate,
                proof,
                uses,
            )
            .why(consequence(uses));
            outcome.found(complete(finding, estate, certificate, uses));
        }
        _ if uses.is_empty() => {}
        Some(_) => outcome.passed(),
        None => {
            let server = account::server_of(certificate, uses);
            outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server));
        }
    }
}

/// Certificates that connectors name, Exchange does not list, and a store of Windows holds.
fn judge_store(estate: &Estate, outcome: &mut Outcome) {
    if estate.store.is_empty() {
        return;
    }
    let mut found: Vec<(&Certificate, Vec<Use<'_>>, Span)> = Vec::new();
    for connector in estate.hybrid_connectors() {
        let Some(name) = connector.tls_certificate_name().value() else { continue };
        for server in connector.servers() {
            let Lookup::NotFound { listing, complete: true, .. } = estate.look_up(name, server) else {
                continue;
            };
            let Some(certificate) = estate.only_in_store(name, server) else { continue };
            let used = Use { connector, server, sure: true, ends_last: true };
            match found.iter_mut().find(|(known, ..)| std::ptr::eq(*known, certificate)) {
                Some((_, uses, _)) => uses.push(used),
                None => found.push((certificate, vec![used], listing)),
            }
        }
    }
    for (certificate, uses, listing) in found {
        let title = format!(
            "{} is in a store of Windows, but Exchange does not list it: probably without its private key",
            account::called(certificate)
        );
        let proof = (certificate.thumbprint.span_or(certificate.span), "Windows has the certificate");
        let finding = account::finding(
            CertificateWithoutPrivateKey::NAME,
            Severity::Error,
            title,
            certificate,
            proof,
            &uses,
        )
        .confidence(Confidence::Likely)
        .label(Label::new(listing, "Exchange lists certificates with a private key only"))
        .why(consequence(&uses));
        outcome.found(complete(finding, estate, certificate, &uses));
    }
}

fn consequence(uses: &[Use<'_>]) -> String {
    let receives = uses.iter().any(|used| matches!(used.connector, Connector::Receive(_)));
    let sends = uses.iter().any(|used| matches!(used.connector, Connector::Send(_)));
    let listed = account::listed(uses);
    match (receives, sends) {
        (true, false) => format!(
            "Named by {listed}. Without its key Exchange cannot use it and does not offer `STARTTLS`; Exchange Online defers the mail."
        ),
        (false, _) => format!(
            "Named by {listed}. Without its key TLS fails with `NoCredentials`, and mail to Exchange Online waits in the queue."
        ),
        (true, true) => format!(
            "Named by {listed}. Without its key Exchange does not offer `STARTTLS`, so that Exchange Online defers the mail, and TLS to Exchange Online fails with `NoCredentials`."
        ),
    }
}

fn complete(mut finding: Finding, estate: &Estate, certificate: &Certificate, uses: &[Use<'_>]) -> Finding {
    let server = account::server_of(certificate, uses);
    let thumbprint = certificate.thumbprint.value().map(String::as_str);
    let spare = estate.certificates.iter().any(|other| {
        !std::ptr::eq(other, certificate)
            && other.server == certificate.server
            && other.has_private_key.value() == Some(&true)
            && account::same_identifier(certificate, other)
    });
    if spare {
        finding = finding.confidence(Confidence::Likely).why("Another certificate of the same issuer and subject has its key. By the page on the selection of certificates Exchange takes that one; the Exchange team's blog does not say so.");
    }
    finding = finding
        .fix(see_key(server, thumbprint))
        .fix(account::import_with_key(server))
        .fix(fixes::enable_for_smtp(server, account::on_edge(uses), fixes::which(thumbprint)));
    finding = symptoms::explain(finding, estate, &[Symptom::NoCredentials]);
    for connector in account::connectors(uses) {
        if matches!(connector, Connector::Receive(_)) {
            finding = symptoms::explain(finding, estate, symptoms::NO_STARTTLS);
        }
        finding = symptoms::explain_events(finding, estate, connector);
    }
    finding
}

/// Shows what Windows knows of the key.
fn see_key(server: Option<&str>, thumbprint: Option<&str>) -> Option<Fix> {
    let thumbprint = fixes::quote(thumbprint?)?;
    Some(Fix {
        title: "See on that server whether Windows has the key".to_owned(),
        shell: Shell::WindowsPowerShell,
        run_on: server.map(str::to_owned),
        risk: Risk::ReadsOnly,
        answer: None,
        backup: Script::new(),
        apply: Script::new().line(
            "Get-ChildItem -Path Cert:\\LocalMachine\\My | Where-Object { $_.Thumbprint -eq {} } | Format-List Thumbprint,HasPrivateKey,NotAfter,Issuer,Subject",
            &[&thumbprint],
        ),
        verify: Script::new(),
        undo: Script::new(),
    })
}

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
