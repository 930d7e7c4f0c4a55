//! What stands above, between and below exports in one text.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may look at the clock: what is hostile must not take long"
)]
#![allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]

use super::generator::{Object, Value, write};
use super::*;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::time::Instant;

fn export(name: &str) -> String {
    let value = format!("<I>CN=A<S>CN={name}");
    write(&[Object::typed("Contoso.ReceiveConnector").with("TlsCertificateName", Value::text(&value))])
}

/// What Format-List prints of many connectors.
fn list(first: u32, count: u32) -> String {
    let connector = |number| {
        format!(
            "Name               : Send {number}\r\nTlsCertificateName : <I>CN=B<S>CN=list{number}\r\n\r\n"
        )
    };
    (first..first + count).map(connector).collect()
}

/// The names of the certificates in the order in which they stand there, each with the line it stands in.
fn names(source: &Source, reading: &Reading) -> Vec<(String, u32)> {
    assert_places(source, reading);
    let mut names = Vec::new();
    for record in records(reading) {
        let value = &record.get("TlsCertificateName").unwrap().value;
        let (_, name) = value.text.rsplit_once("CN=").unwrap();
        names.push((name.to_owned(), source.position(value.span.start).line));
    }
    names
}

/// The line, from 1, in which a text stands.
fn line_of(text: &str, part: &str) -> u32 {
    text[..text.find(part).unwrap()].matches('\n').count() as u32 + 1
}

#[test]
fn it_is_found_below_any_amount_of_other_text_and_that_is_read_as_ever() {
    for (above, below) in [(1, 1), (400, 0), (400, 3), (0, 2)] {
        let prose = "These are the connectors that were exported:";
        let text = format!("{}{prose}\r\n\r\n{}\r\n{}", list(0, above), export("export"), list(above, below));
        let (source, reading) = read(text.as_bytes());
        let found = names(&source, &reading);
        let mut expected: Vec<_> = (0..above).map(|number| format!("list{number}")).collect();
        expected.push("export".to_owned());
        expected.extend((above..above + below).map(|number| format!("list{number}")));
        assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), expected);
        for (name, line) in found {
            assert_eq!(line, line_of(&text, &format!("CN={name}")), "{name}");
        }
        assert_eq!(problems(&reading).len(), 1, "{:?}", reading.problems);
        assert_eq!(source.slice(reading.problems[0].span.start, reading.problems[0].span.end), prose);
        let parts: Vec<_> = reading.parts.iter().map(|part| part.format).collect();
        let all = [Format::FormatList, Format::Clixml, Format::FormatList];
        match (above, below) {
            (0, _) => assert_eq!(parts, all[1..]),
            (_, 0) => assert_eq!(parts, all[..2]),
            _ => assert_eq!(parts, all),
        }
    }
}

#[test]
fn several_in_one_text_and_the_pieces_it_comes_in_make_no_difference() {
    let text = format!(
        "{}\r\n[PS] C:\\>Get-SendConnector | fl\r\n\r\n{}{}{} <?xml version=\"1.0\"?>{}",
        export("one"),
        list(0, 1),
        export("two"),
        export("three"),
        export("four")
    );
    let (whole, reading) = read(text.as_bytes());
    let found = names(&whole, &reading);
    assert_eq!(
        found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["one", "list0", "two", "three", "four"]
    );
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    for size in [1, 2, 3, 13, 64, 1000] {
        let (source, again) = read_in(text.as_bytes(), size);
        assert_eq!(source.text(), whole.text(), "{size}");
        assert_eq!(names(&source, &again), found, "{size}");
    }
    // Further down than a source's head, where a text is read as a whole.
    let text = format!("{}{text}", list(7, 300));
    let (source, reading) = read(text.as_bytes());
    let further = names(&source, &reading);
    assert_eq!(
        further[300..].iter().map(|(name, _)| name).collect::<Vec<_>>(),
        ["one", "list0", "two", "three", "four"]
    );
    assert_eq!(further[300].1, found[0].1 + 900);
}

