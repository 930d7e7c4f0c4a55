use super::*;
use crate::item::{Format, Item, Reading};
use crate::sample::read;
use htd_source::{Source, SourceId};

/// `Delivery has failed to these recipients or groups:` and so on, in base64.
const HUMAN: &str = "Delivery has failed to these recipients or groups:\r\n\r\nanna@fabrikam.example\r\nFür \
                     Administratoren.\r\n\r\n\
    Diagnostic information for administrators:\r\n\r\nGenerating server: CY1PR0601MB1642.namprd06.prod.outlook.com\r\n\
    \r\n\
    anna@fabrikam.example\r\nRemote Server returned '550 5.7.1 Unable to relay'\r\n";

fn to_base64(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (index, group) in text.as_bytes().chunks(3).enumerate() {
        if index > 0 && index % 19 == 0 {
            out.push_str("\r\n");
        }
        let all = group.iter().fold(0u32, |all, &byte| all << 8 | u32::from(byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = LETTERS[(all >> (18 - 6 * place) & 63) as usize];
            out.push(if place > group.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

fn report() -> String {
    format!(
        "From: <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.example>\r\nTo: ben@contoso.example\r\n\
         Date: Sat, 21 Nov 2026 \
         21:15:04 +0000\r\nSubject: =?utf-8?B?{}?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report;\r\n\
         \treport-type=delivery-status;\
         \r\n\tboundary=\"outer\"\r\nMessage-ID: <1@contoso.example>\r\n\r\nThis is a multi-part message.\r\n\
         --outer\r\nContent-Type: \
         multipart/alternative; boundary=\"inner\"\r\n\r\n--inner\r\nContent-Type: text/plain; charset=\"utf-8\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--inner\r\nContent-Type: text/html\r\n\r\n<p>The same \
         again</p>\r\n--inner--\r\n\r\n\
         --outer\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: \
         dns;CY1PR0601MB1642.namprd06.prod.outlook.com\r\n\r\n\
         Final-Recipient: rfc822;anna@fabrikam.example\r\nAction: failed\r\nStatus: 5.7.1\r\nRemote-MTA: \
         dns;mail.contoso.example\r\n\
         Diagnostic-Code: smtp;550 5.7.1 Unable to relay\r\n\r\n--outer\r\nContent-Type: message/rfc822\r\n\r\n\
         Received: from AM1PR01.outlook.com (192.0.2.4)\r\n by CY1PR0601MB1642.namprd06.prod.outlook.com\r\n\
         X-MS-Exchange-Organization-AuthAs: Anonymous\r\nSubject: plan\r\n\r\nI cannot send to the Internet, says my \
         private letter.\r\n\
         --outer--\r\n",
        to_base64("Unzustellbar: für Anna"),
        to_base64(HUMAN)
    )
}

fn reading(text: &str) -> (Source, Reading) {
    read(SourceId(0), "report.eml", text.as_bytes())
}

#[test]
fn a_report_is_read_as_a_person_sees_it() {
    let original = report();
    let (source, reading) = reading(&original);
    assert_eq!(reading.format, Format::Bounce);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let bounces: Vec<_> = reading.items.iter().filter(|item| matches!(item, Item::Bounce(_))).collect();
    let [Item::Bounce(bounce)] = bounces.as_slice() else { panic!("{bounces:?}") };
    let value = |value: &Option<htd_source::Spanned<String>>| value.as_ref().map(|value| value.value.clone());
    assert_eq!(value(&bounce.generated_by).as_deref(), Some("CY1PR0601MB1642.namprd06.prod.outlook.com"));
    assert_eq!(value(&bounce.remote_server).as_deref(), Some("mail.contoso.example"));
    assert_eq!(value(&bounce.status).as_deref(), Some("5.7.1"));
    assert_eq!(bounce.recipients[0].value, "anna@fabrikam.example");
    let headers = reading.items.iter().filter(|item| matches!(item, Item::Headers(_))).count();
    let texts = reading.items.iter().filter(|item| matches!(item, Item::ErrorText(_))).count();
    assert_eq!(headers, 2);
    assert!(texts >= 2, "{:?}", reading.items);
    assert!(source.text().contains("Subject: Unzustellbar: für Anna") && source.text().contains("Für Admin"));
    assert!(!source.text().contains("same again") && !source.text().contains("private letter"));
    // Lines are those of the file.
    let line =
        |needle: &str, text: &str| text.lines().position(|line| line.contains(needle)).unwrap() as u32 + 1;
    for needle in ["Reporting-MTA", "X-MS-Exchange-Organization-AuthAs", "Message-ID"] {
        let at = source.text().find(needle).unwrap() as u32;
        assert_eq!(source.position(at).line, line(needle, &original), "{needle}");
    }
    let at = source.position(source.text().find("Für Admin").unwrap() as u32).line;
    let encoded = line(&to_base64(HUMAN)[..20], &original);
    assert!((encoded..encoded + 8).contains(&at));
}

#[test]
fn html_alone_is_read_as_text() {
    let html = "<html><body><p>Delivery has failed to these recipients:</p><p>Generating server: \
                EX01.contoso.example</p>\
        <p>anna@fabrikam.example<br>#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##</p></body></html>";
    let original = format!(
        "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=us-ascii\r\nContent-Transfer-Encoding: \
         quoted-printable\r\n\r\n{}",
        html.replace('=', "=3D").replace("recipients", "recipi=\r\nents")
    );
    let (source, reading) = reading(&original);
    let bounces = reading.items.iter().filter(|item| matches!(item, Item::Bounce(_))).count();
    assert_eq!((reading.format, bounces), (Format::Bounce, 1), "{}", source.text());
}

#[test]
fn what_is_lost_of_another_character_set_is_said_once() {
    let part = |charset: &str, text: &str| {
        format!(
            "--b\r\nContent-Type: text/plain; charset=\"{charset}\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\
             \r\n{text}\r\n"
        )
    };
    let message = |parts: &str| {
        format!(
            "Subject: =?koi8-r?Q?=EF=DB?= 550\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\
             \r\n{parts}--b--\r\n"
        )
    };
    let error = "550 5.7.64 TenantAttribution; Relay Access Denied SMTP";
    let known = part("utf-8", "=C3=BC").repeat(2);
    let other = part("koi8-r", &format!("=EF=DB=C9=C2=CB=C1: {error}"))
        + &part("Shift_JIS", &format!("=83=5C {error}"));
    let (source, reading) = reading(&message(&(known.clone() + &other)));
    assert!(
        source.text().contains(&format!("\u{FFFD}: {error}\n"))
            && source.text().contains(&format!("\u{FFFD} {error}\n"))
    );
    let said: Vec<&str> = reading
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .filter(|said| said.contains("character set"))
        .collect();
    assert_eq!(said.len(), 1, "{:?}", reading.problems);
    let texts = reading.items.iter().filter(|item| matches!(item, Item::ErrorText(_))).count();
    assert_eq!(texts, 2);
    // One part needs no encoding.
    let plain =
        b"From: <a@contoso.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=koi8-r\r\n\
                  Content-Transfer-Encoding: 8bit\r\n\r\n\xef\xdb: ";
    let (source, alone) = read(SourceId(0), "a.eml", &[plain, error.as_bytes()].concat());
    assert!(source.text().ends_with(&format!("\u{FFFD}: {error}\n")), "{}", source.text());
    assert!(alone.problems.iter().any(|problem| problem.message.contains("character set")));
    let (_, reading) = self::reading(&message(&known));
    assert!(reading.problems.iter().all(|problem| !problem.message.contains("character set")));
}

#[test]
fn attachments_are_named_and_pictures_are_not() {
    let original = "From: a@contoso.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
                    Content-Type: \
        application/pdf\n\nx\n--b\nContent-Type: image/png\n\nx\n--b\n\nFqdn : a\nName : b\n--b--\n";
    let (_, reading) = reading(original);
    assert_eq!(reading.problems.len(), 1, "{:?}", reading.problems);
    assert!(reading.problems[0].message.contains("attached"));
    assert!(reading.items.iter().any(|item| matches!(item, Item::Record(_))));
}

#[test]
fn what_only_begins_like_a_message_is_a_paste() {
    for text in [
        "Subject: CN=mail\nContent-Type: multipart/mixed; boundary=b\n\nFqdn : a\nName : b\n",
        "Name: x\nContent-Type: text/plain\n\nFqdn : a",
        "Received: from x\nX-OriginatorOrg: y\n",
        "",
        "\n\n",
        ":",
    ] {
        assert!(decode(text.as_bytes()).is_none(), "{text}");
    }
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the test measures that hostile mail costs no more than its size"
)]
fn bombs_end_soon_and_say_what_was_not_read() {
    let start = std::time::Instant::now();
    // All of them are parts of the outermost message.
    let mut nested =
        String::from("Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/report; boundary=b\n\n");
    for _ in 0..2_000 {
        nested
            .push_str("--b\nContent-Type: message/rfc822\n\nContent-Type: multipart/report; boundary=b\n\n");
    }
    let mut deep = String::from("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n");
    for level in 0..3_000 {
        deep.push_str(&format!("--b{level}\nContent-Type: multipart/mixed; boundary=b{}\n\n", level + 1));
    }
    let parts = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\n\nx\n".repeat(50_000)
    );
    let folded = format!(
        "MIME-Version: 1.0\nX-A: {}\nContent-Type: multipart/mixed;\n{} boundary=b\n\n--b\n\nx",
        " folded\n".repeat(130_000),
        " x=y;\n".repeat(100_000)
    );
    let html = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n{}{}",
        "<".repeat(300_000),
        "<!--<style>".repeat(30_000)
    );
    for (text, told) in [(&nested, true), (&deep, true), (&parts, true), (&folded, false), (&html, false)] {
        let decoded = decode(text.as_bytes());
        assert_eq!(decoded.is_some_and(|decoded| !decoded.left_out.is_empty()), told);
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn damaged_messages_give_what_is_left() {
    let whole = report();
    for cut in (0..whole.len()).filter(|cut| cut % 23 == 0 && whole.is_char_boundary(*cut)) {
        let (source, reading) = reading(&whole[..cut]);
        for item in &reading.items {
            assert!(source.text().get(item.span().start as usize..item.span().end as usize).is_some());
        }
        let mut bytes = whole.as_bytes().to_vec();
        bytes[cut] = b"\n-=:\0\xFF<?"[cut % 8];
        read(SourceId(0), "x.eml", &bytes);
    }
}
