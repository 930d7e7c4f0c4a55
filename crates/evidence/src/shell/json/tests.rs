use crate::item::{Format, Item, Reading, Record};
use crate::sample::read;
use crate::sample::{Object, Random, Sample, changed, connector};
use htd_source::{Source, SourceId};
use proptest::prelude::*;

/// As Windows PowerShell writes it: letters that HTML knows are escaped, and dates are numbers.
const RECEIVE: &str = r#"[
    {
        "AuthMechanism":  31,
        "Bindings":  [
                         "[::]:25",
                         "0.0.0.0:25"
                     ],
        "TlsCertificateName":  "\u003cI\u003eCN=Fabrikam CA 1, C=US\u003cS\u003eCN=mail.contoso.example",
        "TlsDomainCapabilities":  [
                                      "mail.protection.outlook.com:AcceptCloudServicesMail"
                                  ],
        "RequireTLS":  false,
        "ServiceDiscoveryFqdn":  null,
        "WhenChanged":  "\/Date(1763800000000)\/",
        "Identity":  "EX01\\Default Frontend EX01"
    },
    {
        "Identity":  "EX01\\Client Proxy EX01",
        "TlsDomainCapabilities":  [

                                  ]
    }
]
"#;

fn reading(text: &str) -> (Source, Reading) {
    read(SourceId(0), "receive.json", text.as_bytes())
}

fn records(reading: &Reading) -> Vec<&Record> {
    reading.records().collect()
}

fn value<'a>(record: &'a Record, name: &str) -> &'a str {
    record.get(name).map_or("(not there)", |property| &property.value.text)
}

fn under<'a>(source: &'a Source, record: &Record, name: &str) -> &'a str {
    let span = record.get(name).unwrap().value.span;
    source.slice(span.start, span.end)
}

/// The one object, with what is told of it.
fn one(text: &str) -> (Record, Vec<String>) {
    let (_, reading) = reading(text);
    let messages = reading.problems.iter().map(|problem| problem.message.clone()).collect();
    let [Item::Record(record)] = reading.items.as_slice() else { panic!("{text}: {reading:?}") };
    (record.clone(), messages)
}

#[test]
fn a_file_of_windows_powershell() {
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain(RECEIVE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [RECEIVE.as_bytes().to_vec(), RECEIVE.replace('\n', "\r\n").into_bytes(), utf16] {
        let (source, reading) = read(SourceId(0), "receive.json", &bytes);
        assert_eq!(reading.format, Format::Json);
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        let found = records(&reading);
        assert_eq!(found.len(), 2);
        let [first, second] = found[..] else { panic!() };
        assert_eq!(value(first, "AuthMechanism"), "31");
        assert_eq!(first.get("AuthMechanism").unwrap().value.number, Some(31));
        let bindings = first.get("Bindings").unwrap().value.list.as_ref().unwrap();
        let bound: Vec<_> =
            bindings.iter().map(|entry| source.slice(entry.span.start, entry.span.end)).collect();
        assert_eq!(bound, ["[::]:25", "0.0.0.0:25"]);
        assert_eq!(value(first, "TlsCertificateName"), "<I>CN=Fabrikam CA 1, C=US<S>CN=mail.contoso.example");
        assert_eq!(
            under(&source, first, "TlsCertificateName"),
            r"\u003cI\u003eCN=Fabrikam CA 1, C=US\u003cS\u003eCN=mail.contoso.example"
        );
        assert_eq!(
            value(first, "TlsDomainCapabilities"),
            "{mail.protection.outlook.com:AcceptCloudServicesMail}"
        );
        assert_eq!(value(first, "RequireTLS"), "False");
        assert_eq!(value(first, "ServiceDiscoveryFqdn"), "");
        assert_eq!(value(first, "WhenChanged"), "2025-11-22T08:26:40Z");
        assert_eq!(value(first, "Identity"), r"EX01\Default Frontend EX01");
        assert_eq!(second.get("TlsDomainCapabilities").unwrap().value.list, Some(Vec::new()));
        let whole = source.slice(first.span.start, first.span.end);
        assert!(whole.starts_with('{') && whole.ends_with('}'));
    }
}

#[test]
fn what_the_depth_cut_is_left_out_and_told_with_its_place() {
    let text = r#"[{"Name": "a", "TlsCertificateName": "Microsoft.Exchange.Data.SmtpX509Identifier",
        "TlsDomainCapabilities": ["Microsoft.Exchange.Data.SmtpReceiveDomainCapabilities"],
        "SmartHosts": "System.Object[]", "MaxMessageSize": {"IsUnlimited": false},
        "AddressSpaces": ["@{Address=*; Type=SMTP}"]},
        {"Name": "b", "TlsCertificateName": "Microsoft.Exchange.Data.SmtpX509Identifier"}]"#;
    let (source, reading) = reading(text);
    let found = records(&reading);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|record| record.properties.len() == 1));
    let lines: Vec<u32> =
        reading.problems.iter().map(|problem| source.position(problem.span.start).line).collect();
    assert_eq!(lines, [1, 2, 3, 4], "each property once, in the first object that lost it");
    assert!(reading.problems.iter().all(|problem| problem.message.contains("`ConvertTo-Json -Depth 4`")));
}