#[test]
fn quote_marks_before_its_lines_are_none_of_it() {
    let notes = Value::text("two\r\nlines");
    let object = Object::typed("Contoso.ReceiveConnector")
        .with("TlsCertificateName", Value::text("<I>CN=A<S>CN=quoted"))
        .with("Comment", notes);
    let certificate = Object::exchange_certificate(&fixture("ex01-self-signed.der"), "ex01", None);
    let file = write(&[object, certificate]);
    for (first, second) in [("> ", ">"), (">> ", ">>  "), ("> > ", "> >")] {
        let quoted: String = file
            .lines()
            .enumerate()
            .map(|(index, line)| format!("{}{line}\r\n", [first, second][index % 2]))
            .collect();
        for above in [String::new(), format!("> Look:\r\n{}", list(0, 300))] {
            let (source, reading) = read(format!("{above}{quoted}").as_bytes());
            assert_places(&source, &reading);
            let of_export: Vec<_> =
                records(&reading).into_iter().filter(|record| record.type_name.is_some()).collect();
            assert_eq!(of_export.len(), 2, "{first}");
            assert_eq!(text(of_export[0], "TlsCertificateName"), Some("<I>CN=A<S>CN=quoted"));
            assert_eq!(text(of_export[0], "Comment"), Some("two lines"));
            assert!(of_export[1].certificate.is_some());
            assert!(problems(&reading).iter().all(|problem| problem.contains("not understood")));
        }
    }
}

#[test]
fn a_report_of_health_checker_is_found_below_a_prompt_and_other_text() {
    let mut report = Object::typed("System.Management.Automation.PSCustomObject");
    report.properties = vec![
        ("ServerName".to_owned(), Value::text("EX01")),
        ("HealthCheckerVersion".to_owned(), Value::text("25.01.01")),
    ];
    let connector = Object::typed("Contoso.ReceiveConnector")
        .with("TlsCertificateName", Value::text("<I>CN=A<S>CN=EX01"));
    report.properties.push(("GetReceiveConnector".to_owned(), Value::Object(connector)));
    let file = write(&[report]);
    let (_, alone) = read(file.as_bytes());
    let text = format!(
        "{}[PS] C:\\Scripts>gc .\\HealthChecker-EX01.xml\r\n{file}\r\n[PS] C:\\Scripts>",
        list(0, 50)
    );
    let (source, reading) = read(text.as_bytes());
    assert_eq!(records(&reading).len(), records(&alone).len() + 50);
    assert_places(&source, &reading);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
}

#[test]
fn what_stands_below_an_export_that_lost_its_end_is_read() {
    let file = export("cut");
    for cut in [file.find("</S>").unwrap(), file.find("</Props>").unwrap(), file.find("</Objs>").unwrap()] {
        for rest in [list(0, 2), export("next"), format!("{}{}", list(0, 1), export("next"))] {
            let text = format!("{}\r\n\r\n{rest}", &file[..cut]);
            let (source, reading) = read(text.as_bytes());
            let found = names_of_whole(&source, &reading);
            assert!(found.iter().any(|name| name == "list0" || name == "next"), "{text}");
            assert!(
                problems(&reading).iter().any(|problem| problem.contains("ends in the middle")),
                "{text}"
            );
        }
    }
}

fn names_of_whole(source: &Source, reading: &Reading) -> Vec<String> {
    assert_places(source, reading);
    let names = records(reading).into_iter().filter_map(|record| text(record, "TlsCertificateName"));
    names.filter_map(|name| Some(name.rsplit_once("CN=")?.1.to_owned())).collect()
}

