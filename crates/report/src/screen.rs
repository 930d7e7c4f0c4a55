//! Pasted text on a terminal or in a ticket: which columns it takes, and nothing that steers the screen.

use crate::prose::is_unsafe;

/// Columns between two tab stops.
const TAB: usize = 4;

/// The columns that a character takes. Marks that stand on the one before take none; the ideographs and
/// pictures of East Asia take two.
pub(crate) fn width(character: char) -> usize {
    match character {
        '\u{300}'..='\u{36F}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

/// Appends a character as it may be shown, and returns the columns that it took from `column` on.
pub(crate) fn push(shown: &mut String, character: char, column: usize) -> usize {
    match character {
        '\t' => {
            let columns = TAB - column % TAB;
            shown.extend(std::iter::repeat_n(' ', columns));
            columns
        }
        c if is_unsafe(c) => {
            shown.push(char::REPLACEMENT_CHARACTER);
            1
        }
        c => {
            shown.push(c);
            width(c)
        }
    }
}

/// A text as it may be shown on one line.
pub(crate) fn line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut column = 0;
    for character in text.chars() {
        column += push(&mut shown, character, column);
    }
    shown
}

/// Breaks a text into lines of at most so many columns, at blanks. A longer word stands alone; blanks
/// within a line stay as they are, as they can be what a finding is about.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut used = 0;
    for (index, word) in text.split([' ', '\n']).enumerate() {
        let word = line(word);
        let wide: usize = word.chars().map(width).sum();
        if used > 0 && used + 1 + wide > columns {
            lines.push(std::mem::take(&mut current));
            used = 0;
        } else if index > 0 {
            current.push(' ');
            used += 1;
        }
        current.push_str(&word);
        used += wide;
    }
    lines.push(current);
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines.retain(|line| !line.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_nothing_that_steers_the_screen() {
        assert_eq!(
            line("a\tb\x1b[31m\u{202E}\r\nc\u{9B}"),
            "a   b\u{FFFD}[31m\u{FFFD}\u{FFFD}\u{FFFD}c\u{FFFD}"
        );
        assert_eq!(line("日\tb"), "日  b");
    }

    #[test]
    fn wraps_between_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("`a  b` c", 20), ["`a  b` c"]);
        assert_eq!(wrap("incomprehensible x", 5), ["incomprehensible", "x"]);
        assert_eq!(wrap(" \n", 5), [""; 0]);
    }
}
