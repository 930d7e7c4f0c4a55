use crate::Reader;
use crate::item::{Format, Item, LogSide, LoggedSession, Reading, TlsOutcome};
use crate::sample::Random;
use crate::sample::read;
use htd_source::{Source, SourceId};
use std::fmt::Write;

const FIELDS: &str = "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,\
                      remote-endpoint,event,data,context";
const WORDS: &str = "SIZE 37748736 PIPELINING DSN ENHANCEDSTATUSCODES STARTTLS X-ANONYMOUSTLS AUTH NTLM \
    X-EXPS GSSAPI NTLM 8BITMIME BINARYMIME CHUNKING XRDST";
const SUCCEEDED: &str = "\"TLS protocol SP_PROT_TLS1_2_SERVER negotiation succeeded using bulk encryption algorithm \
    CALG_AES_128 with strength 128 bits, MAC hash algorithm CALG_SHA_256 with strength 0 bits\"";

fn heading(side: &str) -> String {
    format!(
        "#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n#Log-type: SMTP {side} Protocol Log\r\n\
         #Date: 2026-06-01T20:00:00.000Z\r\n{FIELDS}\r\n"
    )
}

fn receive(id: &str, tail: &str) -> String {
    format!(
        "2026-06-01T20:14:51.470Z,EX01\\Default Frontend EX01,{id},3,192.0.2.1:25,203.0.113.43:57811,{tail}\r\n"
    )
}

fn send(id: &str, tail: &str) -> String {
    format!(
        "2026-06-01T20:14:51.470Z,Outbound to Office 365,{id},3,192.0.2.1:50111,203.0.113.25:25,{tail}\r\n"
    )
}

fn of(text: &str) -> (Source, Reading) {
    read(SourceId(0), "log", text.as_bytes())
}

fn streamed(bytes: &[u8], piece: usize) -> (Source, Reading) {
    let mut reader = Reader::new(SourceId(0), "log").looking_for(crate::sample::WORDINGS);
    bytes.chunks(piece).for_each(|piece| reader.push(piece));
    reader.finish()
}

fn sessions(reading: &Reading) -> Vec<&LoggedSession> {
    let mut sessions = Vec::new();
    for item in &reading.items {
        if let Item::LoggedSession(session) = item {
            sessions.push(&**session);
        }
    }
    sessions
}

fn answered(words: &str) -> String {
    format!(">,250  EX01.contoso.com Hello [203.0.113.43] {words},")
}

#[test]
fn a_session_of_today_is_told_from_its_records() {
    let records = [
        "+,,",
        ">,\"220 EX01.contoso.com Microsoft ESMTP MAIL Service ready at Mon, 1 Jun 2026 22:14:51 +0200\",",
        "<,EHLO NAM12-BN8-obe.outbound.protection.outlook.com,",
        &answered(WORDS),
        "<,STARTTLS,",
        ">,220 2.0.0 SMTP server ready,",
        "*,\" CN=mail.contoso.com, O=\"\"Contoso, Ltd\"\", C=US CN=Fabrikam CA 2, O=Fabrikam \
         12DEABC6565646512346ABDC13456894 \
         1BDEABC6565646512346ABDC1345689413589876 2026-01-17T15:15:33.000Z 2027-01-17T15:15:33.000Z \
         mail.contoso.com;contoso.com\",Sending certificate Subject Issuer name Serial number Thumbprint Not before \
         Not \
         after Subject alternate names",
        &format!("*,,{SUCCEEDED}"),
        "<,EHLO NAM12-BN8-obe.outbound.protection.outlook.com,",
        "*,,TlsDomainCapabilities='AcceptCloudServicesMail'; Status='Success'; Domain='mail.protection.outlook.com'",
        ">,250  EX01.contoso.com Hello [203.0.113.43] SIZE 37748736 CHUNKING XRDST,",
        "-,,Remote",
    ];
    let text = heading("Receive") + &records.map(|record| receive("08DD34FA3086278D", record)).concat();
    let (source, reading) = of(&text);
    assert_eq!((reading.format, reading.problems.as_slice()), (Format::ProtocolLog, [].as_slice()));
    let [session] = sessions(&reading)[..] else { panic!("{:#?}", reading.items) };
    let under = |span: htd_source::Span| source.slice(span.start, span.end);
    assert_eq!((session.side, session.tls, session.alike), (LogSide::Receive, TlsOutcome::Negotiated, 1));
    assert!(session.exchange_online && !session.anonymous);
    assert_eq!(session.connector.as_ref().unwrap().value, "EX01\\Default Frontend EX01");
    assert_eq!(session.dialogue.port.as_ref().unwrap().value, 25);
    let ehlo = session.dialogue.ehlo.as_ref().unwrap();
    assert!(ehlo.complete && ehlo.offers("STARTTLS") && !session.dialogue.within_tls);
    let sent = session.sent.as_ref().unwrap();
    let subject = sent.subject.as_ref().unwrap();
    assert_eq!(subject.value, "CN=mail.contoso.com, O=\"Contoso, Ltd\", C=US");
    assert_eq!(under(subject.span), "CN=mail.contoso.com, O=\"\"Contoso, Ltd\"\", C=US");
    assert_eq!(sent.issuer.as_ref().unwrap().value, "CN=Fabrikam CA 2, O=Fabrikam");
    assert_eq!(sent.serial_number.as_ref().unwrap().value, "12DEABC6565646512346ABDC13456894");
    assert_eq!(sent.thumbprint.as_ref().unwrap().value, "1BDEABC6565646512346ABDC1345689413589876");
    assert_eq!(sent.not_after.as_ref().unwrap().value, "2027-01-17T15:15:33.000Z");
    assert_eq!(
        sent.names.iter().map(|name| name.value.as_str()).collect::<Vec<_>>(),
        ["mail.contoso.com", "contoso.com"]
    );
    assert!(session.received.is_none());
    assert!(session.domain_capabilities.as_ref().unwrap().value.contains("Status='Success'"));
}

