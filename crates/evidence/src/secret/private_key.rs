//! Private keys are taken out of a text before anything else sees it: no report, excerpt or memory of the
//! page may hold one.

use crate::item::excerpt::Given;
use crate::item::{Format, Item, PrivateKey};
use crate::secret::bare;
use htd_source::{SourceId, Span};
use htd_x509::Secret;
use std::ops::Range;

/// A private key's place in the text, and its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MaskedKey {
    pub(crate) range: Range<usize>,
    pub(crate) label: String,
    /// Whether it certainly is one.
    pub(crate) certain: bool,
}

/// What every character of a key becomes. One byte, so that nothing behind it moves.
const MASK: u8 = b'*';

/// A key is longer than this only in a text that is none.
const LONGEST_KEY: usize = 64 * 1024;

/// Masks every private key. Lines and quote marks stay, so that places stay what they were.
pub(crate) fn mask(text: String) -> (String, Vec<MaskedKey>) {
    let (text, mut keys) = mask_blocks(text);
    let mut bodies = Vec::new();
    for run in bare::runs(&text) {
        // What a block names a certificate can be a key: certutil -encode writes that line around any file.
        if let Some(secret) = bare::secret(text.get(run.clone()).unwrap_or("")) {
            keys.push(MaskedKey {
                range: run.clone(),
                label: label(secret).to_owned(),
                certain: secret != Secret::Pfx,
            });
            bodies.push(run);
        }
    }
    (blank(text, bodies), keys)
}

/// What is told of keys in a text that begins at a place of a source's.
pub(crate) fn given(id: SourceId, at: u32, keys: Vec<MaskedKey>) -> Vec<Given> {
    let mut items = Vec::with_capacity(keys.len());
    for MaskedKey { range, label, certain } in keys {
        let span = Span::new(id, at + range.start as u32, at + range.end as u32);
        items.push((Item::PrivateKey(PrivateKey { span, label, certain }), Format::Certificate));
    }
    items
}

/// What a key without a PEM label is called.
pub(crate) fn label(secret: Secret) -> &'static str {
    match secret {
        Secret::PrivateKey => "PRIVATE KEY",
        Secret::EncryptedPrivateKey => "ENCRYPTED PRIVATE KEY",
        Secret::Pfx => "PFX",
    }
}

/// Masks the body of every PEM block that is a private key.
fn mask_blocks(text: String) -> (String, Vec<MaskedKey>) {
    let markers = markers(&text);
    let mut keys: Vec<MaskedKey> = Vec::new();
    let mut bodies = Vec::new();
    let mut free = 0;
    let mut index = 0;
    while let Some(marker) = markers.get(index) {
        index += 1;
        if !marker.private {
            free = marker.range.end;
            continue;
        }
        let next = markers.get(index);
        let limit = next.map_or(text.len(), |next| next.range.start);
        let range = if marker.begins {
            // Without its END, the key ends where base64 does.
            let near = limit.checked_sub(marker.range.end).is_some_and(|length| length <= LONGEST_KEY);
            let ended = next.filter(|next| !next.begins && near);
            let end = match ended {
                Some(_) => limit,
                None => end_of_base64(&text, marker.range.end, limit),
            };
            bodies.push(marker.range.end..end);
            index += usize::from(ended.is_some());
            marker.range.start..ended.map_or(end, |ended| ended.range.end)
        } else {
            let start = start_of_base64(&text, free, marker.range.start);
            bodies.push(start..marker.range.start);
            start..marker.range.end
        };
        free = range.end;
        let certain = marker.label.contains("PRIVATE KEY");
        keys.push(MaskedKey { range, label: marker.label.to_owned(), certain });
    }
    (blank(text, bodies), keys)
}

