//! Events of the application log, in every form in which they are pasted.
//!
//! The text of an event is what is always there: labels are lost, translated or collapsed into one line, and
//! the text itself is wrapped anywhere. So events are sought by their wording first; the labels around a text
//! are gathered afterwards. What has labels only is read last.

mod claim;
mod friendly;
mod header;
mod message;
mod record;
mod table;
mod xml;

use crate::item::{Event, Format, Item};
use crate::page::Page;
use claim::claim;
use header::{Header, Label};
use htd_source::Spanned;
use message::{Message, of_insertions};

pub(crate) use record::of_records;

/// How many events of one source are read. A log can hold the same one many thousand times.
const MAX_EVENTS: usize = 5_000;

/// Reads the free lines of a page and claims those that it understood.
pub(crate) fn read(page: &mut Page<'_>) -> Vec<Item> {
    let mut messages = message::find(page, MAX_EVENTS);
    let mut events = xml::read(page, &messages, MAX_EVENTS);
    events.extend(friendly::read(page, MAX_EVENTS.saturating_sub(events.len())));
    events.extend(table::read(page, &messages, MAX_EVENTS.saturating_sub(events.len())));
    messages.retain(|message| page.is_free(page.line_at(message.range.start)));
    messages.truncate(MAX_EVENTS.saturating_sub(events.len()));
    let mut floor = 0;
    for message in messages {
        let event = with_header(page, message, floor);
        floor = event.1;
        events.push(event.0);
    }
    events.extend(labels_only(page, MAX_EVENTS.saturating_sub(events.len())));
    events.sort_by_key(|event: &Event| event.span.start);
    events.into_iter().map(Item::Event).collect()
}

/// The event of a text that was found, and the end of what belongs to it. `floor` is the end of the one before.
fn with_header(page: &mut Page<'_>, message: Message, floor: usize) -> (Event, usize) {
    let header = Header::around(page, &message.range, message.id, floor);
    let range = header.start.min(message.range.start)..header.end.max(message.range.end);
    let message_span = page.span(message.range.clone());
    // The texts of 12013 and 12024 begin alike; of those the label knows better.
    let labelled = header.id(page).filter(|id| id.value == message.id);
    let event = Event {
        span: page.span(range.clone()),
        id: labelled.unwrap_or(Spanned::new(message.id, message_span)),
        source: header.value(page, Label::Source),
        computer: header.value(page, Label::Computer),
        date: header.value(page, Label::Date),
        message: message.message,
        message_span,
    };
    claim(page, &range, Format::EventText);
    (event, range.end)
}

/// Events of which the labels stand there, but no text that is known.
fn labels_only(page: &mut Page<'_>, limit: usize) -> Vec<Event> {
    let mut events = Vec::new();
    let mut index = 0;
    // The source by which labels in other languages are told.
    let of_exchange = htd_scan::find_word(page.text().as_bytes(), b"MSExchange").is_some();
    while index < page.len() && events.len() < limit {
        let line = index;
        index += 1;
        let may_hold_id = (matches!(page.first(line) | 0x20, b'e' | b'i') || !page.is_plain(line))
            && header::may_hold_id(page.line(line));
        if !page.is_free(line) || !(may_hold_id || of_exchange) {
            continue;
        }
        let (header, text) = if may_hold_id {
            Header::of_labels(page, line)
        } else {
            let Some(found) = Header::of_translated_labels(page, line) else { continue };
            found
        };
        // The lines of one entry are looked at once, whether it is an event or not.
        index = index.max(page.line_at(header.end.saturating_sub(1)) + 1);
        let (Some(id), Some(source)) = (header.id(page), header.value(page, Label::Source)) else { continue };
        let range = header.start..header.end;
        events.push(Event {
            span: page.span(range.clone()),
            message: of_insertions(id.value, Some(&source.value), Vec::new()),
            id,
            source: Some(source),
            computer: header.value(page, Label::Computer),
            date: header.value(page, Label::Date),
            message_span: page.span(text),
        });
        claim(page, &range, Format::EventText);
    }
    events
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests;