#[test]
fn a_session_of_old_has_one_record_a_property() {
    let records = [
        "<,\"220 BN1.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at Mon, 1 Jun 2026\",",
        ">,EHLO mail.contoso.com,",
        "<,250-BN1.mail.protection.outlook.com Hello [192.0.2.1],",
        "<,250-SIZE 157286400,",
        "<,250-STARTTLS,",
        "<,250 SMTPUTF8,",
        ">,STARTTLS,",
        "<,220 2.0.0 SMTP server ready,",
        "*,,Sending certificate",
        "*,\"CN=*.contoso.com, O=Contoso\",Certificate subject",
        "*,\"CN=Fabrikam CA 2, O=Fabrikam\",Certificate issuer name",
        "*,12DEABC6,Certificate serial number",
        "*,1BDEABC6565646512346ABDC1345689413589876,Certificate thumbprint",
        "*,*.contoso.com;contoso.com,Certificate alternate names",
        "*,,TLS negotiation failed with error UnknownCredentials",
        "-,,Local",
    ];
    // Excerpts lack the heading, and what precedes the certificate's own records.
    for (from, head) in [(0, heading("Send")), (0, String::new()), (9, String::new())] {
        let text =
            head + &records[from..].iter().map(|record| send("08DD34FA3086278D", record)).collect::<String>();
        let (_, reading) = of(&text);
        let [session] = sessions(&reading)[..] else { panic!("{:#?}", reading.items) };
        assert_eq!((session.side, session.tls), (LogSide::Send, TlsOutcome::Failed));
        assert!(session.tls_line.as_ref().unwrap().value.ends_with("UnknownCredentials"));
        let sent = session.sent.as_ref().unwrap();
        assert_eq!(sent.subject.as_ref().unwrap().value, "CN=*.contoso.com, O=Contoso");
        assert_eq!(sent.issuer.as_ref().unwrap().value, "CN=Fabrikam CA 2, O=Fabrikam");
        assert_eq!(sent.names.len(), 2);
        assert!(from > 0 || session.dialogue.ehlo.as_ref().unwrap().offers("STARTTLS"));
        assert!(reading.items.iter().any(|item| matches!(item, Item::ErrorText(_))));
    }
}

#[test]
fn a_certificate_whose_names_nobody_can_part_has_none() {
    let certificate = |names: &str| {
        let record = format!(
            "*,{names} 12DE 1BDEABC6565646512346ABDC1345689413589876 2026-01-17T15:15:33.000Z 2027-01-17T15:15:33.000Z \
             a.contoso.com,Sending certificate Subject Issuer name Serial number Thumbprint"
        );
        let (_, reading) = of(&receive("08DD34FA3086278D", &record));
        sessions(&reading)[0].sent.clone().unwrap()
    };
    for names in [" CN=a CN=b CN=c", " CN=a O=b CN=c", " CN=a", ""] {
        let found = certificate(names);
        assert!(found.subject.is_none() && found.issuer.is_none(), "{names}");
        assert!(found.thumbprint.is_some());
    }
    let own = certificate(" CN=EX01 CN=EX01");
    assert_eq!((own.subject.unwrap().value, own.issuer.unwrap().value), ("CN=EX01".into(), "CN=EX01".into()));
}

