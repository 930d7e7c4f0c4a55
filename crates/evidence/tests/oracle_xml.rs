//! Clixml is read by hand, as it comes in and without ever expanding what a document declares. Its XML has to say what
//! it says to quick-xml.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what cannot be written or read is a failure of the test"
)]

use htd_evidence::{Reader, Record, read};
use htd_source::SourceId;
use proptest::prelude::*;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

/// What a property is in a document: its element, name and text.
#[derive(Debug, Clone, PartialEq)]
struct Member {
    element: String,
    name: String,
    text: String,
}

/// How a program writes XML.
#[derive(Debug, Clone, Copy)]
struct Habits {
    quote: char,
    /// Stands before the `>` of a tag, and between attributes.
    blank: &'static str,
    /// Stands between elements.
    between: &'static str,
    /// Every character as a reference, decimal or hexadecimal.
    references: Option<bool>,
    /// Texts of elements in CDATA.
    cdata: bool,
}

fn habits() -> impl Strategy<Value = Habits> {
    (
        prop::sample::select(vec!['"', '\'']),
        prop::sample::select(vec!["", " ", "\r\n\t"]),
        prop::sample::select(vec!["", "\n  ", "<!-- > -- a comment <S> -->", "<?a ?>"]),
        prop::option::weighted(0.3, any::<bool>()),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(quote, blank, between, references, cdata)| Habits {
            quote,
            blank,
            between,
            references,
            cdata,
        })
}

impl Habits {
    fn text(self, text: &str) -> String {
        let escape = |character: char| match (self.references, character) {
            (Some(true), c) => format!("&#x{:X};", c as u32),
            (Some(false), c) => format!("&#{};", c as u32),
            (None, '&') => "&amp;".to_owned(),
            (None, '<') => "&lt;".to_owned(),
            (None, '>') => "&gt;".to_owned(),
            (None, '"') => "&quot;".to_owned(),
            (None, '\'') => "&apos;".to_owned(),
            (None, c) => c.to_string(),
        };
        text.chars().map(escape).collect()
    }

    /// The text of an element.
    fn content(self, text: &str) -> String {
        match self.cdata {
            true => format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>")),
            false => self.text(text),
        }
    }

    fn tag(self, name: &str, attributes: &[(&str, &str)]) -> String {
        let Self { quote, blank, .. } = self;
        // A number and a namespace are written as they are by every program.
        let value = |name: &str, value: &str| if name == "N" { self.text(value) } else { value.to_owned() };
        let attributes: String = attributes
            .iter()
            .map(|(name, given)| format!(" {blank}{name}={quote}{}{quote}", value(name, given)))
            .collect();
        format!("<{name}{attributes}{blank}")
    }

    fn document(self, objects: &[Vec<Member>]) -> String {
        let Self { between, blank, .. } = self;
        let namespace = "http://schemas.microsoft.com/powershell/2004/04";
        let mut text = self.tag("Objs", &[("Version", "1.1.0.1"), ("xmlns", namespace)]) + ">";
        for (index, members) in objects.iter().enumerate() {
            let id = index.to_string();
            text += &format!("{between}{}>{between}", self.tag("Obj", &[("RefId", &id)]));
            text += &format!("{}>", self.tag("TN", &[("RefId", &id)]));
            text += &format!("<T>{}</T></TN{blank}>", self.text(TYPE));
            text += &format!("<Props>{between}");
            for Member { element, name, text: value } in members {
                let tag = self.tag(element, &[("N", name)]);
                text += &match value.as_str() {
                    "" => format!("{tag}/>"),
                    _ => format!("{tag}>{}</{element}{blank}>", self.content(value)),
                };
                text += between;
            }
            text += &format!("</Props></Obj>{between}");
        }
        text + "</Objs>"
    }
}

const TYPE: &str = "Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector";

