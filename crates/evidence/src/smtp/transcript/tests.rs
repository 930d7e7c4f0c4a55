use super::*;
use crate::sample::{damaged, nothing_sought};
use htd_source::{Clean, SourceId};
use proptest::prelude::*;

const ANSWER: &str = "250-EX01.contoso.com Hello [192.0.2.7]\n250-SIZE 37748736\n250-PIPELINING\n250-DSN\n\
    250-ENHANCEDSTATUSCODES\n250-STARTTLS\n250-X-ANONYMOUSTLS\n250-AUTH NTLM\n250-X-EXPS GSSAPI NTLM\n250-8BITMIME\n\
    250-BINARYMIME\n250-CHUNKING\n250 XRDST\n";
const BANNER: &str =
    "220 EX01.contoso.com Microsoft ESMTP MAIL Service ready at Fri, 5 Jun 2026 16:24:41 -0700\n";

fn without_starttls() -> String {
    ANSWER.replace("250-STARTTLS\n", "")
}

fn sessions(original: &str) -> Vec<SmtpSession> {
    let clean = Clean::new(SourceId(0), original);
    read(&mut Page::new(&clean, &nothing_sought()))
        .into_iter()
        .map(|item| match item {
            Item::Session(session) => session,
            other => panic!("{other:?}"),
        })
        .collect()
}

fn only(original: &str) -> SmtpSession {
    let mut found = sessions(original);
    assert_eq!(found.len(), 1, "{original}\n{found:#?}");
    found.remove(0)
}

fn under(original: &str, span: Span) -> &str {
    &original[span.start as usize..span.end as usize]
}

#[test]
fn a_telnet_session_with_its_commands() {
    let original = format!(
        "C:\\Windows\\System32> telnet\nMicrosoft Telnet> set localecho\nMicrosoft Telnet> OPEN mail.contoso.com 25\n\
         {BANNER}\
         EHLO fabrikam.com\n{ANSWER}MAIL FROM: <chris@fabrikam.com>\n250 2.1.0 Sender OK\nQUIT\n221 2.0.0 Service \
         closing\n\nProse."
    );
    let session = only(&original);
    assert_eq!(session.kind, SessionKind::Telnet);
    let (host, port) = (session.host.unwrap(), session.port.unwrap());
    assert_eq!((host.value.as_str(), port.value), ("mail.contoso.com", 25));
    assert_eq!((under(&original, host.span), under(&original, port.span)), ("mail.contoso.com", "25"));
    assert_eq!(session.banner.unwrap().value, BANNER.trim());
    let ehlo = session.ehlo.unwrap();
    assert!(ehlo.complete && ehlo.offers("STARTTLS") && ehlo.offers("auth") && !session.within_tls);
    assert_eq!(ehlo.host.unwrap().value, "EX01.contoso.com");
    assert_eq!(ehlo.extensions.len(), 12);
    assert_eq!(under(&original, ehlo.extensions[0].span), "SIZE 37748736");
    assert_eq!(under(&original, ehlo.span), ANSWER.trim());
    assert!(under(&original, session.span).ends_with("closing"));
}

#[test]
fn without_echo_without_banner_and_with_blank_lines() {
    for original in [
        format!("telnet localhost 25\n{BANNER}{}", without_starttls()),
        format!("{BANNER}{}", without_starttls()),
        without_starttls(),
        without_starttls().replace('\n', "\n\n"),
        without_starttls().replace('\n', "\r\n"),
        without_starttls().lines().map(|line| format!("> {line}\n")).collect(),
        without_starttls().trim_end().replace('\n', " "),
        format!(
            "$ telnet EX01.contoso.com 25\n  Trying 192.0.2.1...\n  Connected to EX01.contoso.com.\n  Escape \
             character is '^]'.\n\
                 {BANNER}> EHLO me\n{}",
            without_starttls()
        ),
        format!("<-  {BANNER} -> EHLO me\n{}", without_starttls().replace("250", "<-  250")),
    ] {
        let session = only(&original);
        let ehlo = session.ehlo.unwrap_or_else(|| panic!("{original}"));
        assert!(ehlo.complete && !ehlo.offers("STARTTLS") && ehlo.offers("X-ANONYMOUSTLS"), "{original}");
        assert_eq!(ehlo.extensions.len(), 11, "{original}");
    }
}

