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
    /// `(byte offset, UTF-16 offset)` of the first character of every line.
    starts: Vec<(u32, u32)>,
}

impl LineIndex {
    /// Indexes a text. Lines end at LF, CR LF, or a CR alone.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![(0, 0)];
        let mut utf16 = 0;
        let mut characters = text.char_indices().peekable();
        while let Some((offset, character)) = characters.next() {
            utf16 += character.len_utf16() as u32;
            let ends_line = match character {
                '\n' => true,
                '\r' => characters.peek().is_none_or(|&(_, next)| next != '\n'),
                _ => false,
            };
            if ends_line {
                starts.push(((offset + character.len_utf8()) as u32, utf16));
            }
        }
        Self { starts }
    }

    /// The position of a byte offset of the indexed text.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.starts.partition_point(|&(start, _)| start <= offset).saturating_sub(1);
        let (start, utf16_start) = self.starts.get(line).copied().unwrap_or_default();
        let before = text.get(start as usize..offset as usize).unwrap_or("");
        let column = before.chars().map(|character| character.len_utf16() as u32).sum::<u32>();
        Position { offset: utf16_start + column, line: line as u32 + 1, column: column + 1 }
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
    fn an_offset_past_the_end_or_inside_a_character_does_not_panic() {
        let text = "\u{1F600}";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 2).line, 1);
        assert_eq!(index.position(text, 900).line, 1);
    }
}
