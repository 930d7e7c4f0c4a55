//! A front-end connector does not trust Exchange Online.

use crate::catalog::TlsDomainCapabilitiesMissing;
use crate::citations::{HYBRID_CERTIFICATES_2025, KB3156771, SET_RECEIVE_CONNECTOR};
use crate::fixes::{self, Drop};
use crate::{Judge, Outcome, Rule, RuleInfo, subjects, symptoms};
use htd_model::{Connector, Estate, Known, ReceiveConnector, Trust};
use htd_report::{Confidence, Direction, Evidence, Finding, Label, Severity, code};

impl Rule for TlsDomainCapabilitiesMissing {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 140,
        passes: "Exchange Online has an entry in the TlsDomainCapabilities of the front-end connector or of \
                 another on its server.",
        severities: &[Severity::Error],
        evidence: &[Evidence::ReceiveConnectors],
        directions: &[Direction::ToOnPremises],
        decisive: true,
        citations: &[HYBRID_CERTIFICATES_2025, KB3156771, SET_RECEIVE_CONNECTOR],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    for connector in subjects::hybrid_receive(estate, outcome) {
        // On Edge servers Microsoft documents the certificate name only.
        if connector.is_edge() {
            continue;
        }
        match &connector.tls_domain_capabilities {
            Known::NotCollected => subjects::receive_missing(outcome),
            _ if has_entry(estate, connector) => outcome.passed(),
            // Entries that the console left out may hold it.
            Known::Value(list) if list.value.cut => subjects::receive_missing(outcome),
            Known::Cut(_) => subjects::receive_missing(outcome),
            _ if another_does_the_work(estate, connector) => outcome.passed(),
            Known::Absent(_) | Known::Value(_) => outcome.found(finding(estate, connector)),
        }
    }
}

/// Whether an entry is for Exchange Online, right or wrong.
fn has_entry(estate: &Estate, connector: &ReceiveConnector) -> bool {
    let entries = estate.trust_entries(connector).unwrap_or_default();
    entries.iter().any(|entry| entry.trust != Trust::Other)
}

/// Whether another connector of the server trusts Exchange Online; then the default one is left as setup made it.
fn another_does_the_work(estate: &Estate, connector: &ReceiveConnector) -> bool {
    let mut others = estate.receive_connectors.iter().filter(|other| other.server == connector.server);
    others.any(|other| other.is_hybrid() && has_entry(estate, other))
}

/// Setup leaves the list empty: that a server takes hybrid mail must show elsewhere.
fn surely_takes_hybrid_mail(estate: &Estate, connector: &ReceiveConnector) -> bool {
    let mut configurations = estate.hybrid_configurations.iter();
    connector.tls_certificate_name.value().is_some()
        || configurations.any(|configuration| configuration.receiving_transport_servers.value().is_some())
}

fn finding(estate: &Estate, connector: &ReceiveConnector) -> Finding {
    let sure = surely_takes_hybrid_mail(estate, connector);
    let title = format!("{} does not trust Exchange Online", code(&connector.name.value));
    let subject = Connector::Receive(connector).subject();
    let span = connector.tls_domain_capabilities.span_or(connector.span);
    let proof = Label::new(span, "Exchange Online is not among these");
    let finding = Finding::new(TlsDomainCapabilitiesMissing::NAME, Severity::Error, title, subject, proof)
        .confidence(if sure { Confidence::Certain } else { Confidence::Likely })
        .direction(Direction::ToOnPremises)
        .why(HEADERS_DROPPED)
        .fix(fixes::set_capability(connector, estate.profile().capability(), Drop::Entries(&[])));
    symptoms::explain(finding, estate)
}

const HEADERS_DROPPED: &str = "Mail from Exchange Online arrives over TLS, but the connector does not take \
    it for mail of your own organisation: its trusted headers are dropped, and with centralized mail \
    transport the relay is refused.";

#[cfg(test)]
mod tests {
    use super::TlsDomainCapabilitiesMissing;
    use crate::testing::{frontend, judge};
    use htd_report::Verdict;

    const NOW: &str = "mail.protection.outlook.com:AcceptCloudServicesMail";

    fn with(entry: &str) -> String {
        frontend("<I>CN=Fabrikam<S>CN=mail.contoso.example").replace(NOW, entry)
    }

    #[test]
    fn an_empty_list_is_found() {
        let judged = judge::<TlsDomainCapabilitiesMissing>(&with(""));
        assert!(judged.finding("does not trust Exchange Online").fixes.len() == 1);
    }

    #[test]
    fn an_entry_for_somebody_else_does_not_help() {
        judge::<TlsDomainCapabilitiesMissing>(&with("adatum.example:AcceptCloudServicesMail"))
            .finding("does not trust");
    }

    #[test]
    fn a_list_with_exchange_online_passes_and_a_cut_one_is_undecided() {
        assert_eq!(judge::<TlsDomainCapabilitiesMissing>(&with(NOW)).verdict, Verdict::Pass);
        assert_eq!(
            judge::<TlsDomainCapabilitiesMissing>(&with("adatum.example:AcceptCloudServicesMail...")).verdict,
            Verdict::Undecided
        );
    }
}
