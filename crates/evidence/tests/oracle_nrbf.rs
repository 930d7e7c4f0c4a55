//! SerializationData, the binary format of .NET, is read by hand for single values of its first object, so that
//! nothing else of it can do harm. Those values have to be the ones that the nrbf crate finds.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what cannot be written or read is a failure of the test"
)]

mod support;

use htd_evidence::{Record, read};
use htd_source::SourceId;
use nrbf::{RemotingMessage, Value};
use proptest::prelude::*;
use std::collections::HashMap;
use support::base64;

const CLASS: &str = "Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate";

/// The value of a member, and the ways in which .NET writes it.
#[derive(Debug, Clone)]
enum Member {
    Flag(bool),
    Int16(i16),
    Int32(i32),
    Double(f64),
    Null,
    /// A text where it belongs.
    Text(String),
    /// A text behind the object, which a reference names.
    TextBehind(String),
    /// An enumeration is an object of one number.
    Enumeration(i32),
    /// Bytes behind the object.
    Bytes(Vec<u8>),
}

#[derive(Debug, Default)]
struct Writer {
    bytes: Vec<u8>,
    /// Records that stand behind the object.
    behind: Vec<u8>,
    ids: i32,
}

/// Records and types by their numbers.
const END: u8 = 11;
const CLASS_WITH_TYPES: u8 = 5;
const OBJECT_STRING: u8 = 6;
const REFERENCE: u8 = 9;
const NULL: u8 = 10;
const LIBRARY: u8 = 12;
const ARRAY_OF_PRIMITIVES: u8 = 15;
const BOOLEAN: u8 = 1;
const BYTE: u8 = 2;
const DOUBLE: u8 = 6;
const INT16: u8 = 7;
const INT32: u8 = 8;

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    let mut length = text.len();
    while length >= 0x80 {
        bytes.push(length as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend_from_slice(text.as_bytes());
}

fn put(bytes: &mut Vec<u8>, number: i32) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

impl Writer {
    fn stream(members: &[(String, Member)]) -> Vec<u8> {
        let mut writer = Self { ids: 10, ..Self::default() };
        let bytes = &mut writer.bytes;
        bytes.push(0);
        [1, -1, 1, 0].into_iter().for_each(|number| put(bytes, number));
        bytes.push(LIBRARY);
        put(bytes, 2);
        put_text(bytes, "Microsoft.Exchange.Management");
        bytes.push(CLASS_WITH_TYPES);
        put(bytes, 1);
        put_text(bytes, CLASS);
        put(bytes, members.len() as i32);
        members.iter().for_each(|(name, _)| put_text(bytes, name));
        for (_, member) in members {
            bytes.push(match member {
                Member::Flag(_) | Member::Int16(_) | Member::Int32(_) | Member::Double(_) => 0,
                Member::Text(_) => 1,
                // As a member of any type: of one that is a text the nrbf crate knows neither of the two.
                Member::Null | Member::TextBehind(_) => 2,
                Member::Enumeration(_) => 4,
                Member::Bytes(_) => 7,
            });
        }
        for (_, member) in members {
            match member {
                Member::Flag(_) => bytes.push(BOOLEAN),
                Member::Int16(_) => bytes.push(INT16),
                Member::Int32(_) => bytes.push(INT32),
                Member::Double(_) => bytes.push(DOUBLE),
                Member::Bytes(_) => bytes.push(BYTE),
                Member::Enumeration(_) => {
                    put_text(bytes, "Some.Enumeration");
                    put(bytes, 2);
                }
                Member::Null | Member::Text(_) | Member::TextBehind(_) => {}
            }
        }
        put(bytes, 2);
        members.iter().for_each(|(_, member)| writer.value(member));
        writer.bytes.append(&mut writer.behind);
        writer.bytes.push(END);
        writer.bytes
    }

    fn value(&mut self, member: &Member) {
        self.ids += 1;
        let Self { bytes, behind, ids } = self;
        match member {
            Member::Flag(flag) => bytes.push(u8::from(*flag)),
            Member::Int16(number) => bytes.extend_from_slice(&number.to_le_bytes()),
            Member::Int32(number) => put(bytes, *number),
            Member::Double(number) => bytes.extend_from_slice(&number.to_le_bytes()),
            Member::Null => bytes.push(NULL),
            Member::Text(text) => {
                bytes.push(OBJECT_STRING);
                put(bytes, *ids);
                put_text(bytes, text);
            }
            Member::TextBehind(text) => {
                bytes.push(REFERENCE);
                put(bytes, *ids);
                behind.push(OBJECT_STRING);
                put(behind, *ids);
                put_text(behind, text);
            }
            Member::Enumeration(number) => {
                // .NET counts such objects below zero, which the nrbf crate refuses.
                bytes.push(CLASS_WITH_TYPES);
                put(bytes, *ids);
                put_text(bytes, "Some.Enumeration");
                put(bytes, 1);
                put_text(bytes, "value__");
                bytes.extend([0, INT32]);
                put(bytes, 2);
                put(bytes, *number);
            }
            Member::Bytes(array) => {
                bytes.push(REFERENCE);
                put(bytes, *ids);
                behind.push(ARRAY_OF_PRIMITIVES);
                put(behind, *ids);
                put(behind, array.len() as i32);
                behind.push(BYTE);
                behind.extend_from_slice(array);
            }
        }
    }
}

/// What the reader makes of a certificate that carries a stream.
fn record(stream: &[u8]) -> Record {
    let document = format!(
        "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><Obj RefId=\"0\">\
         <TN RefId=\"0\"><T>Deserialized.{CLASS}</T></TN><Props><S N=\"Thumbprint\">{:040}</S>\
         <BA N=\"SerializationData\">{}</BA></Props></Obj></Objs>",
        0,
        base64(stream)
    );
    let (_, reading) = read(SourceId(0), "export.xml", document.as_bytes());
    let mut records = reading.records();
    records.next().expect("a record").clone()
}

fn number(value: Option<&Value<'_>>) -> Option<i64> {
    match value? {
        Value::Boolean(flag) => Some(i64::from(*flag)),
        Value::Int16(number) => Some(i64::from(*number)),
        Value::Int32(number) => Some(i64::from(*number)),
        Value::Object(object) => number(object.members.get("value__")),
        _ => None,
    }
}

fn told(record: &Record, name: &str) -> Option<String> {
    record.get(name).map(|property| property.value.text.clone())
}

fn assert_same(stream: &[u8]) {
    let Ok(RemotingMessage::Value(Value::Object(object))) = RemotingMessage::parse(stream) else {
        panic!("the nrbf crate reads no object: {stream:?}");
    };
    let members: HashMap<&str, Value<'_>> = object.members;
    let record = record(stream);
    for name in ["Services", "Status"] {
        let found = record.get(name).and_then(|property| property.value.number);
        assert_eq!(found, number(members.get(name)), "{name}: {members:?}");
    }
    let exportable = number(members.get("PrivateKeyExportable"));
    let exportable = exportable.map(|number| if number == 0 { "False" } else { "True" }.to_owned());
    assert_eq!(told(&record, "PrivateKeyExportable"), exportable, "{members:?}");
    let identity = match members.get("Identity") {
        Some(Value::String(text)) => Some((*text).to_owned()),
        _ => None,
    };
    assert_eq!(told(&record, "Identity"), identity, "{members:?}");
}

/// The nrbf crate takes a number that begins with this byte for the name of a library.
fn is_taken_for_a_library(member: &Member) -> bool {
    let first = match member {
        Member::Int16(number) => number.to_le_bytes()[0],
        Member::Int32(number) | Member::Enumeration(number) => number.to_le_bytes()[0],
        Member::Double(number) => number.to_le_bytes()[0],
        _ => 0,
    };
    first == LIBRARY
}

fn member() -> impl Strategy<Value = Member> {
    let member = prop_oneof![
        any::<bool>().prop_map(Member::Flag),
        any::<i16>().prop_map(Member::Int16),
        any::<i32>().prop_map(Member::Int32),
        any::<f64>().prop_filter("it equals itself", |number| !number.is_nan()).prop_map(Member::Double),
        Just(Member::Null),
        "[A-Za-z0-9\\\\]{1,200}".prop_map(Member::Text),
        "[A-Za-z0-9\\\\]{1,20}".prop_map(Member::TextBehind),
        any::<i32>().prop_map(Member::Enumeration),
        prop::collection::vec(any::<u8>(), 0..20).prop_map(Member::Bytes),
    ];
    member.prop_filter("the nrbf crate reads it", |member| !is_taken_for_a_library(member))
}

fn members() -> impl Strategy<Value = Vec<(String, Member)>> {
    let names = ["Services", "Status", "PrivateKeyExportable", "Identity", "CertData", "Other", "More"];
    let names = prop::sample::subsequence(names.to_vec(), 1..=names.len()).prop_shuffle();
    names.prop_flat_map(|names| {
        let members: Vec<_> = names.into_iter().map(|name| (Just(name.to_owned()), member())).collect();
        members
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn serialised_certificates_say_what_they_say_to_the_nrbf_crate(members in members()) {
        assert_same(&Writer::stream(&members));
    }

    #[test]
    fn of_a_stream_that_is_cut_nothing_is_told(members in members(), place in any::<prop::sample::Index>()) {
        let mut stream = Writer::stream(&members);
        stream.truncate(place.index(stream.len()));
        prop_assert!(RemotingMessage::parse(&stream).is_err());
        let record = record(&stream);
        for name in ["Services", "Status", "PrivateKeyExportable", "Identity"] {
            prop_assert_eq!(told(&record, name), None);
        }
    }
}
