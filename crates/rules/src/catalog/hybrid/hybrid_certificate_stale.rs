//! The certificate name of the hybrid configuration, which should be that of the connectors and on a server.
//! Mail does not depend on it, so it is never more than a warning.

use crate::catalog::HybridCertificateStale;
use crate::citations::{HYBRID_CERTIFICATES_2025, SET_HYBRID_CONFIGURATION};
use crate::{Judge, Outcome, Rule, RuleInfo, fixes, subjects};
use htd_model::{CertificateName, Comparison, Connector, ConnectorNames, Estate, Known, Lookup};
use htd_report::{Direction, Evidence, Finding, Fix, Label, Severity, Subject, SubjectKind, code};
use htd_source::{Span, Spanned};

impl Rule for HybridCertificateStale {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 510,
        passes: "The hybrid configuration names the certificate that the hybrid connectors name.",
        severities: &[Severity::Warning],
        evidence: &[
            Evidence::HybridConfiguration,
            Evidence::ReceiveConnectors,
            Evidence::SendConnectors,
            Evidence::ExchangeCertificates,
        ],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: false,
        citations: &[SET_HYBRID_CONFIGURATION, HYBRID_CERTIFICATES_2025],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    if estate.hybrid_configurations.is_empty() {
        show_configuration(outcome);
    }
    let names = ConnectorNames::new(estate);
    for configuration in &estate.hybrid_configurations {
        match &configuration.tls_certificate_name {
            Known::Value(name) => judge(estate, &names, name, outcome),
            Known::Absent(span) => outcome.found(empty(estate, *span)),
            Known::Cut(_) | Known::NotCollected => show_configuration(outcome),
        }
    }
}

fn judge(
    estate: &Estate,
    names: &ConnectorNames<'_>,
    name: &Spanned<CertificateName>,
    outcome: &mut Outcome,
) {
    match names.compare(&name.value) {
        Comparison::Differs(connector) => outcome.found(differs(estate, name.span, connector)),
        Comparison::IsThere => outcome.passed(),
        Comparison::IsGone(listing) => outcome.found(gone(estate, name.span, listing)),
        Comparison::Unknown => {
            outcome.undecided(Evidence::ExchangeCertificates, fixes::list_certificates(None));
        }
    }
    if estate.hybrid_connectors().next().is_none() {
        subjects::receive_missing(outcome);
        subjects::send_missing(outcome);
    }
}

fn show_configuration(outcome: &mut Outcome) {
    outcome.undecided(Evidence::HybridConfiguration, fixes::SHOW_HYBRID_CONFIGURATION);
}

fn empty(estate: &Estate, span: Span) -> Finding {
    let title = "The hybrid configuration names no certificate".to_owned();
    with_fixes(finding(title, Label::new(span, "nothing is named here"), WHICH_ONE), estate, None)
}

fn differs(estate: &Estate, span: Span, connector: Connector<'_>) -> Finding {
    let name = code(&connector.name().value);
    let title = format!("The hybrid configuration names another certificate than {name}");
    let proof = Label::new(span, "the hybrid configuration names this one");
    let mut finding = finding(title, proof, MAIL_FOLLOWS_CONNECTORS);
    if let Some(span) = connector.tls_certificate_name().span() {
        finding = finding.label(Label::new(span, "this connector names another"));
    }
    with_fixes(finding, estate, Some(connector))
}

fn gone(estate: &Estate, span: Span, listing: Span) -> Finding {
    let title = "The hybrid configuration names a certificate that is in none of the lists in evidence";
    let proof = Label::new(span, "the name of a certificate that is gone");
    let label = Label::new(listing, "no certificate of this list has that issuer and subject");
    with_fixes(finding(title.to_owned(), proof, CHOOSE_NEW_ONE).label(label), estate, None)
}

fn finding(title: String, proof: Label, why: &'static str) -> Finding {
    let kind = SubjectKind::HybridConfiguration;
    let subject = Subject { kind, name: "Hybrid Configuration".to_owned(), server: None };
    Finding::new(HybridCertificateStale::NAME, Severity::Warning, title, subject, proof)
        .direction(Direction::ToOnPremises)
        .direction(Direction::ToExchangeOnline)
        .why(why)
}

fn with_fixes(finding: Finding, estate: &Estate, connector: Option<Connector<'_>>) -> Finding {
    finding.fix(fixes::run_wizard_first()).fix(by_hand(estate, connector))
}

