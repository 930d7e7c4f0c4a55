//! The text as wordings are looked for in it: lower case, one form of each sign, lines joined. Every place in
//! it leads back to the clean text.

use std::ops::Range;

/// What becomes of white space in a [`View`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blanks {
    /// A run of it, line breaks included, is one blank.
    Single,
    /// The same, but a line break and the indentation behind it are nothing: a console breaks its lines inside
    /// words.
    Joined,
    /// It is left out, so that a text is found even where it was broken inside a word.
    None,
}

/// A clean text made uniform, so that fixed wording is found in it however it was wrapped and typeset:
/// ASCII in lower case, straight quotes and dashes, no Markdown emphasis. Ranges lead back.
#[derive(Debug)]
pub(crate) struct View<'a> {
    clean: &'a str,
    text: String,
    /// From the first offset on, which is one of the view, the clean text stands at the second one.
    pieces: Vec<(u32, u32)>,
}

impl<'a> View<'a> {
    /// The view of a clean text.
    pub(crate) fn new(clean: &'a str, blanks: Blanks) -> Self {
        Self::of(clean, 0..clean.len(), blanks)
    }

    /// The view of a stretch of a clean text. Offsets of the clean text are those of all of it.
    pub(crate) fn of(clean: &'a str, stretch: Range<usize>, blanks: Blanks) -> Self {
        let clean = clean.get(..stretch.end).unwrap_or(clean);
        let mut text = String::with_capacity(stretch.len());
        let mut pieces: Vec<(u32, u32)> = Vec::new();
        // Where the clean text would go on if nothing were changed.
        let mut expected = usize::MAX;
        let mut in_gap = false;
        let mut behind_break = false;
        let mut at = stretch.start;
        while let Some(rest) = clean.get(at..).filter(|rest| !rest.is_empty()) {
            let offset = at;
            let plain = htd_scan::plain_prefix(rest.as_bytes(), blanks != Blanks::None);
            if plain > 0 {
                if offset != expected {
                    pieces.push((text.len() as u32, offset as u32));
                }
                text.push_str(rest.get(..plain).unwrap_or(""));
                at += plain;
                (expected, in_gap, behind_break) = (at, false, false);
                continue;
            }
            let Some(character) = rest.chars().next() else { break };
            at += character.len_utf8();
            let Some(folded) = fold(character) else { continue };
            let gap = folded == ' ';
            behind_break = gap && blanks == Blanks::Joined && (behind_break || character == '\n');
            if behind_break {
                continue;
            }
            if gap && (blanks == Blanks::None || in_gap) {
                continue;
            }
            in_gap = gap;
            if offset != expected {
                pieces.push((text.len() as u32, offset as u32));
            }
            expected = match folded.len_utf8() == character.len_utf8() {
                true => at,
                false => usize::MAX,
            };
            text.push(folded);
        }
        text.make_ascii_lowercase();
        Self { clean, text, pieces }
    }

    /// The uniform text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// At most `limit` bytes of the uniform text from an offset on, cut at a character.
    pub(crate) fn window(&self, start: usize, limit: usize) -> &str {
        let end = self.text.floor_char_boundary(start.saturating_add(limit));
        self.text.get(start..end).unwrap_or("")
    }

    /// At most `limit` bytes of the uniform text before an offset, cut at a character.
    pub(crate) fn window_before(&self, end: usize, limit: usize) -> &str {
        let start = self.text.ceil_char_boundary(end.saturating_sub(limit));
        self.text.get(start..end).unwrap_or("")
    }

    /// Where the character at an offset begins in the clean text.
    pub(crate) fn start(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.clean.len();
        }
        let index = self.pieces.partition_point(|&(view, _)| view as usize <= at);
        match index.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(&(view, clean)) => clean as usize + (at - view as usize),
            None => 0,
        }
    }

    /// Where in the uniform text an offset of the clean text stands.
    pub(crate) fn of_clean(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|&(_, clean)| clean as usize <= at);
        let next = self.pieces.get(index).map_or(self.text.len(), |&(view, _)| view as usize);
        match index.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(&(view, clean)) => {
                self.text.floor_char_boundary((view as usize + (at - clean as usize)).min(next))
            }
            None => 0,
        }
    }

    /// Where the character before an offset ends in the clean text.
    pub(crate) fn end(&self, at: usize) -> usize {
        let Some((last, _)) = self.text.get(..at).and_then(|before| before.char_indices().next_back()) else {
            return 0;
        };
        let start = self.start(last);
        let length = self.clean.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        start + length
    }

    /// Where a range of the uniform text stands in the clean text.
    pub(crate) fn range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start(range.start);
        start..self.end(range.end).max(start)
    }
}

