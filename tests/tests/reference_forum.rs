//! Real pastes, where the reference material stands beside the checkout. They are read, never copied.

use htd_evidence::{Format, Item, LogSide, Reader, Reading, Record, TlsOutcome};
use htd_source::SourceId;
use hybrid_tls_doctor_tests::reference::reference;

/// Reads bytes as an examination does.
fn read(name: &str, bytes: &[u8]) -> Reading {
    let mut reader = Reader::new(SourceId(0), name).looking_for(htd_rules::wordings());
    reader.push(bytes);
    reader.finish().1
}

/// The sample of a number without the lines that say where it is from; `None` where there is no corpus.
fn sample(number: &str) -> Option<Reading> {
    let entries = std::fs::read_dir(reference("corpus/forum")?).ok()?;
    let path = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))?;
    let text = std::fs::read_to_string(path).ok()?;
    let body: Vec<&str> = text.lines().skip_while(|line| line.starts_with("# ")).collect();
    Some(read(number, body.join("\n").as_bytes()))
}

fn records(reading: &Reading) -> Vec<&Record> {
    reading.records().collect()
}

fn value<'a>(record: &'a Record, name: &str) -> &'a str {
    record.get(name).map_or("", |property| &property.value.text)
}

#[test]
fn lists_of_selected_properties() {
    let Some(reading) = sample("33-") else { return };
    assert_eq!((reading.format, reading.parts.len()), (Format::Mixed, 2));
    let found = records(&reading);
    assert_eq!(found.len(), 2);
    assert_eq!(value(found[0], "TlsSettings"), "DomainValidation");
    assert_eq!(value(found[1], "Name"), "Inbound from <GUID>");
    assert_eq!(value(found[1], "TlsSenderCertificateName"), "*.contoso.com");
    let cmdlets: Vec<_> =
        found.iter().filter_map(|r| Some(r.command.as_ref()?.cmdlet.value.as_str())).collect();
    assert_eq!(cmdlets, ["Get-OutboundConnector", "Get-InboundConnector"]);
    assert!(reading.problems.is_empty());
}

#[test]
fn an_indented_list_below_its_command() {
    let Some(reading) = sample("39-") else { return };
    let found = records(&reading);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].properties.len(), 4);
    assert_eq!(found[0].command.as_ref().map(|c| c.cmdlet.value.as_str()), Some("Get-MessageTrackingLog"));
    assert!(reading.problems.is_empty());
}

#[test]
fn labels_of_several_words() {
    let Some(reading) = sample("23-") else { return };
    let found = records(&reading);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].properties.len(), 10);
    assert_eq!(value(found[0], "Status"), "Pending");
    assert_eq!(value(found[0], "From IP"), "");
}

#[test]
fn a_row_without_a_heading() {
    let Some(reading) = sample("47-") else { return };
    assert_eq!(reading.format, Format::FormatTable);
    let found = records(&reading);
    assert!(value(found[0], "TlsCertificateName").ends_with("</S>"));
}

#[test]
fn events_are_events_and_no_lists() {
    for number in ["03-", "04-", "06-", "07-", "08-"] {
        let Some(reading) = sample(number) else { return };
        assert_eq!(reading.format, Format::EventText, "{number}");
        assert!(matches!(reading.items.as_slice(), [Item::Event(_)]), "{number}");
    }
}

