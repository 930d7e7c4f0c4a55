use super::*;
use crate::item::EventMessage;
use crate::sample::{damaged, nothing_sought};
use htd_source::{Clean, SourceId};
use proptest::prelude::*;

const TAIL: &str = "If the connector's FQDN is not specified, the computer's FQDN is used. Verify the connector \
    configuration and the installed certificates to make sure that there is a certificate with a domain name for \
    that FQDN. If this certificate exists, run Enable-ExchangeCertificate -Services SMTP to make sure that the \
    Microsoft Exchange Transport service has access to the certificate key.";
const NAME: &str = "<I>CN=Contoso Issuing CA, O=Contoso Inc., C=US<S>CN=mail.contoso.com, O=Contoso Inc.";
const LABELS: &str = "Log Name:      Application\nSource:        MSExchangeFrontEndTransport\n\
    Date:          5/4/2026 9:35:58 AM\nEvent ID:      12014\nTask Category: TransportService\n\
    Level:         Error\nKeywords:      Classic\nUser:          N/A\nComputer:      EX01.contoso.com\n";

fn text(name: &str, connector: &str, fqdn: &str) -> String {
    format!(
        "Microsoft Exchange could not find a certificate that contains the domain name {name} in the personal store on \
         the local computer. Therefore, it is unable to support the STARTTLS SMTP verb for the connector {connector} \
         with a FQDN parameter of {fqdn}. {TAIL}"
    )
}

fn events(original: &str) -> Vec<Event> {
    let clean = Clean::new(SourceId(0), original);
    let mut page = Page::new(&clean, &nothing_sought());
    let items = read(&mut page);
    items
        .into_iter()
        .map(|item| match item {
            Item::Event(event) => event,
            other => panic!("{other:?}"),
        })
        .collect()
}

fn only(original: &str) -> Event {
    let mut events = events(original);
    assert_eq!(events.len(), 1, "{events:#?}");
    events.remove(0)
}

/// The three insertions of 12014, and that their spans lie on the same words.
fn insertions(original: &str, event: &Event) -> [Option<String>; 3] {
    let EventMessage::CertificateNotFound { domain_name, connector, fqdn } = &event.message else {
        panic!("{event:?}")
    };
    [domain_name, connector, fqdn].map(|value| {
        let value = value.as_ref()?;
        let under = &original[value.span.start as usize..value.span.end as usize];
        let squeezed = |text: &str| text.replace(char::is_whitespace, "").replace("> ", "");
        if !under.contains('\n') && !under.contains('&') && !under.contains('\\') {
            assert_eq!(under, value.value);
        }
        assert_eq!(squeezed(under).is_empty(), value.value.is_empty());
        Some(value.value.clone())
    })
}

fn full() -> [Option<String>; 3] {
    [Some(NAME.to_owned()), Some("Default Frontend EX01".to_owned()), Some(NAME.to_owned())]
}

/// Breaks a text at blanks so that no line is longer than a console is wide.
fn wrapped(text: &str, width: usize, indent: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        if column > 0 && column + word.len() > width {
            out.push('\n');
            out.push_str(indent);
            column = 0;
        } else if column > 0 {
            out.push(' ');
        }
        out.push_str(word);
        column += word.len() + 1;
    }
    out
}

#[test]
fn an_entry_as_event_viewer_copies_it() {
    for between in ["Description:\n", ""] {
        let original = format!("{LABELS}{between}{}\n", text(NAME, "Default Frontend EX01", NAME));
        let event = only(&original);
        assert_eq!(insertions(&original, &event), full());
        assert_eq!(event.id.value, 12014);
        assert_eq!(&original[event.id.span.start as usize..event.id.span.end as usize], "12014");
        assert_eq!(event.source.as_ref().unwrap().value, "MSExchangeFrontEndTransport");
        assert_eq!(event.computer.as_ref().unwrap().value, "EX01.contoso.com");
        assert_eq!(event.date.as_ref().unwrap().value, "5/4/2026 9:35:58 AM");
        assert_eq!(event.span.start, 0);
        assert_eq!(event.span.end as usize, original.trim_end().len());
        assert!(original[event.message_span.start as usize..].starts_with("Microsoft Exchange could"));
    }
}

