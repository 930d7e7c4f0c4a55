//! One look at every byte of a text: what stands in its lines, and which of its words can begin what is sought.

use crate::text::{HIGH_BITS, count_blanks, each};
use std::ops::Range;

/// What stands in a line, as bits. A line without any of them is blank.
pub mod marks {
    /// A control character, or a byte that is not ASCII.
    pub const ODD: u8 = 1;
    /// An ASCII letter or digit.
    pub const WORD: u8 = 2;
    /// `>`
    pub const GREATER: u8 = 4;
    /// `<`
    pub const LESS: u8 = 8;
    /// `,`
    pub const COMMA: u8 = 16;
    /// `-`
    pub const HYPHEN: u8 = 32;
    /// `$` or `#`
    pub const PROMPT: u8 = 64;
    /// Any other character that is printed.
    pub const OTHER: u8 = 128;
}

#[allow(
    clippy::indexing_slicing,
    reason = "the compiler evaluates it, and would refuse an index that is out of bounds"
)]
const CLASSES: [u8; 256] = {
    let mut classes = [marks::ODD; 256];
    let mut byte = 0x20;
    while byte < 0x7F {
        classes[byte as usize] = match byte {
            b' ' => 0,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => marks::WORD,
            b'>' => marks::GREATER,
            b'<' => marks::LESS,
            b',' => marks::COMMA,
            b'-' => marks::HYPHEN,
            b'$' | b'#' => marks::PROMPT,
            _ => marks::OTHER,
        };
        byte += 1u8;
    }
    classes
};

/// The bits of [`marks`] that a byte stands for.
fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(marks::ODD)
}

/// The beginnings of wordings that are sought, four characters each. Wordings are in lower case, not shorter than
/// that, and begin with an ASCII letter or digit.
#[derive(Debug, Clone)]
pub struct Beginnings {
    /// Hashes of the first one, two, three and four bytes.
    known: [u64; 128],
}

impl Beginnings {
    /// The beginnings of some wordings.
    pub fn new(wordings: &mut dyn Iterator<Item = &str>) -> Self {
        let mut known = [0; 128];
        for wording in wordings {
            let mut gram = 0;
            for (place, &byte) in wording.as_bytes().iter().take(4).enumerate() {
                if byte == b' ' {
                    break;
                }
                gram |= u32::from(byte) << (8 * place);
                let (word, bit) = slot(gram);
                if let Some(word) = known.get_mut(word) {
                    *word |= bit;
                }
            }
        }
        Self { known }
    }

    fn knows(&self, gram: u32) -> bool {
        let (word, bit) = slot(gram);
        self.known.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Whether a wording can begin with these bytes, its letters in any case. Blanks and signs that are no part of
    /// the wording may stand anywhere inside it: from the first one on, everything can follow.
    #[inline(never)]
    pub fn may_begin(&self, bytes: &[u8]) -> bool {
        let mut four = [0; 4];
        match bytes.get(..4) {
            Some(first) => four.copy_from_slice(first),
            None => four.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from),
        }
        // Letters become lower case; what else is printed in wordings has this bit.
        let gram = u32::from_le_bytes(four) | 0x2020_2020;
        let [_, second, third, fourth] = four;
        if is_between(second) {
            return self.knows(gram & 0xFF);
        }
        if !self.knows(gram & 0xFFFF) {
            return false;
        }
        if is_between(third) {
            return true;
        }
        if !self.knows(gram & 0xFF_FFFF) {
            return false;
        }
        is_between(fourth) || self.knows(gram)
    }
}