#[test]
fn objects_in_place_of_values_are_what_the_shell_prints() {
    let (record, messages) = one(
        r#"{"TlsCertificateName": {"CertificateSubject": "CN=mail.contoso.example", "CertificateIssuer": "CN=A, C=US",
            "SubjectCommonName": "mail.contoso.example"},
        "TlsDomainCapabilities": [{"Domain": {"Domain": "contoso.example", "IncludeSubDomains": false},
            "Capabilities": 512, "SmtpX509Identifier": null},
            {"Domain": "fabrikam.example", "Capabilities": "AcceptOorgProtocol"}],
        "Server": {"Name": "EX01", "DistinguishedName": "CN=EX01,CN=Servers"},
        "AddressSpaces": [{"Address": "*", "Type": "SMTP", "Cost": 1, "Domain": "*"}],
        "SmartHosts": [{"Domain": {"Domain": "mx.contoso.example"}, "IsIPAddress": false}],
        "Bindings": [{"Address": "::", "Port": 25}, {"Address": "0.0.0.0", "Port": 25}],
        "AdminDisplayVersion": {"Major": 15, "Minor": 1, "Build": 2507, "Revision": 6},
        "Services": {"value": 16, "Value": "SMTP"},
        "WhenChanged": {"value": "\/Date(1763800000000)\/", "DisplayHint": 2, "DateTime": "x"},
        "DomainName": {"Domain": "contoso.example", "IncludeSubDomains": true}}"#,
    );
    assert!(messages.is_empty(), "{messages:?}");
    for (name, text) in [
        ("TlsCertificateName", "<I>CN=A, C=US<S>CN=mail.contoso.example"),
        (
            "TlsDomainCapabilities",
            "{contoso.example:AcceptCloudServicesMail, fabrikam.example:AcceptOorgProtocol}",
        ),
        ("Server", "EX01"),
        ("AddressSpaces", "{SMTP:*;1}"),
        ("SmartHosts", "{mx.contoso.example}"),
        ("Bindings", "{[::]:25, 0.0.0.0:25}"),
        ("AdminDisplayVersion", "Version 15.1 (Build 2507.6)"),
        ("Services", "SMTP"),
        ("WhenChanged", "2025-11-22T08:26:40Z"),
        ("DomainName", "*.contoso.example"),
    ] {
        assert_eq!(value(&record, name), text, "{name}");
    }
    assert_eq!(record.get("Services").unwrap().value.number, Some(16));
    let unknown = r#"{"Name": "a", "TlsDomainCapabilities": [{"Domain": "a.example", "Capabilities": 7}]}"#;
    let (record, messages) = one(unknown);
    assert!(!record.has("TlsDomainCapabilities"), "a number that nobody explained says nothing");
    assert_eq!(messages.len(), 1);
}

#[test]
fn the_certificate_of_its_bytes() {
    let der = include_bytes!("../../../../../tests/fixtures/certificates/mail-in-use.der");
    let thumbprint = htd_x509::parse_der(der).unwrap().thumbprint;
    let numbers: Vec<String> = der.iter().map(u8::to_string).collect();
    for bytes in [format!("[\n{}\n]", numbers.join(",\n")), format!("\"{}\"", encoded(der))] {
        let (record, messages) = one(&format!("{{\"Thumbprint\": \"{thumbprint}\",\n\"RawData\": {bytes}}}"));
        assert_eq!(record.certificate.unwrap().thumbprint, thumbprint);
        assert!(messages.is_empty());
        assert_eq!(record.properties.len(), 1, "the bytes are no property");
    }
    let (record, _) = one("{\"Thumbprint\": \"AB\", \"RawData\": [1, 2, 999]}");
    assert!(record.certificate.is_none());
}

