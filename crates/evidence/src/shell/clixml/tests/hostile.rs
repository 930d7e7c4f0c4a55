//! Files that are cut off, damaged or made to do harm.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may look at the clock: what is hostile must not take long"
)]

use super::generator::{Object, Value, write};
use super::*;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::time::Instant;

const HEAD: &str = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">";

fn small() -> String {
    let trusted = [("mail.protection.outlook.com", "AcceptCloudServicesMail")];
    let connector = Object::receive_connector(
        "EX01",
        "Default Frontend EX01",
        Value::identifier("<I>CN=Ü<S>CN=mail.contoso.example"),
        Value::capabilities(&trusted),
    );
    let certificate = Object::exchange_certificate(&fixture("ex01-self-signed.der"), "ex01", None);
    write(&[connector, certificate])
}

fn in_time(what: &str, bytes: &[u8]) -> (Source, Reading) {
    let began = Instant::now();
    let read = read(bytes);
    // Many times what it takes, as the machine may have other work; more than linear time would be far above.
    let most = 15 + bytes.len() as u64 / 500_000;
    assert!(began.elapsed().as_secs() <= most, "{what} took {:?}", began.elapsed());
    assert_places(&read.0, &read.1);
    read
}

#[test]
fn a_file_cut_off_anywhere_gives_what_precedes_the_cut() {
    let file = small();
    let bytes = file.as_bytes();
    let (_, whole) = read(bytes);
    let complete = records(&whole);
    for length in HEAD.len() + 1..bytes.len() {
        let (source, reading) = read_in(&bytes[..length], 1 << 16);
        assert_places(&source, &reading);
        assert!(!reading.problems.is_empty(), "{length}");
        for (record, original) in records(&reading).into_iter().zip(&complete) {
            for property in &record.properties {
                let known = original.get(&property.name.value).unwrap();
                // What did not end is not there: no value is shorter than it was.
                assert_eq!(property.value.text, known.value.text, "{length}: {}", property.name.value);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn damaged_bytes_do_no_harm(
        damage in prop::collection::vec((any::<Index>(), select(b"<>/\"'&;! \n?=]-_x0O\xFF\x00".to_vec())), 1..5),
        piece in 1..2_000usize,
    ) {
        let mut bytes = small().into_bytes();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let (source, reading) = read_in(&bytes, piece);
        if reading.format == Format::Clixml {
            assert_places(&source, &reading);
        }
    }
}

#[test]
fn elements_too_deep_cost_themselves_only() {
    let depth = 500_000;
    let deep = format!(
        "{HEAD}<Obj RefId=\"0\"><TN RefId=\"0\"><T>A.B</T></TN><Props><S N=\"Name\">one</S>{}{}</Props></Obj></Objs>",
        "<Obj N=\"X\"><Props>".repeat(depth),
        "</Props></Obj>".repeat(depth)
    );
    let (_, reading) = in_time("depth", deep.as_bytes());
    assert_eq!(text(records(&reading)[0], "Name"), Some("one"));
    assert!(
        problems(&reading).iter().any(|message| message.contains("nested deeper")),
        "{:?}",
        reading.problems
    );
    in_time("no end", format!("{HEAD}{}", "<Obj><LST>".repeat(depth)).as_bytes());
    in_time("no beginning", format!("{HEAD}{}", "</Obj></LST>".repeat(depth)).as_bytes());
}

#[test]
fn entities_that_a_document_declares_are_not_expanded() {
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY lol{n} \"{}\">\n", format!("&lol{};", n - 1).repeat(10))).collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE Objs [\n<!ENTITY lol0 \"lol\">\n{laughs}<!ENTITY file SYSTEM \
         \"file:///etc/passwd\">\n]>\n\
         {HEAD}<Obj RefId=\"0\"><TN RefId=\"0\"><T>A.B</T></TN><Props><S \
         N=\"Name\">&lol9;&file;</S></Props></Obj></Objs>"
    );
    let (_, reading) = in_time("entities", bomb.as_bytes());
    assert_eq!(text(records(&reading)[0], "Name"), Some("&lol9;&file;"));
    assert!(problems(&reading)[0].contains("document type declaration is ignored"), "{:?}", reading.problems);
}

#[test]
fn values_objects_and_properties_have_limits_that_are_told() {
    let long = "x".repeat(3 << 20);
    let object = Object::typed("A.B").with("Name", Value::text("one")).with("Long", Value::text(&long));
    let (source, reading) = in_time("long value", write(&[object]).as_bytes());
    assert!(source.text().len() < 100_000);
    let value = &records(&reading)[0].get("Long").unwrap().value;
    assert!(value.cut && value.text.len() == 64 * 1024);
    assert!(problems(&reading)[0].contains("too long"));

    let mut wide = Object::typed("A.B");
    wide.properties = (0..50_000).map(|index| (format!("P{index}"), Value::Number(index))).collect();
    let (_, reading) = in_time("many properties", write(&[wide]).as_bytes());
    assert_eq!(records(&reading)[0].properties.len(), 1000);
    assert!(problems(&reading)[0].contains("too many properties"));

    let list = Object::typed("A.B").with("L", Value::array(vec![Value::text("entry"); 100_000]));
    let (_, reading) = in_time("long list", write(&[list]).as_bytes());
    assert!(records(&reading)[0].get("L").unwrap().value.cut);

    let many = vec![Object::typed("A.B").with("Name", Value::text("one")); 100_000];
    let (source, reading) = in_time("many objects", write(&many).as_bytes());
    assert_eq!(reading.items.len(), 20_000);
    assert!(source.text().len() < 16 << 20);
    assert!(problems(&reading)[0].contains("too many objects"), "{:?}", reading.problems);

    let fat = vec![Object::typed("A.B").with("Name", Value::text(&"y".repeat(60_000))); 500];
    let (source, _) = in_time("fat objects", write(&fat).as_bytes());
    assert!(source.text().len() < 16 << 20);
}

#[test]
fn references_cannot_multiply_what_they_refer_to() {
    let mut object =
        Object::typed("A.B").with("Big", Value::Object(Object::printed("A.C", &"z".repeat(60_000))));
    for index in 0..900 {
        object.properties.push((format!("R{index}"), Value::Reference(1)));
    }
    let (source, reading) = in_time("references", write(&vec![object; 20]).as_bytes());
    assert!(source.text().len() < 16 << 20);
    assert!(!reading.problems.is_empty());
}

#[test]
fn tags_and_declarations_without_an_end_do_no_harm() {
    for (what, rest) in [
        ("tag", format!("<Obj {}", "a=\"b\" ".repeat(200_000))),
        ("quote", format!("<Obj N=\"{}", "x".repeat(2 << 20))),
        ("attributes", format!("<Obj {}>", "a=\"b\" ".repeat(200_000))),
        ("comment", format!("<!--{}", "- ->".repeat(500_000))),
        ("cdata", format!("<![CDATA[{}", "]] >".repeat(500_000))),
        ("declaration", format!("<!DOCTYPE a [{}", "<![".repeat(500_000))),
        ("instruction", format!("<?{}", "? ".repeat(500_000))),
        ("less", "<".repeat(2 << 20)),
        ("amp", format!("<Obj><S N=\"a\">{}</S></Obj>", "&".repeat(60_000))),
        ("escape", format!("<Obj><S N=\"a\">{}</S></Obj>", "_x".repeat(30_000))),
    ] {
        let file = format!("{HEAD}{rest}");
        let (_, reading) = in_time(what, file.as_bytes());
        assert_eq!(reading.format, Format::Clixml, "{what}");
        let began = Instant::now();
        read_in(&file.as_bytes()[..file.len().min(300_000)], 7);
        assert!(began.elapsed().as_secs() < 20, "{what}");
    }
}

#[test]
fn cdata_and_comments_are_read_as_xml_has_them() {
    let file = format!(
        "{HEAD}<Obj RefId=\"0\"><TN RefId=\"0\"><T>A.B</T></TN><!-- <S N=\"No\">x</S> --><Props>\
         <S N=\"Name\"><![CDATA[<I>CN=A&amp;B<S>]]>CN=C</S><S N='Other'\n>x</S></Props></Obj></Objs>"
    );
    for size in [1, 2, 1 << 16] {
        let (_, reading) = read_in(file.as_bytes(), size);
        let found = records(&reading);
        assert_eq!(text(found[0], "Name"), Some("<I>CN=A&amp;B<S>CN=C"));
        assert_eq!((text(found[0], "Other"), text(found[0], "No")), (Some("x"), None));
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    }
}

#[test]
fn an_export_without_objects_says_so() {
    for file in [format!("{HEAD}</Objs>"), format!("{HEAD}<S>one</S><I32>2</I32></Objs>")] {
        let (source, reading) = read(file.as_bytes());
        assert!(reading.items.is_empty());
        assert_eq!(problems(&reading), [NOTHING]);
        assert!(source.text().contains(NOTHING));
    }
}

#[test]
fn nothing_of_a_private_key_is_kept() {
    let body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7".repeat(8);
    let key = ["-----BEGIN ", "PRIVATE KEY-----\r\n", &body, "\r\n-----END ", "PRIVATE KEY-----"].concat();
    let object = Object::typed("A.B").with("Name", Value::text("one")).with("Notes", Value::text(&key));
    let (source, reading) = read(write(&[object]).as_bytes());
    assert!(!source.text().contains("MIIEvQ"), "{}", source.text());
    assert!(!format!("{:?}", reading.items).contains("MIIEvQ"));
    assert!(reading.items.iter().any(|item| matches!(item, Item::PrivateKey(key) if key.certain)));
    assert_places(&source, &reading);
}

#[test]
fn certificates_of_a_file_that_is_not_whole_are_some_of_a_list() {
    let certificates = vec![Object::exchange_certificate(&fixture("ex01-self-signed.der"), "ex01", None); 3];
    let file = write(&certificates);
    let partial = |reading: &Reading| {
        let commands = records(reading).into_iter().map(|record| record.command.clone());
        commands.map(|command| command.is_some_and(|command| command.filtered)).collect::<Vec<_>>()
    };
    assert_eq!(partial(&read(file.as_bytes()).1), [false; 3]);
    let (_, cut) = read(&file.as_bytes()[..file.len() * 4 / 5]);
    assert_eq!(partial(&cut), [true; 2], "the last one has lost its bytes");
}
