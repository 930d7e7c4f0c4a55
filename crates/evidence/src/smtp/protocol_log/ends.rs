//! Who was at the other end of the session in which an error was logged. One send log holds the mail to everyone.

use super::record::{self, MAX_LINES};
use crate::item::{ErrorText, Fact, Format, Item};
use crate::page::Page;
use htd_source::Spanned;

/// How many lines above an error its session's greeting is sought. Sessions of one moment alternate.
const MOST_ABOVE: usize = 200;

/// Adds to the errors in a log which connector and which host they are of.
pub(crate) fn add(page: &Page<'_>, texts: &mut [Item]) {
    for item in texts {
        if let Item::ErrorText(text) = item {
            add_to(page, text);
        }
    }
}

fn add_to(page: &Page<'_>, text: &mut ErrorText) {
    let mut index = page.lines_of(text.span).start;
    let lowest = index.saturating_sub(MAX_LINES);
    while page.claim_of(index) == Some(Format::ProtocolLog) && index > lowest && !begins(page, index) {
        index -= 1;
    }
    let Some(record) = record::parse(page.line(index).trim()) else { return };
    let given = |part: &str| Spanned::new(part.to_owned(), page.span_of(part));
    if text.fact(Fact::Connector).is_none() && !record.connector.is_empty() {
        text.facts.push((Fact::Connector, given(record.connector)));
    }
    if text.fact(Fact::Host).is_some() {
        return;
    }
    for above in (index.saturating_sub(MOST_ABOVE)..index).rev() {
        let line = page.line(above).trim();
        // The answer of the other side, before TLS: in a receive log it is the own server that greets.
        if line.contains(record.id)
            && let Some(other) =
                record::parse(line).filter(|other| other.id == record.id && other.event == b'<')
            && let Some(host) = other.data.trim().strip_prefix("220 ").and_then(|rest| rest.split(' ').next())
            && host.contains(".")
            && host.bytes().any(|byte| byte.is_ascii_alphabetic())
        {
            return text.facts.push((Fact::Host, given(host)));
        }
    }
}

fn begins(page: &Page<'_>, index: usize) -> bool {
    record::begins(page.line(index).trim_start().as_bytes())
}
