//! Bytes that come in pieces, decoded to text.

use crate::Encoding;
use crate::decode::{guess_utf16, windows_1252};

/// Turns bytes that come in pieces to text, as [`crate::decode`] does with all of them at once. Pieces may end inside
/// a character.
///
/// Bytes without a mark that turn out not to be UTF-8 are Windows-1252 from there on: what came before was ASCII
/// as a rule, which reads the same either way.
#[derive(Debug)]
pub struct Decoder {
    encoding: Encoding,
    /// How many bytes of a byte order mark are still to be skipped.
    mark: usize,
    /// Whether a mark says that it is UTF-8, so that a byte which belongs to no character is damage.
    certain: bool,
    /// The beginning of a character whose end is in the next piece.
    rest: Vec<u8>,
}

impl Decoder {
    /// A decoder for a source that begins with these bytes. They are pushed afterwards.
    pub fn new(head: &[u8]) -> Self {
        let (encoding, mark) = match head {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
            [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
            _ => (guess_utf16(head).unwrap_or(Encoding::Utf8), 0),
        };
        Self { encoding, mark, certain: mark == 3, rest: Vec::new() }
    }

    /// How the bytes are encoded, as far as they came in.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Appends the text of the next bytes.
    pub fn push(&mut self, bytes: &[u8], text: &mut String) {
        let skipped = self.mark.min(bytes.len());
        self.mark -= skipped;
        let bytes = bytes.get(skipped..).unwrap_or(&[]);
        if self.rest.is_empty() {
            self.decode(bytes, text);
        } else {
            let mut joined = std::mem::take(&mut self.rest);
            joined.extend_from_slice(bytes);
            self.decode(&joined, text);
        }
    }

    /// Appends what stands for a character that never ended.
    pub fn finish(&mut self, text: &mut String) {
        if !self.rest.is_empty() {
            match (self.encoding, self.certain) {
                (Encoding::Utf8, false) => {
                    self.encoding = Encoding::Windows1252;
                    text.extend(self.rest.iter().map(|&byte| windows_1252(byte)));
                }
                _ => text.push(char::REPLACEMENT_CHARACTER),
            }
            self.rest.clear();
        }
    }

    fn decode(&mut self, bytes: &[u8], text: &mut String) {
        match self.encoding {
            Encoding::Utf8 => self.utf8(bytes, text),
            Encoding::Utf16Le => self.utf16(bytes, 0, text),
            Encoding::Utf16Be => self.utf16(bytes, 1, text),
            Encoding::Windows1252 | Encoding::Binary => {
                text.extend(bytes.iter().map(|&byte| windows_1252(byte)));
            }
        }
    }

    fn utf8(&mut self, bytes: &[u8], text: &mut String) {
        let mut left = bytes;
        loop {
            let error = match std::str::from_utf8(left) {
                Ok(whole) => return text.push_str(whole),
                Err(error) => error,
            };
            let (valid, behind) = left.split_at_checked(error.valid_up_to()).unwrap_or((left, &[]));
            text.push_str(std::str::from_utf8(valid).unwrap_or(""));
            match error.error_len() {
                None => return self.rest = behind.to_vec(),
                Some(length) if self.certain => {
                    text.push(char::REPLACEMENT_CHARACTER);
                    left = behind.get(length..).unwrap_or(&[]);
                }
                Some(_) => {
                    self.encoding = Encoding::Windows1252;
                    return text.extend(behind.iter().map(|&byte| windows_1252(byte)));
                }
            }
        }
    }

    /// `high` is the place of the more significant byte in a pair, but for one: 0 is little-endian.
    fn utf16(&mut self, bytes: &[u8], high: usize, text: &mut String) {
        text.reserve(bytes.len() / 2);
        let (pairs, odd) = bytes.as_chunks::<2>();
        let mut lead: Option<u16> = None;
        for &pair in pairs {
            let unit = if high == 0 { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) };
            if unit < 0x80 && lead.is_none() {
                text.push(char::from(unit as u8));
                continue;
            }
            let (first, second) = match (lead.take(), unit) {
                (Some(lead), 0xDC00..=0xDFFF) => {
                    let code = 0x10000 + ((u32::from(lead) & 0x3FF) << 10) + (u32::from(unit) & 0x3FF);
                    (char::from_u32(code), None)
                }
                (None, 0xD800..=0xDBFF) => {
                    lead = Some(unit);
                    continue;
                }
                (Some(_), 0xD800..=0xDBFF) => {
                    lead = Some(unit);
                    (None, None)
                }
                (Some(_), _) => (None, Some(unit)),
                (None, _) => (char::from_u32(u32::from(unit)), None),
            };
            text.push(first.unwrap_or(char::REPLACEMENT_CHARACTER));
            if let Some(unit) = second {
                text.push(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        if let Some(lead) = lead {
            let bytes = if high == 0 { lead.to_le_bytes() } else { lead.to_be_bytes() };
            self.rest.extend_from_slice(&bytes);
        }
        self.rest.extend_from_slice(odd);
    }
}

/// The text of the first bytes of a source, which may end inside a character: to tell what it is.
pub fn decode_head(head: &[u8]) -> String {
    let mut text = String::new();
    Decoder::new(head).push(head, &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode;

    fn in_pieces(bytes: &[u8], size: usize) -> (String, Encoding) {
        let mut decoder = Decoder::new(bytes);
        let mut text = String::new();
        bytes.chunks(size).for_each(|piece| decoder.push(piece, &mut text));
        decoder.finish(&mut text);
        (text, decoder.encoding())
    }

    fn utf16(text: &str, mark: &[u8], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
    }

    #[test]
    fn pieces_of_any_size_give_what_the_whole_gives() {
        let text = "Name : Prüfung „EX01“ \u{1F512} und mehr Text, damit die Kodierung zu raten ist";
        let mut marked = vec![0xEF, 0xBB, 0xBF];
        marked.extend_from_slice(text.as_bytes());
        let mut damaged = marked.clone();
        damaged.insert(20, 0xFF);
        for bytes in [
            text.as_bytes().to_vec(),
            marked,
            damaged,
            utf16(text, &[0xFF, 0xFE], u16::to_le_bytes),
            utf16(text, &[], u16::to_le_bytes),
            utf16(text, &[0xFE, 0xFF], u16::to_be_bytes),
            b"Name : Pr\xFCfung \x84EX01\x93".to_vec(),
            b"Name : ends in \xC3".to_vec(),
            Vec::new(),
        ] {
            let (whole, encoding, _) = decode(&bytes);
            for size in 1..9 {
                assert_eq!(in_pieces(&bytes, size), (whole.clone(), encoding), "{size}");
            }
        }
    }

    #[test]
    fn lone_surrogates_and_odd_bytes_become_replacement_characters() {
        let bytes =
            [0xFF, 0xFE, b'a', 0, 0x00, 0xD8, b'b', 0, 0x00, 0xD8, 0x00, 0xD8, 0x00, 0xDC, 0x00, 0xDC];
        for size in 1..9 {
            assert_eq!(in_pieces(&bytes, size).0, "a\u{FFFD}b\u{FFFD}\u{10000}\u{FFFD}");
        }
        assert_eq!(in_pieces(&[0xFF, 0xFE, b'a', 0, b'b'], 2).0, "a\u{FFFD}");
    }
}
