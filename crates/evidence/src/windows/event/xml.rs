//! Events as XML: saved by Event Viewer, printed by `wevtutil`, copied from its details with the signs of a
//! tree (`- <System>`) before the lines.
//!
//! Copies show `<I>CN=…<S>CN=…` inside an element as it is, not as entities, so a value ends where its own
//! element does, whatever stands in it. Everything else of XML does not occur in an event and is not read:
//! no declaration is followed, no entity is defined.

use super::claim::claim;
use super::message::{Message, of_insertions, text_in};
use crate::item::{Event, Format};
use crate::page::Page;
use crate::page::view::unwrap_lines;
use htd_source::Spanned;
use std::ops::Range;

/// No event has more insertions that matter.
const MAX_DATA: usize = 10;
/// No name or insertion is longer.
const MAX_VALUE: usize = 8_000;

/// Reads the events of a page and claims their lines. `messages` are the known texts in it.
pub(super) fn read(page: &mut Page<'_>, messages: &[Message], limit: usize) -> Vec<Event> {
    let text = page.text();
    let begins = |tag: &'static str| {
        text.match_indices(tag).map(|(at, _)| at).filter(move |&at| {
            let next = text.as_bytes().get(at + tag.len());
            next.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
        })
    };
    // A part of one can be copied without its first line.
    let mut starts = begins(if begins("<Event").next().is_some() { "<Event" } else { "<System" });
    let mut events = Vec::new();
    let mut next = starts.next();
    while let Some(start) = next.filter(|_| events.len() < limit) {
        next = starts.next();
        let whole = text.get(start..next.unwrap_or(text.len())).unwrap_or("");
        let closed = ["</Event>", "</EventData>", "</System>"]
            .iter()
            .find_map(|tag| whole.find(tag).map(|at| at + tag.len()));
        let end = closed.unwrap_or(whole.trim_end().len());
        let Some(event) = (Element { page, range: start..start + end }).event(messages) else { continue };
        events.push(event);
        claim(page, &(start..start + end), Format::EventXml);
    }
    if !events.is_empty() {
        claim_envelope(page);
    }
    events
}

/// Claims the lines of the document around the events.
fn claim_envelope(page: &mut Page<'_>) {
    for index in 0..page.len() {
        let line = page.line(index).trim_start_matches(['-', ' ', '\t']);
        if page.is_free(index) && ["<?xml", "<Events", "</Events"].iter().any(|tag| line.starts_with(tag)) {
            page.claim(index..index + 1, Format::EventXml);
        }
    }
}

/// A stretch of the text with elements in it.
struct Element<'p, 'a> {
    page: &'p Page<'a>,
    range: Range<usize>,
}

impl Element<'_, '_> {
    fn event(&self, messages: &[Message]) -> Option<Event> {
        let id = self.value(&self.content("EventID")?)?;
        let id = Spanned::new(id.value.parse().ok().filter(|id| *id <= 65_535)?, id.span);
        let source = self.attribute("Provider", " Name=");
        let (data, data_range) = self.insertions();
        let rendered = text_in(messages, &self.range).filter(|message| message.id == id.value);
        let name = source.as_ref().map(|source| source.value.as_str());
        let message = match rendered.filter(|_| data.is_empty()) {
            Some(found) => found.message.clone(),
            None => of_insertions(id.value, name, data),
        };
        let whole = self.page.span(self.range.clone());
        let message_span = match (rendered, data_range) {
            (Some(found), _) => self.page.span(found.range.clone()),
            (None, Some(range)) => self.page.span(range),
            (None, None) => whole,
        };
        Some(Event {
            span: whole,
            id,
            source,
            computer: self.content("Computer").and_then(|range| self.value(&range)),
            date: self.attribute("TimeCreated", " SystemTime="),
            message,
            message_span,
        })
    }

    /// The contents of `Data`, in their order, and where they stand.
    fn insertions(&self) -> (Vec<Option<Spanned<String>>>, Option<Range<usize>>) {
        let mut found = Vec::new();
        let Some(mut rest) = self.content("EventData") else { return (found, None) };
        let whole = rest.clone();
        while let Some(tag) = self.tag(&rest, "Data").filter(|_| found.len() < MAX_DATA) {
            let content = match self.text(&tag).ends_with("/>") {
                true => tag.end..tag.end,
                false => {
                    let text = self.text(&(tag.end..rest.end));
                    tag.end..tag.end + text.find("</Data>").unwrap_or(text.len())
                }
            };
            found.push(self.value(&content));
            rest.start = content.end;
        }
        (found, Some(whole))
    }

    /// What an element contains: up to its own end, whatever else begins there.
    fn content(&self, name: &str) -> Option<Range<usize>> {
        let tag = self.tag(&self.range, name)?;
        if self.text(&tag).ends_with("/>") {
            return None;
        }
        let rest = self.text(&(tag.end..self.range.end));
        let mut from = 0;
        while let Some(at) = rest.get(from..).and_then(|rest| rest.find("</")) {
            let end = from + at;
            if rest.get(end + 2..).is_some_and(|behind| behind.starts_with(name)) {
                return Some(tag.end..tag.end + end);
            }
            from = end + 2;
        }
        None
    }

    fn attribute(&self, element: &str, name: &str) -> Option<Spanned<String>> {
        let tag = self.tag(&self.range, element)?;
        let text = self.text(&tag);
        let at = text.find(name)? + name.len();
        let quote = text.get(at..)?.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let value = text.get(at + 1..)?.split(quote).next()?;
        let start = tag.start + at + 1;
        self.value(&(start..start + value.len()))
    }

    /// The first tag of a name in a range, `<Data Name="x">`.
    fn tag(&self, range: &Range<usize>, name: &str) -> Option<Range<usize>> {
        let text = self.text(range);
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find('<')) {
            let start = from + at;
            let behind = text.get(start + 1..).and_then(|rest| rest.strip_prefix(name));
            if let Some(behind) = behind.filter(|rest| rest.starts_with(['>', '/', ' ', '\t', '\n'])) {
                let end = text.len() - behind.len() + behind.find('>')? + 1;
                return Some(range.start + start..range.start + end);
            }
            from = start + 1;
        }
        None
    }

    fn text(&self, range: &Range<usize>) -> &str {
        self.page.text().get(range.clone()).unwrap_or("")
    }

    fn value(&self, range: &Range<usize>) -> Option<Spanned<String>> {
        let text = self.text(range);
        let inner = text.trim();
        let value = unwrap_lines(inner).replace("&apos;", "'").replace("&#39;", "'");
        let start = range.start + text.len() - text.trim_start().len();
        (!value.is_empty() && value.len() <= MAX_VALUE)
            .then(|| Spanned::new(value, self.page.span(start..start + inner.len())))
    }
}