/// The text with what stands in some ranges, which are in order, masked.
fn blank(text: String, bodies: Vec<Range<usize>>) -> String {
    if bodies.is_empty() {
        return text;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    for body in bodies {
        bytes.extend_from_slice(text.as_bytes().get(at..body.start).unwrap_or_default());
        let inside = text.as_bytes().get(body.clone()).unwrap_or_default();
        bytes.extend(inside.iter().map(|&byte| if b"\r\n\t >".contains(&byte) { byte } else { MASK }));
        at = body.end;
    }
    bytes.extend_from_slice(text.as_bytes().get(at..).unwrap_or_default());
    // Bodies begin and end at characters and are ASCII now, so the rest is as valid as it was.
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `BEGIN …` or `END …` between dashes.
struct Marker<'a> {
    range: Range<usize>,
    begins: bool,
    private: bool,
    label: &'a str,
}

fn markers(text: &str) -> Vec<Marker<'_>> {
    let mut markers = Vec::new();
    for (word, rare) in [("BEGIN ", 2), ("END ", 1)] {
        let mut at = 0;
        while let Some(found) = find(text, at, word, rare) {
            markers.extend(marker(text, found, word));
            at = found + word.len();
        }
    }
    markers.sort_by_key(|marker| marker.range.start);
    markers
}

/// Where a word stands next. It is sought by the end that begins with its rarest letter.
fn find(text: &str, from: usize, word: &str, rare: usize) -> Option<usize> {
    let (start, end) = word.as_bytes().split_at_checked(rare)?;
    let mut at = from + rare;
    loop {
        at += htd_scan::find_word(text.as_bytes().get(at..)?, end)?;
        if text.as_bytes().get(..at)?.ends_with(start) {
            return Some(at - rare);
        }
        at += 1;
    }
}

/// Whether the word that begins or ends a PEM block stands anywhere.
pub(crate) fn may_hold_block(text: &str) -> bool {
    find(text, 0, "BEGIN ", 2).is_some() || find(text, 0, "END ", 1).is_some()
}

/// Programs that correct what people type turn two hyphens into a dash.
fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '‐' | '‑' | '−')
}

fn marker<'a>(text: &'a str, at: usize, word: &str) -> Option<Marker<'a>> {
    let before = text.get(..at)?;
    let dashes: usize = before.chars().rev().take(8).take_while(|&c| is_dash(c)).map(char::len_utf8).sum();
    let after = text.get(at + word.len()..)?;
    let of_label = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '#' | '.');
    let length = after.chars().take(48).take_while(|&c| of_label(c)).count();
    let (label, after) = after.split_at_checked(length)?;
    let behind: usize = after.chars().take(8).take_while(|&c| is_dash(c)).map(char::len_utf8).sum();
    let label = label.trim();
    if (dashes == 0 && behind == 0) || label.is_empty() {
        return None;
    }
    let range = at - dashes..at + word.len() + length + behind;
    let private = label.contains("PRIVATE KEY") || label.starts_with("PKCS12");
    Some(Marker { range, begins: word == "BEGIN ", private, label })
}

/// Where the lines that can be part of a key end.
fn end_of_base64(text: &str, start: usize, limit: usize) -> usize {
    let mut end = start;
    let mut at = start;
    let body = text.get(start..limit).unwrap_or("");
    for (number, line) in body.split_inclusive('\n').enumerate() {
        at += line.len();
        match kind(line) {
            Kind::Blank => {}
            Kind::Key => end = at,
            // What stands behind the dashes on their own line can only be the key's beginning.
            Kind::Other if number == 0 => end = at,
            Kind::Other => break,
        }
    }
    end - text.get(start..end).map_or(0, |body| body.len() - body.trim_end().len())
}

/// Where the lines that can be part of a key begin, upwards from its END line.
fn start_of_base64(text: &str, free: usize, end: usize) -> usize {
    let mut start = end;
    for line in text.get(free..end).unwrap_or("").split_inclusive('\n').rev() {
        match kind(line) {
            Kind::Other => break,
            Kind::Blank | Kind::Key => start -= line.len(),
        }
    }
    start
}

enum Kind {
    Blank,
    Key,
    Other,
}

