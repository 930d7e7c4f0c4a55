//! A text that tells what a source holds which people cannot read: it becomes the text of that source.

use crate::item::{Property, Value};
use htd_source::{Encoding, Source, SourceId, Span, Spanned};

/// An account of a source that is not meant to be read by people: one heading an object, one property a line, as
/// Format-List prints them. It becomes the text of the source, so that a finding has lines to point at.
#[derive(Debug)]
pub(crate) struct Account {
    id: SourceId,
    text: String,
    /// The line in the source that each line of the text tells of.
    numbers: Vec<u32>,
}

/// What a property is worth, in a form that no reader shares with another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// The text; of a list nothing.
    pub(crate) text: String,
    /// The entries of a list.
    pub(crate) list: Option<Vec<String>>,
    /// The number of an enumeration.
    pub(crate) number: Option<i64>,
    /// There was more of it than was read.
    pub(crate) cut: bool,
}

impl Told {
    /// A plain text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// How many bytes of memory it takes, about.
    pub(crate) fn size(&self) -> usize {
        let list = self.list.as_deref().unwrap_or(&[]);
        self.text.len() + list.iter().map(|entry| entry.len() + 32).sum::<usize>() + 64
    }
}

impl Account {
    /// An empty account of a source.
    pub(crate) fn new(id: SourceId) -> Self {
        Self { id, text: String::new(), numbers: Vec::new() }
    }

    /// The source that it is an account of.
    pub(crate) fn id(&self) -> SourceId {
        self.id
    }

    /// Where the text ends now: an object begins there.
    pub(crate) fn end(&self) -> u32 {
        self.text.len() as u32
    }

    /// The span from an earlier end to the last line, without its break.
    pub(crate) fn since(&self, start: u32) -> Span {
        Span::new(self.id, start, (self.end().saturating_sub(1)).max(start))
    }

    /// A heading, behind a blank line where it is not the first. Returns where it begins.
    pub(crate) fn heading(&mut self, line: u32, kind: &str, identity: &str) -> u32 {
        if !self.text.is_empty() {
            self.text.push('\n');
            self.numbers.push(line);
        }
        let start = self.end();
        self.put(kind);
        if !identity.is_empty() {
            self.text.push(' ');
            self.put(identity);
        }
        self.end_line(line);
        start
    }

    /// Text of the source as it is, behind a blank line like an object. Returns where it begins.
    pub(crate) fn verbatim(&mut self, line: u32, text: &str) -> u32 {
        if !self.text.is_empty() {
            self.text.push('\n');
            self.numbers.push(line);
        }
        let start = self.end();
        let mut number = line;
        let mut rest = text;
        // A line ends where the positions of a source say so: at LF, CR LF, or a CR alone.
        while !rest.is_empty() {
            let end = htd_scan::find2(rest.as_bytes(), b'\n', b'\r').unwrap_or(rest.len());
            let ended = rest.get(end..).unwrap_or("");
            let length = if ended.starts_with("\r\n") { 2 } else { ended.len().min(1) };
            let (of_line, behind) = rest.split_at_checked(end + length).unwrap_or((rest, ""));
            self.text.push_str(of_line);
            self.numbers.push(number);
            number += u32::from(of_line.ends_with('\n'));
            if length == 0 {
                self.text.push('\n');
            }
            rest = behind;
        }
        start
    }

    /// A property on a line of its own, `Name : value`, and as readers give it out.
    pub(crate) fn property(&mut self, line: u32, name: &str, width: usize, told: &Told) -> Property {
        let name = self.spanned(name.trim());
        for _ in name.value.len()..width {
            self.text.push(' ');
        }
        self.text.push_str(" : ");
        let start = self.end();
        let (text, list) = match &told.list {
            None => (self.spanned(told.text.trim()).value, None),
            Some(entries) => {
                let mut list = Vec::new();
                self.text.push('{');
                for (index, entry) in entries.iter().enumerate() {
                    if index > 0 {
                        self.text.push_str(", ");
                    }
                    list.push(self.spanned(entry.trim()));
                }
                self.text.push('}');
                (self.text.get(start as usize..).unwrap_or("").to_owned(), Some(list))
            }
        };
        let span = Span::new(self.id, start, self.end());
        if told.cut {
            self.text.push('…');
        }
        self.end_line(line);
        let value = Value { text, span, list, cut: told.cut, wrapped: false, number: told.number };
        Property::new(name, value)
    }

    /// The line that tells of a line of the source, or of the last one before it that is told of.
    pub(crate) fn near(&self, line: u32) -> Span {
        let mut found = Span::new(self.id, 0, 0);
        let mut start = 0;
        for (text, &number) in self.text.split('\n').zip(&self.numbers) {
            let end = start + text.len() as u32;
            if !text.is_empty() && (number <= line || found.end == 0) {
                found = Span::new(self.id, start, end);
            }
            if number > line && found.end > 0 {
                break;
            }
            start = end + 1;
        }
        found
    }

    /// The source whose text it is.
    pub(crate) fn source(self, name: &str, encoding: Encoding) -> Source {
        Source::excerpt(name, encoding, self.text, self.numbers)
    }

    /// Adds text that stays on one line, and says where.
    fn spanned(&mut self, text: &str) -> Spanned<String> {
        let start = self.end();
        self.put(text);
        let value = self.text.get(start as usize..).unwrap_or("").to_owned();
        Spanned::new(value, Span::new(self.id, start, self.end()))
    }

    fn put(&mut self, text: &str) {
        // The control characters behind ASCII all begin with this byte; a few others do, and lose nothing by it.
        if text.bytes().all(|byte| byte >= 0x20 && byte != 0x7F && byte != 0xC2) {
            return self.text.push_str(text);
        }
        let mut broken = false;
        for c in text.chars() {
            // Every line is one property, so a break in a value is a blank.
            let blank = c.is_control();
            if !blank {
                self.text.push(c);
            } else if !broken {
                self.text.push(' ');
            }
            broken = blank;
        }
    }

    fn end_line(&mut self, line: u32) {
        self.text.push('\n');
        self.numbers.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_one_property_a_line_and_where_it_is() {
        let mut account = Account::new(SourceId(3));
        let start = account.heading(7, "ReceiveConnector", "EX01\\Default Frontend EX01");
        let name = account.property(9, "TlsCertificateName", 21, &Told::text(" <I>CN=A<S>CN=B\r\n "));
        let entries = Told { list: Some(vec!["a".into(), "b, c".into()]), ..Told::default() };
        let list = account.property(12, "TlsDomainCapabilities", 21, &entries);
        let whole = account.since(start);
        account.heading(20, "Another", "");
        assert_eq!(account.near(8), Span::new(SourceId(3), 0, 43));
        let source = account.source("receive.xml", Encoding::Utf8);
        assert_eq!(
            source.text(),
            "ReceiveConnector EX01\\Default Frontend EX01\nTlsCertificateName    : <I>CN=A<S>CN=B\n\
             TlsDomainCapabilities : {a, b, c}\n\nAnother\n"
        );
        assert_eq!(source.slice(name.value.span.start, name.value.span.end), "<I>CN=A<S>CN=B");
        assert_eq!(source.position(name.value.span.start).line, 9);
        let second = &list.value.list.unwrap()[1];
        assert_eq!(source.slice(second.span.start, second.span.end), "b, c");
        assert_eq!(list.value.text, "{a, b, c}");
        assert!(source.slice(whole.start, whole.end).ends_with("{a, b, c}"));
    }
}
