use crate::capabilities::{self, Entry};
use crate::citations::{HYBRID_CERTIFICATES_2025, KB3156771, SET_RECEIVE_CONNECTOR};
use crate::fixes::{self, Drop};
use crate::{Judge, Outcome, Rule, RuleInfo, subjects, symptoms};
use htd_evidence::Symptom;
use htd_model::{Connector, Estate, Known};
use htd_report::{Confidence, Direction, Evidence, Finding, Label, Severity, code};

/// A front-end connector does not trust Exchange Online.
pub(crate) struct TlsDomainCapabilitiesMissing;

impl Rule for TlsDomainCapabilitiesMissing {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 140,
        passes: "Exchange Online has an entry in the TlsDomainCapabilities of the front-end connector or of another on its server.",
        severities: &[Severity::Error],
        evidence: &[Evidence::ReceiveConnectors],
        directions: &[Direction::ToOnPremises],
        decisive: true,
        citations: &[HYBRID_CERTIFICATES_2025, KB3156771, SET_RECEIVE_CONNECTOR],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

/// What comes of dropped headers.
const SYMPTOMS: &[Symptom] = &[
    Symptom::PresenceMissing,
    Symptom::SenderShownWithAddress,
    Symptom::UnableToRelay,
    Symptom::RejectedByPolicy,
    Symptom::CannotRelayDescribed,
];

fn check(estate: &Estate, outcome: &mut Outcome) {
    for connector in subjects::hybrid_receive(estate, outcome) {
        // On Edge servers Microsoft documents the certificate name only.
        if connector.is_edge() {
            continue;
        }
        let trusts = |connector: &htd_model::ReceiveConnector| {
            let entries = capabilities::entries(connector).unwrap_or_default();
            entries.iter().any(|entry| capabilities::judge(&entry.value, estate) != Entry::Other)
        };
        match &connector.tls_domain_capabilities {
            Known::NotCollected => subjects::receive_missing(outcome),
            _ if trusts(connector) => outcome.passed(),
            // Entries that the console left out may hold it.
            Known::Value(list) if list.value.cut => subjects::receive_missing(outcome),
            Known::Cut(_) => subjects::receive_missing(outcome),
            // Another connector of the server does the work, and the default one is left as setup made it.
            _ if estate
                .receive_connectors
                .iter()
                .any(|other| other.server == connector.server && other.is_hybrid() && trusts(other)) =>
            {
                outcome.passed()
            }
            Known::Absent(_) | Known::Value(_) => {
                let span = connector.tls_domain_capabilities.span_or(connector.span);
                // Setup leaves the list empty: that this server takes hybrid mail must show elsewhere.
                let hybrid = connector.tls_certificate_name.value().is_some()
                    || estate
                        .hybrid_configurations
                        .iter()
                        .any(|c| c.receiving_transport_servers.value().is_some());
                let confidence = if hybrid { Confidence::Certain } else { Confidence::Likely };
                let title = format!("{} does not trust Exchange Online", code(&connector.name.value));
                let subject = Connector::Receive(connector).subject();
                let finding = Finding::new(TlsDomainCapabilitiesMissing::NAME, Severity::Error, title, subject, Label::new(span, "Exchange Online is not among these"))
                    .confidence(confidence)
                    .direction(Direction::ToOnPremises)
                    .why("Mail from Exchange Online arrives over TLS, but the connector does not take it for mail of your own organisation: its trusted headers are dropped, and with centralized mail transport the relay is refused.")
                    .fix(fixes::set_capability(connector, estate.profile().capability(), Drop::Entries(&[])));
                outcome.found(symptoms::explain(finding, estate, SYMPTOMS));
            }
        }
    }
}

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