#[test]
fn the_short_text_of_the_article_has_no_connector() {
    let original = "> Log Name: Application  \nSource: MSExchangeFrontEndTransport  \nDate: MM/DD/YYYY 0:00:00 AM  \n\
        Event ID: 12014  \nTask Category: TransportService  \nLevel: Error  \nKeywords: Classic  \nUser: N/A  \n\
        Computer: \\<HybridServerName>.contoso.com  \nDescription:  \nMicrosoft Exchange could not find a certificate \
        that contains the domain name \\<I>CN=Certificate Name, OU=\\<CertificateIssuer>, \
        C=US\\<S>CN=`mail.contoso.com`, \
        OU=IT, C=US in the personal store on the local computer.\n\n- The check connectivity test fails";
    let event = only(original);
    let [name, connector, fqdn] = insertions(original, &event);
    assert_eq!(
        name.as_deref(),
        Some("<I>CN=Certificate Name, OU=<CertificateIssuer>, C=US<S>CN=`mail.contoso.com`, OU=IT, C=US")
    );
    assert_eq!((connector, fqdn), (None, None));
    assert_eq!(event.computer.unwrap().value, "<HybridServerName>.contoso.com");
    assert_eq!(event.date.unwrap().value, "MM/DD/YYYY 0:00:00 AM");
    assert!(original[..event.span.end as usize].ends_with("local computer."));
}

#[test]
fn copies_on_one_line_wherever_they_were_wrapped() {
    let line = format!(
        "{}Description: {}",
        LABELS.replace('\n', " ").replace("      ", " ").replace("        ", " "),
        text(NAME, "Relay - My relay", NAME)
    );
    for width in [usize::MAX, 200, 100, 79, 60, 41, 33] {
        let original = wrapped(&line, width, "");
        let event = only(&original);
        let [name, connector, fqdn] = insertions(&original, &event);
        assert_eq!(name.as_deref(), Some(NAME), "{original}");
        assert_eq!(connector.as_deref(), Some("Relay - My relay"));
        assert_eq!(fqdn.as_deref(), Some(NAME));
        assert_eq!(event.source.unwrap().value, "MSExchangeFrontEndTransport", "{original}");
        assert_eq!(event.computer.unwrap().value, "EX01.contoso.com");
        assert_eq!(event.date.unwrap().value, "5/4/2026 9:35:58 AM");
        assert_eq!(event.span.start, 0);
    }
}

#[test]
fn broken_inside_words_the_wording_is_still_found() {
    let whole = text("mail.contoso.com", "Default Frontend EX01", "mail.contoso.com");
    let original: String = whole
        .chars()
        .enumerate()
        .flat_map(|(n, c)| (n % 37 == 36).then_some('\n').into_iter().chain([c]))
        .collect();
    let event = only(&original);
    let [name, _, _] = insertions(&original, &event);
    assert_eq!(name.as_deref(), Some("mail.contoso.com"));
}

#[test]
fn quoted_lines_entities_and_lower_case_tags() {
    let name = NAME.replace("<I>", "<i>").replace("<S>", "<s>");
    let plain = format!("{LABELS}Description:\n{}", text(&name, "Default Frontend EX01", &name));
    let original = plain.lines().map(|line| format!("> {}\r\n", wrapped(line, 70, "> "))).collect::<String>();
    let original = original.replace("<i>", "&lt;i&gt;");
    let event = only(&original);
    let [found, connector, _] = insertions(&original, &event);
    assert_eq!(found.as_deref(), Some(name.as_str()));
    assert_eq!(connector.as_deref(), Some("Default Frontend EX01"));
    assert_eq!(event.computer.unwrap().value, "EX01.contoso.com");
}

#[test]
fn what_was_lost_in_copying_is_not_invented() {
    let lost =
        text("", "Default internal receive connector EDGE", "").replace("parameter of .", "parameter of");
    let original = format!("{LABELS}{lost}");
    let expected = Some("Default internal receive connector EDGE".to_owned());
    assert_eq!(insertions(&original, &only(&original)), [None, expected, None]);

    let original = text("", "", "");
    assert_eq!(insertions(&original, &only(&original)), [None, None, None]);

    let glued = "CN=Contoso Issuing CA, O=ContosoCN=mail.contoso.com, O=Contoso";
    let original = text(glued, "Default Frontend EX01", glued);
    assert_eq!(insertions(&original, &only(&original))[0].as_deref(), Some(glued));
}

#[test]
fn a_text_cut_anywhere_gives_what_precedes_the_cut() {
    let whole = text(NAME, "Default Frontend EX01", NAME);
    let start = whole.find(" the domain name").unwrap();
    for cut in start..whole.len() {
        let original = &whole[..cut];
        let event = only(original);
        let [name, connector, _] = insertions(original, &event);
        assert!(name.is_none_or(|name| name == NAME), "{original}");
        assert!(connector.is_none_or(|connector| connector == "Default Frontend EX01"), "{original}");
        let dotted = format!("{original}...");
        only(&dotted);
    }
}