/// What quick-xml finds in a document.
fn members(document: &str) -> Vec<Vec<Member>> {
    let mut reader = quick_xml::Reader::from_str(document);
    let mut objects: Vec<Vec<Member>> = Vec::new();
    let mut open: Option<Member> = None;
    loop {
        match reader.read_event().expect("quick-xml reads it") {
            Event::Start(tag) if tag.name().as_ref() == "Obj" => objects.push(Vec::new()),
            Event::Start(tag) => open = member(&tag),
            Event::Empty(tag) => objects.last_mut().expect("an object").extend(member(&tag)),
            Event::Text(text) => {
                if let Some(member) = &mut open {
                    member.text += &text;
                }
            }
            Event::CData(text) => {
                if let Some(member) = &mut open {
                    member.text += &text;
                }
            }
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().expect("a character").map(String::from);
                let text = character.or_else(|| resolve_predefined_entity(&reference).map(str::to_owned));
                if let Some(member) = &mut open {
                    member.text += &text.expect("an entity");
                }
            }
            Event::End(_) => {
                if let Some(member) = open.take() {
                    objects.last_mut().expect("an object").push(member);
                }
            }
            Event::Eof => return objects,
            _ => {}
        }
    }
}

fn member(tag: &quick_xml::events::BytesStart<'_>) -> Option<Member> {
    let name = tag.try_get_attribute("N").expect("attributes")?;
    let name = name.normalized_value(XmlVersion::Implicit1_0).expect("a value").into_owned();
    let element = tag.name().as_ref().to_owned();
    Some(Member { element, name, text: String::new() })
}

/// What the shell makes of a text of an element.
fn told(member: &Member) -> String {
    match (member.element.as_str(), member.text.as_str()) {
        ("B", "true") => "True".to_owned(),
        ("B", "false") => "False".to_owned(),
        (_, text) => text.to_owned(),
    }
}

fn assert_record(record: &Record, expected: &[Member], document: &str) {
    assert_eq!(record.type_name.as_deref(), Some(TYPE), "{document}");
    for member in expected {
        let found = record.get(&member.name).unwrap_or_else(|| panic!("{member:?} is missing: {document}"));
        // The account has a line for each property: white space of its own is one blank.
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(&found.value.text), words(&told(member)), "{document}");
        if member.element == "I32" {
            assert_eq!(found.value.number, member.text.parse().ok(), "{document}");
        }
    }
    assert_eq!(record.properties.len(), expected.len(), "{document}");
}

fn assert_same(document: &str, pieces: usize) {
    let expected = members(document);
    let (_, whole) = read(SourceId(0), "export.xml", document.as_bytes());
    let mut reader = Reader::new(SourceId(0), "export.xml");
    document.as_bytes().chunks(pieces).for_each(|piece| reader.push(piece));
    let (_, streamed) = reader.finish();
    for reading in [whole, streamed] {
        let records: Vec<&Record> = reading.records().collect();
        assert_eq!(records.len(), expected.len(), "{document}");
        for (record, expected) in records.into_iter().zip(&expected) {
            assert_record(record, expected, document);
        }
        assert!(reading.problems.is_empty(), "{:?}: {document}", reading.problems);
    }
}

const PIECES: [&str; 11] = ["&", "<", ">", "\"", "'", "]]>", "&amp;", "<I>CN=", "größe", "\u{1F512}", "_y"];

/// Letters and what XML has to escape. What the shell escapes in its own way, `_x000A_`, quick-xml does not know.
fn text() -> impl Strategy<Value = String> {
    let special = prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned);
    let piece = prop_oneof![4 => "[ -^`-~]{1,12}", 1 => special];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn object() -> impl Strategy<Value = Vec<Member>> {
    let value = prop_oneof![
        4 => text().prop_map(|text| ("S", text)),
        1 => any::<bool>().prop_map(|flag| ("B", flag.to_string())),
        1 => any::<i32>().prop_map(|number| ("I32", number.to_string())),
    ];
    // No name occurs twice, however it is written.
    prop::collection::vec(value, 1..6).prop_map(|values| {
        let names = ["Identity", "Remarks", "Fqdn", "Größe", "A.B", "Banner"];
        values
            .into_iter()
            .zip(names)
            .map(|((element, text), name)| Member {
                element: element.to_owned(),
                name: name.to_owned(),
                text,
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn clixml_says_what_it_says_to_quick_xml(
        objects in prop::collection::vec(object(), 1..4),
        habits in habits(),
        pieces in 1..64usize,
    ) {
        assert_same(&habits.document(&objects), pieces);
    }
}
