//! Queues in the forms that no other reader knows: rows of `Get-Queue` whose heading was not copied, and what
//! Queue Viewer copies.

use crate::item::{Format, Item, Property, Record};
use crate::page::Page;
use crate::shell::value::Joined;
use htd_source::Spanned;

const STATUS: [&str; 5] = ["Active", "Ready", "Retry", "Suspended", "Connecting"];
const RISK: [&str; 4] = ["Normal", "Low", "Medium", "High"];

/// Queues that are no numbers.
const NAMED: [&str; 3] = ["Submission", "Unreachable", "Poison"];

/// Labels that only Queue Viewer prints.
const VIEWER: [&str; 12] = [
    "Internet Message ID",
    "From Address",
    "Size (KB)",
    "Message Source Name",
    "Source IP",
    "SCL",
    "Date Received",
    "Expiration Time",
    "Last Error",
    "Queue ID",
    "Next Hop Domain",
    "Delivery Type",
];

/// Labels of Queue Viewer that stand elsewhere too.
const COMMON: [&str; 8] = [
    "Identity",
    "Subject",
    "Status",
    "Recipients",
    "Message Count",
    "Next Retry Time",
    "Last Retry Time",
    "Priority",
];

/// Reads the free lines of a page and claims those that it understood.
pub(crate) fn read(page: &mut Page<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut index = 0;
    while index < page.len() {
        let begins = page.is_free(index) && page.line(index).trim_start().starts_with("Identity:");
        let copied = if begins { copied(page, index) } else { None };
        if let Some((record, end)) = copied {
            page.claim(index..end, Format::FormatList);
            items.push(Item::Record(record));
            index = end;
            continue;
        }
        if page.is_free(index)
            && let Some(record) = row(page, index)
        {
            page.claim(index..index + 1, Format::FormatTable);
            items.push(Item::Record(record));
        }
        index = page.unlisted(index + 1);
    }
    items
}

/// A row of `Get-Queue`: the queue, how it delivers, its status, how many messages wait, and where they go.
fn row(page: &Page<'_>, index: usize) -> Option<Record> {
    let line = page.line(index).trim();
    // Most lines are told from a row by this.
    let (server, rest) = line.get(..line.floor_char_boundary(80))?.split_once('\\')?;
    let number = rest.split(' ').next().unwrap_or("");
    let is_queue =
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) || NAMED.contains(&number);
    if !is_queue || server.is_empty() || server.contains([' ', ':', '\t', ']', '"']) {
        return None;
    }
    let mut words = line.split_whitespace();
    let identity = words.next()?;
    let mut delivery = None;
    let mut status = words.next()?;
    if !STATUS.contains(&status) {
        delivery = Some(status);
        status = words.next().filter(|word| STATUS.contains(word))?;
    }
    let count = words.next().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))?;
    // The velocity, which old versions do not print, the risk level and the pool stand before the next hop.
    let mut before_hop = count;
    for word in words.take(3) {
        let number =
            word.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte));
        if !number && !RISK.contains(&word) {
            break;
        }
        before_hop = word;
    }
    let behind = page.range_of(before_hop).end - page.range_of(line).start;
    let hop = line.get(behind..).unwrap_or("").trim();
    let cells = [
        ("Identity", Some(identity)),
        ("DeliveryType", delivery),
        ("Status", Some(status)),
        ("MessageCount", Some(count)),
        ("NextHopDomain", Some(hop).filter(|hop| !hop.is_empty())),
    ];
    let properties = cells.into_iter().filter_map(|(label, cell)| property(page, index, label, cell?, cell?));
    Some(record(page, line, properties.collect()))
}

/// What Queue Viewer copies of a message or a queue, one property a line, and the line behind it.
fn copied(page: &Page<'_>, first: usize) -> Option<(Record, usize)> {
    let mut properties = Vec::new();
    let mut telling = 0;
    let mut index = first;
    while index < page.len() && page.is_free(index) {
        let line = page.line(index);
        let Some((label, value)) = line.split_once(':') else { break };
        let label = label.trim();
        let of_viewer = VIEWER.contains(&label);
        if !of_viewer && !COMMON.contains(&label) || index > first && label == "Identity" {
            break;
        }
        telling += usize::from(of_viewer);
        properties.extend(property(page, index, label, label, value.trim()));
        index += 1;
    }
    if telling < 2 {
        return None;
    }
    let whole = page.range(first).start..page.range(index - 1).end;
    let text = page.text().get(whole).unwrap_or("").trim();
    Some((record(page, text, properties), index))
}

