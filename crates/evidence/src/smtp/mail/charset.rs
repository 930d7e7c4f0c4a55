//! Text of mails in other character sets than those of files. Error texts, codes and names of hosts are ASCII in
//! each of them; tables for the rest would be larger than everything else.

use std::str;

/// Beginnings of the names of sets in which two bytes stand for a character, and the second can look like ASCII.
const OF_PAIRS: [&str; 10] =
    ["shift", "sjis", "x-sjis", "gb", "big5", "ks_c", "euc-", "cp9", "windows-31", "windows-9"];

/// Sets that are read whole, beside those of Unicode. What says that it is ASCII and is not is of Windows.
const KNOWN: [&str; 5] = ["", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"];

/// Stands for what is not read.
const LOST: char = char::REPLACEMENT_CHARACTER;

/// Text of a character set, and whether letters outside of ASCII were lost. Names of character sets in mails are wrong
/// as often as in files: what is UTF-8 is read as that.
pub(super) fn decoded(bytes: &[u8], charset: &str) -> (String, bool) {
    let charset = charset.trim().to_ascii_lowercase();
    let switches = charset.starts_with("iso-2022") && bytes.iter().any(|byte| matches!(byte, 0x0E | 0x1B));
    if !switches && (is_known(&charset) || str::from_utf8(bytes).is_ok()) {
        return (htd_source::decode(bytes).0, false);
    }
    let of_pairs = OF_PAIRS.iter().any(|known| charset.starts_with(known));
    (ascii(bytes, of_pairs, charset.contains("jis"), switches), true)
}

/// Whether text of a character set is read whole.
pub(super) fn is_known(charset: &str) -> bool {
    let charset = charset.trim().to_ascii_lowercase();
    KNOWN.contains(&charset.as_str()) || charset.starts_with("utf")
}

/// The ASCII of a text.
fn ascii(bytes: &[u8], of_pairs: bool, jis: bool, switches: bool) -> String {
    let mut text = String::with_capacity(bytes.len());
    // Whether bytes of ASCII stand for something else from here on.
    let mut other = false;
    let mut rest = bytes;
    while let [byte, behind @ ..] = rest {
        rest = behind;
        match (byte, behind) {
            // Each line begins and ends in ASCII.
            (b'\n', _) => {
                other = false;
                text.push('\n');
            }
            (0x1B, [b'$', b')', _, behind @ ..]) if switches => rest = behind,
            (0x1B, [kind, set, behind @ ..]) if switches => {
                other = *kind == b'$' || *set == b'I';
                rest = behind;
            }
            (0x0E | 0x0F, _) if switches => other = *byte == 0x0E,
            // In these sets the middle of the upper half is a syllable by itself.
            (0xA0..=0xDF, _) if of_pairs && jis => text.push(LOST),
            (0x80.., [0x40..=0xFF, behind @ ..]) if of_pairs => {
                rest = behind;
                text.push(LOST);
            }
            _ if other || *byte >= 0x80 => text.push(LOST),
            _ => text.push(char::from(*byte)),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const ERROR: &str = "550 5.7.64 TenantAttribution; Relay Access Denied SMTP [mx.contoso.example]";

    #[test]
    fn ascii_comes_through_in_every_set() {
        for (charset, before, behind) in [
            ("koi8-r", &b"\xcf\xdb\xc9\xc2\xcb\xc1: "[..], &b" \xd0\xcf\xde\xd4\xc1"[..]),
            ("ISO-8859-2", b"b\xb3\xb1d ", b" \xbf"),
            ("windows-1251", b"\xee\xf8\xe8\xe1\xea\xe0 ", b"\xe0"),
            // The second bytes are \\, A and {.
            ("Shift_JIS", b"\x83\x5c\x83\x41\x81\x7b \xb4\xd7\xb0", b" \x83"),
            ("gb2312", b"\xb4\xed\xce\xf3 ", b"\xa3\xac"),
            ("GBK", b"\x81\x40\x81\x7e ", b""),
            ("big5", b"\xbf\xf9\xa5\x5c ", b""),
            ("iso-2022-jp", b"\x1b$B%(%i!<\x1b(B ", b"\x1b$BG[?.\x1b(J"),
            ("iso-2022-kr", b"\x1b$)C\x0e?@7y\x0f ", b"\x0e?@"),
        ] {
            let bytes = [before, ERROR.as_bytes(), behind, b"\n", ERROR.as_bytes()].concat();
            let (text, lost) = decoded(&bytes, charset);
            assert!(
                lost && text.contains(ERROR) && text.ends_with(&format!("\n{ERROR}")),
                "{charset}: {text}"
            );
            let rest = text.replace(ERROR, "");
            assert!(
                rest.chars().all(|c| c == LOST || c.is_whitespace() || matches!(c, 'b' | 'd' | ':')),
                "{charset}: {rest}"
            );
            for end in 0..bytes.len() {
                decoded(&bytes[..end], charset);
            }
        }
    }

    #[test]
    fn what_is_known_is_read_whole() {
        for (charset, bytes, expected) in [
            ("utf-8", "\u{FC}".as_bytes(), "\u{FC}"),
            ("", "\u{FC}".as_bytes(), "\u{FC}"),
            ("koi8-r", "\u{FC}".as_bytes(), "\u{FC}"),
            ("iso-2022-jp", ERROR.as_bytes(), ERROR),
            ("gb2312", ERROR.as_bytes(), ERROR),
            ("iso-8859-1", b"f\xfcr", "f\u{FC}r"),
            ("US-ASCII", b"f\xfcr", "f\u{FC}r"),
            ("windows-1252", b"\x80", "\u{20AC}"),
        ] {
            assert_eq!(decoded(bytes, charset), (expected.to_owned(), false), "{charset}");
        }
    }
}
