//! Objects of every shape that the shell writes.

use super::generator::{Object, Value, utf8_with_mark, utf16_be, utf16_le, write};
use super::*;
use crate::sample::Random;

const NAME: &str =
    "<I>CN=Fabrikam Trust RSA CA 2025, O=Fabrikam, C=US<S>CN=mail.contoso.example, O=\"Müller & Söhne\"";

fn connector() -> Object {
    let trusted = [("mail.protection.outlook.com", "AcceptCloudServicesMail")];
    Object::receive_connector(
        "EX01",
        "Default Frontend EX01",
        Value::identifier(NAME),
        Value::capabilities(&trusted),
    )
}

#[test]
fn a_connector_in_every_encoding_and_in_pieces_of_any_size() {
    let file = write(&[connector(), connector()]);
    for (bytes, encoding) in [
        (file.as_bytes().to_vec(), Encoding::Utf8),
        (utf8_with_mark(&file), Encoding::Utf8),
        (utf16_le(&file), Encoding::Utf16Le),
        (utf16_be(&file), Encoding::Utf16Be),
        (utf16_le(&file)[2..].to_vec(), Encoding::Utf16Le),
    ] {
        for size in [1, 3, 100, 4096, 1 << 20] {
            let (source, reading) = read_in(&bytes, size);
            assert_eq!((reading.format, source.encoding()), (Format::Clixml, encoding));
            assert!(reading.problems.is_empty(), "{:?}", reading.problems);
            assert_places(&source, &reading);
            let found = records(&reading);
            assert_eq!(found.len(), 2);
            let one = found[0];
            let of = "Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector";
            assert_eq!(one.type_name.as_deref(), Some(of));
            assert_eq!(text(one, "TlsCertificateName"), Some(NAME));
            assert_eq!(text(one, "Identity"), Some("EX01\\Default Frontend EX01"));
            assert_eq!(text(one, "Comment"), Some(""));
            assert_eq!(text(one, "Enabled"), Some("True"));
            assert_eq!(text(one, "PSComputerName"), Some("ex01.contoso.example"));
            let mechanisms = &one.get("AuthMechanism").unwrap().value;
            assert_eq!(mechanisms.number, Some(31));
            assert_eq!(mechanisms.text, "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer");
            let bindings = one.get("Bindings").unwrap().value.list.as_ref().unwrap();
            assert_eq!(bindings[1].value, "0.0.0.0:25");
            let trusted = one.get("TlsDomainCapabilities").unwrap().value.list.as_ref().unwrap();
            assert_eq!(trusted[0].value, "mail.protection.outlook.com:AcceptCloudServicesMail");
            assert!(!one.has("SerializationData") && !one.has("IsDeleted"));
        }
    }
}

#[test]
fn the_lines_are_those_of_the_file() {
    let file = write(&[Object::typed("A.B"), connector()]);
    let (source, reading) = read(file.as_bytes());
    let name = records(&reading)[0].get("TlsCertificateName").unwrap();
    let line = source.position(name.value.span.start).line as usize;
    assert!(file.lines().nth(line - 1).unwrap().contains("N=\"TlsCertificateName\""), "{line}");
}

#[test]
fn a_paste_with_its_prompt_and_whatever_stands_before_xml() {
    let file = write(&[connector()]);
    for before in [
        "[PS] C:\\>Get-Content .\\receive.xml\r\n",
        "#< CLIXML\r\n",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<!-- <Obj> of EX01 -->\r\n",
        "\r\n\r\n",
    ] {
        let (_, reading) = read(format!("{before}{file}\r\nPS C:\\>").as_bytes());
        assert_eq!(records(&reading).len(), 1, "{before}");
        assert!(reading.problems.is_empty(), "{before}: {:?}", reading.problems);
    }
}

#[test]
fn text_that_only_mentions_it_is_not_taken_for_it() {
    for paste in ["Name : <Objsolete>\r\n", &"Name : A\r\n".repeat(300)] {
        let (_, reading) = read(format!("{paste}<Objs Version").as_bytes());
        assert_ne!(reading.format, Format::Clixml);
    }
}

#[test]
fn several_files_in_one_number_their_objects_anew() {
    let one = write(&[Object::typed("Contoso.First").with("Name", Value::text("one"))]);
    let two = write(&[Object::typed("Contoso.Second").with("Name", Value::text("two"))]);
    let (_, reading) = read(format!("{one}\r\n{two}").as_bytes());
    let types: Vec<_> = records(&reading).iter().filter_map(|record| record.type_name.as_deref()).collect();
    assert_eq!(types, ["Contoso.First", "Contoso.Second"]);
}

