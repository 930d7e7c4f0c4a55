//! Entries of `TlsDomainCapabilities` that pin a certificate of Exchange Online: an error where nothing else
//! makes the connector trust Exchange Online, else a note.

use crate::catalog::OutdatedTlsDomainCapabilities;
use crate::citations::{KB3156771, SET_RECEIVE_CONNECTOR};
use crate::fixes::{self, Drop};
use crate::symptom_table::{CANNOT_SEND, SEND_CERTIFICATE_NOT_FOUND};
use crate::{Judge, Outcome, Rule, RuleInfo, subjects, symptoms};
use htd_model::{Connector, Estate, ReceiveConnector, Trust, TrustEntry};
use htd_report::{Confidence, Direction, Evidence, Finding, Label, Severity, code};

impl Rule for OutdatedTlsDomainCapabilities {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 130,
        passes: "No receive connector trusts Exchange Online by a certificate instead of by its domain.",
        severities: &[Severity::Error, Severity::Note],
        evidence: &[Evidence::ReceiveConnectors],
        directions: &[Direction::ToOnPremises],
        decisive: true,
        citations: &[KB3156771, SET_RECEIVE_CONNECTOR],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Cause(check);
}

fn check(estate: &Estate, outcome: &mut Outcome) {
    for (connector, entries) in subjects::trust_entries(estate, outcome) {
        let is_outdated =
            |entry: &&TrustEntry| matches!(entry.trust, Trust::OutdatedSince2016 | Trust::Pinned);
        match entries.iter().find(is_outdated) {
            None => outcome.passed(),
            // Beside the right entry it does nothing any more.
            Some(entry) if entries.iter().any(|entry| entry.trust == Trust::Right) => {
                outcome.found(finding(connector, entry, Severity::Note).why(NO_LONGER_NEEDED));
            }
            Some(entry) => outcome.found(in_force(estate, connector, entry)),
        }
    }
}

fn in_force(estate: &Estate, connector: &ReceiveConnector, entry: &TrustEntry) -> Finding {
    let entry_text = [entry.text.as_str()];
    // The value of 2016 may have been cut by the console; any other is taken out as it was printed.
    let drop = if entry.trust == Trust::OutdatedSince2016 {
        Drop::Matching("MSIT\\s*Machine\\s*Auth\\s*CA\\s*2")
    } else {
        Drop::Entries(&entry_text)
    };
    let mut finding = finding(connector, entry, Severity::Error)
        .why(ON_EVERY_SERVER)
        .fix(fixes::set_capability(connector, estate.profile().capability(), drop))
        .fix(fixes::update_then_wizard());
    let of_the_article = &[&SEND_CERTIFICATE_NOT_FOUND, &CANNOT_SEND];
    if estate.send_connectors.is_empty()
        && let Some(text) = symptoms::first(estate, of_the_article)
    {
        finding = finding.explains(text.span).why(ALSO_IN_THE_QUEUE);
    }
    symptoms::explain(finding, estate)
}

fn finding(connector: &ReceiveConnector, entry: &TrustEntry, severity: Severity) -> Finding {
    let title = format!("{} trusts Exchange Online by an outdated certificate", code(&connector.name.value));
    let subject = Connector::Receive(connector).subject();
    let (note, why, confidence) = if entry.trust == Trust::OutdatedSince2016 {
        ("Exchange Online no longer has this certificate", OUTDATED_SINCE_2016, Confidence::Certain)
    } else {
        ("this pins one certificate", PINNED, Confidence::Likely)
    };
    let proof = Label::new(entry.span, note);
    Finding::new(OutdatedTlsDomainCapabilities::NAME, severity, title, subject, proof)
        .confidence(confidence)
        .direction(Direction::ToOnPremises)
        .why(why)
}

const OUTDATED_SINCE_2016: &str = "Exchange Online changed its certificate on April 15, 2016. This entry \
    still expects the old one, so mail from Exchange Online is not recognised as mail of your own \
    organisation: its trusted headers are dropped.";
const PINNED: &str = "This entry trusts Exchange Online only while it presents this one certificate. The \
    Hybrid Configuration Wizard of today writes the domain instead.";