#[test]
fn lists_of_get_winevent_and_get_eventlog() {
    let message = text(NAME, "Default Frontend EX01", NAME);
    let newer = format!(
        "\nTimeCreated  : 04/05/2026 09:35:58\nProviderName : MSExchangeFrontEndTransport\nId           : 12014\n\
         LevelDisplayName : Error\nMessage      : {}\n\n",
        wrapped(&message, 60, "               ")
    );
    let older = format!(
        "Identity : not of the event\nEventID            : 12014\nMachineName        : EX01.contoso.com\n\
         Data               : {{}}\n\
         Index              : 118812\nEntryType          : Error\nMessage            : {}\nSource             : \
         MSExchangeFrontEndTransport\nReplacementStrings : {{{NAME}}}\nInstanceId         : 3221499630\n\
         TimeGenerated      : \
         04/05/2026 09:35:58\nTimeWritten        : 04/05/2026 09:35:59\n\nName : x",
        wrapped(&message, 58, "                     ")
    );
    for original in [newer, older] {
        let event = only(&original);
        assert_eq!(insertions(&original, &event), full(), "{original}");
        assert_eq!(event.id.value, 12014);
        assert_eq!(&original[event.id.span.start as usize..event.id.span.end as usize], "12014");
        assert_eq!(event.source.unwrap().value, "MSExchangeFrontEndTransport");
        assert_eq!(event.date.unwrap().value, "04/05/2026 09:35:58");
        if original.contains("MachineName") {
            assert_eq!(event.computer.unwrap().value, "EX01.contoso.com");
            let span = &original[event.span.start as usize..event.span.end as usize];
            assert!(span.starts_with("EventID") && span.ends_with("09:35:59"), "{span}");
        }
    }
}

#[test]
fn translated_labels_are_understood_by_their_values() {
    let original = format!(
        "Protokollname: Application\nQuelle:        MSExchangeTransport\nDatum:         04.05.2026 09:35:58\n\
         Ereignis-ID:   12014\nAufgabenkategorie:TransportService\nEbene:         Fehler\nSchlüsselwörter:Klassisch\n\
         Benutzer:      Nicht zutreffend\nRechner:       EX01.contoso.com\nBeschreibung:\n{}",
        text("mail.contoso.com", "Default EX01", "EX01.contoso.com")
    );
    let event = only(&original);
    assert_eq!(event.source.unwrap().value, "MSExchangeTransport");
    assert_eq!(event.date.unwrap().value, "04.05.2026 09:35:58");
    assert_eq!(event.computer.unwrap().value, "EX01.contoso.com");
    assert_eq!(event.span.start, 0);
    assert_eq!(&original[event.id.span.start as usize..event.id.span.end as usize], "12014");
}

#[test]
fn the_other_events_about_certificates() {
    let thumbprint = "0123456789ABCDEF0123456789ABCDEF01234567";
    let value =
        |value: &Option<Spanned<String>>| value.as_ref().map(|value| value.value.clone()).unwrap_or_default();

    let event = only(&format!("An internal transport certificate expired. Thumbprint:{thumbprint}\nmore"));
    assert_eq!(event.id.value, 12015);
    assert!(
        matches!(&event.message, EventMessage::InternalCertificateExpired { thumbprint: t } if value(t) == thumbprint)
    );

    let original = "There is no valid SMTP Transport Layer Security (TLS) certificate for the FQDN of \
                    EX01.contoso.com. The \
        existing certificate for that FQDN has expired. The continued use of that FQDN will cause mail flow problems. \
        A \
        new certificate that contains the FQDN of EX01.contoso.com should be installed on this server as soon as \
        possible. You can create a new certificate by using the New-ExchangeCertificate task.";
    let event = only(original);
    assert_eq!((event.id.value, event.span.end as usize), (12016, original.len()));
    assert!(
        matches!(&event.message, EventMessage::CertificateExpired { fqdn } if value(fqdn) == "EX01.contoso.com")
    );

    let event = only(&format!(
        "An internal transport certificate will expire soon. Thumbprint:{thumbprint}, hours remaining: 71"
    ));
    assert_eq!(event.id.value, 12017);
    assert!(matches!(&event.message, EventMessage::InternalCertificateExpiresSoon { thumbprint: t, hours }
        if value(t) == thumbprint && value(hours) == "71"));

    let event = only(&format!(
        "The STARTTLS certificate will expire soon: subject: CN=mail.contoso.com, O=Contoso, thumbprint: {thumbprint}, \
         hours remaining: 23. Run the New-ExchangeCertificate cmdlet to create a new certificate."
    ));
    assert_eq!(event.id.value, 12018);
    assert!(matches!(&event.message, EventMessage::CertificateExpiresSoon { subject, thumbprint: t, hours }
        if value(subject) == "CN=mail.contoso.com, O=Contoso" && value(t) == thumbprint && value(hours) == "23"));

    let missing = "The internal transport certificate that is used for SMTP authentication by Microsoft Exchange \
                   could not \
        be read from Active Directory.";
    assert_eq!(only(missing).id.value, 12012);
    let unread = format!(
        "Microsoft Exchange could not load the certificate with thumbprint of {thumbprint} from the personal store"
    );
    assert_eq!(only(&unread).id.value, 12013);
    let replaced = format!(
        "{unread}. Meanwhile, an ephemeral, self-signed certificate with thumbprint {thumbprint} is being used."
    );
    assert_eq!(only(&replaced).id.value, 12024);
    assert!(
        events("The remote internal transport certificate expired. Certificate subject: CN=x.").is_empty()
    );
}

