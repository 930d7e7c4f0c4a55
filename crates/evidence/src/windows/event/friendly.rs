//! Events as the Friendly View of Event Viewer's details shows them: a tree of names and values, copied with the signs
//! before its lines or without, or on one line.
//!
//! ```text
//! - System
//!   - Provider
//!    [ Name]  MSExchangeFrontEndTransport
//!   - EventID 12014
//!    [ Qualifiers]  49156
//!   - TimeCreated
//!    [ SystemTime]  2026-11-21T21:14:22.000000000Z
//!    Computer EX01.contoso.example
//! - EventData
//!    mail.contoso.example
//!    Default Frontend EX01
//! ```

use super::claim::claim;
use super::message::{insertions_of, of_insertions};
use crate::item::{Event, Format};
use crate::page::Page;
use htd_source::Spanned;

/// No event shows more above its data.
const MAX_BYTES: usize = 3_000;

const NAME: &str = "[ Name]";

/// Reads the events of a page and claims their lines.
pub(super) fn read(page: &mut Page<'_>, limit: usize) -> Vec<Event> {
    let text = page.text();
    let mut events = Vec::new();
    let mut places = text.match_indices(NAME).map(|(at, _)| at);
    let mut next = places.next();
    while let Some(start) = next.filter(|_| events.len() < limit) {
        next = places.next();
        let end = next.unwrap_or(text.len()).min(start + MAX_BYTES);
        let tree = text.get(start..text.floor_char_boundary(end)).unwrap_or("");
        if page.is_free(page.line_at(start)) {
            events.extend(event(page, tree));
        }
    }
    events
}

fn event(page: &mut Page<'_>, tree: &str) -> Option<Event> {
    let value = |label: &str| {
        let (_, behind) = tree.split_once(label)?;
        let word = behind.split_whitespace().next()?;
        Some(Spanned::new(word.to_owned(), page.span_of(word)))
    };
    let source = value(NAME).filter(|source| source.value.starts_with("MSExchange"))?;
    let id = value("EventID ")?;
    let id = Spanned::new(id.value.parse().ok().filter(|id| *id <= 65_535)?, id.span);
    let (computer, date) = (value("Computer "), value("[ SystemTime]"));
    let head = page.line_at(page.range_of(tree).start);
    let above = (head.saturating_sub(4)..head).find(|&line| node(page.line(line)) == "System");
    let first = above.unwrap_or(head);
    // What stands below the last value that is known, or in the data.
    let behind = computer.as_ref().map_or(id.span, |computer| computer.span);
    let mut last = page.lines_of(behind).end - 1;
    let mut data = Vec::new();
    let mut line = last + 1;
    let mut inside = false;
    while line < page.len() && page.is_free(line) && line < last + 8 && data.len() < insertions_of(id.value) {
        let name = node(page.line(line));
        if inside && !name.is_empty() {
            data.push(Some(Spanned::new(name.to_owned(), page.span_of(name))));
        } else if !["", "Security", "EventData"].contains(&name) && !name.starts_with("[ UserID]") {
            break;
        }
        inside |= name == "EventData";
        if !name.is_empty() {
            last = line;
        }
        line += 1;
    }
    let whole = page.range(first).start..page.range(last).end;
    let span = page.span_of(page.text().get(whole.clone()).unwrap_or("").trim());
    let message = of_insertions(id.value, Some(&source.value), data);
    claim(page, &whole, Format::EventText);
    Some(Event { span, id, source: Some(source), computer, date, message, message_span: span })
}

/// A line without the signs of the tree.
fn node(line: &str) -> &str {
    let line = line.trim();
    line.strip_prefix(['-', '+']).unwrap_or(line).trim_start()
}