/// Where the bit of a few characters is.
fn slot(gram: u32) -> (usize, u64) {
    let hash = gram.wrapping_mul(0x9E37_79B1) >> 19;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

/// Whether a byte can stand inside a wording without being a part of it, or stand for another one.
fn is_between(byte: u8) -> bool {
    byte <= b' ' || byte >= 0x7F || byte == b'*' || byte == b'`'
}

/// How far a wording is followed.
const LONGEST: usize = 4 * 1024;

/// Whether a wording may stand at the beginning of a text, its letters in any case, blanks and emphasis aside. True
/// also where that takes a closer look: for typographic signs, and where very much stands in between.
#[inline(never)]
pub fn may_begin(text: &[u8], wording: &[u8]) -> bool {
    let mut wanted = wording.iter().filter(|&&byte| byte != b' ');
    let Some(mut next) = wanted.next() else { return true };
    for (offset, byte) in text.iter().enumerate() {
        if byte.to_ascii_lowercase() == *next {
            match wanted.next() {
                Some(byte) => next = byte,
                None => return true,
            }
        } else if matches!(byte, 0xC2 | 0xE1..=0xE3) || offset > LONGEST {
            // Only here UTF-8 has blanks, quotation marks and dashes.
            return true;
        } else if *byte >= 0x80 || !is_between(*byte) {
            return false;
        }
    }
    false
}

/// Looks at a line: returns its [`marks`], and adds to `found` the places of the words that can begin what is
/// sought. `text` is everything, as what is sought can go on in the next line.
#[inline(never)]
pub fn survey(text: &[u8], line: Range<usize>, sought: &Beginnings, found: &mut Vec<u32>) -> u8 {
    let mut all = 0;
    // Whether the byte before stands in a word, in the bit where the next one would look for it.
    let mut inside = 0;
    let mut at = line.start;
    let line = text.get(line).unwrap_or_default();
    for eight in line.chunks(8) {
        let mut block = [b' '; 8];
        match eight.first_chunk() {
            Some(whole) => block = *whole,
            None => block.iter_mut().zip(eight).for_each(|(to, from)| *to = *from),
        }
        let block = u64::from_le_bytes(block);
        let words = words(block);
        if words != 0 {
            all |= marks::WORD;
        }
        let mut begins = words & !(words << 8 | inside);
        inside = words >> 56;
        while begins != 0 {
            let place = at + begins.trailing_zeros() as usize / 8;
            if sought.may_begin(text.get(place..).unwrap_or_default()) {
                found.push(place as u32);
            }
            begins &= begins - 1;
        }
        let mut others = !words & !equal(block, b' ') & HIGH_BITS;
        while others != 0 {
            let place = others.trailing_zeros() - 7;
            all |= class((block >> place) as u8);
            others &= others - 1;
        }
        at += 8;
    }
    all
}

/// The highest bit of each of eight bytes that is an ASCII letter or digit.
fn words(block: u64) -> u64 {
    // Without their highest bits, sums of bytes do not run over into the next one.
    let low = block & !HIGH_BITS;
    let from = |bytes: u64, first: u8| bytes + each(0x80 - first);
    let small = low | each(0x20);
    let letters = from(small, b'a') & !from(small, b'z' + 1);
    let digits = from(low, b'0') & !from(low, b'9' + 1);
    (letters | digits) & !block & HIGH_BITS
}

/// The highest bit of each of eight bytes that is a certain ASCII one.
fn equal(block: u64, byte: u8) -> u64 {
    let differs = (block ^ each(byte)) & !HIGH_BITS;
    !(differs + each(0x7F)) & !block & HIGH_BITS
}

/// No label that a shell prints is longer, with the blanks behind it.
const LONGEST_LABEL: usize = 80;

/// A label as a shell prints it in a list: a name at the start of a line, blanks, and a colon with nothing or a blank
/// behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Label {
    /// How long the name is.
    pub name: u8,
    /// Where the colon stands; 0 for a line that begins with no label.
    pub colon: u8,
}