fn encoded(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for index in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * index) & 63) as usize];
            text.push(if index > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[test]
fn below_its_command_in_a_paste() {
    let text = format!(
        "Hello,\n\n[PS] C:\\>Get-ReceiveConnector -Server EX01 | ConvertTo-Json\nWARNING: x\n{RECEIVE}\n\
         [PS] C:\\>Get-SendConnector | fl Name,TlsDomain\n\nName      : Out\nTlsDomain : mail.contoso.example\n"
    );
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let (source, reading) = reading(&text);
        assert_eq!(reading.format, Format::Mixed);
        let found = records(&reading);
        assert_eq!(found.len(), 3);
        for record in &found[..2] {
            let command = record.command.as_ref().unwrap();
            assert_eq!(command.cmdlet.value, "Get-ReceiveConnector");
            assert_eq!(command.argument("Server").unwrap().value, "EX01");
        }
        assert_eq!(under(&source, found[0], "Identity"), r"EX01\\Default Frontend EX01");
        assert_eq!(value(found[2], "Name"), "Out");
        assert_eq!(reading.problems.len(), 1, "the greeting: {:?}", reading.problems);
    }
}

#[test]
fn a_console_breaks_texts_over_lines() {
    let text = "PS C:\\>Get-SendConnector | ConvertTo-Json\n{\n  \"Name\": \"Out\",\n  \"TlsCertificateName\": \
                \"<I>CN=Fabr\n\
                ikam CA<S>CN=mail.contoso.example\"\n}\n";
    let (record, messages) = one(text);
    assert_eq!(value(&record, "TlsCertificateName"), "<I>CN=Fabrikam CA<S>CN=mail.contoso.example");
    assert!(record.get("TlsCertificateName").unwrap().value.wrapped);
    assert!(messages.is_empty());
}

#[test]
fn one_object_a_line_and_what_a_shell_wraps_around() {
    let object = |name: &str| format!("{{\"Name\":\"{name}\",\"TlsDomain\":\"contoso.example\"}}");
    for text in [
        format!("{}\n{}\n", object("a"), object("b")),
        format!("[{},{}]", object("a"), object("b")),
        format!("{}{}", object("a"), object("b")),
        format!("{{\"value\":[{},{}],\"Count\":2}}", object("a"), object("b")),
        format!("{{\"receive\":[{}],\n\"send\":{}}}", object("a"), object("b")),
    ] {
        let (_, reading) = reading(&text);
        let names: Vec<_> = records(&reading).iter().map(|record| value(record, "Name")).collect();
        assert_eq!(names, ["a", "b"], "{text}");
        assert_eq!((reading.format, reading.problems.len()), (Format::Json, 0), "{text}");
    }
}

#[test]
fn what_is_no_object_of_exchange_gives_none() {
    for text in [
        r#"{"VersionReport": "1", "Servers": [{"Name": "EX01", "BuildVersion": "15.2", "Vulnerabilities": ["CVE"]}]}"#,
        r#"{"schema": "hybrid-tls-doctor/report/v1", "certificates": [{"thumbprint": "AB", "subject": "CN=a"}]}"#,
        r#"[1, 2, 3]"#,
        r#"{"a": {"b": ["TlsCertificateName"]}}"#,
        r#"{}"#,
    ] {
        let (_, reading) = reading(text);
        assert_eq!(reading.format, Format::Unrecognised, "{text}");
        assert!(reading.items.is_empty(), "{text}");
    }
}

