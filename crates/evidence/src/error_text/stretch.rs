//! The stretches of a page that hold known texts. Most pages hold none, and making a view of everything costs more
//! than all other readers do.

use crate::item::Wording;
use crate::page::Page;
use std::ops::Range;

/// A stretch of the clean text, wide enough for all that is looked at around the words in it.
pub(super) struct Stretch {
    pub(super) range: Range<usize>,
    /// Where the words stand that begin a text.
    pub(super) words: Vec<u32>,
}

/// How many printed characters of its surroundings decide about a text, at most: codes and wrappings before it, the
/// blocks behind it. Views leave out blanks, so blanks do not count.
const BEFORE: usize = 4 * 1024;
const BEHIND: usize = 32 * 1024;

/// The stretches of a page, in order, each with the words that a text begins with.
pub(super) fn stretches(page: &Page<'_>, by_first_letter: &[Vec<&'static Wording>]) -> Vec<Stretch> {
    if page.words().is_empty() {
        return Vec::new();
    }
    let text = page.text();
    let begins = |word: &u32| {
        let rest = text.as_bytes().get(*word as usize..).unwrap_or_default();
        let first = rest.first().map_or(0, |byte| usize::from(byte.to_ascii_lowercase()));
        let second = rest.get(1).map_or(0, u8::to_ascii_lowercase);
        let Some(wordings) = by_first_letter.get(first) else { return false };
        wordings.iter().any(|wording| {
            let text = wording.text.as_bytes();
            // Most fail here: a letter can only be that of the wording, where it has no blank.
            let other = second.is_ascii_alphanumeric()
                && !matches!(text.get(1), Some(&byte) if byte == second || byte == b' ');
            !other && htd_scan::may_begin(rest, text)
        })
    };
    let mut words = page.words().iter().copied().filter(|word| begins(word)).peekable();
    let mut stretches = Vec::new();
    while let Some(first) = words.next() {
        let mut stretch = Stretch { range: first as usize..first as usize, words: vec![first] };
        let mut left = BEFORE;
        for &byte in text.as_bytes().get(..first as usize).unwrap_or_default().iter().rev() {
            stretch.range.start -= 1;
            left -= usize::from(is_printed(byte));
            if left == 0 {
                break;
            }
        }
        let mut left = BEHIND;
        while let Some(&byte) = text.as_bytes().get(stretch.range.end).filter(|_| left > 0) {
            if let Some(word) = words.next_if_eq(&(stretch.range.end as u32)) {
                stretch.words.push(word);
                left = BEHIND;
            }
            left -= usize::from(is_printed(byte));
            stretch.range.end += 1;
        }
        stretch.range.end = text.ceil_char_boundary(stretch.range.end);
        stretches.push(stretch);
    }
    stretches
}

/// Whether a byte is a character of every view.
fn is_printed(byte: u8) -> bool {
    byte.is_ascii_graphic() && byte != b'*' && byte != b'`'
}
