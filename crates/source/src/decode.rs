//! Bytes to text. Windows PowerShell writes UTF-16LE with a byte order mark, PowerShell 7 UTF-8 without
//! one, old consoles Windows-1252; tools in between drop the mark.

/// How much decoded text of one source is examined. What follows is not read, and that is said.
pub const MAX_TEXT_BYTES: usize = 32 * 1024 * 1024;

/// The encoding a source was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, least significant byte first.
    Utf16Le,
    /// UTF-16, most significant byte first.
    Utf16Be,
    /// Windows-1252, assumed where the bytes are valid in nothing else.
    Windows1252,
    /// Not text; the source's text is then a readable account of the bytes.
    Binary,
}

impl Encoding {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
            Self::Binary => "binary",
        }
    }
}

/// Decodes bytes to text. Never fails: a byte that belongs to no character becomes U+FFFD.
/// The text is cut at [`MAX_TEXT_BYTES`]; the last member says whether it was.
pub fn decode(bytes: &[u8]) -> (String, Encoding, bool) {
    let (mut text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (String::from_utf8_lossy(rest).into_owned(), Encoding::Utf8),
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes), Encoding::Utf16Le),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes), Encoding::Utf16Be),
        _ => match guess_utf16(bytes) {
            Some(Encoding::Utf16Le) => (utf16(bytes, u16::from_le_bytes), Encoding::Utf16Le),
            Some(_) => (utf16(bytes, u16::from_be_bytes), Encoding::Utf16Be),
            None => match std::str::from_utf8(bytes) {
                Ok(text) => (text.to_owned(), Encoding::Utf8),
                Err(_) => (bytes.iter().map(|&byte| windows_1252(byte)).collect(), Encoding::Windows1252),
            },
        },
    };
    let cut = text.len() > MAX_TEXT_BYTES;
    if cut {
        text.truncate(text.floor_char_boundary(MAX_TEXT_BYTES));
    }
    (text, encoding, cut)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text: String = char::decode_utf16(pairs.iter().map(|&pair| unit(pair)))
        .map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// UTF-16 without a mark: console output is mostly ASCII, so every second byte is zero.
pub(crate) fn guess_utf16(bytes: &[u8]) -> Option<Encoding> {
    let (pairs, _) = bytes.get(..bytes.len().min(4096))?.as_chunks::<2>();
    if pairs.len() < 2 {
        return None;
    }
    let ascii = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..=0x7E);
    let little = pairs.iter().filter(|&&[low, high]| high == 0 && ascii(low)).count();
    let big = pairs.iter().filter(|&&[high, low]| high == 0 && ascii(low)).count();
    let enough = pairs.len() * 2 / 3;
    if little > enough {
        Some(Encoding::Utf16Le)
    } else if big > enough {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

pub(crate) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn reads_every_encoding_that_a_windows_shell_writes() {
        let text = "Name : Prüfung „EX01“";
        let mut with_mark = vec![0xFF, 0xFE];
        with_mark.extend(utf16le(text));
        let mut utf8_mark = vec![0xEF, 0xBB, 0xBF];
        utf8_mark.extend(text.as_bytes());
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (utf8_mark, Encoding::Utf8),
            (with_mark, Encoding::Utf16Le),
            (utf16le(text), Encoding::Utf16Le),
            (big, Encoding::Utf16Be),
            (b"Name : Pr\xFCfung \x84EX01\x93".to_vec(), Encoding::Windows1252),
        ] {
            assert_eq!(decode(&bytes), (text.to_owned(), encoding, false), "{encoding:?}");
        }
    }

    #[test]
    fn an_odd_byte_and_a_lone_surrogate_become_replacement_characters() {
        assert_eq!(decode(&[0xFF, 0xFE, b'a', 0, 0x00, 0xD8, b'b']).0, "a\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn short_ascii_is_not_taken_for_utf16() {
        assert_eq!(decode(b"a").1, Encoding::Utf8);
        assert_eq!(decode(b"").0, "");
    }
}
