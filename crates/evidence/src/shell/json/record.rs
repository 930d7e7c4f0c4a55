use super::nested::{Told, told};
use super::scan::{Kind, Node, Scan};
use super::text::unescaped;
use crate::item::{Command, Item, Property, Record, Value};
use crate::page::Page;
use crate::shell::telling::{entries, is_known};
use htd_source::{Problem, Spanned};
use htd_x509::Certificate;
use std::ops::Range;
use std::sync::Arc;

/// How many properties of all objects together are kept. A large organisation has a few hundred objects.
const MAX_PROPERTIES: usize = 200_000;
/// How many properties of one object are kept; none has more.
const MAX_OF_ONE: usize = 400;
/// How many entries of one list are kept.
const MAX_ENTRIES: usize = 2_000;
/// A certificate is smaller.
const MAX_CERTIFICATE: usize = 64 * 1024;

/// The objects that were read.
pub(super) struct Objects<'p> {
    pub(super) scan: Scan<'p>,
    pub(super) items: Vec<Item>,
    pub(super) problems: Vec<Problem>,
    /// How many properties there is still room for.
    room: usize,
    /// The properties whose cutting was told.
    told: Vec<String>,
}

impl<'p> Objects<'p> {
    pub(super) fn new(page: &Page<'p>) -> Self {
        let scan = Scan::new(page.text());
        Self { scan, items: Vec::new(), problems: Vec::new(), room: MAX_PROPERTIES, told: Vec::new() }
    }

    /// Adds the object of a place; `false` where there is no room for it.
    pub(super) fn add(&mut self, page: &Page<'p>, object: Node, command: Option<&Arc<Command>>) -> bool {
        if self.room == 0 {
            return false;
        }
        let mut record = Record {
            span: page.span(object.start..object.end),
            command: command.cloned(),
            properties: Vec::new(),
            type_name: None,
            certificate: None,
        };
        let mut inside = self.scan.inside(object.start);
        while let Ok(Some((key, node))) = inside.whole() {
            self.property(page, &mut record, key, node);
        }
        self.room = self.room.saturating_sub(record.properties.len() + 1);
        if self.room == 0 {
            let message = "There are more objects than are read. What follows here was not read.";
            self.tell(page, object.end..object.end, message.to_owned());
        }
        self.items.push(Item::Record(record));
        true
    }

    fn property(&mut self, page: &Page<'p>, record: &mut Record, key: Range<usize>, node: Node) {
        let (name, _) = unescaped(self.scan.text(key.clone()));
        if name.eq_ignore_ascii_case("RawData") {
            record.certificate = self.certificate(node).map(Box::new);
            return;
        }
        if record.properties.len() >= MAX_OF_ONE || name.eq_ignore_ascii_case("SerializationData") {
            return;
        }
        let name = Spanned::new(name, page.span(key.clone()));
        if record.has(&name.value) {
            let mut message = String::from("The object has this property twice; the first one counts: ");
            message.push_str(&name.value);
            message.push('.');
            return self.tell(page, key, message);
        }
        match self.value(page, &name.value, node) {
            Some(value) => record.properties.push(Property::new(name, value)),
            None if is_known(&name.value) => self.cut(page, &name.value, node.start..node.end),
            None => {}
        }
    }

    fn value(&self, page: &Page<'p>, name: &str, node: Node) -> Option<Value> {
        let span = page.span(node.start..node.end);
        if node.kind != Kind::Array {
            let Told { text, number, wrapped } = told(self.scan, node, 0)?;
            let entry = |entry: Range<usize>| Spanned::new(text.get(entry).unwrap_or("").to_owned(), span);
            let list = entries(name, &text).map(|entries| entries.into_iter().map(entry).collect());
            return Some(Value { text, span, list, cut: false, wrapped, number });
        }
        let (mut list, mut text) = (Vec::new(), String::from("{"));
        let (mut wrapped, mut cut) = (false, false);
        let mut inside = self.scan.inside(node.start);
        while let Ok(Some((_, entry))) = inside.whole() {
            let said = told(self.scan, entry, 0)?;
            if said.text.is_empty() {
                continue;
            }
            cut = list.len() == MAX_ENTRIES;
            if cut {
                break;
            }
            text.push_str(if list.is_empty() { "" } else { ", " });
            text.push_str(&said.text);
            wrapped |= said.wrapped;
            list.push(Spanned::new(said.text, page.span(entry.start..entry.end)));
        }
        text.push('}');
        Some(Value { text, span, list: Some(list), cut, wrapped, number: None })
    }

    /// The certificate of its bytes: an array of numbers, or base64.
    fn certificate(&self, node: Node) -> Option<Certificate> {
        let mut der = Vec::new();
        if node.kind == Kind::Text {
            der = htd_source::base64(&unescaped(self.scan.text(node.start..node.end)).0)?;
        } else if node.kind == Kind::Array {
            let mut inside = self.scan.inside(node.start);
            while let Ok(Some((_, byte))) = inside.whole() {
                if der.len() > MAX_CERTIFICATE {
                    return None;
                }
                der.push(self.scan.text(byte.start..byte.end).parse().ok()?);
            }
        }
        htd_x509::parse_der(&der).ok()
    }

    /// Tells once for each property that its value was lost in the export.
    fn cut(&mut self, page: &Page<'p>, name: &str, place: Range<usize>) {
        if self.told.iter().any(|told| told.eq_ignore_ascii_case(name)) {
            return;
        }
        self.told.push(name.to_owned());
        let mut message = String::from(name);
        message.push_str(
            " was cut: this is not its value but the name of a type, or an object in part. Export again with \
             `ConvertTo-Json -Depth 4`.",
        );
        self.tell(page, place, message);
    }

    fn tell(&mut self, page: &Page<'p>, place: Range<usize>, message: String) {
        self.problems.push(Problem { span: page.span(place), message });
    }
}
