//! A certificate that hybrid mail flow presents is not enabled for SMTP.

use crate::catalog::CertificateNotBoundToSmtp;
use crate::certificate::wording;
use crate::citations::{ENABLE_EXCHANGE_CERTIFICATE, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB4051498};
use crate::{Judge, Outcome, Rule, RuleInfo, fixes, subjects, symptoms};
use htd_model::{Certificate, Estate, Renewals, Use};
use htd_report::{Direction, Evidence, Finding, Severity};
use htd_source::Span;

impl Rule for CertificateNotBoundToSmtp {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 430,
        passes: "The certificate that hybrid connectors present is enabled for SMTP.",
        severities: &[Severity::Error, Severity::Note],
        evidence: &[Evidence::ExchangeCertificates, Evidence::ReceiveConnectors, Evidence::SendConnectors],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: true,
        citations: &[INBOUND_SELECTION, KB4051498, ENABLE_EXCHANGE_CERTIFICATE, HYBRID_CERTIFICATES_2025],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    let renewals = Renewals::new(estate);
    subjects::each_certificate(estate, outcome, |uses, certificate, outcome| {
        let uses = uses.of(certificate);
        match certificate.services.spanned() {
            Some(services) if services.value.smtp() && !uses.is_empty() => outcome.passed(),
            Some(services) if services.value.smtp() => {}
            Some(services) if uses.is_empty() && renewals.contain(certificate) => {
                outcome.found(unused(estate, certificate, services.span));
            }
            // Where the choice is open between several, another rule says so and what each of them lacks.
            Some(services) if uses.iter().any(|used| used.sure) => {
                outcome.found(used(estate, certificate, services.span, uses));
            }
            None if !uses.is_empty() => {
                let server = wording::server_of(certificate, uses);
                outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server));
            }
            _ => {}
        }
    });
}

fn used(estate: &Estate, certificate: &Certificate, services: Span, uses: &[Use<'_>]) -> Finding {
    let server = wording::server_of(certificate, uses);
    let which = fixes::which(certificate.thumbprint.value().map(String::as_str));
    let title = format!("{} is in use and not enabled for SMTP", wording::called(certificate));
    let proof = (services, "`SMTP` is not among these");
    let name = CertificateNotBoundToSmtp::NAME;
    let finding = wording::finding(name, Severity::Error, title, certificate, proof, uses)
        .why(format!("{} presents it. {CHOSEN}", wording::listed(uses)))
        .fix(fixes::enable_for_smtp(server, wording::on_edge(uses), which));
    let finding = symptoms::explain(finding, estate);
    wording::connectors(uses)
        .into_iter()
        .fold(finding, |finding, connector| symptoms::explain_events(finding, estate, connector))
}

fn unused(estate: &Estate, certificate: &Certificate, services: Span) -> Finding {
    let server = certificate.server.as_deref();
    let which = fixes::which(certificate.thumbprint.value().map(String::as_str));
    let title = format!("{} is not enabled for SMTP yet", wording::called(certificate));
    let proof = (services, "`SMTP` is not among these");
    let name = CertificateNotBoundToSmtp::NAME;
    let finding = wording::finding(name, Severity::Note, title, certificate, proof, &[])
        .why(RENEWED)
        .fix(fixes::enable_for_smtp(server, false, which));
    symptoms::explain_where(finding, estate, |symptom| symptom.directions.is_empty())
}

const CHOSEN: &str = "Exchange chooses a certificate by issuer and subject and does not ask what it is \
    enabled for; TLS fails afterwards, because the transport service may not use its key.";
const RENEWED: &str = "It has the common name that a hybrid connector asks for, and no connector presents it \
    yet. Enable it before one does: a connector takes it without asking, and then TLS fails.";

#[cfg(test)]
mod tests {
    use super::CertificateNotBoundToSmtp;
    use crate::testing::{certificate, certificates, frontend, judge, outbound};
    use htd_report::{Direction, Severity, Verdict};

    const NAME: &str = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";

    fn of(authority: &str, services: &str, number: u32) -> String {
        certificate(authority, "CN=mail.contoso.example", services, "06/20/2027", number)
    }

    #[test]
    fn a_certificate_in_use_without_smtp_is_one_error_of_both_lanes() {
        let log = "TLS negotiation failed with error UnknownCredentials\n\n";
        let list = certificates(&[&of("CN=Fabrikam Trust CA 1", "IIS", 7)]);
        let judged =
            judge::<CertificateNotBoundToSmtp>(&(log.to_owned() + &frontend(NAME) + &outbound(NAME) + &list));
        let finding = judged.finding("`mail.contoso.example` on `EX01` is in use and not enabled for SMTP");
        assert_eq!((finding.severity, finding.explains.len()), (Severity::Error, 1));
        assert_eq!(finding.directions, [Direction::ToOnPremises, Direction::ToExchangeOnline]);
        let fix = finding.fixes.first().unwrap();
        assert_eq!(fix.answer, Some("N"));
        assert!(fix.apply.as_str().contains("$thumbprint = '0000000000000000000000000000000000000007'"));
    }

    #[test]
    fn the_renewed_one_that_no_connector_names_yet_is_a_note() {
        let list = certificates(&[&of("CN=Fabrikam Trust CA 2", "IIS", 7)]);
        let judged = judge::<CertificateNotBoundToSmtp>(&(frontend(NAME) + &list));
        assert_eq!(judged.finding("not enabled for SMTP yet").severity, Severity::Note);
    }

    #[test]
    fn certificates_of_other_purposes_are_left_alone() {
        let used = of("CN=Fabrikam Trust CA 1", "SMTP", 7);
        let web = certificate("CN=Fabrikam Trust CA 1", "CN=owa.contoso.example", "IIS", "06/20/2027", 8);
        let management = certificate("CN=WMSvc-SHA2-EX01", "CN=WMSvc-SHA2-EX01", "None", "06/20/2034", 9);
        let judged = judge::<CertificateNotBoundToSmtp>(
            &(frontend(NAME) + &certificates(&[&used, &web, &management])),
        );
        assert_eq!(judged.verdict, Verdict::Pass);
    }

    #[test]
    fn without_its_services_it_is_undecided() {
        let without = of("CN=Fabrikam Trust CA 1", "IIS", 7).replace("Services           : IIS\n", "");
        let judged = judge::<CertificateNotBoundToSmtp>(&(frontend(NAME) + &certificates(&[&without])));
        assert_eq!(judged.verdict, Verdict::Undecided);
    }
}