#[test]
fn an_answer_that_does_not_end_or_does_not_begin_is_incomplete() {
    let cut = without_starttls().replace("250 XRDST\n", "");
    assert!(!only(&format!("{BANNER}EHLO x\n{cut}")).ehlo.unwrap().complete);
    assert!(!only("250-BINARYMIME\n250-CHUNKING\n250 XRDST\n").ehlo.unwrap().complete);
    assert!(!only("250-BINARYMIME\n").ehlo.unwrap().complete);
    assert!(only("250-SIZE 20971520\n250-PIPELINING\n250 CHUNKING\n").ehlo.unwrap().complete);
    let interrupted = "EHLO x\n250-EX01.contoso.com Hello [192.0.2.7]\n250-SIZE 1\n451 4.7.0 Timeout waiting for \
                       client input\n";
    assert!(!only(interrupted).ehlo.unwrap().complete);
}

#[test]
fn an_answer_to_helo_is_none_to_ehlo() {
    let session =
        only(&format!("{BANNER}HELO fabrikam.com\n250 EX01.contoso.com Hello [192.0.2.7]\nQUIT\n221 bye\n"));
    assert!(session.ehlo.is_none());
    let refused = only(&format!(
        "{BANNER}EHLO x\n500 5.3.3 Unrecognized command\nHELO x\n250 EX01.contoso.com Hello [192.0.2.7]\n"
    ));
    assert!(refused.ehlo.is_none());
    let alone = only("250 EX01.contoso.com Hello [192.0.2.7]\n");
    assert!(!alone.ehlo.unwrap().complete);
    // A typing error before the right word.
    let again = only(&format!("{BANNER}EHLP x\n500 5.3.3 Unrecognized command\nEHLO x\n{ANSWER}"));
    assert!(again.ehlo.unwrap().offers("STARTTLS"));
}

#[test]
fn two_ports_of_one_server_are_two_sessions() {
    let submission =
        ANSWER.replace("250-EX01.contoso.com Hello [192.0.2.7]\n", "").replace("250-X-ANONYMOUSTLS\n", "");
    let relay = submission.replace("250-STARTTLS\n", "");
    let original =
        format!("PORT 587:\n{submission}451 4.7.0 Timeout waiting for client input\n\nPORT 25:\n{relay}\n");
    let found = sessions(&original);
    let seen: Vec<_> = found
        .iter()
        .map(|session| {
            (session.port.as_ref().unwrap().value, session.ehlo.as_ref().unwrap().offers("STARTTLS"))
        })
        .collect();
    assert_eq!(seen, [(587, true), (25, false)]);
    assert!(found.iter().all(|session| session.ehlo.as_ref().unwrap().complete));
    // Without headings as well.
    assert_eq!(sessions(&format!("{submission}\n{relay}")).len(), 2);
}

#[test]
fn what_a_firewall_masked_is_pointed_at() {
    for banner in [
        "220 ************************************",
        "220*******************0*2******0****",
        "2002*******2***0*00",
    ] {
        let original = format!("{banner}\nEHLO x\n500 Command unrecognized\n");
        let session = only(&original);
        assert!(session.ehlo.is_none());
        assert_eq!(session.masked.iter().map(|span| under(&original, *span)).collect::<Vec<_>>(), [banner]);
    }
    let original = "EHLO [192.0.2.7]\n  250-relay\n  250-PIPELINING\n  250-XXXXXXXA\n  250-XXXB\n  250-STARTTLS\n  \
                    250 DSN\n";
    let session = only(original);
    assert_eq!(
        session.masked.iter().map(|span| under(original, *span)).collect::<Vec<_>>(),
        ["XXXXXXXA", "XXXB"]
    );
    let ehlo = session.ehlo.unwrap();
    assert_eq!(ehlo.host.unwrap().value, "relay");
    assert!(ehlo.complete && ehlo.extensions.len() == 3);
    assert!(only(ANSWER).masked.is_empty());
}

#[test]
fn the_first_answer_counts_and_one_within_tls_is_marked() {
    let inside = without_starttls();
    let whole =
        only(&format!("{BANNER}EHLO x\n{ANSWER}STARTTLS\n220 2.0.0 SMTP server ready\nEHLO x\n{inside}"));
    assert!(!whole.within_tls && whole.ehlo.unwrap().offers("STARTTLS"));
    let later = only(&format!("{BANNER}STARTTLS\n220 2.0.0 SMTP server ready\nEHLO x\n{inside}"));
    assert!(later.within_tls && later.ehlo.unwrap().complete);
    let swaks =
        format!("=== TLS started with cipher TLSv1.2\n ~> EHLO x\n{}", inside.replace("250", "<~  250"));
    assert!(only(&format!("<-  {BANNER}{swaks}")).within_tls);
}

