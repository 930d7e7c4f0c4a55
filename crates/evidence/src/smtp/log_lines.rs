//! Bytes in pieces as lines, for forms that are read as they come in.

use htd_source::Encoding;

/// A line that is longer holds nothing that is read.
const MAX_LINE: usize = 64 << 10;

/// Who takes the lines.
pub(crate) trait Taker {
    /// Takes a line without its end, and its number.
    fn line(&mut self, number: u32, line: &[u8]);
}

/// Puts lines together, whose pieces end anywhere.
pub(crate) struct Lines {
    wide: Option<Wide>,
    /// What has come in of a line.
    begun: Vec<u8>,
    /// The line is too long; its rest is passed over.
    skipping: bool,
    number: u32,
    at_start: bool,
    /// How many lines were too long.
    pub(crate) too_long: u32,
}

impl Lines {
    /// Tells the encoding by the first bytes, and gives these as UTF-8.
    pub(crate) fn begin(head: &[u8]) -> Option<(Self, Vec<u8>)> {
        let least_first = match head {
            [0xFF, 0xFE, ..] | [1..=127, 0, 1..=127, 0, ..] => Some(true),
            [0xFE, 0xFF, ..] | [0, 1..=127, 0, 1..=127, ..] => Some(false),
            _ => None,
        };
        let wide = least_first.map(|least_first| Wide { least_first, half: None, high: None });
        let mut text = Vec::new();
        match &wide {
            Some(wide) => Wide { ..*wide }.narrow(head, &mut text),
            None => text.extend_from_slice(head),
        }
        let text = text.strip_prefix(MARK).map(<[u8]>::to_vec).unwrap_or(text);
        let lines = Self { wide, begun: Vec::new(), skipping: false, number: 0, at_start: true, too_long: 0 };
        (!text.is_empty()).then_some((lines, text))
    }

    /// How the bytes are encoded.
    pub(crate) fn encoding(&self) -> Encoding {
        match &self.wide {
            None => Encoding::Utf8,
            Some(Wide { least_first: true, .. }) => Encoding::Utf16Le,
            Some(_) => Encoding::Utf16Be,
        }
    }

    /// Takes the next bytes.
    pub(crate) fn push(&mut self, bytes: &[u8], taker: &mut dyn Taker) {
        match &mut self.wide {
            None => self.narrow(bytes, taker),
            Some(wide) => {
                let mut text = Vec::with_capacity(bytes.len());
                wide.narrow(bytes, &mut text);
                self.narrow(&text, taker);
            }
        }
    }

    /// Gives the last line, which may lack its end.
    pub(crate) fn end(&mut self, taker: &mut dyn Taker) {
        if !self.begun.is_empty() {
            let line = std::mem::take(&mut self.begun);
            self.give(&line, taker);
        }
    }

    fn narrow(&mut self, bytes: &[u8], taker: &mut dyn Taker) {
        let mut rest = bytes;
        while let Some(at) = htd_scan::find(rest, b'\n') {
            let (line, behind) = rest.split_at_checked(at).unwrap_or((rest, &[]));
            rest = behind.get(1..).unwrap_or(&[]);
            if self.begun.is_empty() && !self.skipping && line.len() <= MAX_LINE {
                self.give(line, taker);
                continue;
            }
            self.keep(line);
            let line = std::mem::take(&mut self.begun);
            if self.skipping {
                self.number = self.number.saturating_add(1);
            } else {
                self.give(&line, taker);
            }
            self.skipping = false;
        }
        self.keep(rest);
    }

    /// Keeps a part of a line until the rest comes in.
    fn keep(&mut self, part: &[u8]) {
        if self.skipping {
            return;
        }
        if self.begun.len() + part.len() > MAX_LINE {
            self.skipping = true;
            self.too_long = self.too_long.saturating_add(1);
            self.begun = Vec::new();
        } else {
            self.begun.extend_from_slice(part);
        }
    }

    fn give(&mut self, line: &[u8], taker: &mut dyn Taker) {
        self.number = self.number.saturating_add(1);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = if self.at_start { line.strip_prefix(MARK).unwrap_or(line) } else { line };
        self.at_start = false;
        taker.line(self.number, line);
    }
}

/// The byte order mark in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// UTF-16 in pieces.
struct Wide {
    least_first: bool,
    /// The first byte of a unit whose second has not come in.
    half: Option<u8>,
    /// The first unit of a pair.
    high: Option<u16>,
}

impl Wide {
    fn narrow(&mut self, bytes: &[u8], text: &mut Vec<u8>) {
        for &byte in bytes {
            let Some(first) = self.half.take() else {
                self.half = Some(byte);
                continue;
            };
            let unit = if self.least_first {
                u16::from_le_bytes([first, byte])
            } else {
                u16::from_be_bytes([first, byte])
            };
            if unit < 0x80 && self.high.is_none() {
                text.push(unit as u8);
                continue;
            }
            let (high, low) = (self.high.take(), (unit & 0xFC00) == 0xDC00);
            let character = match high {
                Some(high) if low => {
                    char::from_u32(0x1_0000 + (u32::from(high & 0x3FF) << 10) + u32::from(unit & 0x3FF))
                }
                _ if (unit & 0xFC00) == 0xD800 => {
                    self.high = Some(unit);
                    continue;
                }
                _ => char::from_u32(unit.into()),
            };
            let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
            text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}
