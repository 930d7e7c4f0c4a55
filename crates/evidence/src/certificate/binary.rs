//! Bytes that are not text: certificates in DER, alone or bundled; keys, which are dropped; and what to say of
//! all other files.

use htd_source::{Encoding, Problem, Source, SourceId, Span, Spanned};
use htd_x509::{Certificate, Secret};

use crate::item::excerpt::Excerpt;
use crate::item::{Format, Item, PrivateKey};
use crate::secret::private_key::label;

/// What bytes hold that are no text; `None` for text.
pub(crate) fn excerpt(id: SourceId, name: &str, bytes: &[u8]) -> Option<Excerpt> {
    if let Some(secret) = htd_x509::secret(bytes) {
        return Some(dropped(id, name, secret));
    }
    let Found { certificates, format, unread } = find(bytes);
    if certificates.is_empty() && !is_binary(bytes) {
        return None;
    }
    let mut text = String::new();
    let mut items = Vec::new();
    for certificate in certificates {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len() as u32;
        text.push_str(htd_x509::describe(&certificate).trim_end());
        let span = Span::new(id, start, text.len() as u32);
        text.push('\n');
        items.push(Item::Certificate(Box::new(Spanned::new(certificate, span))));
    }
    let mut problems = Vec::new();
    let format = if items.is_empty() {
        let message = match unread {
            Some(message) if format == Format::Pkcs7 => message,
            _ => what_it_may_be(bytes),
        };
        text.push_str(message);
        text.push('\n');
        problems.push(Problem { span: whole(id, &text), message: message.to_owned() });
        Format::Unrecognised
    } else {
        if let Some(message) = unread {
            problems.push(Problem { span: whole(id, &text), message: message.to_owned() });
        }
        format
    };
    let given = items.into_iter().map(|item| (item, format)).collect();
    let source = Source::new(name, Encoding::Binary, text);
    Some(Excerpt { problems, ..Excerpt::told(id, source, format, given) })
}

fn whole(id: SourceId, text: &str) -> Span {
    Span::new(id, 0, text.trim_end().len() as u32)
}

/// A file that holds a key, without anything of it.
fn dropped(id: SourceId, name: &str, secret: Secret) -> Excerpt {
    let text =
        if secret == Secret::Pfx { PFX } else { "This is a private key. It was dropped as it was read." };
    let span = whole(id, text);
    let certain = secret != Secret::Pfx;
    let key = PrivateKey { span, label: label(secret).to_owned(), certain };
    let mut problems = Vec::new();
    if !certain {
        problems.push(Problem { span, message: text.to_owned() });
    }
    let mut text = text.to_owned();
    text.push('\n');
    let source = Source::new(name, Encoding::Binary, text);
    let given = vec![(Item::PrivateKey(key), Format::Certificate)];
    Excerpt { problems, ..Excerpt::told(id, source, Format::Certificate, given) }
}

const PFX: &str = "This is a PFX file. It was dropped as it was read, as it can hold a private key. Export the \
                   certificate without its private key.";

/// The certificates of DER or of a bundle.
pub(crate) struct Found {
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) format: Format,
    /// What was not read.
    pub(crate) unread: Option<&'static str>,
}

/// The certificates at the start of the bytes: one behind the other, or in a PKCS #7 message.
pub(crate) fn find(bytes: &[u8]) -> Found {
    let mut found = Found { certificates: Vec::new(), format: Format::Certificate, unread: None };
    if let Some(bundle) = htd_x509::pkcs7::certificates(bytes) {
        found.format = Format::Pkcs7;
        let mut whole = !bundle.more;
        for der in bundle.certificates {
            match htd_x509::parse_der(der) {
                Ok(certificate) => found.certificates.push(certificate),
                Err(_) => whole = false,
            }
        }
        if found.certificates.is_empty() {
            found.unread = Some("This PKCS #7 message holds no certificate that can be read.");
        } else if !whole {
            found.unread = Some(
                "Some certificates of this PKCS #7 message were not read: they are too many or damaged.",
            );
        }
        return found;
    }
    let mut rest = bytes;
    while let Some((one, behind)) = sequence(rest) {
        let Ok(certificate) = htd_x509::parse_der(one) else { break };
        found.certificates.push(certificate);
        rest = behind;
    }
    if !rest.is_empty() {
        found.unread = Some("Behind the certificate there are more bytes, which are not read.");
    }
    found
}

/// The first DER sequence, by its own length.
fn sequence(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (head, length) = match bytes {
        [0x30, 0x81, length, ..] => (3, usize::from(*length)),
        [0x30, 0x82, high, low, ..] => (4, usize::from(*high) << 8 | usize::from(*low)),
        _ => return None,
    };
    bytes.split_at_checked(head + length)
}