/// What a character becomes; `None` where it is left out.
fn fold(character: char) -> Option<char> {
    Some(match character {
        '`' | '*' => return None,
        'A'..='Z' => character.to_ascii_lowercase(),
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{B4}' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{AB}' | '\u{BB}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ if character.is_whitespace() || character.is_control() => ' ',
        _ => character,
    })
}

/// A value that may stand on several lines, on one: a break and the indentation around it become a blank.
///
/// PowerShell also breaks behind a hyphen inside a word; there no blank was.
pub(crate) fn unwrap_lines(value: &str) -> String {
    let mut joined = String::with_capacity(value.len());
    let mut inside_word = true;
    for line in value.trim().split('\n') {
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        if !inside_word {
            joined.push(' ');
        }
        joined.push_str(text);
        inside_word = line
            .strip_suffix('-')
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()));
    }
    joined
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests {
    use super::*;

    fn under(clean: &str, blanks: Blanks, needle: &str) -> String {
        let view = View::new(clean, blanks);
        let at = view.text().find(needle).unwrap_or_else(|| panic!("{needle} in {}", view.text()));
        clean[view.range(at..at + needle.len())].to_owned()
    }

    #[test]
    fn wording_is_found_however_it_was_typeset() {
        let clean = "A  \u{201C}Wrapped\n   Text\u{201D} \u{2014} *here*, \u{FC}ber";
        assert_eq!(View::new(clean, Blanks::Single).text(), "a \"wrapped text\" - here, \u{FC}ber");
        assert_eq!(View::new(clean, Blanks::None).text(), "a\"wrappedtext\"-here,\u{FC}ber");
        assert_eq!(under(clean, Blanks::Single, "wrapped text"), "Wrapped\n   Text");
        assert_eq!(under(clean, Blanks::Single, "\"wrapped"), "\u{201C}Wrapped");
        assert_eq!(under(clean, Blanks::Single, "text\""), "Text\u{201D}");
        assert_eq!(under(clean, Blanks::None, "pedte"), "ped\n   Te");
        assert_eq!(under(clean, Blanks::None, "here"), "here");
        assert_eq!(under(clean, Blanks::None, "\u{FC}ber"), "\u{FC}ber");
    }

    #[test]
    fn every_range_stays_on_characters_and_goes_forward() {
        let clean = "\u{201C}\u{1F600}\u{B4}\u{2014}\u{85} \u{1680}x\t\u{1F600}*`\u{AB}y";
        for blanks in [Blanks::Single, Blanks::None] {
            let view = View::new(clean, blanks);
            let mut last = 0;
            for (offset, character) in view.text().char_indices() {
                let range = view.range(offset..offset + character.len_utf8());
                assert!(range.start >= last && clean.get(range.clone()).is_some_and(|part| !part.is_empty()));
                last = range.end;
            }
            assert_eq!(view.start(view.text().len()), clean.len());
            for (offset, _) in view.text().char_indices() {
                assert_eq!(view.of_clean(view.start(offset)), offset);
            }
        }
        assert_eq!(View::new("", Blanks::Single).range(0..0), 0..0);
    }

    #[test]
    fn what_begins_a_view_may_begin_its_text() {
        let characters = ('\0'..='\u{FFFF}').filter(|&c| fold(c) != Some(c) && !c.is_ascii_uppercase());
        for character in characters {
            let text = format!("a{character}b");
            let view = View::new(&text, Blanks::None);
            assert!(
                htd_scan::may_begin(text.as_bytes(), view.text().as_bytes()),
                "U+{:04X}",
                u32::from(character)
            );
        }
    }

    #[test]
    fn a_break_becomes_a_blank_unless_it_is_inside_a_word() {
        assert_eq!(unwrap_lines(" CN=A, O=B\n      C=DE  "), "CN=A, O=B C=DE");
        assert_eq!(unwrap_lines("mail-\n   in.contoso.com"), "mail-in.contoso.com");
        assert_eq!(unwrap_lines("Relay -\nEast"), "Relay - East");
        assert_eq!(unwrap_lines("a  b"), "a  b");
        assert_eq!(unwrap_lines(" \n "), "");
    }
}