/// The label that a line of printed ASCII begins with. A name has a small letter: what is written in capitals is a
/// command of a protocol as well.
#[inline(never)]
pub fn label(line: &[u8]) -> Label {
    let none = Label::default();
    let near = line.get(..LONGEST_LABEL).unwrap_or(line);
    if !near.first().is_some_and(u8::is_ascii_alphabetic) {
        return none;
    }
    let (mut name, mut small) = (0, false);
    while let Some(byte) = near.get(name).filter(|&&byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        small |= byte.is_ascii_lowercase();
        name += 1;
    }
    let colon = name + count_blanks(near.get(name..).unwrap_or_default());
    let printed = small && colon > name && near.get(colon) == Some(&b':');
    let apart = line.get(colon + 1).is_none_or(|&byte| byte == b' ');
    if printed && apart { Label { name: name as u8, colon: colon as u8 } } else { none }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_what_a_shell_prints() {
        for (line, name, colon) in [
            ("Name : EX01", 4, 5),
            ("Tls_2   :", 5, 8),
            ("a :", 1, 2),
            ("Name: EX01", 0, 0),
            ("Name :EX01", 0, 0),
            (" Name : EX01", 0, 0),
            ("Last Error : 4.4.0", 0, 0),
            ("Get-Queue : failed", 0, 0),
            ("DATA : x", 0, 0),
            ("1a : x", 0, 0),
            ("Name", 0, 0),
            ("Name ", 0, 0),
            ("", 0, 0),
        ] {
            assert_eq!(label(line.as_bytes()), Label { name, colon }, "{line}");
        }
        assert_eq!(label(format!("a{}: b", " ".repeat(78)).as_bytes()).colon, 79);
        assert_eq!(label(format!("a{}: b", " ".repeat(79)).as_bytes()).colon, 0);
    }

    fn words(text: &str, wordings: &[&str]) -> (u8, Vec<u32>) {
        let sought = Beginnings::new(&mut wordings.iter().copied());
        let mut found = Vec::new();
        let marks = survey(text.as_bytes(), 0..text.len(), &sought, &mut found);
        (marks, found)
    }

    #[test]
    fn a_line_has_the_marks_of_its_characters() {
        for (line, expected) in [
            ("", 0),
            ("   ", 0),
            ("\t", marks::ODD),
            ("\u{FC}", marks::ODD),
            ("- -", marks::HYPHEN),
            ("PS>", marks::WORD | marks::GREATER),
            ("<,$:#", marks::LESS | marks::COMMA | marks::PROMPT | marks::OTHER),
        ] {
            assert_eq!(words(line, &[]).0, expected, "{line:?}");
        }
    }

    #[test]
    fn every_byte_is_looked_at_in_every_place() {
        let letters: Vec<String> = ('a'..='z').chain('0'..='9').map(String::from).collect();
        let sought = Beginnings::new(&mut letters.iter().map(String::as_str));
        for byte in 0..=255u8 {
            for place in 0..11 {
                let mut text = *b"- a.-a--a -";
                *text.get_mut(place).unwrap() = byte;
                let mut found = Vec::new();
                let marks = survey(&text, 0..text.len(), &sought, &mut found);
                let expected = text.iter().fold(0, |all, &byte| all | class(byte));
                assert_eq!(marks, expected, "{text:?}");
                let in_word = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
                let begins = |at: &usize| in_word(*at) && (*at == 0 || !in_word(*at - 1));
                let sought = |at: &usize| sought.may_begin(text.get(*at..).unwrap());
                let expected: Vec<u32> =
                    (0..text.len()).filter(begins).filter(sought).map(|at| at as u32).collect();
                assert_eq!(found, expected, "{text:?}");
            }
        }
    }

    #[test]
    fn the_words_that_can_begin_a_wording_are_found() {
        let wordings = ["starttls is required", "4.7.321", "can't send"];
        for (text, expected) in [
            ("STARTTLS, StartTls and restarttls", &[0, 10][..]),
            ("S\nTARTTLS s*tart st` sta\u{200B} sxart", &[0, 10, 17, 21]),
            ("44.7.3 4.7.3 (4.7.9)", &[7, 14]),
            ("can\u{2019}t can't cant", &[0, 8]),
            ("\u{FC}start", &[2]),
            ("s", &[0]),
            ("sta", &[0]),
        ] {
            assert_eq!(words(text, &wordings).1, expected, "{text:?}");
        }
    }

    #[test]
    fn a_wording_may_be_typeset_in_any_way() {
        let wording = b"can't send: e-mail";
        let broken = "C a n`'`tsend:e-m\tail.";
        for text in ["can't send: e-mail", "Can\u{2019}t *Send*:\n\tE\u{2013}Mail", broken] {
            assert!(may_begin(text.as_bytes(), wording), "{text}");
        }
        for text in ["", "can", "can't sent: e-mail", "x can't send: e-mail", "c\u{E4}n't"] {
            assert!(!may_begin(text.as_bytes(), wording), "{text}");
        }
        assert!(may_begin(format!("can{}", " ".repeat(LONGEST)).as_bytes(), wording));
    }

    #[test]
    fn a_line_of_any_length_is_looked_at() {
        let text = "start ".repeat(1_000);
        let expected: Vec<u32> = (0..1_000).map(|word| word * 6).collect();
        assert_eq!(words(&text, &["starttls"]).1, expected);
        assert_eq!(words(&"s ".repeat(1_000), &["starttls"]).1.len(), 1_000);
        let long = format!("{}start", "a".repeat(127));
        assert!(words(&long, &["starttls"]).1.is_empty());
    }
}
