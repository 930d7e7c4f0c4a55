use crate::List;

/// Whether two printed values mean the same. Consoles break lines, and forms differ in capitals and in the order of
/// entries.
pub(crate) trait Same {
    fn is_same(&self, other: &Self) -> bool;

    /// Of two that mean the same, whether this one lost less on its way.
    fn says_more_than(&self, _other: &Self) -> bool {
        false
    }
}

impl Same for bool {
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Same for String {
    fn is_same(&self, other: &Self) -> bool {
        same_letters(self, other)
    }
}

impl Same for List {
    fn is_same(&self, other: &Self) -> bool {
        let same_order = self.entries.len() == other.entries.len()
            && self
                .entries
                .iter()
                .zip(&other.entries)
                .all(|(one, other)| same_letters(&one.value, &other.value));
        same_order || (other.holds_what_is_whole_of(self) && self.holds_what_is_whole_of(other))
    }

    fn says_more_than(&self, other: &Self) -> bool {
        other.cut && !self.cut
    }
}

impl List {
    /// Whether every entry of another list is in this one, as far as neither was cut.
    fn holds_what_is_whole_of(&self, other: &Self) -> bool {
        /// Lists of more are compared in their order only.
        const MOST: usize = 64;
        if self.entries.len().max(other.entries.len()) > MOST {
            return self.cut || other.cut;
        }
        // Of a list that was cut the last entry may be cut, and what this one does not show it may hold.
        let whole = other.entries.len() - usize::from(other.cut && !other.entries.is_empty());
        self.cut
            || other
                .entries
                .iter()
                .take(whole)
                .all(|entry| self.entries.iter().any(|known| same_letters(&known.value, &entry.value)))
    }
}

/// Whether two texts have the same letters, whatever their case and their blanks.
pub(crate) fn same_letters(one: &str, other: &str) -> bool {
    let mut letters = other.chars().filter(|c| !is_blank(*c));
    for c in one.chars().filter(|c| !is_blank(*c)) {
        if !letters.next().is_some_and(|other| c.eq_ignore_ascii_case(&other)) {
            return false;
        }
    }
    letters.next().is_none()
}

/// Whether a console may have put it there, or taken it away.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use htd_source::{SourceId, Span, Spanned};

    fn list(entries: &[&str], cut: bool) -> List {
        let span = Span { source: SourceId(0), start: 0, end: 0 };
        let entries = entries.iter().map(|entry| Spanned::new((*entry).to_owned(), span)).collect();
        List { entries, cut }
    }

    #[test]
    fn lists_are_the_same_in_any_order_and_where_one_was_cut() {
        let whole = list(&["[::]:25", "0.0.0.0:25", "192.0.2.1:25"], false);
        assert!(whole.is_same(&list(&["0.0.0.0:25", "192.0.2.1:25", "[::]:25"], false)));
        assert!(whole.is_same(&list(&["[::]:25", "0.0.0"], true)));
        assert!(list(&["[::]:25", "0.0.0"], true).is_same(&whole));
        assert!(!whole.is_same(&list(&["[::]:25", "0.0.0.0:25"], false)));
        assert!(!whole.is_same(&list(&["[::]:587", "0.0"], true)));
        let many: Vec<String> = (0..1000).map(|number| number.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(list(&many, false).is_same(&list(&many, false)));
        assert!(!list(&many, false).is_same(&list(&["1"], false)));
    }
}