#[test]
fn error_texts_in_it_are_found() {
    let text = r#"[{"Identity": "EX01\\6", "NextHopDomain": "contoso.mail.onmicrosoft.com", "LastError":
        "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 STARTTLS is required to send mail.\" x"}]"#;
    let (source, reading) = reading(text);
    let found: Vec<_> = reading
        .items
        .iter()
        .filter_map(|item| if let Item::ErrorText(text) = item { Some(text) } else { None })
        .collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, crate::item::TextId("in-queue"), "the wrapper is known as such");
    assert!(source.slice(found[0].span.start, found[0].span.end).contains(r#"\"451 5.7.3 STARTTLS"#));
    assert_eq!(reading.format, Format::Json);
}

#[test]
fn events_are_events_in_this_form_too() {
    let text = concat!(
        r#"[{"Message": "Microsoft Exchange could not find a certificate that contains the domain name "#,
        r#"mail.contoso.example in the personal store on the local computer.", "Id": 12014, "#,
        r#""ProviderName": "MSExchangeFrontEndTransport", "MachineName": "EX01.contoso.example", "#,
        r#""TimeCreated": "\/Date(1763800000000)\/"}]"#,
    );
    let (_, reading) = reading(text);
    let [Item::Event(event), ..] = reading.items.as_slice() else { panic!("{reading:?}") };
    assert_eq!(event.id.value, 12014);
    assert_eq!(event.date.as_ref().unwrap().value, "2025-11-22T08:26:40Z");
}

#[test]
fn what_ends_early_gives_what_is_whole() {
    let first = RECEIVE.find("    {\n        \"Identity\"").unwrap();
    for end in first + 30..RECEIVE.rfind("    }\n]").unwrap() {
        let (source, reading) = reading(&RECEIVE[..end]);
        assert_eq!(records(&reading).len(), 1, "{}", &RECEIVE[first..end]);
        let ends: Vec<_> = reading.problems.iter().filter(|p| p.message.contains("ends inside")).collect();
        assert_eq!(ends.len(), 1, "{:?} {}", reading.problems, &RECEIVE[first..end]);
        assert!(source.position(ends[0].span.start).line >= 17);
    }
}

#[test]
fn damage_costs_what_comes_behind_it_only() {
    let text = RECEIVE.replacen("\"Identity\":  \"EX01\\\\Client", "Identity  \"EX01\\\\Client", 1);
    let pasted = format!("{text}\nName      : Out\nTlsDomain : mail.contoso.example\n");
    let (source, reading) = reading(&pasted);
    assert_eq!(records(&reading).len(), 2);
    let damaged = reading.problems.iter().find(|problem| problem.message.contains("damaged")).unwrap();
    assert_eq!(source.position(damaged.span.start).line, 18);
}

#[test]
fn a_name_twice_counts_once_and_is_told() {
    let (record, messages) = one(r#"{"TlsDomain": "a.example", "tlsdomain": "b.example"}"#);
    assert_eq!(value(&record, "TlsDomain"), "a.example");
    assert_eq!((record.properties.len(), messages.len()), (1, 1));
}

/// As a shell writes it; `style` 0 is Windows PowerShell, 1 PowerShell 7, 2 the same with `-Compress`.
fn written(objects: &[Object], style: usize) -> String {
    let (space, line) = ([":  ", ": ", ":"][style], ["\r\n        ", "\n    ", ""][style]);
    let all: Vec<String> = objects
        .iter()
        .map(|object| {
            let members: Vec<String> = object
                .iter()
                .map(|(name, value)| format!("{line}{}{space}{}", quoted(name, style), print(value, style)))
                .collect();
            format!("{{{}{line}}}", members.join(","))
        })
        .collect();
    if all.len() == 1 { all.concat() } else { format!("[{line}{}{line}]", all.join(",")) }
}

fn print(value: &Sample, style: usize) -> String {
    match value {
        Sample::Empty => "null".to_owned(),
        Sample::Flag(flag) => flag.to_string(),
        Sample::Number(number) => number.to_string(),
        Sample::Text(text) => quoted(text, style),
        Sample::List(list) => {
            let entries: Vec<String> = list.iter().map(|entry| quoted(entry, style)).collect();
            format!("[{}]", entries.join(if style == 2 { "," } else { ",\n" }))
        }
    }
}

fn quoted(text: &str, style: usize) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            '\r' => quoted += "\\r",
            '\t' => quoted += "\\t",
            '<' | '>' | '\'' | '&' if style == 0 => quoted += &format!("\\u{:04x}", u32::from(c)),
            _ => quoted.push(c),
        }
    }
    quoted + "\""
}

