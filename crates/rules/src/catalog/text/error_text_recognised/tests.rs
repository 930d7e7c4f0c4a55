//! What is said of texts and events that nothing explains, and that every entry of the table is complete.

use super::ErrorTextRecognised;
use crate::symptom_table::{all, of_event};
use crate::testing::{certificate, certificates, frontend, judge, outbound, read};
use htd_evidence::{Event, EventMessage};
use htd_model::Estate;
use htd_report::{Confidence, Direction, Finding, Risk, Severity, Verdict};
use htd_source::{SourceId, Spanned, Timestamp};

const NAME: &str = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";

fn estate(text: &str) -> Estate {
    let at = Timestamp::parse_rfc3339("2026-11-22").unwrap();
    Estate::new(at, None, &[read(SourceId(0), text)])
}

fn event(id: u32, source: &str, message: EventMessage) -> Event {
    let span = htd_source::Span::new(SourceId(0), 0, 1);
    Event {
        span,
        id: Spanned::new(id, span),
        source: Some(Spanned::new(source.to_owned(), span)),
        computer: None,
        date: None,
        message,
        message_span: span,
    }
}

fn not_found(name: &str, connector: Option<&str>) -> EventMessage {
    let given = |text: &str| Spanned::new(text.to_owned(), htd_source::Span::new(SourceId(0), 0, 1));
    EventMessage::CertificateNotFound {
        domain_name: Some(given(name)),
        connector: connector.map(given),
        fqdn: None,
    }
}

/// The rules that a finding names, in its order.
fn named(finding: &Finding) -> Vec<&str> {
    let numbered = finding.why.iter().filter(|why| why.starts_with(|c: char| c.is_ascii_digit()));
    numbered.filter_map(|why| why.split('`').nth(1)).filter(|word| word.contains('-')).collect()
}

#[test]
fn the_causes_stand_in_order_with_the_commands_that_decide() {
    let text = "450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send \
        mail] [LastAttemptedServerName=mail.contoso.example]";
    let judged = judge::<ErrorTextRecognised>(text);
    let finding = judged.finding("does not offer `STARTTLS`");
    assert_eq!((finding.severity, finding.confidence), (Severity::Error, Confidence::Possible));
    assert_eq!(finding.directions, [Direction::ToOnPremises]);
    assert_eq!(named(finding).first(), Some(&"receive-certificate-not-found"));
    let first = finding.fixes.first().unwrap();
    assert!(first.apply.as_str().starts_with("Get-ReceiveConnector | Format-List"));
    assert!(first.apply.as_str().contains("\nGet-ExchangeCertificate | Format-List"));
}

#[test]
fn what_a_cause_accounts_for_raises_nothing() {
    let queue = "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be \
        found.\n\n";
    let new = certificate("CN=Fabrikam Trust CA 2", "CN=mail.contoso.example", "SMTP", "06/20/2027", 7);
    let judged = judge::<ErrorTextRecognised>(&(queue.to_owned() + &outbound(NAME) + &certificates(&[&new])));
    assert_eq!(judged.verdict, Verdict::Pass);
}

#[test]
fn a_cause_that_the_evidence_speaks_against_comes_last() {
    let text = "451 5.7.3 STARTTLS is required to send mail in 450 4.4.317 Cannot connect to remote server \
        [Message=451 5.7.3 STARTTLS is required to send mail]\n\n";
    let named_one = certificate("CN=Fabrikam Trust CA 1", "CN=mail.contoso.example", "SMTP", "06/20/2027", 7);
    let judged =
        judge::<ErrorTextRecognised>(&(text.to_owned() + &frontend(NAME) + &certificates(&[&named_one])));
    let finding = judged.finding("does not offer `STARTTLS`");
    let paragraph = finding.why.iter().find(|why| why.contains("receive-certificate-not-found")).unwrap();
    assert!(paragraph.ends_with("what is in evidence does not show it."), "{paragraph}");
    assert!(!paragraph.starts_with("1."), "{paragraph}");
}

#[test]
fn the_same_text_many_times_is_one_finding() {
    let line = "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be \
        found.\n\n";
    let judged = judge::<ErrorTextRecognised>(&line.repeat(30));
    let finding = judged.finding("waits");
    assert_eq!((finding.explains.len(), finding.labels.len()), (30, 3));
}

