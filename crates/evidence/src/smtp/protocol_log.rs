//! SMTP protocol logs. The records of a text are joined to sessions here; of a log that is too long for that,
//! [`stream`] first takes the records that matter.

mod certificate;
mod ends;
mod head;
mod heading;
mod kept;
mod record;
mod sessions;
pub(crate) mod stream;
mod text;

use crate::item::excerpt::Alike;
use crate::item::{Format, Item};
use crate::page::Page;
use crate::smtp::transcript::ehlo;
pub(crate) use ends::add as add_ends;
use heading::{is_heading, is_of_tracking_log, side_of};
pub(crate) use kept::Kept;
pub(crate) use record::begins;
use record::{MAX_LINES, Record};
use sessions::Sessions;
use std::ops::Range;

/// The columns of a certificate, as its context names them.
const COLUMNS: &str = "Sending certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject \
                       alternate names";

/// Reads the free lines of a page and claims those that are of a protocol log. `alike` tells of what else
/// there was, where the page is what was kept of a log.
pub(crate) fn read(page: &mut Page<'_>, alike: &[Alike]) -> Vec<Item> {
    let mut sessions = Sessions::default();
    let mut side = None;
    let mut index = 0;
    while index < page.len() {
        if page.is_plain(index) && !matches!(page.first(index), b'#' | b'0'..=b'9') {
            index = page.unlisted(index + 1);
            continue;
        }
        let line = page.line(index);
        let mut next = index + 1;
        if page.is_free(index) {
            if is_heading(line) && !is_of_tracking_log(page, index) {
                side = side_of(line).or(side);
                page.claim(index..next, Format::ProtocolLog);
            } else if begins(line.trim_start().as_bytes())
                && let Some((record, lines)) = gather(page, index)
            {
                let whole = page.range(lines.start).start..page.range(lines.end - 1).end;
                let span = page.span(whole);
                sessions.take(page, side, &record, span);
                next = lines.end;
                page.claim(lines, Format::ProtocolLog);
            }
        }
        index = next;
    }
    sessions.finish(alike).into_iter().map(|session| Item::LoggedSession(Box::new(session))).collect()
}

/// The record that begins in a line, and the lines over which it was wrapped.
fn gather<'a>(page: &Page<'a>, first: usize) -> Option<(Record<'a>, Range<usize>)> {
    let all = page.text();
    let start = page.range(first).end - page.line(first).trim_start().len();
    let mut end = first + 1;
    loop {
        let text = all.get(start..page.range(end - 1).end)?.trim_end();
        let record = record::parse(text);
        if end - first == MAX_LINES || !page.is_free(end) || !goes_on(text, record.as_ref(), page.line(end)) {
            return Some((record?, first..end));
        }
        end += 1;
    }
}

/// Whether a record goes on in the line that follows.
fn goes_on(text: &str, record: Option<&Record<'_>>, next: &str) -> bool {
    let next = next.trim();
    if next.is_empty() || next.starts_with('#') || begins(next.as_bytes()) {
        return false;
    }
    let Some(record) = record else { return true };
    let open_quote = text.bytes().filter(|&byte| byte == b'"').count() % 2 == 1;
    let first = next.split([' ', ',']).next().unwrap_or("");
    open_quote
        || !record.ended
            && record.event != b'*'
            && record.data.starts_with("250 ")
            && ehlo::goes_on_with(first)
        || !record.ended && record.event == b'*' && record.data.contains("=")
        || record.ended
            && record.context.starts_with(COLUMNS.get(..27).unwrap_or(""))
            && COLUMNS.ends_with(next)
}

#[cfg(test)]
mod tests;
