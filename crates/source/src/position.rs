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

/// The positions of places all over a text, so that any other is found by reading on from the nearest one.
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

impl Mark {
    /// Moves behind a character; `next` is the one that follows it.
    fn pass(&mut self, character: char, next: Option<char>) {
        let units = character.len_utf16() as u32;
        self.byte += character.len_utf8() as u32;
        self.utf16 += units;
        // Lines end at LF, CR LF, or a CR alone.
        if character == '\n' || (character == '\r' && next != Some('\n')) {
            self.line += 1;
            self.column = 0;
        } else {
            self.column += units;
        }
    }
}

/// How many bytes lie between two marks: neither very many short lines nor a very long one costs much.
const STRIDE: usize = 1024;

impl LineIndex {
    /// Indexes a text.
    pub fn new(text: &str) -> Self {
        let mut here = Mark::default();
        let mut marks = vec![here];
        while let Some(block) = block(text, here.byte as usize) {
            let bytes = block.as_bytes();
            let end = here.byte as usize + bytes.len();
            let behind = text.as_bytes().get(end).copied();
            here.byte = end as u32;
            here.utf16 += htd_scan::utf16_length(bytes) as u32;
            here.line += htd_scan::count_line_ends(bytes, behind) as u32;
            let line = behind_last_line_end(bytes, behind);
            let column = htd_scan::utf16_length(line.unwrap_or(bytes)) as u32;
            here.column = if line.is_some() { column } else { here.column + column };
            marks.push(here);
        }
        Self { marks }
    }

    /// The position of a byte offset of the indexed text.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let index = self.marks.partition_point(|mark| mark.byte <= offset).saturating_sub(1);
        let mut here = self.marks.get(index).copied().unwrap_or_default();
        let mut characters = text.get(here.byte as usize..).unwrap_or("").chars().peekable();
        while here.byte < offset
            && let Some(character) = characters.next()
        {
            here.pass(character, characters.peek().copied());
        }
        Position { offset: here.utf16, line: here.line + 1, column: here.column + 1 }
    }
}

/// What lies between two marks, from a place on; `None` where the text ends before the second one.
fn block(text: &str, start: usize) -> Option<&str> {
    let end = start + STRIDE;
    text.get(start..text.ceil_char_boundary(end)).filter(|_| end <= text.len())
}

/// What stands behind the last end of a line; `None` where no line ends.
fn behind_last_line_end(bytes: &[u8], behind: Option<u8>) -> Option<&[u8]> {
    // A CR ends a line with the LF behind it.
    let ends = match bytes.split_last() {
        Some((b'\r', rest)) if behind == Some(b'\n') => rest,
        _ => bytes,
    };
    let last = ends.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'))?;
    bytes.get(last + 1..)
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