/// Whether a line looks like one of a key: base64 alone or in a long run, or a header of an encrypted key.
fn kind(line: &str) -> Kind {
    let line = line.trim_start_matches([' ', '\t', '>']).trim();
    let of_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let header = ["Proc-Type:", "DEK-Info:", "Comment:"].iter().any(|name| line.starts_with(name));
    if line.is_empty() {
        Kind::Blank
    } else if header
        || line.chars().all(of_base64)
        || line.split(|c| !of_base64(c)).any(|run| run.len() >= 24)
    {
        Kind::Key
    } else {
        Kind::Other
    }
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests {
    use super::*;

    const BODY: &str = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";

    fn check(text: &str, keys: usize) {
        let (masked, found) = mask(text.to_owned());
        assert_eq!(found.len(), keys, "{text}");
        assert!(!masked.contains("MII") && !masked.contains("Tail="), "{masked}");
        assert_eq!(masked.len(), text.len());
        let lines = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(lines(&masked), lines(text));
        for key in found {
            assert!(masked[key.range].contains("PRIVATE KEY"));
        }
    }

    #[test]
    fn no_form_of_a_key_survives() {
        for label in ["", "RSA ", "EC ", "ENCRYPTED ", "OPENSSH "] {
            let begin = format!("-----BEGIN {label}PRIVATE KEY-----");
            let end = format!("-----END {label}PRIVATE KEY-----");
            check(&format!("{begin}\n{BODY}\nTail=\n{end}\nbye"), 1);
            check(&format!("{begin}\r\n{BODY}\r\n{end}\r\n"), 1);
            check(&format!("> {begin}\n> {BODY}\n> Tail=\n> {end}\n"), 1);
            check(&format!("{begin}{BODY}{end}"), 1);
            check(&format!("{begin}<br>{BODY}<br>Tail=<br>{end}"), 1);
            check(&format!("{begin}\n{BODY}\nTail=\n\nthat was the key"), 1);
            check(&format!("{begin}\n{BODY}\nTail="), 1);
            check(&format!("{BODY}\nTail=\n{end}"), 1);
            check(&format!("{begin}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,00\n\n{BODY}\nTail=\n"), 1);
            check(&format!("{begin}\n{BODY}\n{begin}\n{BODY}\nTail=\n{end}\n"), 2);
            check(&format!("—BEGIN {label}PRIVATE KEY—\n{BODY}\n"), 1);
        }
    }

    #[test]
    fn nothing_else_is_masked() {
        for text in [
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
            "The END of the PRIVATE KEY",
            "größer",
            "",
        ] {
            assert_eq!(mask(text.to_owned()), (text.to_owned(), Vec::new()));
        }
        let (masked, _) = mask(format!("-----BEGIN PRIVATE KEY-----\n{BODY}\n\nName : EX01 – größer\n"));
        assert!(masked.ends_with("\n\nName : EX01 – größer\n"));
        let (masked, keys) = mask(
            "-----BEGIN PRIVATE KEY-----\nMII\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"
                .to_owned(),
        );
        assert_eq!(keys.len(), 1);
        assert!(masked.contains("\n***\n-----BEGIN CERTIFICATE-----\nMIIB\n"));
    }

    #[test]
    fn keys_without_a_block_are_masked() {
        // The beginnings are those of the forms; what follows is one sentence.
        let rest = "VGhpcyBpcyBub3QgYSBrZXku".repeat(4);
        for (head, label, certain) in [
            ("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw", "PRIVATE KEY", true),
            ("MIIEpAIBAAKCAQEA", "PRIVATE KEY", true),
            ("MHcCAQEEIA", "PRIVATE KEY", true),
            ("MIIFHDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQwwHAQI", "ENCRYPTED PRIVATE KEY", true),
            ("MIIKQQIBAzCCCfcGCSqGSIb3DQEHAaCC", "PFX", false),
        ] {
            let data = format!("{head}{rest}");
            for (before, between, behind) in [
                ("", "\n", ""),
                ("> ", "\r\n> ", "\r\n\r\nName : b"),
                ("\"pfx\": \"", "\\r\\n", "\"}"),
                ("$key = '", "", "'"),
                ("-----BEGIN CERTIFICATE-----\n", "\n", "\n-----END CERTIFICATE-----\n"),
            ] {
                let text = format!("{before}{data}{between}{rest}{behind}");
                let (masked, keys) = mask(text.clone());
                assert_eq!(keys.len(), 1, "{text}");
                assert_eq!((keys[0].label.as_str(), keys[0].certain), (label, certain), "{text}");
                assert!(!masked.contains(head) && !masked.contains("VGhp"), "{masked}");
                assert_eq!(masked.len(), text.len());
            }
        }
    }

    #[test]
    fn many_markers_take_linear_time() {
        let text = "-----BEGIN PRIVATE KEY-----\nAAAA\n".repeat(100_000);
        assert_eq!(mask(text).1.len(), 100_000);
    }
}
