//! Values as a shell prints them, put together from the lines over which they were wrapped.

use crate::item::Value;
use crate::page::Page;
use htd_source::Spanned;
use std::ops::Range;

/// No list of Exchange has more entries, and no certificate more bytes. A value with more of them counts as cut.
const MOST_ENTRIES: usize = 10_000;

/// A text put together from stretches of a page, with the way back to them.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    text: String,
    /// Where in `text` each stretch begins, and where it stands in the clean text.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Joined {
    /// Adds a stretch of the page, behind a blank or directly.
    pub(crate) fn push(&mut self, page: &Page<'_>, range: Range<usize>, blank: bool) {
        if blank && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.pieces.push((self.text.len(), range.clone()));
        self.text.push_str(page.text().get(range).unwrap_or(""));
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// A part of the joined text with its place.
    pub(crate) fn spanned(&self, page: &Page<'_>, range: Range<usize>) -> Spanned<String> {
        Stretches { text: &self.text, pieces: &self.pieces }.spanned(page, range)
    }

    /// The value as readers give it out. `empty_at` is its place where nothing was printed.
    pub(crate) fn value(&self, page: &Page<'_>, empty_at: usize) -> Value {
        Stretches { text: &self.text, pieces: &self.pieces }.value(page, empty_at)
    }
}

/// The value that is a single stretch of a page.
pub(crate) fn single(page: &Page<'_>, range: Range<usize>, empty_at: usize) -> Value {
    let text = page.text().get(range.clone()).unwrap_or("");
    if let [first, .., last] = text.as_bytes()
        && first.is_ascii_graphic()
        && *first != b'{'
        && last.is_ascii_graphic()
        && *last != b'.'
    {
        // Nothing to trim, no list, and not cut.
        let span = page.span(range);
        return Value { text: text.to_owned(), span, list: None, cut: false, wrapped: false, number: None };
    }
    Stretches { text, pieces: &[(0, range)] }.value(page, empty_at)
}

/// The text and the stretches of [`Joined`].
struct Stretches<'a> {
    text: &'a str,
    pieces: &'a [(usize, Range<usize>)],
}

impl Stretches<'_> {
    fn value(&self, page: &Page<'_>, empty_at: usize) -> Value {
        let whole = trimmed(self.text, 0..self.text.len());
        let wrapped = self.pieces.len() > 1;
        if whole.is_empty() {
            let span = page.span(empty_at..empty_at);
            return Value { text: String::new(), span, list: None, cut: false, wrapped, number: None };
        }
        let span = page.span(self.clean_range(whole.clone()));
        let printed = self.text.get(whole.clone()).unwrap_or("");
        if let Some(inside) = printed.strip_prefix('{').and_then(inside_of_braces) {
            let start = whole.start + 1;
            let (kept, dots) = without_dots(inside.text);
            let mut list = Vec::with_capacity(4);
            let mut more = false;
            entries(kept, &mut |entry| {
                more = list.len() == MOST_ENTRIES;
                if !more {
                    list.push(self.spanned(page, start + entry.start..start + entry.end));
                }
                !more
            });
            let cut = dots || !inside.closed || more;
            let text = match (dots, inside.closed) {
                (true, true) => format!("{{{kept}}}"),
                (true, false) => format!("{{{kept}"),
                _ => printed.to_owned(),
            };
            return Value { text, span, list: Some(list), cut, wrapped, number: None };
        }
        let (kept, cut) = without_dots(printed);
        Value { text: kept.to_owned(), span, list: None, cut, wrapped, number: None }
    }

    fn spanned(&self, page: &Page<'_>, range: Range<usize>) -> Spanned<String> {
        let text = self.text.get(range.clone()).unwrap_or("").to_owned();
        Spanned::new(text, page.span(self.clean_range(range)))
    }

    fn clean_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.clean_offset(range.start);
        let end = match range.end.checked_sub(1) {
            Some(last) if range.end > range.start => self.clean_offset(last) + 1,
            _ => start,
        };
        start..end.max(start)
    }

    fn clean_offset(&self, offset: usize) -> usize {
        if let [(_, only)] = self.pieces {
            return (only.start + offset).min(only.end);
        }
        let index = self.pieces.partition_point(|&(start, _)| start <= offset).saturating_sub(1);
        self.pieces.get(index).map_or(0, |(start, range)| (range.start + (offset - start)).min(range.end))
    }
}

/// What stands behind an opening brace.
struct Inside<'a> {
    text: &'a str,
    closed: bool,
}

/// `None` where the brace closes before the end: then it is no list.
fn inside_of_braces(text: &str) -> Option<Inside<'_>> {
    match htd_scan::find_closing_brace(text.as_bytes()) {
        Some(end) => {
            (end + 1 == text.len()).then(|| Inside { text: text.get(..end).unwrap_or(""), closed: true })
        }
        None => Some(Inside { text, closed: false }),
    }
}