#[test]
fn openssl_and_what_is_typed_into_it() {
    let head =
        "$ openssl s_client -starttls smtp -connect mail.contoso.com:25 -showcerts\nCONNECTED(00000003)\n";
    let body = "depth=0 CN = mail.contoso.com\nverify error:num=20:unable to get local issuer certificate\nverify \
                return:1\n---\n\
        Certificate chain\n 0 s:CN = mail.contoso.com\n   i:C = US, O = Contoso, CN = Contoso Issuing CA\n---\n\
        Server certificate\nsubject=CN = mail.contoso.com\n\nissuer=C = US, O = Contoso\n---\nSSL-Session:\n    \
        Protocol  : TLSv1.2\n\
        0000 - 11 22 33   ...\n    Verify return code: 20 (unable)\n---\n250 XRDST\n";
    let original =
        format!("{head}{body}EHLO x\n{}QUIT\nDONE\n\nName : Default Frontend EX01\n", without_starttls());
    let clean = Clean::new(SourceId(0), &original);
    let mut page = Page::new(&clean, &nothing_sought());
    let items = read(&mut page);
    let [Item::Session(session)] = items.as_slice() else { panic!("{items:#?}") };
    assert_eq!((session.kind, session.port.as_ref().unwrap().value), (SessionKind::OpenSsl, 25));
    assert_eq!(session.host.as_ref().unwrap().value, "mail.contoso.com");
    assert!(
        session.within_tls && session.ehlo.as_ref().unwrap().complete && session.starttls_not_found.is_none()
    );
    assert!(under(&original, session.span).ends_with("DONE"));
    assert!((0..page.len()).any(|line| page.line(line).starts_with("Name") && page.is_free(line)));

    let refused = format!(
        "{head}Didn't find STARTTLS in server response, trying anyway...\n140:error:1408F10B:wrong version\n---\n"
    );
    let session = only(&refused);
    assert!(under(&refused, session.starttls_not_found.unwrap()).starts_with("Didn't find STARTTLS"));
    assert!(session.ehlo.is_none());
}

#[test]
fn an_answer_in_one_line_is_one() {
    let answer = "250 EX01.contoso.com Hello [203.0.113.43] SIZE 37748736 PIPELINING DSN X-ANONYMOUSTLS AUTH NTLM \
                  CHUNKING XRDST";
    assert!(only(&format!("{BANNER}EHLO x\n{answer}\n")).ehlo.unwrap().complete);
}

#[test]
fn the_answer_of_exchange_online_keeps_its_name() {
    let original = "220 EUR05.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready\nehlo contoso.com\n\
        250-EUR05.mail.protection.outlook.com Hello [192.0.2.7]\n250-SIZE 157286400\n250-PIPELINING\n250 DSN\n";
    assert!(only(original).ehlo.unwrap().host.unwrap().value.ends_with(".mail.protection.outlook.com"));
}

#[test]
fn prose_and_other_output_are_left_alone() {
    for original in [
        "If you use Telnet (for example, telnet localhost 25) to examine SMTP, STARTTLS is missing.",
        "telnet localhost 25\n",
        "250 mailboxes were moved\n220 of them today\n",
        "help me\nmail is down\ndata\n",
        "Name : 250-A\nsubject=CN = x\nissuer=CN = y\n---\n",
        "Port 25: open\n",
    ] {
        assert!(sessions(original).is_empty(), "{original}");
    }
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the test measures that hostile text costs no more than its length"
)]
fn hostile_texts_end_soon() {
    let start = std::time::Instant::now();
    for piece in [
        "250-",
        "250-\n",
        "250-a 250-",
        "EHLO x\n",
        "220 a.b\n",
        "CONNECTED(\n",
        "PORT 25:\n250-SIZE\n",
        "250-a\n\n",
    ] {
        assert!(sessions(&piece.repeat(200_000 / piece.len())).len() <= MAX_SESSIONS);
    }
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn damage_does_no_harm(
        text in damaged(
            &format!(
                "telnet EX01 25\n{BANNER}EHLO x\n{ANSWER}STARTTLS\n220 2.0.0 ready\nCONNECTED(3)\n---\n250 XRDST\n"
            ),
            8,
            &['\u{1F600}', '\n', '*'],
        ),
    ) {
        for session in sessions(&text) {
            assert!(session.span.start <= session.span.end);
        }
    }
}
