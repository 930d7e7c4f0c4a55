//! The entry for Exchange Online is wrong.

use crate::catalog::TlsDomainCapabilitiesWrong;
use crate::citations::{KB3156771, SET_RECEIVE_CONNECTOR};
use crate::fixes::{self, Drop};
use crate::{Judge, Outcome, Rule, RuleInfo, subjects, symptoms};
use htd_model::{Connector, Estate, Mistake, ReceiveConnector, Trust, TrustEntry};
use htd_report::{Direction, Evidence, Finding, Label, Severity, code};

impl Rule for TlsDomainCapabilitiesWrong {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 150,
        passes: "No entry for Exchange Online in TlsDomainCapabilities has a typing error, the domain of \
                 another cloud or another capability.",
        severities: &[Severity::Error],
        evidence: &[Evidence::ReceiveConnectors],
        directions: &[Direction::ToOnPremises],
        decisive: true,
        citations: &[SET_RECEIVE_CONNECTOR, KB3156771],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    for (connector, entries) in subjects::trust_entries(estate, outcome) {
        let right = entries.iter().any(|entry| entry.trust == Trust::Right);
        // Beside the right entry, only one that opens the door to everybody is a fault.
        let wrong = entries.iter().find_map(|entry| match entry.trust {
            Trust::Wrong(mistake) if !right || mistake == Mistake::NoTls => Some((entry, mistake)),
            _ => None,
        });
        match wrong {
            None => outcome.passed(),
            Some((entry, mistake)) => {
                let finding = finding(estate, connector, entry, mistake);
                outcome.found(if right { finding } else { finding.why(expected(estate)) });
            }
        }
    }
}

fn finding(estate: &Estate, connector: &ReceiveConnector, entry: &TrustEntry, mistake: Mistake) -> Finding {
    let name = code(&connector.name.value);
    let (title, note) = match mistake {
        Mistake::NoTls => (format!("{name} trusts everybody who does not encrypt"), "this opens the door"),
        _ => (
            format!("The entry for Exchange Online on {name} is wrong"),
            "this does not match Exchange Online",
        ),
    };
    let subject = Connector::Receive(connector).subject();
    let proof = Label::new(entry.span, note);
    let drop = [entry.text.as_str()];
    let finding = Finding::new(TlsDomainCapabilitiesWrong::NAME, Severity::Error, title, subject, proof)
        .direction(Direction::ToOnPremises)
        .why(explanation(mistake))
        .fix(fixes::set_capability(connector, estate.profile().capability(), Drop::Entries(&drop)));
    symptoms::explain(finding, estate)
}

fn expected(estate: &Estate) -> String {
    let expected = code(estate.profile().capability());
    format!("Expected is {expected}. Without it the trusted headers of hybrid mail are dropped.")
}

fn explanation(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::OtherCloud => {
            "It is the domain of another Microsoft cloud than the one that your connectors lead to."
        }
        Mistake::Domain => "The domain is not that of the certificate which Exchange Online presents.",
        Mistake::NoTls => {
            "`NO-TLS` gives the capability to everybody who connects without encryption: anyone could pass \
             for your own organisation."
        }
        Mistake::OldCapability => {
            "`AcceptOorgProtocol` belongs to Exchange 2010; Exchange 2013 and later need \
             `AcceptCloudServicesMail`."
        }
        Mistake::Capability => "It lacks the capability `AcceptCloudServicesMail`.",
    }
}

#[cfg(test)]
mod tests {
    use super::TlsDomainCapabilitiesWrong;
    use crate::testing::{frontend, judge, outbound};
    use htd_report::Verdict;

    const NOW: &str = "mail.protection.outlook.com:AcceptCloudServicesMail";

    fn with(entry: &str) -> String {
        frontend("<I>CN=Fabrikam<S>CN=mail.contoso.example").replace(NOW, entry)
    }

    #[test]
    fn typing_errors_and_old_capabilities_are_found() {
        for entry in [
            "mail.protection.outlook.co:AcceptCloudServicesMail",
            "mail.protecton.outlook.com:AcceptCloudServicesMail",
            "mail.protection.outlook.com:AcceptOorgProtocol",
            "mail.protection.outlook.com",
        ] {
            judge::<TlsDomainCapabilitiesWrong>(&with(entry)).finding("is wrong");
        }
    }

    #[test]
    fn no_tls_is_found_even_beside_the_right_entry() {
        for entry in ["NO-TLS:AcceptCloudServicesMail", &format!("NO-TLS:AcceptCloudServicesMail, {NOW}")] {
            judge::<TlsDomainCapabilitiesWrong>(&with(entry))
                .finding("trusts everybody who does not encrypt");
        }
    }

    #[test]
    fn the_domain_of_another_cloud_is_wrong_only_where_the_cloud_is_known() {
        let government = with("mail.protection.office365.us:AcceptCloudServicesMail");
        assert_eq!(judge::<TlsDomainCapabilitiesWrong>(&government).verdict, Verdict::Pass);
        let worldwide = outbound("<I>CN=Fabrikam<S>CN=mail.contoso.example");
        judge::<TlsDomainCapabilitiesWrong>(&(government.clone() + &worldwide)).finding("is wrong");
        let high = worldwide.replace("mail.onmicrosoft.com", "mail.onmicrosoft.us");
        assert_eq!(judge::<TlsDomainCapabilitiesWrong>(&(government + &high)).verdict, Verdict::Pass);
    }

    #[test]
    fn the_right_entry_and_strangers_pass() {
        assert_eq!(judge::<TlsDomainCapabilitiesWrong>(&with(NOW)).verdict, Verdict::Pass);
        assert_eq!(
            judge::<TlsDomainCapabilitiesWrong>(&with("adatum.example:AcceptCloudServicesMail")).verdict,
            Verdict::Pass
        );
    }
}