fn property(page: &Page<'_>, index: usize, name: &str, label: &str, value: &str) -> Option<Property> {
    let mut joined = Joined::default();
    joined.push(page, page.range_of(value), false);
    let name = Spanned::new(name.to_owned(), page.span_of(label));
    Some(Property::new(name, joined.value(page, page.range(index).end)))
}

/// Whatever command stands above, what it printed has other forms.
fn record(page: &Page<'_>, text: &str, properties: Vec<Property>) -> Record {
    Record { span: page.span_of(text), command: None, properties, type_name: None, certificate: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::nothing_sought;
    use htd_source::{Clean, SourceId};

    fn records(original: &str) -> (Vec<Record>, usize) {
        let clean = Clean::new(SourceId(0), original);
        let mut page = Page::new(&clean, &nothing_sought());
        let items = read(&mut page);
        let found = items.into_iter().map(|item| match item {
            Item::Record(record) => record,
            other => panic!("{other:?}"),
        });
        let found = found.collect();
        (found, (0..page.len()).filter(|line| page.claim_of(*line).is_some()).count())
    }

    fn value<'r>(record: &'r Record, name: &str) -> &'r str {
        record.get(name).map_or("-", |property| property.value.text.as_str())
    }

    #[test]
    fn rows_without_their_heading() {
        let original = "[PS] C:\\>Get-MailboxServer | Get-Queue -Filter \"MessageCount -gt 10\" [PS] C:\\>\n\n\
            EX01\\6  Retry  1443  Normal    0  Outbound to Office 365 \n\nEX02\\12 SmartHostConnectorDelivery Retry 7 \
            -0.25 Normal 0 \
            contoso.mail.onmicrosoft.com\nEX02\\Submission Undefined Ready 0 0 Normal 0\n";
        let (found, claimed) = records(original);
        let rows: Vec<_> = found
            .iter()
            .map(|row| {
                ["Identity", "DeliveryType", "Status", "MessageCount", "NextHopDomain"]
                    .map(|name| value(row, name))
            })
            .collect();
        assert_eq!(
            rows,
            [
                ["EX01\\6", "-", "Retry", "1443", "Outbound to Office 365"],
                ["EX02\\12", "SmartHostConnectorDelivery", "Retry", "7", "contoso.mail.onmicrosoft.com"],
                ["EX02\\Submission", "Undefined", "Ready", "0", "-"],
            ]
        );
        assert_eq!(claimed, 3);
        for record in &found {
            let hop = record.get("Status").unwrap();
            let under = &original.get(hop.value.span.start as usize..hop.value.span.end as usize);
            assert_eq!(*under, Some(hop.value.text.as_str()));
        }
    }

    #[test]
    fn what_queue_viewer_copies() {
        let original = "Identity: EX01\\3\\42\nSubject: Plan: the last one\nInternet Message ID: <1@contoso.example>\n\
            Status: Retry\nSource IP: 192.0.2.10\nLast Error: 421 4.4.1 Connection timed out\nQueue ID: EX01\\3\n\
            Recipients:\n\nProse: x";
        let (found, claimed) = records(original);
        assert_eq!((found.len(), claimed), (1, 8));
        assert_eq!(value(&found[0], "Last Error"), "421 4.4.1 Connection timed out");
        assert_eq!(value(&found[0], "Subject"), "Plan: the last one");
    }

    #[test]
    fn nothing_else_is_a_queue() {
        for text in [
            "EX01\\Default Frontend EX01 {[::]:25} True",
            "C:\\3 Retry 4",
            "EX01\\3",
            "EX01\\3 Retry",
            "EX01\\3 Retry soon",
            "CONTOSO\\Submission is broken",
            "Identity: EX01\nStatus: fine\nSubject: x",
            "\\",
        ] {
            assert!(records(text).0.is_empty(), "{text}");
        }
    }
}
