use crate::capabilities::{self, Entry};
use crate::citations::{HYBRID_CERTIFICATES_2025, KB3156771, SET_RECEIVE_CONNECTOR};
use crate::fixes::{self, Drop};
use crate::{Outcome, Rule, RuleInfo, subjects, symptoms};
use htd_evidence::Symptom;
use htd_model::{Connector, Estate, Known};
use htd_report::{Confidence, Direction, Evidence, Finding, Label, Severity, code};

pub(crate) const DOCUMENTATION: &str = "\
# tls-domain-capabilities-missing

## What it checks

Whether the front-end connector that takes the mail of Exchange Online trusts it at all in `TlsDomainCapabilities`.

## Why mail stops

Without the entry, mail from Exchange Online arrives, but its trusted headers are dropped. Colleagues become strangers: senders are shown as name and SMTP address, rules and filters treat the mail as external, and with centralized mail transport the relay is refused with `550 5.7.1 Unable to relay`.

## How to confirm

```powershell
Get-ReceiveConnector | Format-List Identity,TlsDomainCapabilities
```

## How to mend it

Add the entry that the Hybrid Configuration Wizard writes, `mail.protection.outlook.com:AcceptCloudServicesMail`, on each server that takes hybrid mail.
";

/// A front-end connector does not trust Exchange Online.
pub(crate) struct TlsDomainCapabilitiesMissing;

static INFO: RuleInfo = RuleInfo {
    name: "tls-domain-capabilities-missing",
    passes: "Exchange Online has an entry in the TlsDomainCapabilities of the front-end connector or of another on its server.",
    severities: &[Severity::Error],
    evidence: &[Evidence::ReceiveConnectors],
    directions: &[Direction::ToOnPremises],
    decisive: true,
    citations: &[HYBRID_CERTIFICATES_2025, KB3156771, SET_RECEIVE_CONNECTOR],
    reviewed: "2026-11-22",
};

/// What comes of dropped headers.
const SYMPTOMS: &[Symptom] = &[
    Symptom::PresenceMissing,
    Symptom::SenderShownWithAddress,
    Symptom::UnableToRelay,
    Symptom::RejectedByPolicy,
    Symptom::CannotRelayDescribed,
];

impl Rule for TlsDomainCapabilitiesMissing {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, estate: &Estate, outcome: &mut Outcome<'_>) {
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
                    let finding = Finding::new(INFO.name, Severity::Error, title, subject, Label::new(span, "Exchange Online is not among these"))
                        .confidence(confidence)
                        .direction(Direction::ToOnPremises)
                        .why("Mail from Exchange Online arrives over TLS, but the connector does not take it for mail of your own organisation: its trusted headers are dropped, and with centralized mail transport the relay is refused.")
                        .fix(fixes::set_capability(connector, estate.profile().capability(), Drop::Entries(&[])));
                    outcome.found(symptoms::explain(finding, estate, SYMPTOMS));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{frontend, judge};
    use htd_report::Verdict;

    const RULE: &str = "tls-domain-capabilities-missing";
    const NOW: &str = "mail.protection.outlook.com:AcceptCloudServicesMail";

    fn with(entry: &str) -> String {
        frontend("<I>CN=Fabrikam<S>CN=mail.contoso.example").replace(NOW, entry)
    }

    #[test]
    fn an_empty_list_is_found() {
        let judged = judge(RULE, &with(""));
        assert!(judged.finding("does not trust Exchange Online").fixes.len() == 1);
    }

    #[test]
    fn an_entry_for_somebody_else_does_not_help() {
        judge(RULE, &with("adatum.example:AcceptCloudServicesMail")).finding("does not trust");
    }

    #[test]
    fn a_list_with_exchange_online_passes_and_a_cut_one_is_undecided() {
        assert_eq!(judge(RULE, &with(NOW)).verdict, Verdict::Pass);
        assert_eq!(
            judge(RULE, &with("adatum.example:AcceptCloudServicesMail...")).verdict,
            Verdict::Undecided
        );
    }
}