/// The text without the dots that a console puts where it cuts, and whether there were any.
fn without_dots(text: &str) -> (&str, bool) {
    if text.as_bytes().last().is_some_and(|byte| byte.is_ascii_graphic() && *byte != b'.') {
        return (text, false);
    }
    let text = text.trim_end();
    match text.strip_suffix("...").or_else(|| text.strip_suffix('…')) {
        // A row of dots is a redaction or a Services column of a certificate without any, not a cut.
        Some(kept) if !kept.ends_with(['.', '…']) && !kept.is_empty() => (kept.trim_end(), true),
        _ => (text, false),
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = text.get(range.clone()).unwrap_or("");
    if let [first, .., last] = inner.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return range;
    }
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start.max(start + inner.trim().len())
}

/// Entries of a printed list: they are separated by a comma and a blank. `found` says whether to go on.
fn entries(text: &str, found: &mut dyn FnMut(Range<usize>) -> bool) {
    let mut take = |range| {
        let entry = trimmed(text, range);
        entry.is_empty() || found(entry)
    };
    let mut start = 0;
    let mut from = 0;
    while let Some(comma) = htd_scan::find_comma_outside_braces(text.as_bytes(), from) {
        from = comma + 1;
        let behind = text.get(from..).unwrap_or("");
        let separates = matches!(behind.as_bytes(), [] | [b' ' | b'\t', ..]);
        if separates && !inside_a_name(text.get(start..comma).unwrap_or(""), behind) {
            if !take(start..comma) {
                return;
            }
            start = from;
        }
    }
    take(start..text.len());
}

/// Whether a comma behind `entry` stands inside a certificate's name: TlsDomainCapabilities can hold
/// `<I>CN=…, DC=…<S>CN=…, O=…:AcceptCloudServicesMail`, whose own commas separate nothing.
fn inside_a_name(entry: &str, behind: &str) -> bool {
    begins_name(entry) && !ends_with_capability(entry) && !begins_name(behind)
}

fn begins_name(text: &str) -> bool {
    let start = text.trim_start();
    start.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<i>") || tag.eq_ignore_ascii_case("cn="))
}

fn ends_with_capability(entry: &str) -> bool {
    let mut letters = 0;
    for byte in entry.trim_end().bytes().rev().take(48) {
        match byte {
            b':' => return letters > 0,
            _ if byte.is_ascii_alphabetic() => letters += 1,
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::nothing_sought;
    use htd_source::{Clean, SourceId};

    fn value(text: &str) -> Value {
        let clean = Clean::new(SourceId(0), text);
        let page = Page::new(&clean, &nothing_sought());
        let mut joined = Joined::default();
        joined.push(&page, 0..text.len(), false);
        joined.value(&page, 0)
    }

    fn list(text: &str) -> Vec<String> {
        value(text).list.unwrap().into_iter().map(|entry| entry.value).collect()
    }

    #[test]
    fn entries_are_separated_by_comma_and_blank() {
        assert_eq!(list("{[::]:25, 0.0.0.0:25}"), ["[::]:25", "0.0.0.0:25"]);
        assert_eq!(list("{SMTP:*.contoso.com;1, smtp:fabrikam.com;5}").len(), 2);
        assert_eq!(list("{@{Domain=a, b}, c}"), ["@{Domain=a, b}", "c"]);
        assert!(list("{}").is_empty());
        assert!(value("contoso.com").list.is_none());
        assert!(value("{a} and {b}").list.is_none());
    }

    #[test]
    fn the_commas_of_a_name_separate_nothing() {
        let whole = "<I>CN=MSIT Machine Auth CA 2, DC=Redmond, DC=com<S>CN=mail.protection.outlook.com, \
                     O=Contoso, Inc.:AcceptCloudServicesMail";
        assert_eq!(
            list(&format!("{{{whole}, fabrikam.com:AcceptOorgProtocol}}")),
            [whole, "fabrikam.com:AcceptOorgProtocol"]
        );
        assert_eq!(list("{<i>CN=A, O=B<s>CN=C, <I>CN=D<S>CN=E}").len(), 2);
    }

    #[test]
    fn a_cut_is_told_and_its_dots_are_dropped() {
        for (text, kept, entries) in [
            ("{a, b, c...}", "{a, b, c}", 3),
            ("{a, b, c…}", "{a, b, c}", 3),
            ("{a, b, c...", "{a, b, c", 3),
            ("{a, b", "{a, b", 2),
        ] {
            let value = value(text);
            assert!(value.cut, "{text}");
            assert_eq!(value.text, kept);
            assert_eq!(value.list.unwrap().len(), entries);
        }
        assert_eq!(value("Version 15.1 (Bu...").text, "Version 15.1 (Bu");
        assert!(value("Version 15.1 (Bu...").cut);
        assert!(!value(".......").cut);
        assert!(!value("a.b.c.").cut);
    }

    #[test]
    fn of_a_list_without_end_the_beginning_is_kept() {
        let most = MOST_ENTRIES;
        for (count, kept, cut) in [(most, most, false), (most + 1, most, true), (3 * most, most, true)] {
            let value = value(&format!("{{{}a}}", "a, ".repeat(count - 1)));
            assert_eq!((value.list.unwrap().len(), value.cut), (kept, cut), "{count}");
        }
    }

    #[test]
    fn entries_know_their_place() {
        let text = "{a, mail.contoso.com}";
        let list = value(text).list.unwrap();
        assert_eq!(text.find("mail"), Some(list[1].span.start as usize));
        assert_eq!(list[1].span.end as usize, text.len() - 1);
    }
}