#[test]
fn a_pasted_record_may_be_wrapped() {
    let missing = WORDS.replace("STARTTLS X-", "X-");
    let plain = receive("08DD34FA3086278D", &answered(&missing));
    let wrapped = plain.replace("Frontend EX01", "Frontend\nEX01").replace(" AUTH", "\nAUTH");
    let text = format!("This is in the log:\n\n{wrapped}\nWhat can we do?\n");
    for text in [plain.as_str(), &text] {
        let (_, reading) = of(text);
        let [session] = sessions(&reading)[..] else { panic!("{:#?}", reading.items) };
        assert_eq!(session.connector.as_ref().unwrap().value, "EX01\\Default Frontend EX01");
        let ehlo = session.dialogue.ehlo.as_ref().unwrap();
        assert!(
            ehlo.complete
                && ehlo.offers("XRDST")
                && ehlo.offers("X-ANONYMOUSTLS")
                && !ehlo.offers("STARTTLS")
        );
        assert_eq!(ehlo.host.as_ref().unwrap().value, "EX01.contoso.com");
        assert_eq!(session.tls, TlsOutcome::Unknown);
    }
    assert_eq!(of(&text).1.problems.len(), 2);
}

#[test]
fn an_answer_within_tls_or_of_unknown_place_shows_no_lack() {
    let inside = receive("08DD34FA3086278D", &answered("SIZE 37748736 CHUNKING XRDST"));
    let (_, reading) = of(&inside);
    assert!(!sessions(&reading)[0].dialogue.ehlo.as_ref().unwrap().complete);
    let (_, reading) = of(&(receive("08DD34FA3086278D", "<,STARTTLS,") + &inside));
    assert!(sessions(&reading)[0].dialogue.within_tls);
}

/// A session of one of some kinds, by its records.
fn records(kind: usize, number: usize) -> Vec<String> {
    let id = format!("08DD{number:012X}");
    let missing = WORDS.replace("STARTTLS X-", "X-");
    let line = |tail: &str| {
        let remote = 1 + number % 200;
        let time = format!("2026-06-01T20:{:02}:{:02}.470Z", number % 60, number % 59);
        format!(
            "{time},EX01\\Default Frontend EX01,{id},{},192.0.2.1:25,203.0.113.{remote}:5{number},{tail}\r\n",
            number % 9
        )
    };
    let mut tails = vec![
        "+,,".to_owned(),
        format!(">,\"220 EX01.contoso.com Microsoft ESMTP MAIL Service ready at Mon, {number} Jun 2026\","),
        format!("<,EHLO client{number}.example,"),
        answered(if kind == 0 { &missing } else { WORDS }),
    ];
    match kind {
        0 => tails.push("<,QUIT,".to_owned()),
        1 => {
            tails.extend(["<,STARTTLS,".to_owned(), ">,220 2.0.0 SMTP server ready,".to_owned()]);
            tails.push(format!("*,,{SUCCEEDED}"));
            tails.push(format!("<,MAIL FROM:<user{number}@fabrikam.example> SIZE={number},"));
            tails.push(format!(">,250 2.6.0 <{number}@fabrikam.example> Queued mail for delivery,"));
        }
        2 => {
            tails.push("<,STARTTLS,".to_owned());
            tails.push("*,,TLS negotiation failed with error SocketError".to_owned());
        }
        _ => tails.push(format!(
            ">,\"451 4.7.0 Temporary server error. Please try again later. PRX{kind} [{number}]\","
        )),
    }
    tails.push("-,,Remote".to_owned());
    tails.iter().map(|tail| line(tail)).collect()
}