#[test]
fn what_a_shell_writes_is_read_as_it_was() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for round in 0..300 {
        let objects: Vec<Object> =
            (0..1 + random.below(4)).map(|number| connector(&mut random, number)).collect();
        let text = written(&objects, round % 3);
        let (source, reading) = reading(&text);
        assert!(reading.problems.is_empty(), "{text}: {:?}", reading.problems);
        let found = records(&reading);
        assert_eq!(found.len(), objects.len(), "{text}");
        for (record, object) in found.iter().zip(&objects) {
            assert_eq!(record.properties.len(), object.len(), "{text}");
            for (property, (name, sample)) in record.properties.iter().zip(object) {
                let (value, span) = (&property.value, property.value.span);
                assert_eq!(*property.name.value, **name);
                match sample {
                    Sample::Empty => assert_eq!(value.text, ""),
                    Sample::Flag(flag) => assert_eq!(value.text.eq_ignore_ascii_case("true"), *flag),
                    Sample::Number(number) => assert_eq!(value.number, Some(*number)),
                    Sample::Text(text) => {
                        assert_eq!(value.text, text.replace('\r', ""), "{name}");
                        assert_eq!(source.slice(span.start - 1, span.end + 1), quoted(text, round % 3));
                    }
                    Sample::List(list) => {
                        let entries = value.list.as_ref().unwrap();
                        assert!(entries.iter().map(|entry| &entry.value).eq(list));
                    }
                }
            }
        }
    }
}

fn pasted() -> String {
    format!("[PS] C:\\>Get-ReceiveConnector | ConvertTo-Json\n{RECEIVE}")
}

#[test]
fn every_cut_is_survived() {
    for text in [RECEIVE, &pasted()] {
        for end in 0..text.len() {
            reading(&text[..end]);
        }
    }
}

const MARKS: &[u8] = b"{}[]\",:\\\n\0\xFFa1";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn changed_bytes_are_survived(bytes in prop_oneof![changed(RECEIVE, 3, MARKS), changed(&pasted(), 3, MARKS)]) {
        let (source, reading) = read(SourceId(0), "x", &bytes);
        for property in records(&reading).iter().flat_map(|record| &record.properties) {
            let span = property.value.span;
            assert!(source.text().get(span.start as usize..span.end as usize).is_some());
        }
    }
}

#[test]
fn hostile_files_are_read_within_bounds() {
    // With more work for a line than the line itself, these would take hours.
    const MANY: usize = 60_000;
    let telling = "{\"TlsDomain\":\"a\"}";
    for (text, what) in [
        ("[".repeat(MANY), "brackets"),
        ("{\"a\":".repeat(MANY), "braces"),
        ("{\"a\":\n".repeat(MANY), "braces on lines"),
        ("[{\"a\":1},\n".repeat(MANY), "arrays in arrays"),
        (format!("{{\"TlsDomain\":{}", "[".repeat(MANY)), "a deep value"),
        ("{\"a\":\"\n".repeat(MANY), "open texts"),
        (format!("{{\"TlsDomain\":\"{}", "\n".repeat(MANY)), "one open text"),
        (format!("{{\"TlsDomain\":\"{}", "x\n".repeat(MANY)), "one open text of lines"),
        (format!("[{}]", [telling].repeat(MANY).join(",")), "objects"),
        ([telling].repeat(MANY).join("\n"), "objects on lines"),
        (format!("{{\"TlsDomain\":[{}1]}}", "1,".repeat(MANY)), "a long list"),
        (format!("{{{}\"TlsDomain\":1}}", "\"a\":1,".repeat(MANY)), "one name many times"),
        (format!("{{\"Capabilities\":{}", "{\"Domain\":".repeat(MANY)), "identifiers in identifiers"),
    ] {
        let (_, reading) = reading(&text);
        assert!(reading.items.len() <= MANY, "{what}");
        assert!(reading.problems.len() <= 42, "{what}");
    }
}

#[test]
fn too_many_objects_are_said_to_be() {
    let text = format!("[{}]", ["{\"TlsDomain\":\"a\"}"].repeat(100_500).join(",\n"));
    let (_, reading) = reading(&text);
    assert_eq!(records(&reading).len(), 100_000);
    let told =
        reading.problems.iter().filter(|problem| problem.message.contains("more objects than")).count();
    assert_eq!(told, 1);
}
