//! A server runs Exchange 2013 before Cumulative Update 9.

use crate::catalog::{Exchange2013BeforeCu9, OutdatedTlsDomainCapabilities};
use crate::citations::{HYBRID_PREREQUISITES, KB3156771};
use crate::{Judge, Outcome, Rule, RuleInfo, fixes};
use htd_model::{Estate, ExchangeServer, ReceiveConnector, Trust, Version, same_server};
use htd_report::{Direction, Evidence, Finding, Fix, Label, Severity, Shell, Subject, SubjectKind, code};

impl Rule for Exchange2013BeforeCu9 {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 710,
        passes: "No server runs Exchange 2013 before Cumulative Update 9.",
        severities: &[Severity::Warning],
        evidence: &[Evidence::ExchangeServers],
        directions: &[Direction::ToOnPremises],
        decisive: false,
        citations: &[KB3156771, HYBRID_PREREQUISITES],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

const LIST_SERVERS: &str = "Get-ExchangeServer | Format-List Name,AdminDisplayVersion,ServerRole";

fn check(estate: &Estate, outcome: &mut Outcome) {
    if estate.servers.is_empty() {
        outcome.undecided(Evidence::ExchangeServers, LIST_SERVERS);
    }
    for server in &estate.servers {
        match server.version.value() {
            None => outcome.undecided(Evidence::ExchangeServers, LIST_SERVERS),
            Some(version) if version.is_exchange_2013() && *version < Version::EXCHANGE_2013_CU9 => {
                outcome.found(finding(estate, server, *version));
            }
            Some(_) => outcome.passed(),
        }
    }
}

fn finding(estate: &Estate, server: &ExchangeServer, version: Version) -> Finding {
    let name = server.name.clone();
    let shown = name.as_deref().map_or_else(|| "A server".to_owned(), code);
    let title = format!("{shown} runs Exchange 2013 before Cumulative Update 9");
    let subject = Subject {
        kind: SubjectKind::ExchangeServer,
        name: name.clone().unwrap_or_else(|| "server".to_owned()),
        server: name.clone(),
    };
    let label = Label::new(server.version.span_or(server.span), "CU9 is 15.0 (Build 1104.5)");
    let finding = Finding::new(Exchange2013BeforeCu9::NAME, Severity::Warning, title, subject, label)
        .direction(Direction::ToOnPremises)
        .why(format!(
            "It runs {version}. The Hybrid Configuration Wizard of that version pins the certificate that \
             Exchange Online had until April 15, 2016 in `TlsDomainCapabilities`, and each run of it writes \
             that value again."
        ))
        .why("Hybrid deployments need the latest cumulative update or the one before it.");
    let finding = match outdated(estate, name.as_deref()) {
        Some(connector) => finding
            .label(Label::new(
                connector.tls_domain_capabilities.span_or(connector.span),
                "the value which that wizard wrote",
            ))
            .why(format!(
                "That value stands in {}: see {}, which corrects it without an update.",
                code(&connector.name.value),
                code(OutdatedTlsDomainCapabilities::NAME)
            )),
        None => finding.fix(look_for_outdated(name.as_deref())),
    };
    finding.fix(fixes::update_first())
}

/// A connector of the server that holds the value which the wizard of its version writes.
fn outdated<'a>(estate: &'a Estate, server: Option<&str>) -> Option<&'a ReceiveConnector> {
    let here = |connector: &&ReceiveConnector| match (server, connector.server.as_deref()) {
        (Some(server), Some(on)) => same_server(server, on),
        _ => false,
    };
    estate.receive_connectors.iter().filter(here).find(|connector| {
        let entries = estate.trust_entries(connector).unwrap_or_default();
        entries.iter().any(|entry| matches!(entry.trust, Trust::OutdatedSince2016 | Trust::Pinned))
    })
}

fn look_for_outdated(server: Option<&str>) -> Fix {
    Fix::look(
        "See whether a connector still has the outdated value",
        Shell::ExchangeManagementShell,
        server,
        &[fixes::FIND_OUTDATED_CAPABILITY],
    )
}

#[cfg(test)]
mod tests {
    use super::Exchange2013BeforeCu9;
    use crate::testing::{frontend, judge};
    use htd_report::{Severity, Verdict};

    fn server(version: &str) -> String {
        format!(
            "[PS] C:\\>Get-ExchangeServer | fl Name,AdminDisplayVersion\n\n\n\
             Name                : EX01\n\
             AdminDisplayVersion : {version}\n\n"
        )
    }

    #[test]
    fn cu8_is_found_and_asks_for_the_outdated_value() {
        let judged = judge::<Exchange2013BeforeCu9>(&server("Version 15.0 (Build 1076.9)"));
        let finding = judged.finding("`EX01` runs Exchange 2013 before Cumulative Update 9");
        assert_eq!(finding.severity, Severity::Warning);
        let first = finding.fixes.first().unwrap();
        assert!(first.apply.as_str().contains("MSIT Machine Auth CA 2"));
    }

    #[test]
    fn the_outdated_value_of_that_server_is_pointed_at() {
        let pinned = "<I>CN=MSIT Machine Auth CA 2, DC=redmond, DC=corp, DC=microsoft, DC=com...";
        let connector = frontend("<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example")
            .replace("mail.protection.outlook.com:AcceptCloudServicesMail", pinned);
        let judged = judge::<Exchange2013BeforeCu9>(&(server("Version 15.0 (Build 1076.9)") + &connector));
        let finding = judged.finding("before Cumulative Update 9");
        assert!(finding.why.iter().any(|why| why.contains("outdated-tls-domain-capabilities")));
        assert_eq!(finding.labels.len(), 1);
        let elsewhere = connector.replace("EX01", "EX02");
        let judged = judge::<Exchange2013BeforeCu9>(&(server("Version 15.0 (Build 1076.9)") + &elsewhere));
        assert!(judged.finding("before Cumulative Update 9").labels.is_empty());
    }

    #[test]
    fn cu9_and_later_versions_pass() {
        for version in
            ["Version 15.0 (Build 1104.5)", "Version 15.1 (Build 225.42)", "Version 15.2 (Build 2562.17)"]
        {
            assert_eq!(judge::<Exchange2013BeforeCu9>(&server(version)).verdict, Verdict::Pass, "{version}");
        }
    }

    #[test]
    fn without_versions_it_is_undecided() {
        assert_eq!(judge::<Exchange2013BeforeCu9>("").verdict, Verdict::Undecided);
        let unversioned = server("").replace("AdminDisplayVersion :", "ServerRole          : Mailbox");
        let judged = judge::<Exchange2013BeforeCu9>(&unversioned);
        assert_eq!(judged.verdict, Verdict::Undecided);
    }
}