#[test]
fn sessions_in_any_order_and_pieces_of_any_size_give_one_of_each_kind_with_its_number() {
    let mut dice = Random(7);
    for round in 0..6 {
        let mut open: Vec<std::vec::IntoIter<String>> = Vec::new();
        let mut counts = [0_u32; 4];
        let mut text = heading("Receive");
        let mut next = 0;
        while next < 400 || !open.is_empty() {
            if next < 400 && (open.is_empty() || dice.below(3) == 0) {
                let kind = dice.below(4);
                counts[kind] += 1;
                open.push(records(kind, next).into_iter());
                next += 1;
            }
            let place = dice.below(open.len());
            match open[place].next() {
                Some(line) => text.push_str(&line),
                None => drop(open.swap_remove(place)),
            }
        }
        let whole = streamed(text.as_bytes(), text.len());
        let piece = [1, 3, 17, 160, 4096, 100_000][round];
        let (source, reading) = streamed(text.as_bytes(), piece);
        assert_eq!(source.text(), whole.0.text());
        assert!(source.text().len() * 20 < text.len(), "{}", source.text());
        let mut alike: Vec<u32> = sessions(&reading).iter().map(|session| session.alike).collect();
        alike.sort_unstable();
        counts.sort_unstable();
        assert_eq!(alike, counts, "{}", source.text());
        assert_eq!((reading.format, reading.problems.len()), (Format::ProtocolLog, 0));
        // Every line is one of the log, at its number.
        for (row, line) in source.text().lines().enumerate() {
            let number = source.line_numbers()[row] as usize;
            assert_eq!(text.split("\r\n").nth(number - 1), Some(line));
        }
        let lacking = sessions(&reading).into_iter().filter(|session| {
            session.dialogue.ehlo.as_ref().is_some_and(|ehlo| ehlo.complete && !ehlo.offers("STARTTLS"))
        });
        assert_eq!(lacking.count(), 1);
    }
}

fn long_log(sessions: usize) -> String {
    let all = (0..sessions).flat_map(|number| records(1, number));
    heading("Receive") + &all.collect::<String>()
}

#[test]
fn a_log_that_was_saved_in_utf_16_is_read_too() {
    let text = long_log(100) + "Fqdn : gr\u{FC}n.contoso.com\r\nName : \u{1F600}\r\n";
    let bytes: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for piece in [1, 1000] {
        let (source, reading) = streamed(&bytes, piece);
        assert_eq!(sessions(&reading)[0].alike, 100);
        assert_eq!(source.encoding(), htd_source::Encoding::Utf16Le);
        assert!(source.text().ends_with("Fqdn : gr\u{FC}n.contoso.com\nName : \u{1F600}\n"));
    }
}