/// What the samples about certificates and the wizard say, in order.
#[test]
fn texts_about_certificates() {
    for (number, expected) in [
        ("20-", &["Insufficient rights to grant Network Service access to the certificate"][..]),
        ("21-", &["Insufficient rights to grant Network Service access to the certificate"]),
        (
            "31-",
            &[
                "CRYPT_E_REVOKED",
                "CERT_TRUST_IS_UNTRUSTED_ROOT",
                "CERT_TRUST_IS_OFFLINE_REVOCATION",
                "CERT_TRUST_IS_OFFLINE_REVOCATION",
                "CRYPT_E_REVOKED",
            ],
        ),
        ("51-", &["These certificates are tagged with following Send Connectors"]),
        (
            "52-",
            &[
                "RequiredTls flag should be set to true if TlsCertificateName is specified.",
                "The Secure Mail Certificate is not bound to the SMTP Service",
                "HCW8010",
                "HCW8011",
                "No valid hybrid certificate found",
                "No valid hybrid certificate found",
                "A text that is not about hybrid TLS",
            ],
        ),
        ("53-", &["A text that is not about hybrid TLS", "A text that is not about hybrid TLS"]),
        ("57-", &["Overwrite the existing default SMTP certificate?"]),
    ] {
        let Some(reading) = sample(number) else { return };
        let texts = reading.items.iter().filter_map(|item| match item {
            Item::ErrorText(text) => Some(text.id.0),
            _ => None,
        });
        assert_eq!(texts.collect::<Vec<_>>(), expected, "{number}");
        // One sample keeps the heading of the box in which its texts were shown.
        assert_eq!(reading.problems.len(), usize::from(number == "53-"), "{number}: {:?}", reading.problems);
    }
    let Some(prompt) = sample("57-") else { return };
    assert_eq!((prompt.format, prompt.problems.len()), (Format::FreeText, 0), "{:?}", prompt.problems);
}

/// The commands that change something, of all that a sample shows.
#[test]
fn commands_alone_are_what_was_asked_for() {
    for (number, expected) in [
        (
            "28-",
            &["New-SendConnector", "Set-ReceiveConnector", "New-InboundConnector", "New-OutboundConnector"][..],
        ),
        ("35-", &["Set-ReceiveConnector"]),
        (
            "55-",
            &[
                "Enable-ExchangeCertificate",
                "Set-SendConnector",
                "Remove-ExchangeCertificate",
                "Set-SendConnector",
            ],
        ),
    ] {
        let Some(reading) = sample(number) else { return };
        let [Item::WizardLog(log)] = reading.items.as_slice() else {
            panic!("{number}: {:?}", reading.items)
        };
        let found: Vec<_> = log.commands.iter().map(|command| command.value.cmdlet.value.as_str()).collect();
        assert_eq!(found, expected, "{number}");
        assert_eq!((reading.format, reading.problems.len()), (Format::WizardLog, 0), "{number}");
    }
}

/// What the samples about events, queues, traces, reports and headers give, in order: the kind of each item,
/// and what an error text says.
const MAIL: &[(&str, &[&str])] = &[
    ("01-", &["event", "451 5.7.3 STARTTLS is required to send mail"]),
    (
        "02-",
        &[
            "451 4.7.0 Temporary server error. Please try again later. PRX5",
            "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.",
            "bounce",
            "550 5.7.1 Unable to relay",
            "MSIT Machine Auth CA 2",
        ],
    ),
    ("03-", &["event"]),
    ("04-", &["event"]),
    ("06-", &["event"]),
    ("07-", &["event"]),
    ("08-", &["event"]),
    ("11-", &["SubjectMismatch", "commands"]),
    ("17-", &["event"]),
    (
        "18-",
        &["421 4.4.1 Connection timed out", "commands", "TLS negotiation failed with error NoCredentials"],
    ),
    ("19-", &["record", "record", "record", "record"]),
    ("23-", &["record"]),
    ("29-", &["SubjectMismatch"]),
    ("32-", &["550 5.7.51 TenantInboundAttribution"]),
    (
        "36-",
        &[
            "451 5.7.3 STARTTLS is required to send mail",
            "451 5.7.3 STARTTLS is required to send mail",
            "451 5.7.3 Must issue a STARTTLS command first",
        ],
    ),
    ("37-", &["454 4.7.0 Failed to establish appropriate TLS channel: UntrustedRoot"]),
    ("38-", &["550 5.7.64 Relay Access Denied ATTR36"]),
    ("39-", &["record"]),
    ("40-", &["headers", "X-CrossPremisesHeadersFilteredBySendConnector"]),
    ("46-", &["550 5.7.64 TenantAttribution; Relay Access Denied SMTP", "CERT_TRUST_IS_UNTRUSTED_ROOT"]),
    (
        "54-",
        &["CertificateExpired", "A text that is not about hybrid TLS", "A text that is not about hybrid TLS"],
    ),
    (
        "58-",
        &[
            "A text that is not about hybrid TLS",
            "A text that is not about hybrid TLS",
            "550 5.7.68 TenantInboundAttribution; Direct Send not allowed",
        ],
    ),
];

