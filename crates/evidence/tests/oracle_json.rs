//! JSON is read by hand, since every value needs its place and damaged output is read as far as it goes. What is
//! whole has to say what it says to serde_json.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what cannot be written or read is a failure of the test"
)]

use htd_evidence::{Format, Record, Value, read};
use htd_source::SourceId;
use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value as Json;
use std::fmt;

/// An object's members in their order, a name that occurs twice too: serde_json's own map keeps the last.
#[derive(Debug)]
struct Members(Vec<(String, Json)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

/// A text as the reader gives it out: a carriage return, a backspace and a form feed say nothing.
fn told_text(text: &str) -> String {
    text.replace(['\r', '\u{8}', '\u{C}'], "").trim().to_owned()
}

/// What a value without members says.
fn told(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => told_text(text),
        Json::Array(_) | Json::Object(_) => unreachable!("only asked of values without members"),
    }
}

fn assert_value(found: &Value, expected: &Json, document: &str) {
    let Json::Array(entries) = expected else {
        // serde_json writes a number in its own way, this reader as it stands there.
        let is_same =
            expected.is_number() && serde_json::from_str(&found.text).ok().as_ref() == Some(expected);
        assert!(is_same || found.text == told(expected), "{found:?} is not {expected}: {document}");
        assert_eq!(found.number, expected.as_i64(), "{document}");
        return;
    };
    let entries: Vec<String> = entries.iter().map(told).filter(|entry| !entry.is_empty()).collect();
    let list: Vec<&str> = found.list.iter().flatten().map(|entry| entry.value.as_str()).collect();
    assert_eq!(list, entries, "{document}");
}

fn assert_record(found: &Record, expected: &Members, document: &str) {
    let mut names = Vec::new();
    for (name, value) in &expected.0 {
        if names.iter().any(|known: &&str| known.eq_ignore_ascii_case(name)) {
            continue;
        }
        names.push(name.as_str());
        let property = found.get(name).unwrap_or_else(|| panic!("{name} is missing: {document}"));
        assert_value(&property.value, value, document);
    }
    assert_eq!(found.properties.len(), names.len(), "{document}");
}

/// Reads a document with both, and compares object by object and value by value.
fn assert_same(document: &str) {
    let expected: Vec<Members> = serde_json::from_str(document).expect("serde_json reads it");
    let (_, reading) = read(SourceId(0), "export.json", document.as_bytes());
    let records: Vec<&Record> = reading.records().collect();
    assert_eq!(reading.format, Format::Json, "{document}");
    assert_eq!(records.len(), expected.len(), "{document}");
    for (found, expected) in records.into_iter().zip(&expected) {
        assert_record(found, expected, document);
    }
}