#[test]
fn entries_without_a_known_text_are_read_by_their_labels() {
    let original = "Log Name: Application\nSource: MSExchangeTransport\nEvent ID: 2004\nComputer: EX01.contoso.com\n\
        Description:\nSend connector Outbound to Office 365: 454 4.7.0 UntrustedRoot\n\nProse.\n\n\
        Log Name: Application\nSource: MSExchangeFrontEndTransport\nEvent ID: 12014\nDescription:\nEin Text\n";
    let found = events(original);
    assert_eq!(found.iter().map(|event| event.id.value).collect::<Vec<_>>(), [2004, 12014]);
    assert!(matches!(found[0].message, EventMessage::Other));
    assert!(matches!(found[1].message, EventMessage::CertificateNotFound { domain_name: None, .. }));
    assert!(original[..found[0].span.end as usize].ends_with("UntrustedRoot"));
    // Numbers elsewhere are no events.
    assert!(events("Id : 12014\nName : Default\n\nEvent ID: 12014\n\nId: 7").is_empty());
}

#[test]
fn several_events_of_one_paste_keep_their_own_labels() {
    let second = LABELS.replace("EX01", "EX02").replace("12014", "12016").replace("FrontEnd", "");
    let original = format!(
        "{LABELS}Description:\n{}\n{second}Description:\nThere is no valid SMTP Transport Layer Security (TLS) \
         certificate for \
         the FQDN of EX02.contoso.com. The existing certificate for that FQDN has expired.\n{}",
        text(NAME, "Default Frontend EX01", NAME),
        text(NAME, "Default Frontend EX03", NAME)
    );
    let found = events(&original);
    let computers: Vec<_> =
        found.iter().map(|event| event.computer.as_ref().map(|c| c.value.as_str())).collect();
    assert_eq!(computers, [Some("EX01.contoso.com"), Some("EX02.contoso.com"), None]);
    assert_eq!(found[1].source.as_ref().unwrap().value, "MSExchangeTransport");
    // All on one line.
    let found = events(&original.replace('\n', " "));
    let computers: Vec<_> =
        found.iter().map(|event| event.computer.as_ref().map(|c| c.value.as_str())).collect();
    assert_eq!(computers, [Some("EX01.contoso.com"), Some("EX02.contoso.com"), None]);
}

#[test]
fn a_line_of_a_log_listing_names_its_source() {
    let original =
        format!("Error\t5/4/2026 9:35\tMSExchangeTransport\t12014\t{}", text(NAME, "Default EX01", NAME));
    assert_eq!(only(&original).source.unwrap().value, "MSExchangeTransport");
}

#[test]
fn lines_are_claimed_and_nothing_around_them() {
    let original = format!("Before\n\n{LABELS}\n{}\nAfter", text(NAME, "Default Frontend EX01", NAME));
    let clean = Clean::new(SourceId(0), &original);
    let mut page = Page::new(&clean, &nothing_sought());
    read(&mut page);
    let claimed: Vec<bool> =
        (0..page.len()).map(|line| page.claim_of(line) == Some(Format::EventText)).collect();
    assert_eq!(claimed.iter().position(|claimed| *claimed), Some(2));
    assert_eq!(claimed.iter().rposition(|claimed| *claimed), Some(page.len() - 2));
    assert!(!claimed[page.len() - 1] && !claimed[0]);
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the test measures that hostile text costs no more than its length"
)]
fn hostile_texts_end_soon() {
    let start = std::time::Instant::now();
    let beginning = "Microsoft Exchange could not find a certificate that contains the domain name ";
    for piece in [
        "<I>",
        "Id: 1\n",
        "Source: x Event ID: 7 ",
        ":",
        " : \n",
        beginning,
        "Event ID: 12014\nSource: MSExchange\n",
    ] {
        let found = events(&piece.repeat(400_000 / piece.len()));
        assert!(found.len() <= MAX_EVENTS);
    }
    events(&format!("{beginning}{}", "<I>".repeat(100_000)));
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn damage_does_no_harm(
        text in damaged(
            &format!("{LABELS}Description:\n{}\n", text(NAME, "Default Frontend EX01", NAME)),
            6,
            &['\u{1F600}', '\n', ':'],
        ),
    ) {
        for event in events(&text) {
            assert!(event.span.start <= event.span.end);
        }
    }
}

/// Every other form of an event.
mod forms;