#[test]
fn what_stands_below_a_long_log_is_evidence_too() {
    let list = "Name               : Outbound to Office 365\nTlsCertificateName : <I>CN=A<S>CN=B\n\
        -----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ\n-----END PRIVATE KEY-----\n";
    let (source, reading) = streamed((long_log(200) + list).as_bytes(), 5000);
    assert!(reading.items.iter().any(|item| matches!(item, Item::Record(_))));
    assert!(reading.items.iter().any(|item| matches!(item, Item::PrivateKey(_))));
    assert!(!source.text().contains("MIIEv"));
    // Text above it makes it a paste, of which nothing is left out.
    let (_, reading) = streamed((list.to_owned() + &long_log(200)).as_bytes(), 5000);
    assert!(reading.items.iter().any(|item| matches!(item, Item::Record(_))));
    assert_eq!(sessions(&reading)[0].alike, 200);
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the test measures that hostile logs cost no more than their length"
)]
fn hostile_logs_end_soon_and_keep_little() {
    let start = std::time::Instant::now();
    let feed = |head: &str, piece: &mut dyn FnMut(usize) -> String, times: usize| {
        let mut reader = Reader::new(SourceId(0), "log").looking_for(crate::sample::WORDINGS);
        reader.push(head.as_bytes());
        for number in 0..times {
            reader.push(piece(number).as_bytes());
        }
        reader.finish()
    };
    let head = long_log(100);
    // One line that never ends.
    let (source, reading) = feed(&head, &mut |_| "x".repeat(1 << 20), 64);
    assert!(source.text().len() < 100_000 && reading.problems.len() == 1);
    // Sessions that never end, each another kind.
    let (source, reading) = feed(
        &head,
        &mut |number| {
            records(2, number)[..4]
                .concat()
                .replace("SIZE", &format!("X{}", "abcdefghijk".repeat(number % 90)))
        },
        60_000,
    );
    assert!(source.text().len() < 3 << 20 && sessions(&reading).len() < 400);
    assert!(!reading.problems.is_empty());
    // One session that never ends, and lines that are no records.
    let mut endless = |number| {
        receive("08DD34FA3086278D", &format!(">,\"454 4.7.{number} TLS {}\",", "y".repeat(number % 99)))
    };
    let (source, _) = feed(&head, &mut endless, 60_000);
    assert!(source.text().len() < 1 << 20);
    let (source, reading) = feed(&head, &mut |number| format!("Name : {number}\n\n"), 200_000);
    assert!(source.text().len() < 1 << 20 && !reading.problems.is_empty());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn mutations_and_cuts_do_not_panic() {
    let mut text = heading("Send");
    for kind in 0..4 {
        text.extend(records(kind, kind));
    }
    for end in 0..text.len() {
        read(SourceId(0), "log", &text.as_bytes()[..end]);
    }
    let long = long_log(60) + &text;
    let mut dice = Random(3);
    for _ in 0..150 {
        let mut bytes = long.clone().into_bytes();
        for _ in 0..20 {
            let at = dice.below(bytes.len());
            match dice.below(4) {
                0 => drop(bytes.drain(at..(at + 5).min(bytes.len()))),
                1 => bytes[at] = b"\",\n\r;=\xFF\0"[dice.below(8)],
                2 => bytes.insert(at, b"\",\n\x80"[dice.below(4)]),
                _ => bytes.truncate(at.max(20_000)),
            }
        }
        let (source, reading) = streamed(&bytes, 1 + dice.below(5000));
        for item in &reading.items {
            let span = item.span();
            assert!(span.start <= span.end && span.end as usize <= source.text().len());
        }
    }
}

#[test]
fn a_connector_with_a_comma_is_streamed() {
    let text = long_log(200).replace("EX01\\Default Frontend EX01", "\"EX01\\From, and to\"");
    let (_, reading) = streamed(text.as_bytes(), 1000);
    assert_eq!(sessions(&reading)[0].connector.as_ref().unwrap().value, "EX01\\From, and to");
    assert_eq!(sessions(&reading)[0].alike, 200);
}

#[test]
fn many_logs_put_together_keep_their_sides() {
    let mut text = long_log(100);
    let _ = write!(text, "{}", heading("Send"));
    for number in 0..100 {
        text.push_str(&send(
            &format!("08DE{number:012X}"),
            "*,,TLS negotiation failed with error NoCredentials",
        ));
    }
    let (_, reading) = streamed(text.as_bytes(), 1000);
    let found: Vec<_> = sessions(&reading).iter().map(|session| (session.side, session.alike)).collect();
    assert_eq!(found, [(LogSide::Receive, 100), (LogSide::Send, 100)]);
}

fn ends(text: &str) -> Vec<[String; 2]> {
    let (_, reading) = of(text);
    let texts = reading
        .items
        .iter()
        .filter_map(|item| if let Item::ErrorText(text) = item { Some(text) } else { None });
    let fact = |text: &crate::item::ErrorText, kind| {
        text.fact(kind).map(|fact| fact.value.clone()).unwrap_or_default()
    };
    texts
        .map(|text| [fact(text, crate::item::Fact::Host), fact(text, crate::item::Fact::Connector)])
        .collect()
}

#[test]
fn an_error_knows_the_host_and_the_connector_of_its_session() {
    let failed = "*,,TLS negotiation failed with error NoCredentials";
    let banner = |host: &str| format!("<,\"220 {host} Microsoft ESMTP MAIL Service ready\",");
    let (one, other) = ("mx.adatum.example", "BN8.mail.protection.outlook.com");
    let both = heading("Send")
        + &send("08DD34FA30860001", &banner(one))
        + &send("08DD34FA30860002", &banner(other))
        + &send("08DD34FA30860001", "<,220 2.0.0 SMTP server ready,")
        + &send("08DD34FA30860001", failed)
        + &send("08DD34FA30860002", failed);
    let expected = [one, other].map(|host| [host.to_owned(), "Outbound to Office 365".to_owned()]);
    assert_eq!(ends(&both), expected);
    assert_eq!(ends(&both.replace("failed with", "failed\r\nwith")), expected);
    // Without a greeting nobody is known, and in a receive log it is the own server that greets.
    assert_eq!(ends(&send("08DD34FA30860001", failed)), [["", "Outbound to Office 365"]]);
    let own = receive("08DD34FA30860001", &banner("EX01.contoso.example").replace('<', ">"))
        + &receive("08DD34FA30860001", "*,,TlsDomainCapabilities='None'; Status='NoRemoteCertificate'");
    assert_eq!(ends(&own), [["", "EX01\\Default Frontend EX01"]]);
    // What stands below a log is not of it.
    let below = format!(
        "{}\r\n\r\n450 4.7.320 Certificate validation failed [Message=UntrustedRoot]\r\n",
        send("08DD34FA30860001", &banner(one))
    );
    assert_eq!(ends(&below), [["", ""]]);
}

#[test]
fn a_log_of_failures_alone_keeps_some() {
    let failed = send("08DD34FA30860001", "*,,TLS negotiation failed with error NoCredentials");
    assert_eq!(ends(&(heading("Send") + &failed.repeat(4_000))).len(), 50);
}