/// The community's way: the certificate that the connectors present, where they agree on one.
fn by_hand(estate: &Estate, connector: Option<Connector<'_>>) -> Option<Fix> {
    let named = connector.or_else(|| estate.hybrid_connectors().next());
    let presented = named
        .and_then(|connector| connector.tls_certificate_name().value())
        .map(|name| estate.look_up(name, None));
    let thumbprint = match &presented {
        Some(Lookup::Found(presented)) => presented.agreed().and_then(|one| one.thumbprint.value()),
        _ => None,
    };
    fixes::set_hybrid_certificate_name(fixes::which(thumbprint.map(String::as_str)))
}

const WHICH_ONE: &str =
    "Health Checker reports it, and `Get-HybridConfiguration` does not tell which one was meant.";
const MAIL_FOLLOWS_CONNECTORS: &str = "Mail follows the connectors, so this does not stop it. Health Checker \
    reports it, and a later run of the wizard may start from the old name.";
const CHOOSE_NEW_ONE: &str = "Health Checker reports it, and a later run of the wizard may start from the \
    old name. Choose the new one there.";

#[cfg(test)]
mod tests {
    use super::HybridCertificateStale;
    use crate::testing::{certificate, certificates, frontend, judge, outbound};
    use htd_report::{Severity, Shell, Verdict};

    const OLD: &str = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";
    const NEW: &str = "<I>CN=Fabrikam Trust CA 2<S>CN=mail.contoso.example";

    fn configuration(name: &str) -> String {
        format!(
            "[PS] C:\\>Get-HybridConfiguration | fl TlsCertificateName,Features,ReceivingTransportServers\n\n\n\
             TlsCertificateName        : {name}\n\
             Features                  : {{FreeBusy, SecureMail}}\n\
             ReceivingTransportServers : {{EX01}}\n\n"
        )
    }

    fn new_on_server() -> String {
        let subject = "CN=mail.contoso.example";
        certificates(&[&certificate("CN=Fabrikam Trust CA 2", subject, "SMTP", "06/20/2027", 7)])
    }

    #[test]
    fn the_connectors_were_set_by_hand() {
        let evidence = configuration(OLD) + &frontend(NEW) + &outbound(NEW) + &new_on_server();
        let judged = judge::<HybridCertificateStale>(&evidence);
        let finding = judged.finding("names another certificate than `EX01\\Default Frontend EX01`");
        assert_eq!(finding.severity, Severity::Warning);
        let shells: Vec<Shell> = finding.fixes.iter().map(|fix| fix.shell).collect();
        assert_eq!(shells, [Shell::Wizard, Shell::ExchangeManagementShell]);
        let script = finding.fixes.get(1).unwrap().apply.as_str();
        assert!(
            script.contains("'0000000000000000000000000000000000000007'")
                && script.contains("if (-not $certificate)")
        );
    }

    #[test]
    fn a_name_of_a_certificate_that_is_gone_and_an_empty_one_are_found() {
        let judged =
            judge::<HybridCertificateStale>(&(configuration(OLD) + &frontend(OLD) + &new_on_server()));
        judged.finding("names a certificate that is in none of the lists");
        // Without its command, the list may be one of some certificates only.
        let some = new_on_server().replacen("[PS] C:\\>Get-ExchangeCertificate -Server EX01 | fl\n", "", 1);
        let judged = judge::<HybridCertificateStale>(&(some + &configuration(OLD) + &frontend(OLD)));
        assert_eq!(judged.verdict, Verdict::Undecided);
        let judged =
            judge::<HybridCertificateStale>(&(configuration("") + &frontend(NEW) + &new_on_server()));
        judged.finding("names no certificate");
    }

    #[test]
    fn the_same_name_passes_whatever_its_case() {
        let other_case = NEW.to_ascii_lowercase();
        let judged = judge::<HybridCertificateStale>(
            &(configuration(&other_case) + &frontend(NEW) + &new_on_server()),
        );
        assert_eq!(judged.verdict, Verdict::Pass);
    }

    #[test]
    fn a_connector_that_was_left_behind_is_not_the_configurations_fault() {
        let judged =
            judge::<HybridCertificateStale>(&(configuration(NEW) + &frontend(OLD) + &new_on_server()));
        assert_eq!(judged.verdict, Verdict::Pass);
    }

    #[test]
    fn alone_it_is_undecided() {
        assert_eq!(judge::<HybridCertificateStale>(&configuration(OLD)).verdict, Verdict::Undecided);
        assert_eq!(
            judge::<HybridCertificateStale>(&(frontend(NEW) + &new_on_server())).verdict,
            Verdict::Undecided
        );
        assert_eq!(
            judge::<HybridCertificateStale>(&(configuration(NEW) + &new_on_server())).verdict,
            Verdict::Undecided
        );
    }
}
