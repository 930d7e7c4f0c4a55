/// A place in a text as people and editors name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// UTF-16 units from the start of the text.
    pub offset: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column in UTF-16 units, from 1.
    pub column: u32,
}

/// Where the lines of a text begin, in bytes and in UTF-16 units.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    marks: Vec<Mark>,
}

/// A place whose position is known.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    byte: u32,
    utf16: u32,
    line: u32,
    column: u32,
}

/// A long line has a mark every so many bytes, so that a position in it is found without reading it all.
const STRIDE: u32 = 1024;

impl LineIndex {
    /// Indexes a text. Lines end at LF, CR LF, or a CR alone.
    pub fn new(text: &str) -> Self {
        let mut here = Mark::default();
        let mut marks = vec![here];
        let mut last = 0;
        let mut characters = text.char_indices().peekable();
        while let Some((offset, character)) = characters.next() {
            here.byte = (offset + character.len_utf8()) as u32;
            here.utf16 += character.len_utf16() as u32;
            let ends_line = match character {
                '\n' => true,
                '\r' => characters.peek().is_none_or(|&(_, next)| next != '\n'),
                _ => false,
            };
            if ends_line {
                here.line += 1;
                here.column = 0;
            } else {
                here.column += character.len_utf16() as u32;
            }
            if ends_line || here.byte - last >= STRIDE {
                marks.push(here);
                last = here.byte;
            }
        }
        Self { marks }
    }

    /// The position of a byte offset of the indexed text.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let index = self.marks.partition_point(|mark| mark.byte <= offset).saturating_sub(1);
        let mark = self.marks.get(index).copied().unwrap_or_default();
        let between = text.get(mark.byte as usize..offset as usize).unwrap_or("");
        let units = between.chars().map(|character| character.len_utf16() as u32).sum::<u32>();
        Position { offset: mark.utf16 + units, line: mark.line + 1, column: mark.column + units + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_bytes_and_utf16_units() {
        let text = "a\r\n\u{1F600}b\rc\nd";
        let index = LineIndex::new(text);
        let at = |needle: &str| index.position(text, text.find(needle).unwrap() as u32);
        assert_eq!(at("a"), Position { offset: 0, line: 1, column: 1 });
        assert_eq!(at("b"), Position { offset: 5, line: 2, column: 3 });
        assert_eq!(at("c"), Position { offset: 7, line: 3, column: 1 });
        assert_eq!(at("d"), Position { offset: 9, line: 4, column: 1 });
    }

    #[test]
    fn a_long_line_is_counted_as_a_short_one() {
        let text = format!("first\n{}x", "ü\u{1F600}".repeat(5_000));
        let index = LineIndex::new(&text);
        let position = index.position(&text, text.len() as u32 - 1);
        assert_eq!(position, Position { offset: 6 + 15_000, line: 2, column: 15_001 });
    }

    #[test]
    fn an_offset_past_the_end_or_inside_a_character_does_not_panic() {
        let text = "\u{1F600}";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 2).line, 1);
        assert_eq!(index.position(text, 900).line, 1);
    }
}
