//! Objects printed as PowerShell prints them and damaged as people damage them must be read as they were.

use crate::item::{Item, Record};
use crate::sample::read;
use htd_source::SourceId;

/// xorshift: the same objects in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

type Object = Vec<(&'static str, String)>;

fn object(random: &mut Random, number: usize) -> Object {
    let host = random.pick(&["mail.contoso.com", "hybrid.fabrikam.example", "*.adatum.com", "ex01"]);
    let issuer = random.pick(&[
        "CN=R11, O=Let's Encrypt, C=US",
        "CN=Fabrikam RSA TLS Certification Authority 2024 Extended, OU=Trust Services, O=\"Fabrikam, Inc.\", C=US",
        "CN=Contoso Enterprise CA, DC=contoso, DC=com",
    ]);
    let list = random.pick(&[
        "{}",
        "{mail.protection.outlook.com:AcceptCloudServicesMail}",
        "{mail.contoso.com, autodiscover.contoso.com, hybrid.contoso.com, smtp.contoso.com, owa.contoso.com}",
    ]);
    vec![
        ("Name", format!("Default Frontend EX{number:02}")),
        ("AuthMechanism", "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer".to_owned()),
        ("Bindings", "{[::]:25, 0.0.0.0:25}".to_owned()),
        ("Fqdn", host.to_owned()),
        (
            "TlsCertificateName",
            format!("<I>{issuer}<S>CN={host}, OU=IT Operations, O=Contoso Ltd., L=Seattle, C=US"),
        ),
        ("Comment", String::new()),
        ("TlsDomainCapabilities", list.to_owned()),
        ("Identity", format!("EX{number:02}\\Default Frontend EX{number:02}")),
    ]
}

/// `Format-List` of a console of a width, as Windows PowerShell breaks lines.
fn print(object: &Object, width: usize) -> String {
    let labels = object.iter().map(|(label, _)| label.len()).max().unwrap();
    let room = width - labels - 3;
    let mut text = String::new();
    for (label, value) in object {
        text += &format!(
            "{label:labels$} : {}\n",
            broken(value, room).join(&format!("\n{}", " ".repeat(labels + 3)))
        );
    }
    text
}

fn broken(value: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in value.split_inclusive(' ') {
        let used = lines.last().unwrap().len();
        if word.len() > room {
            for character in word.chars() {
                if lines.last().unwrap().len() == room {
                    lines.push(String::new());
                }
                lines.last_mut().unwrap().push(character);
            }
        } else if used + word.len() > room {
            lines.push(word.to_owned());
        } else {
            lines.last_mut().unwrap().push_str(word);
        }
    }
    lines
}

fn collapse(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.map(|line| line + "\n").collect()
}

fn by_line(text: &str, change: impl Fn(&str) -> String) -> String {
    text.lines().map(|line| change(line) + "\n").collect()
}

fn check(bytes: &[u8], objects: &[Object], how: &str) {
    let (source, reading) = read(SourceId(0), "paste", bytes);
    let records: Vec<&Record> = reading
        .items
        .iter()
        .map(|item| if let Item::Record(record) = item { record } else { panic!("{how}: {item:?}") })
        .collect();
    let text = source.text();
    assert_eq!(records.len(), objects.len(), "{how}\n{text}");
    assert!(reading.problems.is_empty(), "{how}: {:?}\n{text}", reading.problems);
    for (record, object) in records.iter().zip(objects) {
        assert_eq!(record.properties.len(), object.len(), "{how}\n{text}");
        for (property, (label, value)) in record.properties.iter().zip(object) {
            assert_eq!(*property.name.value, **label, "{how}");
            assert_eq!(property.value.text, *value, "{how}\n{text}");
            assert_eq!(property.value.list.is_some(), value.starts_with('{'), "{how}");
            assert!(!property.value.cut, "{how}");
            let span = property.value.span;
            let place = &text[span.start as usize..span.end as usize];
            assert_eq!(property.value.wrapped, place.contains('\n'), "{how}: {place}");
            assert!(record.span.contains(span), "{how}");
        }
    }
}

#[test]
fn objects_survive_every_way_of_pasting() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for round in 0..300 {
        let width = 50 + random.below(160);
        let objects: Vec<Object> =
            (1..=1 + random.below(3)).map(|number| object(&mut random, number)).collect();
        let separator = random.pick(&["\n", "", "\n\n"]);
        let printed = objects.iter().map(|object| print(object, width)).collect::<Vec<_>>().join(separator);
        let trimmed = by_line(&printed, |line| line.trim_end().to_owned());
        let how = |name: &str| format!("{name}, width {width}, round {round}");

        check(printed.as_bytes(), &objects, &how("as printed"));
        check(trimmed.as_bytes(), &objects, &how("trimmed"));
        check(by_line(&trimmed, |line| format!("> {line}")).as_bytes(), &objects, &how("quoted"));
        check(by_line(&trimmed, |line| format!("    {line}")).as_bytes(), &objects, &how("indented"));
        check(by_line(&trimmed, |line| format!("{line}  ")).as_bytes(), &objects, &how("forum blanks"));
        check(trimmed.replace(' ', "\u{A0}").as_bytes(), &objects, &how("no-break blanks"));
        check(trimmed.replace('\n', "\r\n").as_bytes(), &objects, &how("CR LF"));
        let escaped = trimmed.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        check(escaped.as_bytes(), &objects, &how("HTML"));
        check(trimmed.replace('<', "\\<").replace('*', "\\*").as_bytes(), &objects, &how("Markdown"));
        let utf16: Vec<u8> = trimmed.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf16, &objects, &how("UTF-16 without a mark"));
        let unwrapped = objects.iter().map(|object| print(object, 500)).collect::<Vec<_>>().join(separator);
        check(collapse(&unwrapped).as_bytes(), &objects, &how("collapsed"));
        // A line that begins with `>` once its indentation is lost cannot be told from a quoted one.
        let wrapped = collapse(&trimmed);
        if !wrapped.contains("\n>") {
            check(wrapped.as_bytes(), &objects, &how("wrapped and collapsed"));
        }
    }
}

#[test]
fn no_part_of_a_paste_panics() {
    let mut random = Random(7);
    for _ in 0..400 {
        let text = print(&object(&mut random, 1), 60 + random.below(80));
        let mut bytes = text.into_bytes();
        for _ in 0..random.below(12) {
            let at = random.below(bytes.len());
            bytes[at] = random.below(256) as u8;
        }
        let start = random.below(bytes.len());
        let (source, reading) = read(SourceId(0), "paste", &bytes[start..]);
        for item in reading.items {
            let span = item.span();
            assert!(source.text().get(span.start as usize..span.end as usize).is_some(), "{item:?}");
        }
    }
}
