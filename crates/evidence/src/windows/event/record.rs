//! Events that were exported as objects: `Get-WinEvent` and `Get-EventLog` by way of Clixml, JSON or CSV.

use super::message::{self, of_insertions};
use crate::item::{Event, EventMessage, Item, Record, Value};
use crate::page::Page;
use htd_scan::Beginnings;
use htd_source::{Clean, Span, Spanned};

/// Makes events of the objects that are some, whatever form they came in.
pub(crate) fn of_records(items: &mut [Item]) {
    for item in items {
        let Item::Record(record) = item else { continue };
        if let Some(event) = of_record(record) {
            *item = Item::Event(event);
        }
    }
}

/// The event that an object is; `None` for any other object.
fn of_record(record: &Record) -> Option<Event> {
    let value = |name: &str| {
        record.get(name).map(|property| &property.value).filter(|value| !value.text.trim().is_empty())
    };
    let is_event = ["ProviderName", "LevelDisplayName", "EntryType", "InstanceId"];
    if !is_event.iter().any(|name| record.has(name)) {
        return None;
    }
    let number = value("EventID").or_else(|| value("Id"))?;
    let id = number.text.trim().parse().ok().filter(|id| *id <= 65_535)?;
    let text = |value: &Value| Spanned::new(value.text.clone(), value.span);
    let mut event = with_text(
        record.span,
        Spanned::new(id, number.span),
        value("ProviderName").or_else(|| value("Source")).map(text),
        value("MachineName").map(text),
        value("TimeCreated").or_else(|| value("TimeGenerated")).map(text),
        &value("Message").map_or(Spanned::new(String::new(), record.span), text),
    );
    let strings = value("ReplacementStrings").and_then(|strings| strings.list.clone());
    if let Some(strings) = strings.filter(|_| says_nothing(&event.message)) {
        let source = event.source.as_ref().map(|source| source.value.as_str());
        event.message = of_insertions(id, source, strings.into_iter().map(Some).collect());
    }
    Some(event)
}

/// An event by its number and its text, from whatever form these come.
fn with_text(
    span: Span,
    id: Spanned<u32>,
    source: Option<Spanned<String>>,
    computer: Option<Spanned<String>>,
    date: Option<Spanned<String>>,
    text: &Spanned<String>,
) -> Event {
    let clean = Clean::new(text.span.source, &text.value);
    let nothing = Beginnings::new(&mut std::iter::empty());
    let found = message::find(&Page::new(&clean, &nothing), 1).pop().filter(|found| found.id == id.value);
    let message = match found {
        Some(mut found) => {
            insertions(&mut found.message).into_iter().flatten().for_each(|value| relocate(value, text));
            found.message
        }
        None => of_insertions(id.value, source.as_ref().map(|source| source.value.as_str()), Vec::new()),
    };
    Event { span, id, source, computer, date, message, message_span: text.span }
}

/// Places inside a value are places of the source where the value stands there as it is.
fn relocate(value: &mut Spanned<String>, text: &Spanned<String>) {
    let verbatim = text.value.len() == (text.span.end - text.span.start) as usize;
    value.span = match verbatim {
        true => {
            let start = text.span.start;
            Span::new(text.span.source, start + value.span.start, start + value.span.end)
        }
        false => text.span,
    };
}

fn says_nothing(message: &EventMessage) -> bool {
    insertions(&mut message.clone()).into_iter().flatten().next().is_none()
}

fn insertions(message: &mut EventMessage) -> [Option<&mut Spanned<String>>; 3] {
    match message {
        EventMessage::CertificateNotFound { domain_name, connector, fqdn } => {
            [domain_name.as_mut(), connector.as_mut(), fqdn.as_mut()]
        }
        EventMessage::CertificateExpiresSoon { subject, thumbprint, hours } => {
            [subject.as_mut(), thumbprint.as_mut(), hours.as_mut()]
        }
        EventMessage::InternalCertificateExpiresSoon { thumbprint, hours } => {
            [thumbprint.as_mut(), hours.as_mut(), None]
        }
        EventMessage::InternalCertificateExpired { thumbprint: value }
        | EventMessage::CertificateExpired { fqdn: value } => [value.as_mut(), None, None],
        EventMessage::Other => [None, None, None],
    }
}
