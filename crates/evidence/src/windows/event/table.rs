//! Events in the default tables of `Get-WinEvent` and `Get-EventLog`, which cut the text.

use super::claim::claim;
use super::message::{Message, of_insertions, text_in};
use crate::item::{Event, Format};
use crate::page::Page;
use htd_source::Spanned;

/// Numbers as the log keeps them have severity and facility in their upper half.
const WITH_FACILITY: u32 = 0x4000_0000;

/// Reads the tables of events of a page and claims their lines. `messages` are the known texts in it.
pub(super) fn read(page: &mut Page<'_>, messages: &[Message], limit: usize) -> Vec<Event> {
    let mut events = Vec::new();
    let mut index = 1;
    while index < page.len() && events.len() < limit {
        if page.is_plain(index) && page.first(index) != b'-' {
            index = page.unlisted(index + 1);
            continue;
        }
        let heading = page.line(index - 1).trim();
        let is_table = page.line(index).trim_start().starts_with("--")
            && (heading.contains("LevelDisplayName") || heading.contains("EntryType"))
            && heading.ends_with("Message")
            && page.is_free(index - 1);
        if !is_table {
            index += 1;
            continue;
        }
        let provider = (index.saturating_sub(4)..index).rev().find_map(|line| {
            let name = page.line(line).trim().strip_prefix("ProviderName: ")?;
            Some((line, Spanned::new(name.to_owned(), page.span_of(name))))
        });
        let first = provider.as_ref().map_or(index - 1, |(line, _)| *line);
        let of_log = heading.contains("LevelDisplayName");
        let found = events.len();
        let mut end = index + 1;
        while end < page.len() && page.is_free(end) && !page.line(end).trim().is_empty() {
            if let Some(event) = row(page, messages, end, provider.as_ref().map(|(_, name)| name), of_log) {
                events.push(event);
            } else if events.len() == found || !page.line(end).starts_with("          ") {
                break;
            }
            end += 1;
        }
        if events.len() > found {
            let range = page.range(first).start..page.range(end - 1).end;
            claim(page, &range, Format::EventText);
        }
        index = end + 1;
    }
    events
}

fn row(
    page: &Page<'_>,
    messages: &[Message],
    index: usize,
    provider: Option<&Spanned<String>>,
    of_log: bool,
) -> Option<Event> {
    let line = page.line(index);
    let mut id = None;
    let mut source = provider.cloned();
    let mut date = None;
    for word in line.split_whitespace().take(16) {
        if word.starts_with("MSExchange") && !word.ends_with(['.', '\u{2026}']) && source.is_none() {
            source = Some(Spanned::new(word.to_owned(), page.span_of(word)));
        }
        let number: Option<u32> = word.parse().ok();
        // `Get-EventLog` prints the number with its facility; the first number there is that of the row.
        let meant = number.filter(|&number| if of_log { number <= 65_535 } else { number >= WITH_FACILITY });
        if let Some(number) = meant {
            id = Some(Spanned::new(number & 0xFFFF, page.span_of(word)));
            let before = line.get(..page.range_of(word).start - page.range(index).start).unwrap_or("").trim();
            date = of_log.then(|| Spanned::new(before.to_owned(), page.span_of(before)));
            break;
        }
    }
    let id = id?;
    let span = page.span_of(line.trim());
    let found = text_in(messages, &page.range(index)).filter(|message| message.id == id.value);
    let name = source.as_ref().map(|source| source.value.as_str());
    let message = match found {
        Some(found) => found.message.clone(),
        None => of_insertions(id.value, name, Vec::new()),
    };
    let message_span = found.map_or(span, |found| page.span(found.range.clone()));
    Some(Event { span, id, source, computer: None, date, message, message_span })
}