#[test]
fn a_look_alike_is_a_note_that_says_so() {
    let judged = judge::<ErrorTextRecognised>(
        "550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains",
    );
    let finding = judged.finding("probably not a fault of hybrid TLS certificates");
    assert_eq!(finding.severity, Severity::Note);
    assert!(finding.directions.is_empty());
}

#[test]
fn mail_taken_for_direct_send_is_an_error_of_the_way_to_exchange_online() {
    let judged = judge::<ErrorTextRecognised>(
        "550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization from \
         unauthorized sources",
    );
    let finding = judged.finding("takes the mail for direct send");
    assert_eq!(finding.severity, Severity::Error);
    assert_eq!(finding.directions, [Direction::ToExchangeOnline]);
    assert_eq!(named(finding), ["send-certificate-name-empty"]);
}

#[test]
fn without_texts_it_is_undecided() {
    assert_eq!(judge::<ErrorTextRecognised>("").verdict, Verdict::Undecided);
    assert_eq!(judge::<ErrorTextRecognised>(&frontend(NAME)).verdict, Verdict::Undecided);
}

#[test]
fn event_12014_means_what_its_connector_is() {
    let estate = estate(&outbound(NAME).replace("Outbound to Office 365", "To the cloud"));
    let title = |source, name, connector| {
        of_event(&event(12014, source, not_found(name, connector)), &estate).unwrap().title
    };
    let front_end = "MSExchangeFrontEndTransport";
    assert!(title(front_end, NAME, Some("Default Frontend EX01")).starts_with("A receive connector"));
    assert!(title(front_end, NAME, None).starts_with("A receive connector"));
    assert!(title(front_end, "ex01.contoso.example", Some("Default Frontend EX01")).contains("host name"));
    let hub = "MSExchangeTransport";
    let own = "To the cloud - 11111111-2222-3333-4444-555555555555";
    assert!(title(hub, NAME, Some(own)).starts_with("The send connector"));
    assert!(title(hub, NAME, Some("Outbound to Office 365")).starts_with("The send connector"));
    assert!(title(hub, NAME, None).contains("which one is not told"));
    assert!(title(hub, "ex01.contoso.example", Some("Default EX01")).contains("among each other"));
    assert!(title(front_end, "relay.contoso.example", Some("Printers")).contains("probably does not use"));
}

#[test]
fn expiry_ahead_warns_and_foreign_events_say_nothing() {
    let estate = estate("");
    let severity =
        |id, source| of_event(&event(id, source, EventMessage::Other), &estate).map(|e| e.severity);
    assert_eq!(severity(12017, "MSExchangeTransport"), Some(Severity::Warning));
    assert_eq!(severity(12018, "MSExchangeTransport"), Some(Severity::Warning));
    assert_eq!(severity(12015, "MSExchangeTransport"), Some(Severity::Warning));
    // It is about the certificate of another server.
    assert_eq!(severity(12019, "MSExchangeTransport"), Some(Severity::Note));
    assert_eq!(severity(2004, "MSExchange OAuth"), Some(Severity::Note));
    assert_eq!(severity(2004, "MSExchangeTransport"), None);
    assert_eq!(severity(15004, "MSExchangeTransport"), None);
}

#[test]
fn every_entry_is_complete() {
    let estate = estate("");
    let events = [12012, 12014, 12015, 12016, 12017, 12018, 12019, 12024]
        .map(|id| of_event(&event(id, "", EventMessage::Other), &estate).unwrap());
    for entry in all().chain(events) {
        let what = entry.title;
        assert!(!entry.citations.is_empty(), "{what}");
        assert!(entry.severity == Severity::Note || !entry.looks.is_empty(), "{what}");
        assert!(entry.looks.len() <= 2, "{what}");
        assert!(entry.severity != Severity::Error || !entry.candidates.is_empty(), "{what}");
        for look in entry.looks {
            assert_eq!(super::wording::fix(look).risk, Risk::ReadsOnly);
            let changes = ["Set-", "Enable-", "Remove-", "New-", "Restart-", "Start-"];
            assert!(!look.commands.iter().any(|c| changes.iter().any(|verb| c.contains(verb))), "{what}");
        }
    }
}
