//! Base64 of DER without the BEGIN line around it, as some programs and people copy certificates and keys.

use htd_x509::{SECRET_HEAD, Secret};
use std::ops::Range;

/// Beginnings of DER in base64: of anything that is longer than 127 bytes, and of keys that are not.
const BEGINNINGS: [&[u8]; 4] = [b"MI", b"MHcCAQEE", b"MHQCAQEE", b"MC4CAQAw"];

/// What is shorter than this is a word.
const SHORTEST: usize = 40;

/// A line of data is shorter than this only where it is the last.
const SHORTEST_LINE: usize = 20;

/// The stretches of a text that may be DER in base64, over as many lines as they take up.
pub(crate) fn runs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = htd_scan::find(bytes.get(from..).unwrap_or_default(), b'M') {
        let start = from + at;
        from = start + 1;
        let rest = bytes.get(start..).unwrap_or_default();
        if !BEGINNINGS.iter().any(|beginning| rest.starts_with(beginning)) || !begins(bytes, start) {
            continue;
        }
        let end = end_of(bytes, start);
        if end - start >= SHORTEST {
            found.push(start..end);
        }
        from = end.max(from);
    }
    found
}

/// Whether a stretch begins as a private key or a PFX file does.
pub(crate) fn secret(run: &str) -> Option<Secret> {
    let mut head = String::new();
    let letters = run.bytes().filter(|&byte| of_base64(byte)).take(SECRET_HEAD / 3 * 4);
    head.extend(letters.map(char::from));
    head.truncate(head.len() / 4 * 4);
    htd_x509::secret(&htd_source::base64(&head)?)
}

fn of_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Whether nothing stands before a place that data could go on from.
fn begins(bytes: &[u8], start: usize) -> bool {
    let before = bytes.get(..start).unwrap_or_default();
    let goes_on = |byte: &u8| of_base64(*byte) && *byte != b'=';
    !before.last().is_some_and(goes_on) || before.ends_with(b"\\n")
}

/// Where data ends that begins at a place: at a line that holds anything else, or behind a short line.
fn end_of(bytes: &[u8], start: usize) -> usize {
    let (mut end, mut line) = (start, start);
    let mut data_end = start;
    loop {
        let rest = bytes.get(end..).unwrap_or_default();
        let length = rest.iter().take_while(|&&byte| of_base64(byte)).count();
        end += length;
        if length > 0 {
            data_end = end;
        }
        let rest = rest.get(length..).unwrap_or_default();
        // JSON writes line breaks and slashes so, Clixml line breaks.
        let escape = [&b"\\r"[..], b"\\n", b"\\/", b"_x000D_", b"_x000A_"];
        if let Some(escape) = escape.iter().find(|escape| rest.starts_with(escape)) {
            let behind = rest.get(escape.len()..).unwrap_or_default();
            if behind.first().is_some_and(|&next| of_base64(next) || matches!(next, b'\\' | b'_')) {
                end += escape.len();
                continue;
            }
        }
        let goes_on =
            data_end.saturating_sub(line) >= SHORTEST_LINE && bytes.get(data_end - 1) != Some(&b'=');
        match next_line(rest).filter(|_| goes_on) {
            Some(next) => (end, line) = (end + next, end + next),
            None => return data_end,
        }
    }
}

/// How far away the data of the next line begins, where that line holds nothing else.
fn next_line(rest: &[u8]) -> Option<usize> {
    let blanks = |bytes: &[u8]| {
        bytes.iter().take_while(|&&byte| matches!(byte, b' ' | b'\t' | b'\r' | b'>' | b'|')).count()
    };
    let lead = blanks(rest);
    let behind = rest.get(lead..)?.strip_prefix(b"\n")?;
    let indent = blanks(behind);
    let data = behind.get(indent..)?;
    let length = data.iter().take_while(|&&byte| of_base64(byte)).count();
    let after = data.get(length..)?;
    let ends = after.iter().find(|&&byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'"' | b'\'' | b'|'));
    (length > 0 && ends.is_none_or(|&byte| byte == b'\n')).then_some(lead + 1 + indent)
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests {
    use super::*;

    const LINE: &str = "MIIBszCCAVmgAwIBAgIUabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQR";

    fn found(text: &str) -> Vec<&str> {
        runs(text).into_iter().map(|run| &text[run]).collect()
    }

    #[test]
    fn data_is_found_on_one_line_and_on_several() {
        assert_eq!(found(LINE), [LINE]);
        assert_eq!(found(&format!("x = '{LINE}';")), [LINE]);
        assert_eq!(found(&format!("x={LINE}==\nName : b")), [format!("{LINE}==")]);
        let wrapped = format!("{LINE}\r\n> {LINE}\r\n> Ab==");
        assert_eq!(found(&format!("> {wrapped}\r\n> Thanks")), [wrapped.as_str()]);
        let escaped = format!("{LINE}\\r\\n{LINE}\\/x");
        assert_eq!(found(&format!("{{\"x\":\"{escaped}\\r\\n\"}}")), [escaped.as_str()]);
        let clixml = format!("{LINE}_x000D__x000A_{LINE}");
        assert_eq!(found(&clixml), [clixml.as_str()]);
    }

    #[test]
    fn words_are_no_data() {
        for text in
            ["", "M", "MI", "MICROSOFT", "MIIB", "A sentence of MI and more", &LINE.replace("MI", "xMI")]
        {
            assert!(found(text).is_empty(), "{text}");
        }
        assert_eq!(found(&format!("{LINE}\nName : b")), [LINE]);
    }

    #[test]
    fn long_hostile_texts_take_no_long_time() {
        for piece in
            ["M", "MI ", "MIMI", "MIIB\n", "MHcCAQEE\n", LINE, "\\n", "MIIBszCCAVmgAwIBAgIUab_x000D_"]
        {
            let text = piece.repeat(4_000_000 / piece.len());
            assert!(runs(&text).iter().all(|run| text.get(run.clone()).is_some()));
        }
        let lines = format!("{LINE}\n").repeat(50_000);
        assert_eq!(runs(&lines).len(), 1);
    }
}