/// Texts with what JSON has to escape, what PowerShell escapes beyond that, and what has two halves.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ -~]{1,12}",
        1 => any::<char>().prop_map(String::from),
        1 => prop::sample::select(vec!["\"", "\\", "/", "\n", "\r\n", "\t", "<I>CN=", "\u{1F512}", "\u{1}"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

fn scalar() -> impl Strategy<Value = Json> {
    prop_oneof![
        4 => text().prop_map(Json::from),
        1 => any::<bool>().prop_map(Json::from),
        1 => any::<i64>().prop_map(Json::from),
        1 => any::<i32>().prop_map(|cents| Json::from(f64::from(cents) / 100.0)),
        1 => Just(Json::Null),
    ]
}

fn value() -> impl Strategy<Value = Json> {
    prop_oneof![
        4 => scalar(),
        1 => prop::collection::vec(scalar(), 0..4).prop_map(Json::from),
    ]
}

/// Objects of an array: each has a property by which it is known, and others in any order.
fn objects() -> impl Strategy<Value = Vec<Vec<(String, Json)>>> {
    let name = prop_oneof![
        prop::sample::select(vec!["Name", "Fqdn", "Comment", "Größe", "a b"]).prop_map(str::to_owned),
        "[A-Za-z]{3,10}",
    ];
    let telling = (Just("TlsCertificateName".to_owned()), scalar());
    let others = prop::collection::vec((name, value()), 0..6);
    let object = (telling, others, any::<prop::sample::Index>()).prop_map(|(telling, mut others, place)| {
        others.insert(place.index(others.len() + 1), telling);
        others
    });
    prop::collection::vec(object, 1..5)
}

/// A document as serde_json or a program with other habits writes it.
#[derive(Debug, Clone, Copy)]
struct Habits {
    /// What stands between marks.
    blank: &'static str,
    /// Every character as `\u0041`.
    escaped: bool,
    /// `/` as `\/`, and hexadecimal digits in capitals.
    odd: bool,
}

fn habits() -> impl Strategy<Value = Habits> {
    (prop::sample::select(vec!["", " ", "\n  ", "\r\n\t"]), any::<bool>(), any::<bool>())
        .prop_map(|(blank, escaped, odd)| Habits { blank, escaped, odd })
}

impl Habits {
    fn text(self, text: &str) -> String {
        if self.escaped {
            let units = text.encode_utf16();
            let escapes: String = units
                .map(|unit| if self.odd { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") })
                .collect();
            return format!("\"{escapes}\"");
        }
        let written = Json::from(text).to_string();
        if self.odd { written.replace('/', "\\/") } else { written }
    }

    fn value(self, value: &Json) -> String {
        match value {
            Json::String(text) => self.text(text),
            Json::Array(entries) => self.bracketed('[', entries.iter().map(|entry| self.value(entry)), ']'),
            other => other.to_string(),
        }
    }

    fn bracketed(self, open: char, parts: impl Iterator<Item = String>, close: char) -> String {
        let blank = self.blank;
        let parts: Vec<String> = parts.map(|part| format!("{blank}{part}")).collect();
        format!("{open}{}{blank}{close}", parts.join(&format!("{blank},")))
    }

    fn document(self, objects: &[Vec<(String, Json)>]) -> String {
        let blank = self.blank;
        let member = |(name, value): &(String, Json)| {
            // The name stands as it is: what is known by it is told from its letters.
            format!("{}{blank}:{blank}{}", Json::from(name.as_str()), self.value(value))
        };
        let objects = objects.iter().map(|members| self.bracketed('{', members.iter().map(member), '}'));
        self.bracketed('[', objects, ']')
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whole_documents_say_what_they_say_to_serde_json(objects in objects(), habits in habits()) {
        assert_same(&habits.document(&objects));
    }

    /// One letter more, less or other: where it is still JSON, it is still read alike.
    #[test]
    fn what_is_damaged_and_still_json_is_read_alike(
        objects in objects(),
        place in any::<prop::sample::Index>(),
        letter in prop::sample::select(b"\"\\{}[],:0ent u".to_vec()),
        how in 0..3,
    ) {
        let mut bytes = Habits { blank: " ", escaped: false, odd: false }.document(&objects).into_bytes();
        let place = place.index(bytes.len());
        match how {
            0 => bytes.insert(place, letter),
            1 => bytes[place] = letter,
            _ => drop(bytes.remove(place)),
        }
        let Ok(document) = String::from_utf8(bytes) else { return Ok(()) };
        let Ok(expected) = serde_json::from_str::<Vec<Members>>(&document) else { return Ok(()) };
        let is_known = |object: &Members| object.0.iter().any(|(name, _)| name == "TlsCertificateName");
        let is_flat = |value: &Json| match value {
            Json::Array(entries) => !entries.iter().any(|entry| entry.is_array() || entry.is_object()),
            other => !other.is_object(),
        };
        if expected.iter().all(|object| is_known(object) && object.0.iter().all(|(_, value)| is_flat(value))) {
            assert_same(&document);
        }
    }
}