const NO_LONGER_NEEDED: &str = "The entry by domain stands beside it, so mail is recognised all the same; \
    this one is no longer needed.";
const ON_EVERY_SERVER: &str = "The same has to be done on every server that takes hybrid mail. \
    `Set-ReceiveConnector` replaces the whole list; the script keeps the other entries.";
const ALSO_IN_THE_QUEUE: &str = "The article also names `454 4.7.5` in the queue for Exchange Online. If \
    that stays after the change, the send connector names a certificate that is not there: add the output of \
    `Get-SendConnector | Format-List` here.";

#[cfg(test)]
mod tests {
    use super::OutdatedTlsDomainCapabilities;
    use crate::testing::{frontend, judge};
    use htd_report::{Severity, Verdict};

    const NOW: &str = "mail.protection.outlook.com:AcceptCloudServicesMail";

    fn with(entry: &str) -> String {
        frontend("<I>CN=Fabrikam<S>CN=mail.contoso.example").replace(NOW, entry)
    }

    #[test]
    fn the_value_of_2016_is_found_whole_and_cut_and_in_either_case() {
        for entry in [
            "<I>CN=MSIT Machine Auth CA 2, DC=redmond, DC=corp, DC=microsoft, \
             DC=com<S>CN=mail.protection.outlook.com, OU=Forefront Online Protection for Exchange, \
             O=Microsoft, L=Redmond, S=WA, C=US:AcceptCloudServicesMail",
            "<I>CN=MSIT Machine Auth CA 2, DC=Redmond, DC=corp, DC=microsoft, DC=com...",
            "<i>cn=msit machine auth ca 2, dc=redmond, dc=corp, dc=microsoft, \
             dc=com<s>cn=mail.protection.outlook.com:acceptcloudservicesmail",
        ] {
            let judged = judge::<OutdatedTlsDomainCapabilities>(&with(entry));
            let finding = judged.finding("outdated certificate");
            let apply = finding.fixes.first().unwrap().apply.as_str();
            assert!(apply.contains("mail.protection.outlook.com:AcceptCloudServicesMail"), "{apply}");
            assert!(apply.contains("$keep"), "{apply}");
        }
    }

    #[test]
    fn it_explains_the_symptoms_of_its_article() {
        let text = "451 4.7.0 Temporary server error. Please try again later. PRX5\n\n";
        let judged = judge::<OutdatedTlsDomainCapabilities>(
            &(text.to_owned() + &with("<I>CN=MSIT Machine Auth CA 2, DC=redmond...")),
        );
        assert!(!judged.finding("outdated").explains.is_empty());
    }

    #[test]
    fn the_domain_of_today_passes() {
        assert_eq!(judge::<OutdatedTlsDomainCapabilities>(&with(NOW)).verdict, Verdict::Pass);
        assert_eq!(
            judge::<OutdatedTlsDomainCapabilities>(&with(
                "adatum.example:AcceptCloudServicesMail, mail.protection.outlook.com:AcceptCloudServicesMail"
            ))
            .verdict,
            Verdict::Pass
        );
    }

    #[test]
    fn partners_are_left_alone_and_beside_the_right_entry_it_is_a_note() {
        let partner =
            "<I>CN=Fabrikam CA, O=Microsoft Corporation<S>CN=mail.fabrikam.example:AcceptCloudServicesMail";
        assert_eq!(
            judge::<OutdatedTlsDomainCapabilities>(&with(&format!("{partner}, {NOW}"))).verdict,
            Verdict::Pass
        );
        let old = "<I>CN=MSIT Machine Auth CA 2, \
            DC=redmond<S>CN=mail.protection.outlook.com:AcceptCloudServicesMail";
        let judged = judge::<OutdatedTlsDomainCapabilities>(&with(&format!("{old}, {NOW}")));
        let finding = judged.finding("outdated certificate");
        assert_eq!((finding.severity, finding.fixes.len()), (Severity::Note, 0));
    }

    #[test]
    fn without_the_property_it_is_undecided() {
        let without: String = with(NOW)
            .lines()
            .filter(|line| !line.starts_with("TlsDomain"))
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(judge::<OutdatedTlsDomainCapabilities>(&without).verdict, Verdict::Undecided);
    }
}