#[test]
fn deserialized_and_selected_objects_are_what_they_were() {
    for (prefix, notes) in [("Deserialized.", false), ("Selected.", true), ("Deserialized.Selected.", true)] {
        let mut object = Object::typed(&format!("{prefix}Contoso.ReceiveConnector"));
        let members = vec![("TlsCertificateName".to_owned(), Value::text(NAME))];
        if notes {
            object.notes = members;
        } else {
            object.properties = members;
        }
        let (_, reading) = read(write(&[object]).as_bytes());
        let found = records(&reading);
        assert_eq!(found[0].type_name.as_deref(), Some("Contoso.ReceiveConnector"));
        assert_eq!(text(found[0], "TlsCertificateName"), Some(NAME));
    }
}

#[test]
fn a_property_that_was_added_hides_the_one_of_the_object() {
    let object = Object::typed("A.B")
        .with("Server", Value::text("EX01"))
        .with("Name", Value::text("one"))
        .noting("server", Value::text("EX02"));
    let (_, reading) = read(write(&[object]).as_bytes());
    let found = records(&reading);
    assert_eq!((text(found[0], "Server"), text(found[0], "Name")), (Some("EX02"), Some("one")));
    assert_eq!(found[0].properties.len(), 2);
}

#[test]
fn references_give_the_text_of_what_was_met_before() {
    let object = Object::typed("A.B")
        .with("Identity", Value::Object(Object::printed("C.D", "EX01\\Default")))
        .with("Id", Value::Reference(1))
        .with("Parent", Value::Reference(0))
        .with("Lost", Value::Reference(99));
    let (_, reading) = read(write(&[object]).as_bytes());
    let found = records(&reading);
    assert_eq!(text(found[0], "Id"), Some("EX01\\Default"));
    // The object refers to itself, which is worth nothing, and to one that is not there, which is told.
    assert_eq!((text(found[0], "Parent"), text(found[0], "Lost")), (None, None));
    assert_eq!(reading.problems.len(), 1);
    assert!(problems(&reading)[0].contains("not in the file"), "{:?}", reading.problems);
}

#[test]
fn names_of_types_are_no_values() {
    let object = Object::typed("A.B")
        .with("Name", Value::text("one"))
        .with("Domain", Value::text("Microsoft.com"))
        .with(
            "Cut",
            Value::text("Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.SmartHost]"),
        )
        .with("Array", Value::text("System.Object[]"))
        .with(
            "Credential",
            Value::Object(Object::printed("A.C", "System.Management.Automation.PSCredential")),
        )
        .with("Nested", Value::Object(Object::custom(vec![("A", Value::text("b"))])))
        .with("Hosts", Value::array(vec![Value::text("a"), Value::Object(Object::typed("A.D"))]));
    let (_, reading) = read(write(&[object]).as_bytes());
    let found = records(&reading);
    let names: Vec<&str> = found[0].properties.iter().map(|property| &*property.name.value).collect();
    assert_eq!(names, ["Name", "Domain", "Hosts"]);
    // An entry that cannot be named makes the list one that is not whole.
    assert!(found[0].get("Hosts").unwrap().value.cut);
}

#[test]
fn capabilities_are_told_by_their_properties_where_the_text_lacks_them() {
    let entry = |text: &str, properties: Vec<(&str, Value)>| {
        let mut object = Object::printed("Microsoft.Exchange.Data.SmtpReceiveDomainCapabilities", text);
        for (name, value) in properties {
            object = object.with(name, value);
        }
        Value::Object(object)
    };
    let list = |entries: Vec<Value>| {
        let object = Object::typed("A.ReceiveConnector").with("TlsDomainCapabilities", Value::array(entries));
        let (_, reading) = read(write(&[object]).as_bytes());
        let value = records(&reading)[0].get("TlsDomainCapabilities").unwrap().value.clone();
        (value.text, value.cut)
    };
    let told =
        vec![("Domain", Value::text("a.example")), ("Capabilities", Value::text("AcceptCloudServicesMail"))];
    let whole = "{a.example:AcceptCloudServicesMail}".to_owned();
    assert_eq!(list(vec![entry("a.example", told.clone())]), (whole.clone(), false));
    let type_name = "Microsoft.Exchange.Data.SmtpReceiveDomainCapabilities";
    assert_eq!(list(vec![entry(type_name, told)]), (whole, false));
    // Without its capability an entry says nothing: the list is not whole, and nobody may call it empty.
    assert_eq!(list(vec![entry("a.example", Vec::new())]), ("{}".to_owned(), true));
}