#[test]
fn text_that_is_of_another_form_is_none() {
    let json = "[{\"Name\": \"a\", \"TlsCertificateName\": null, \"Fqdn\": \"<Objs Version=\\\"1.1\\\">\"}]";
    let (_, reading) = read(json.as_bytes());
    assert_eq!(reading.format, Format::Json);
    for prose in ["Everything is inside of <Objs> there.\r\n", "the <Objs> and </Objs> tags\r\n"] {
        let (source, reading) = read(format!("{prose}{}", list(0, 1)).as_bytes());
        assert_eq!(names(&source, &reading).len(), 1);
        assert_eq!(reading.format, Format::FormatList);
    }
}

#[test]
fn nothing_of_a_private_key_around_it_is_kept() {
    let body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\r\n".repeat(8);
    let begin = ["-----BEGIN ", "PRIVATE KEY-----\r\n"].concat();
    let end = ["-----END ", "PRIVATE KEY-----\r\n"].concat();
    let key = format!("{begin}{body}{end}");
    let of_value =
        write(&[Object::typed("A.B").with("Name", Value::text("one")).with("Notes", Value::text(&key))]);
    let cut = &of_value[..of_value.find("-----END").unwrap()];
    let cut_in_first_line = &of_value[..of_value.find("SCBKcw").unwrap()];
    for text in [
        format!("{key}{}", export("a")),
        format!("{}{key}", export("a")),
        format!("{}{key}{}", list(0, 300), export("a")),
        cut.to_owned(),
        format!("{cut}\r\n{}", list(0, 2)),
        format!("{cut_in_first_line}\r\n{}", list(0, 2)),
    ] {
        for size in [5, 1 << 16] {
            let (source, reading) = read_in(text.as_bytes(), size);
            assert!(!source.text().contains("ANBgkqhki"), "{}", source.text());
            assert!(!format!("{:?}", reading.items).contains("ANBgkqhki"));
            if text.contains(&key) {
                let keys = reading.items.iter().filter(|item| matches!(item, Item::PrivateKey(_)));
                assert_eq!(keys.count(), 1);
            }
            assert_places(&source, &reading);
        }
    }
}

#[test]
fn a_paste_cut_off_anywhere_keeps_its_places() {
    let text = format!("> Look:\r\n{}{}{}", list(0, 1), export("one"), list(1, 1));
    for length in 0..text.len() {
        let (source, reading) = read(&text.as_bytes()[..length]);
        assert_places(&source, &reading);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(700))]

    #[test]
    fn a_damaged_paste_keeps_its_places(
        damage in prop::collection::vec((any::<Index>(), select(b"<>/\"'&;! \n?=]-\rOx\xFF\x00".to_vec())), 3),
    ) {
        let mut bytes = format!("> Look:\r\n{}{}{}", list(0, 1), export("one"), list(1, 1)).into_bytes();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        // A value that was printed is told without what its line was damaged by.
        let (source, reading) = read(&bytes);
        for item in &reading.items {
            let span = item.span();
            assert!(source.text().get(span.start as usize..span.end as usize).is_some());
        }
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    let begin = "<Objs Version=\"1\">";
    for (what, text) in [
        ("beginnings", begin.repeat(200_000)),
        ("lines", format!("x\n{}", "<Objs>\n".repeat(300_000))),
        ("words", "Objs<Objs".repeat(300_000)),
        ("pairs", format!("say: {}", "<Objs>\n</Objs>\nsay\n".repeat(100_000))),
        ("comments", format!("{}{begin}", "<!-- -->".repeat(300_000))),
        ("no comments", format!("{}{begin}", "-->".repeat(700_000))),
        ("declarations", format!("{}{begin}", "<?".repeat(700_000))),
        ("quotes", format!("{}{begin}{}", ">".repeat(60), "\n>>>>>>>>".repeat(200_000))),
        ("values", format!("a\n{begin}{}", "<Obj><S N=\"a\">\n".repeat(100_000))),
        ("blanks", format!("a\n{begin}{}", "\n                ".repeat(100_000))),
    ] {
        for size in [4096, text.len()] {
            let began = Instant::now();
            read_in(text.as_bytes(), size);
            assert!(began.elapsed().as_secs() < 30, "{what} in {size} took {:?}", began.elapsed());
        }
    }
}
