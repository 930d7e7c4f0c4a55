//! Events of the application log, in every form in which they are pasted.
//!
//! The text of an event is what is always there: labels are lost, translated or collapsed into one line, and
//! the text itself is wrapped anywhere. So events are sought by their wording first; the labels around a text
//! are gathered afterwards. What has labels only is read last.

mod header;
mod message;

use crate::{Event, EventMessage, Format, Item, Page};
use header::{Header, Label};
use htd_source::Spanned;
use message::Message;
use std::ops::Range;

/// How many events of one source are read. A log can hold the same one many thousand times.
const MAX_EVENTS: usize = 5_000;

/// Reads the free lines of a page and claims those that it understood.
pub(crate) fn read(page: &mut Page<'_>) -> Vec<Item> {
    let mut events = Vec::new();
    let mut floor = 0;
    for message in message::find(page, MAX_EVENTS) {
        let event = with_header(page, message, floor);
        floor = event.1;
        events.push(event.0);
    }
    events.extend(labels_only(page, MAX_EVENTS - events.len()));
    htd_source::sort_by_key(&mut events, |event: &Event| event.span.start.into());
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
    claim(page, &range);
    (event, range.end)
}

/// Events of which the labels stand there, but no text that is known.
fn labels_only(page: &mut Page<'_>, limit: usize) -> Vec<Event> {
    let mut events = Vec::new();
    let mut index = 0;
    while index < page.len() && events.len() < limit {
        let line = index;
        index += 1;
        if !page.is_free(line) || !header::may_hold_id(page.line(line)) {
            continue;
        }
        let (header, text) = Header::of_labels(page, line);
        // The lines of one entry are looked at once, whether it is an event or not.
        index = index.max(page.line_at(header.end.saturating_sub(1)) + 1);
        let (Some(id), Some(source)) = (header.id(page), header.value(page, Label::Source)) else { continue };
        let range = header.start..header.end;
        events.push(Event {
            span: page.span(range.clone()),
            message: without_insertions(id.value),
            id,
            source: Some(source),
            computer: header.value(page, Label::Computer),
            date: header.value(page, Label::Date),
            message_span: page.span(text),
        });
        claim(page, &range);
    }
    events
}

/// What an event says whose text is missing.
fn without_insertions(id: u32) -> EventMessage {
    match id {
        12014 => EventMessage::CertificateNotFound { domain_name: None, connector: None, fqdn: None },
        12015 => EventMessage::InternalCertificateExpired { thumbprint: None },
        12016 => EventMessage::CertificateExpired { fqdn: None },
        12017 => EventMessage::InternalCertificateExpiresSoon { thumbprint: None, hours: None },
        12018 => EventMessage::CertificateExpiresSoon { subject: None, thumbprint: None, hours: None },
        _ => EventMessage::Other,
    }
}

fn claim(page: &mut Page<'_>, range: &Range<usize>) {
    let lines = page.line_at(range.start)..page.line_at(range.end.saturating_sub(1).max(range.start)) + 1;
    page.claim(lines, Format::EventText);
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests;
