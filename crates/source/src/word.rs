//! Words in texts. The standard library's search for a string is made for long ones: it keeps its promise of
//! linear time with 6 KB of code, copies some of it for every method that searches, and can fail with a message
//! that escapes characters, for which it carries tables of Unicode. These look for short constants and are
//! compiled once.

/// Where a short word first stands in a text.
pub fn find(text: &str, word: &str) -> Option<usize> {
    if word.is_empty() { Some(0) } else { htd_scan::find_word(text.as_bytes(), word.as_bytes()) }
}

/// Where a short word last stands in a text.
pub fn find_last(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len().max(1)).rposition(|place| place == word.as_bytes())
}

/// Whether a short word stands in a text.
pub fn contains(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// What stands before a short word, and what stands behind it.
pub fn split_once<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let (before, from) = text.split_at_checked(find(text, word)?)?;
    Some((before, from.get(word.len()..)?))
}

/// Where a short word stands in a text, one place behind the other.
pub fn places<'a>(text: &'a str, word: &'a str) -> Places<'a> {
    Places { text, word, from: 0 }
}

/// The places of a word.
#[derive(Debug, Clone)]
pub struct Places<'a> {
    text: &'a str,
    word: &'a str,
    from: usize,
}

impl Iterator for Places<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = self.from + find(self.text.get(self.from..)?, self.word)?;
        // An empty word stands everywhere; once is enough.
        self.from = if self.word.is_empty() { usize::MAX } else { at + self.word.len() };
        Some(at)
    }
}

/// The text with something else in place of a short word, wherever that stands.
pub fn replace(text: &str, word: &str, other: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    // An empty word stands everywhere, and nothing follows it.
    while let Some((before, after)) = split_once(rest, word).filter(|(_, after)| after.len() < rest.len()) {
        replaced.push_str(before);
        replaced.push_str(other);
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: &[&str] = &["", "a", "ab", "aab", "abab", "ba ab ä", "äöä", "aaaa", "a\u{1F600}ab"];
    const WORDS: &[&str] = &["a", "ab", "aa", "ä", "ba ab", "\u{1F600}", "abababababab"];

    #[test]
    fn finds_what_the_standard_library_finds() {
        for text in TEXTS {
            for word in WORDS {
                let case = format!("{word:?} in {text:?}");
                assert_eq!(find(text, word), text.find(word), "{case}");
                assert_eq!(find_last(text, word), text.rfind(word), "{case}");
                assert_eq!(contains(text, word), text.contains(word), "{case}");
                assert_eq!(split_once(text, word), text.split_once(word), "{case}");
                assert!(places(text, word).eq(text.match_indices(word).map(|(at, _)| at)), "{case}");
                assert_eq!(replace(text, word, "ß"), text.replace(word, "ß"), "{case}");
            }
        }
    }

    #[test]
    fn an_empty_word_ends_the_search() {
        assert_eq!(find("text", ""), Some(0));
        assert_eq!(replace("text", "", "other"), "text");
        assert_eq!(places("text", "").count(), 1);
    }
}