/// Whether bytes are no text in any encoding: they hold control characters that no text holds.
fn is_binary(bytes: &[u8]) -> bool {
    let (mut text, encoding, _) = htd_source::decode(bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes));
    if encoding == Encoding::Windows1252 && bytes.len() > SAMPLE {
        // The sample may end inside a character of UTF-8.
        text = String::from_utf8_lossy(bytes.get(..SAMPLE - 4).unwrap_or(bytes)).into_owned();
    }
    let control = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1b}' | '\u{1a}' | '\u{8}'))
            || c == '\u{FFFE}'
    };
    // The high half of Windows-1252 has control characters as well, which Windows never prints.
    let strange = text.chars().filter(|&c| control(c)).count();
    strange > 0 && (strange * 50 > text.chars().count() || known_kind(bytes).is_some())
}

const SAMPLE: usize = 8192;

fn what_it_may_be(bytes: &[u8]) -> &'static str {
    known_kind(bytes).unwrap_or("This is not text, and not a certificate in DER. It is not read.")
}

/// What files of other kinds begin with.
fn known_kind(bytes: &[u8]) -> Option<&'static str> {
    const PICTURE: &str = "This is a picture. It is not read; paste the text itself.";
    if matches!(bytes, [0x30, 0x80..=0x84, ..]) {
        return Some(
            "This is DER, but no certificate and no PKCS #7 message that can be read. Export the certificate \
             without its private key.",
        );
    }
    let kinds: [(&[u8], &str); 8] = [
        (
            b"PK\x03\x04",
            "This is a zip archive or an Office document. It is not read; give the files inside it.",
        ),
        (b"\x89PNG", PICTURE),
        (b"\xFF\xD8\xFF", PICTURE),
        (b"GIF8", PICTURE),
        (b"%PDF", "This is a PDF document. It is not read; paste the text itself."),
        (b"ElfFile\0", "This is an event log file. It is not read; paste the text of the events."),
        (
            b"\xD0\xCF\x11\xE0",
            "This is an Outlook message or an old Office document. It is not read; paste the text.",
        ),
        (b"\x1F\x8B", "This is a compressed file. It is not read; unpack it first."),
    ];
    kinds.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, message)| message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::excerpt::Becomes;

    fn unread(bytes: &[u8]) -> Option<String> {
        let Excerpt { source, becomes, problems, .. } = excerpt(SourceId(0), "file", bytes)?;
        assert_eq!(source.encoding(), Encoding::Binary);
        assert!(source.text().is_ascii(), "no mojibake: {}", source.text());
        assert_eq!(becomes, Becomes::Told(Format::Unrecognised));
        Some(problems.first().unwrap().message.clone())
    }

    #[test]
    fn says_what_a_file_is() {
        let mut der = vec![0x30, 0x82, 0x0A, 0x10, 2, 1, 9, 0x30];
        der.extend((0..=255u8).cycle().take(3000));
        assert!(unread(&der).unwrap().contains("DER"));
        let mut picture = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec();
        picture.extend((0..=255u8).cycle().take(300));
        assert!(unread(&picture).unwrap().contains("picture"));
        assert!(unread(b"ElfFile\0\0\0\0\0").unwrap().contains("event log"));
        let noise: Vec<u8> = (0..=253u8).rev().cycle().take(9000).collect();
        assert!(unread(&noise).unwrap().contains("not text"));
    }

    #[test]
    fn keys_are_dropped() {
        const SECRET: &[u8] = b"This is not a key.";
        let pfx = [0x30, 0x80, 2, 1, 3, 0x30, 0x80, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 13, 1, 7, 1];
        for (head, label, certain) in [
            (&[0x30, 0x82, 4, 0xA4, 2, 1, 0, 2, 0x82, 1, 1][..], "PRIVATE KEY", true),
            (&[0x30, 0x77, 2, 1, 1, 4, 0x20], "PRIVATE KEY", true),
            (&pfx, "PFX", false),
        ] {
            let bytes = [head, &SECRET.repeat(20)].concat();
            let Excerpt { source, given, problems, .. } = excerpt(SourceId(0), "mail.key", &bytes).unwrap();
            let [(Item::PrivateKey(key), _)] = given.as_slice() else { panic!("{given:?}") };
            assert_eq!((key.label.as_str(), key.certain), (label, certain));
            assert_eq!(problems.len(), usize::from(!certain));
            assert!(!source.text().contains("not a key"), "{}", source.text());
            assert_eq!(source.slice(key.span.start, key.span.end), source.text().trim_end());
        }
    }

    #[test]
    fn text_is_left_to_the_readers() {
        let long = "Überprüfung ".repeat(2000);
        let with_one_byte_before = format!("a{long}");
        for text in
            ["", "0.0.0.0 is bound", "Name : Pr\u{FC}fung", long.as_str(), with_one_byte_before.as_str()]
        {
            assert!(unread(text.as_bytes()).is_none());
        }
        assert!(unread(b"Name : Pr\xFCfung \x84EX01\x93").is_none());
        assert!(unread(b"\xFF\xFEN\0a\0").is_none());
    }
}