#[test]
fn mail_is_recognised_as_what_it_is() {
    for (number, expected) in MAIL {
        let Some(reading) = sample(number) else { return };
        let found: Vec<String> = reading
            .items
            .iter()
            .map(|item| match item {
                Item::Event(_) => "event".to_owned(),
                Item::Bounce(_) => "bounce".to_owned(),
                Item::Headers(_) => "headers".to_owned(),
                Item::Record(_) => "record".to_owned(),
                Item::WizardLog(_) => "commands".to_owned(),
                Item::ErrorText(text) => text.id.0.to_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(found, *expected, "{number}");
    }
}

fn logged(reading: &Reading) -> Vec<&htd_evidence::LoggedSession> {
    reading
        .items
        .iter()
        .filter_map(|item| if let Item::LoggedSession(session) = item { Some(&**session) } else { None })
        .collect()
}

#[test]
fn excerpts_of_protocol_logs() {
    let Some(reading) = sample("13-") else { return };
    let [session] = logged(&reading)[..] else { panic!("{:#?}", reading.items) };
    assert_eq!((session.side, session.tls), (LogSide::Send, TlsOutcome::Failed));
    assert!(session.sent.as_ref().is_some_and(|sent| sent.subject.is_some() && sent.issuer.is_some()));

    let Some(reading) = sample("27-") else { return };
    assert_eq!(reading.format, Format::ProtocolLog);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let [session] = logged(&reading)[..] else { panic!("{:#?}", reading.items) };
    assert_eq!((session.side, session.tls), (LogSide::Receive, TlsOutcome::Negotiated));
    assert!(session.dialogue.ehlo.as_ref().is_some_and(|ehlo| ehlo.offers("STARTTLS")));
    let sent = session.sent.as_ref().expect("a certificate");
    assert!(sent.subject.is_some() && sent.names.len() == 2);
    assert!(session.domain_capabilities.is_some() && !session.exchange_online);

    let Some(reading) = sample("30-") else { return };
    let [session] = logged(&reading)[..] else { panic!("{:#?}", reading.items) };
    let ehlo = session.dialogue.ehlo.as_ref().expect("an answer");
    assert!(ehlo.complete && !ehlo.offers("STARTTLS") && session.exchange_online);
}

/// The error texts of one of the founding articles, as it was published.
fn article(name: &str) -> Option<Vec<&'static str>> {
    let bytes = std::fs::read(reference("founding")?.join(name)).ok()?;
    let reading = read(name, &bytes);
    let symptom = |item: &Item| if let Item::ErrorText(text) = item { Some(text.id.0) } else { None };
    Some(reading.items.iter().filter_map(symptom).collect())
}

#[test]
fn the_founding_articles_say_their_symptoms() {
    let Some(found) = article("kb2989382-cannot-receive-mail-with-new-certificate.md") else { return };
    for symptom in [
        "451 5.7.3 STARTTLS is required to send mail",
        "451 5.7.3 STARTTLS is required to send mail",
        "451 5.7.3 STARTTLS is required to send mail",
    ] {
        assert!(found.contains(&symptom), "{symptom:?} in {found:?}");
    }
    let Some(found) = article("kb3156771-mail-issues-after-april-15-2016.md") else { return };
    for symptom in [
        "Presence is missing, or the sender is shown with the SMTP address",
        "Presence is missing, or the sender is shown with the SMTP address",
        "451 4.7.0 Temporary server error. Please try again later. PRX5",
        "On-premises users cannot send to Exchange Online users",
        "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.",
        "550 5.7.1 Unable to relay",
        "550 5.7.1 Unable to relay",
        "MSIT Machine Auth CA 2",
    ] {
        assert!(found.contains(&symptom), "{symptom:?} in {found:?}");
    }
    assert_eq!(found.iter().filter(|symptom| **symptom == "MSIT Machine Auth CA 2").count(), 1);
}
