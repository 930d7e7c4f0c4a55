//! Saved messages are read by hand, since every line has to know its line in the file. The text of their parts has to
//! be the one that mail-parser finds.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what cannot be written or read is a failure of the test"
)]

mod support;

use htd_evidence::read;
use htd_source::SourceId;
use mail_parser::{MessageParser, PartType};
use proptest::prelude::*;
use support::base64;

/// A part of a message and how it is written.
#[derive(Debug, Clone)]
struct Part {
    lines: Vec<String>,
    charset: Charset,
    encoding: Encoding,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Charset {
    Utf8,
    Latin1,
    /// Nothing is said of it.
    Ascii,
}

#[derive(Debug, Clone, Copy)]
enum Encoding {
    None,
    Base64 { width: usize },
    QuotedPrintable { width: usize },
}

/// A line of letters that each character set has. In Latin-1 none of them goes on a character of UTF-8.
fn line(charset: Charset) -> impl Strategy<Value = String> {
    let other = match charset {
        Charset::Utf8 => vec!["größe", "日本", "\u{1F512}", "ß"],
        Charset::Latin1 => vec!["größe", "ÄÖÜ", "é", "ß"],
        Charset::Ascii => vec!["=", "=3D", "5.7.1", "?="],
    };
    let piece = prop_oneof![3 => "[ -~]{1,30}", 1 => prop::sample::select(other).prop_map(str::to_owned)];
    // What begins with a blank could go on a field, what begins with a dash could end a part.
    prop::collection::vec(piece, 0..5)
        .prop_map(|pieces| format!("x{}", pieces.concat()).trim_end().to_owned())
}

fn part() -> impl Strategy<Value = Part> {
    let charset = prop::sample::select(vec![Charset::Utf8, Charset::Latin1, Charset::Ascii]);
    let encoding = prop_oneof![
        Just(Encoding::None),
        (1..=19usize).prop_map(|quads| Encoding::Base64 { width: 4 * quads }),
        (4..=76usize).prop_map(|width| Encoding::QuotedPrintable { width }),
    ];
    (charset, encoding).prop_flat_map(|(charset, encoding)| {
        prop::collection::vec(line(charset), 1..6).prop_map(move |lines| Part { lines, charset, encoding })
    })
}

impl Part {
    fn bytes(&self) -> Vec<u8> {
        let text = self.lines.join("\r\n");
        match self.charset {
            Charset::Latin1 => text.chars().map(|c| u8::try_from(c as u32).expect("Latin-1")).collect(),
            Charset::Utf8 | Charset::Ascii => text.into_bytes(),
        }
    }

    fn written(&self) -> Vec<u8> {
        let charset = match self.charset {
            Charset::Utf8 => "; charset=\"utf-8\"",
            Charset::Latin1 => "; charset=iso-8859-1",
            Charset::Ascii => "",
        };
        let (encoding, body) = match self.encoding {
            Encoding::None => ("8bit", self.bytes()),
            Encoding::Base64 { width } => {
                let text = base64(&self.bytes());
                let lines: Vec<&[u8]> = text.as_bytes().chunks(width).collect();
                ("base64", lines.join(&b"\r\n"[..]))
            }
            Encoding::QuotedPrintable { width } => {
                ("quoted-printable", quoted_printable(&self.bytes(), width))
            }
        };
        let head =
            format!("Content-Type: text/plain{charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n");
        [head.into_bytes(), body, b"\r\n".to_vec()].concat()
    }
}

fn quoted_printable(bytes: &[u8], width: usize) -> Vec<u8> {
    let mut text = String::new();
    let mut column = 0;
    let mut rest = bytes;
    while let [byte, behind @ ..] = rest {
        if let [b'\r', b'\n', behind @ ..] = rest {
            text.push_str("\r\n");
            (column, rest) = (0, behind);
            continue;
        }
        let is_last = behind.is_empty() || behind.starts_with(b"\r\n");
        let is_plain = byte.is_ascii_graphic() && *byte != b'=' || *byte == b' ' && !is_last;
        let written = if is_plain { char::from(*byte).to_string() } else { format!("={byte:02X}") };
        if column + written.len() >= width {
            text.push_str("=\r\n");
            column = 0;
        }
        column += written.len();
        text.push_str(&written);
        rest = behind;
    }
    text.into_bytes()
}

fn message(subject: &str, parts: &[Part]) -> Vec<u8> {
    let head = format!(
        "From: postmaster@contoso.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed;\r\n\tboundary=\"=_b_=\"\r\n\r\nNothing that is shown.\r\n"
    );
    let mut bytes = head.into_bytes();
    for part in parts {
        bytes.extend_from_slice(b"--=_b_=\r\n");
        bytes.extend(part.written());
    }
    bytes.extend_from_slice(b"--=_b_=--\r\n");
    bytes
}

/// The lines that say something.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect()
}

fn assert_same(message: &[u8]) {
    let shown = String::from_utf8_lossy(message);
    let parsed = MessageParser::default().parse(message).expect("mail-parser reads it");
    let texts: Vec<&str> = parsed
        .parts
        .iter()
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    let (source, _) = read(SourceId(0), "message.eml", message);
    let (head, body) = source.text().split_once("\n\n").expect("a head and a body");
    let subject = format!("Subject: {}", parsed.subject().expect("a subject"));
    assert!(lines(head).contains(&subject.trim_end()), "{head}\n{subject}\n{shown}");
    assert_eq!(lines(body), lines(&texts.join("\n")), "{shown}");
}

/// A subject in words of the standard, as a program writes it that encodes more than it has to.
fn subject() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zA-Z0-9.:]{1,10}",
        "[a-z äöüß日]{1,12}".prop_map(|text| format!("=?utf-8?B?{}?=", base64(text.as_bytes()))),
        "[a-z ]{1,12}".prop_map(|text| format!("=?us-ascii?q?{}?=", text.replace(' ', "_"))),
        "[a-zäöü]{1,12}".prop_map(|text| {
            let letters: String = text.bytes().map(|byte| format!("={byte:02X}")).collect();
            format!("=?UTF-8?Q?{letters}?=")
        }),
    ];
    // A word that is not encoded between two that are, so that blanks count.
    prop::collection::vec(word, 1..5).prop_map(|words| format!("x {} x", words.join(" y ")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn messages_show_what_mail_parser_finds(
        subject in subject(),
        parts in prop::collection::vec(part(), 1..5),
    ) {
        assert_same(&message(&subject, &parts));
    }
}