#[test]
fn hash_tables_and_arrays_give_their_objects() {
    let mut table = Object::typed("System.Collections.Hashtable");
    table.table = Some(vec![
        ("Receive".to_owned(), Value::array(vec![Value::Object(connector()), Value::Object(connector())])),
        ("Other".to_owned(), Value::Object(Object::custom(vec![("Name", Value::text("x"))]))),
    ]);
    let mut array = Object::typed("System.Object[]");
    array.list = Some(vec![Value::Object(connector())]);
    let custom = Object::custom(vec![
        ("Title", Value::text("all")),
        ("Receive", Value::array(vec![Value::Object(connector())])),
    ]);
    let (source, reading) = read(write(&[table, array, custom]).as_bytes());
    assert_places(&source, &reading);
    let names: Vec<_> = records(&reading).iter().map(|record| text(record, "Name").unwrap_or("-")).collect();
    let connector = "Default Frontend EX01";
    assert_eq!(names, [connector, connector, "x", connector, connector, "-"]);
}

#[test]
fn events_that_have_nothing_to_do_with_certificates_are_not_kept() {
    let event = |id: i32, source: &str| {
        Object::typed("System.Diagnostics.EventLogEntry")
            .with("EventID", Value::Number(id))
            .with("MachineName", Value::text("EX01.contoso.example"))
            .with("EntryType", Value::enumeration("System.Diagnostics.EventLogEntryType", "Error", 1))
            .with("Message", Value::text("Something happened."))
            .with("Source", Value::text(source))
    };
    let mut log: Vec<Object> = (0..2000).map(|id| event(id, "MSExchange Common")).collect();
    log.push(event(12014, "MSExchangeFrontEndTransport"));
    log.push(event(12014, "Contoso Backup"));
    let (_, reading) = read(write(&log).as_bytes());
    let ids: Vec<u32> = reading
        .items
        .iter()
        .map(|item| if let Item::Event(event) = item { event.id.value } else { 0 })
        .collect();
    assert_eq!(ids, [1035, 12014]);
}

/// A value with everything in it that XML or the export writes otherwise.
fn some_text(random: &mut Random) -> String {
    const PARTS: [&str; 16] = [
        "CN=mail.contoso.example",
        ", ",
        "<I>",
        "<S>",
        "&amp;",
        "&",
        "_x000D_",
        "_x",
        "_",
        "\"",
        "'",
        "ü",
        "\u{1F512}",
        " ]]> ",
        "a",
        "0.0.0.0:25",
    ];
    (0..1 + random.below(6)).map(|_| PARTS[random.below(PARTS.len())]).collect()
}

/// A property's name, text, list and number.
type Expected = (String, String, Option<Vec<String>>, Option<i64>);

#[test]
fn whatever_is_exported_reads_back() {
    let mut random = Random(7);
    for round in 0..300 {
        let mut object = Object::typed("Contoso.Thing");
        let mut expected: Vec<Expected> = Vec::new();
        for index in 0..1 + random.below(8) {
            let name = format!(
                "P{index}{}",
                if random.below(4) == 0 {
                    some_text(&mut random).replace(char::is_whitespace, "")
                } else {
                    String::new()
                }
            );
            let text = some_text(&mut random).trim().to_owned();
            let (value, expectation) = match random.below(5) {
                0 => (Value::Null, (String::new(), None, None)),
                1 => (Value::enumeration("A.E", &text, 5), (text, None, Some(5))),
                2 => {
                    let entries: Vec<String> = (0..random.below(4))
                        .map(|_| some_text(&mut random).trim().to_owned())
                        .filter(|text| !text.is_empty())
                        .collect();
                    let slices: Vec<&str> = entries.iter().map(String::as_str).collect();
                    (
                        Value::list("A.F", &slices),
                        (format!("{{{}}}", entries.join(", ")), Some(entries), None),
                    )
                }
                3 => (Value::Object(Object::printed("A.G", &text)), (text, None, None)),
                _ => (Value::text(&text), (text, None, None)),
            };
            let (text, list, number) = expectation;
            expected.push((name.clone(), text, list, number));
            if random.below(2) == 0 {
                object.properties.push((name, value));
            } else {
                object.notes.push((name, value));
            }
        }
        let file = write(&[object]);
        let bytes = match random.below(3) {
            0 => utf16_le(&file),
            1 => utf16_be(&file),
            _ => utf8_with_mark(&file),
        };
        let (source, reading) = read_in(&bytes, 1 + random.below(200));
        assert_places(&source, &reading);
        let found = records(&reading);
        assert_eq!(found[0].properties.len(), expected.len(), "{round}: {file}");
        for (name, text, list, number) in expected {
            let value = &found[0].get(&name).unwrap_or_else(|| panic!("{round}: {name} of {file}")).value;
            let entries =
                value.list.as_ref().map(|list| list.iter().map(|entry| entry.value.clone()).collect());
            assert_eq!(
                (&value.text, entries, value.number),
                (&text, list, number),
                "{round}: {name} of {file}"
            );
        }
    }
}
