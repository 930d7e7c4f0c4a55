use crate::certificate::account;
use crate::certificate::uses::{Uses, judge_each};
use crate::citations::{ENABLE_EXCHANGE_CERTIFICATE, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB4051498};
use crate::{Judge, Outcome, Rule, RuleInfo, fixes, symptoms};
use htd_evidence::Symptom;
use htd_model::{Certificate, Connector, Estate, Moment, Relation};
use htd_report::{Direction, Evidence, Severity};
use htd_source::Timestamp;

/// A certificate that hybrid mail flow presents is not enabled for SMTP.
pub(crate) struct CertificateNotBoundToSmtp;

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

const ACCOUNTS_FOR: &[Symptom] = &[Symptom::UnknownCredentials, Symptom::WizardCertificateNotBound];

fn check(estate: &Estate, outcome: &mut Outcome) {
    let wanted = wanted(estate);
    judge_each(estate, outcome, |uses, certificate, outcome| {
        if uses.of(certificate).is_empty() {
            judge_unused(estate, &wanted, certificate, outcome);
        } else {
            judge(estate, uses, certificate, outcome);
        }
    });
}

fn judge(estate: &Estate, uses: &Uses<'_>, certificate: &Certificate, outcome: &mut Outcome) {
    let uses = uses.of(certificate);
    let server = account::server_of(certificate, uses);
    let services = certificate.services.spanned();
    match services {
        None => outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(server)),
        Some(services) if services.value.smtp() => outcome.passed(),
        // Where the choice is open between several, another rule says so and what each of them lacks.
        Some(_) if !uses.iter().any(|used| used.sure) => {}
        Some(services) => {
            let title = format!("{} is in use and not enabled for SMTP", account::called(certificate));
            let finding = account::finding(
                CertificateNotBoundToSmtp::NAME,
                Severity::Error,
                title,
                certificate,
                (services.span, "`SMTP` is not among these"),
                uses,
            )
            .why(format!(
                "{} presents it. Exchange chooses a certificate by issuer and subject and does not ask what it is enabled for; TLS fails afterwards, because the transport service may not use its key.",
                account::listed(uses)
            ))
            .fix(fixes::enable_for_smtp(server, account::on_edge(uses), fixes::which(certificate.thumbprint.value().map(String::as_str))));
            let finding = symptoms::explain(finding, estate, ACCOUNTS_FOR);
            let finding = account::connectors(uses)
                .into_iter()
                .fold(finding, |finding, connector| symptoms::explain_events(finding, estate, connector));
            outcome.found(finding);
        }
    }
}

fn judge_unused(estate: &Estate, wanted: &[Wanted], certificate: &Certificate, outcome: &mut Outcome) {
    let unbound = certificate.services.value().is_some_and(|services| !services.smtp());
    if !unbound || !is_renewal(estate, wanted, certificate) {
        return;
    }
    let title = format!("{} is not enabled for SMTP yet", account::called(certificate));
    let proof = (certificate.services.span_or(certificate.span), "`SMTP` is not among these");
    let finding = account::finding(CertificateNotBoundToSmtp::NAME, Severity::Note, title, certificate, proof, &[])
        .why("It has the common name that a hybrid connector asks for, and no connector presents it yet. Enable it before one does: a connector takes it without asking, and then TLS fails.")
        .fix(fixes::enable_for_smtp(
            certificate.server.as_deref(),
            false,
            fixes::which(certificate.thumbprint.value().map(String::as_str)),
        ));
    outcome.found(symptoms::explain(finding, estate, &[Symptom::WizardCertificateNotBound]));
}

/// What a hybrid connector asks for.
struct Wanted {
    /// The common name in its TlsCertificateName.
    common_name: String,
    /// When the newest certificate begins that it finds; `None` where one of them does not say.
    newest: Option<Moment>,
}

/// What the hybrid connectors ask for.
fn wanted(estate: &Estate) -> Vec<Wanted> {
    let of = |connector: Connector<'_>| {
        let name = connector.tls_certificate_name().value()?;
        let subject = htd_x509::parse_identifier(&name.text).ok()?.subject;
        let common_name = htd_model::common_name_of(&subject)?.to_owned();
        let mut newest = Some(Moment::exact(Timestamp(i64::MIN)));
        for found in &estate.certificates {
            if matches!(estate.relation(name, found), Relation::Names(_)) {
                newest = later(newest, found.not_before.value().copied());
            }
        }
        Some(Wanted { common_name, newest })
    };
    estate.hybrid_connectors().filter_map(of).collect()
}

fn later(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    let (one, other) = (one?, other?);
    Some(Moment { earliest: one.earliest.max(other.earliest), latest: one.latest.max(other.latest) })
}

/// Whether an unused certificate plainly is the renewed one of a hybrid connector: of an authority, in date,
/// of the common name that the connector gives, and newer than what the connector still finds.
fn is_renewal(estate: &Estate, wanted: &[Wanted], certificate: &Certificate) -> bool {
    let Some(common_name) = certificate.common_name() else { return false };
    let newer = |than: &Wanted| match (than.newest, certificate.not_before.value()) {
        (Some(old), Some(new)) => new.earliest > old.earliest && new.latest > old.latest,
        _ => false,
    };
    account::fit_for_hybrid(estate, certificate)
        && wanted.iter().any(|wanted| wanted.common_name.eq_ignore_ascii_case(common_name) && newer(wanted))
}

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
        assert!(fix.apply.as_str().contains("-Thumbprint '0000000000000000000000000000000000000007'"));
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
