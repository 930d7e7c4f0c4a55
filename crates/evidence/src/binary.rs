//! Bytes that are not text: certificates in DER, and what to say of all other files.

use htd_source::{Encoding, Problem, Source, SourceId, Span, Spanned};
use htd_x509::Certificate;

use crate::{Format, Item, Reading};

/// Reads bytes that are no text; `None` for text.
pub(crate) fn read(id: SourceId, name: &str, bytes: &[u8]) -> Option<(Source, Reading)> {
    let (certificates, rest) = certificates(bytes);
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
        let message = what_it_may_be(bytes);
        text.push_str(message);
        text.push('\n');
        problems.push(Problem { span: whole(id, &text), message: message.to_owned() });
        Format::Unrecognised
    } else {
        if !rest.is_empty() {
            let message = "Behind the certificate there are more bytes, which are not read.".to_owned();
            problems.push(Problem { span: whole(id, &text), message });
        }
        Format::Certificate
    };
    let reading = Reading { format, items, problems, parts: Vec::new() };
    Some((Source::new(name, Encoding::Binary, text), reading))
}

fn whole(id: SourceId, text: &str) -> Span {
    Span::new(id, 0, text.trim_end().len() as u32)
}

/// The certificates at the start, one behind the other, and what follows them.
fn certificates(bytes: &[u8]) -> (Vec<Certificate>, &[u8]) {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let Some((one, behind)) = sequence(rest) {
        let Ok(certificate) = htd_x509::parse_der(one) else { break };
        found.push(certificate);
        rest = behind;
    }
    (found, rest)
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
    let control =
        |c: char| (c.is_control() && !"\t\n\r\u{c}\u{1b}\u{1a}\u{8}".contains(c)) || c == '\u{FFFE}';
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
            "This is not a certificate that can be read. It may be a PFX file; those are not read, as they can \
             hold a private key. Export the certificate without its private key.",
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

    fn unread(bytes: &[u8]) -> Option<String> {
        let (source, reading) = read(SourceId(0), "file", bytes)?;
        assert_eq!(source.encoding(), Encoding::Binary);
        assert!(source.text().is_ascii(), "no mojibake: {}", source.text());
        assert_eq!(reading.format, Format::Unrecognised);
        Some(reading.problems.first().unwrap().message.clone())
    }

    #[test]
    fn says_what_a_file_is() {
        let mut pfx = vec![0x30, 0x82, 0x0A, 0x10, 2, 1, 3, 0x30];
        pfx.extend((0..=255u8).cycle().take(3000));
        assert!(unread(&pfx).unwrap().contains("PFX"));
        let mut picture = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec();
        picture.extend((0..=255u8).cycle().take(300));
        assert!(unread(&picture).unwrap().contains("picture"));
        assert!(unread(b"ElfFile\0\0\0\0\0").unwrap().contains("event log"));
        let noise: Vec<u8> = (0..=253u8).rev().cycle().take(9000).collect();
        assert!(unread(&noise).unwrap().contains("not text"));
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
