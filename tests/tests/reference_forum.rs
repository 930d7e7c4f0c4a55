//! Real pastes, where the reference material stands beside the checkout. They are read, never copied.

use htd_evidence::{Format, Item, LogSide, Reading, Record, Symptom, TlsOutcome, read};
use htd_source::SourceId;
use hybrid_tls_doctor_tests::reference::reference;

/// The sample of a number without the lines that say where it is from; `None` where there is no corpus.
fn sample(number: &str) -> Option<Reading> {
    let entries = std::fs::read_dir(reference("corpus/forum")?).ok()?;
    let path = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))?;
    let text = std::fs::read_to_string(path).ok()?;
    let body: Vec<&str> = text.lines().skip_while(|line| line.starts_with("# ")).collect();
    Some(read(SourceId(0), number, body.join("\n").as_bytes()).1)
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
        ("20-", &["KeyNotAccessible"][..]),
        ("21-", &["KeyNotAccessible"]),
        (
            "31-",
            &[
                "CertificateRevoked",
                "ChainNotTrusted",
                "RevocationUnknown",
                "RevocationUnknown",
                "CertificateRevoked",
            ],
        ),
        ("51-", &["CertificateTagged"]),
        (
            "52-",
            &[
                "WizardRequiredTls",
                "WizardCertificateNotBound",
                "WizardReceiveConnectorMissing",
                "WizardSendConnectorAmbiguous",
                "WizardNoCertificate",
                "WizardNoCertificate",
                "LookAlike",
            ],
        ),
        ("53-", &["LookAlike", "LookAlike"]),
        ("57-", &["OverwritePrompt"]),
    ] {
        let Some(reading) = sample(number) else { return };
        let texts = reading.items.iter().filter_map(|item| match item {
            Item::ErrorText(text) => Some(format!("{:?}", text.symptom)),
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
    ("01-", &["event", "StarttlsRequired"]),
    ("02-", &["Prx5", "SendCertificateNotFound", "bounce", "UnableToRelay", "OutdatedCapabilityValue"]),
    ("03-", &["event"]),
    ("04-", &["event"]),
    ("06-", &["event"]),
    ("07-", &["event"]),
    ("08-", &["event"]),
    ("11-", &["SubjectMismatch", "commands"]),
    ("17-", &["event"]),
    ("18-", &["UnableToConnect", "commands", "NoCredentials"]),
    ("19-", &["record", "record", "record", "record"]),
    ("23-", &["record"]),
    ("29-", &["SubjectMismatch"]),
    ("32-", &["TenantInboundAttribution"]),
    ("36-", &["StarttlsRequired", "StarttlsRequired", "MustIssueStarttls"]),
    ("37-", &["UntrustedRootOnPremises"]),
    ("38-", &["Attr36"]),
    ("39-", &["record"]),
    ("40-", &["headers", "HeadersFiltered"]),
    ("46-", &["TenantAttribution", "ChainNotTrusted"]),
    ("54-", &["CertificateExpired", "LookAlike", "LookAlike"]),
    ("58-", &["LookAlike", "LookAlike", "DirectSendRejected"]),
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
                Item::ErrorText(text) => format!("{:?}", text.symptom),
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
fn article(name: &str) -> Option<Vec<Symptom>> {
    let bytes = std::fs::read(reference("founding")?.join(name)).ok()?;
    let (_, reading) = read(SourceId(0), name, &bytes);
    let symptom = |item: &Item| if let Item::ErrorText(text) = item { Some(text.symptom) } else { None };
    Some(reading.items.iter().filter_map(symptom).collect())
}

#[test]
fn the_founding_articles_say_their_symptoms() {
    let Some(found) = article("kb2989382-cannot-receive-mail-with-new-certificate.md") else { return };
    for symptom in
        [Symptom::CannotReceiveDescribed, Symptom::StarttlsMissingDescribed, Symptom::StarttlsRequired]
    {
        assert!(found.contains(&symptom), "{symptom:?} in {found:?}");
    }
    let Some(found) = article("kb3156771-mail-issues-after-april-15-2016.md") else { return };
    for symptom in [
        Symptom::PresenceMissing,
        Symptom::SenderShownWithAddress,
        Symptom::Prx5,
        Symptom::CannotSendDescribed,
        Symptom::SendCertificateNotFound,
        Symptom::CannotRelayDescribed,
        Symptom::UnableToRelay,
        Symptom::OutdatedCapabilityValue,
    ] {
        assert!(found.contains(&symptom), "{symptom:?} in {found:?}");
    }
    assert_eq!(found.iter().filter(|symptom| **symptom == Symptom::OutdatedCapabilityValue).count(), 1);
}
