use crate::item::{Format, Item, Reading, Record, TextId};
use crate::sample::read;
use crate::sample::{Object, Random, Sample, changed, connector};
use htd_source::{Source, SourceId};
use proptest::prelude::*;

const SEND: &str = "#TYPE \
                    Deserialized.Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig\r\n\
    \"Name\",\"TlsDomain\",\"AddressSpaces\",\"TlsCertificateName\",\"Comment\",\"SmartHosts\"\r\n\
    \"Outbound to Office 365\",\"mail.protection.outlook.com\",\"smtp:contoso.mail.onmicrosoft.example;1 \
    smtp:fabrikam.example;5\",\
    \"<I>CN=A, O=\"\"Fabrikam, Inc.\"\"<S>CN=mail.contoso.example\",\"two\r\nlines\",\
    \"Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.SmartHost]\"\r\n\
    \"Internet\",,\"SMTP:*;1\",,\"\",\"System.String[]\"\r\n";

fn reading(text: &str) -> (Source, Reading) {
    read(SourceId(0), "send.csv", text.as_bytes())
}

fn records(reading: &Reading) -> Vec<&Record> {
    reading.records().collect()
}

fn value<'a>(record: &'a Record, name: &str) -> &'a str {
    record.get(name).map_or("(not there)", |property| &property.value.text)
}

#[test]
fn a_file_of_windows_powershell() {
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(SEND.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [SEND.as_bytes().to_vec(), SEND.replace("\r\n", "\n").into_bytes(), utf16] {
        let (source, reading) = read(SourceId(0), "send.csv", &bytes);
        let found = records(&reading);
        assert_eq!((reading.format, found.len()), (Format::Csv, 2));
        let first = found[0];
        assert_eq!(
            first.type_name.as_deref(),
            Some("Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig")
        );
        assert_eq!(
            value(first, "TlsCertificateName"),
            "<I>CN=A, O=\"Fabrikam, Inc.\"<S>CN=mail.contoso.example"
        );
        let span = first.get("TlsCertificateName").unwrap().value.span;
        assert_eq!(
            source.slice(span.start, span.end),
            "<I>CN=A, O=\"\"Fabrikam, Inc.\"\"<S>CN=mail.contoso.example"
        );
        assert_eq!(value(first, "Comment"), "two\nlines");
        let spaces = first.get("AddressSpaces").unwrap().value.list.as_ref().unwrap();
        let places: Vec<_> =
            spaces.iter().map(|entry| source.slice(entry.span.start, entry.span.end)).collect();
        assert_eq!(places, ["smtp:contoso.mail.onmicrosoft.example;1", "smtp:fabrikam.example;5"]);
        assert_eq!(value(found[1], "TlsCertificateName"), "");
        assert!(found.iter().all(|record| !record.has("SmartHosts")), "a type is no value");
        let [lost] = reading.problems.as_slice() else { panic!("{:?}", reading.problems) };
        assert!(lost.message.starts_with("SmartHosts is not in this table"));
        assert!(
            source.slice(lost.span.start, lost.span.end).starts_with("Microsoft.Exchange.Data.MultiValued")
        );
    }
}

#[test]
fn a_value_of_two_lines_may_hold_one_angle_bracket() {
    let text = "\"Name\",\"TlsCertificateName\",\"Comment\"\r\n\
        \"Outbound to Office 365\",\"\",\"all mail of more than\r\n> 10 MB\"\r\n\"Internet\",\"\",\"\"\r\n";
    let (_, reading) = reading(text);
    let found = records(&reading);
    assert_eq!(found.len(), 2);
    assert_eq!(value(found[0], "Comment"), "all mail of more than\n> 10 MB");
}

#[test]
fn what_spreadsheets_save() {
    for text in [
        "Identity;Enabled;TlsCertificateName\nEX01\\Default Frontend EX01;WAHR;<I>CN=A, C=US<S>CN=b\n",
        "sep=;\nIdentity;Enabled;TlsCertificateName\nEX01\\Default Frontend EX01;WAHR;<I>CN=A, C=US<S>CN=b",
        "Identity\tEnabled\tTlsCertificateName\r\nEX01\\Default Frontend EX01\tWAHR\t\"<I>CN=A, C=US<S>CN=b\"\r\n",
        "Identity;Enabled;TlsCertificateName;\nEX01\\Default Frontend EX01;WAHR;<I>CN=A, C=US<S>CN=b;\n\n",
    ] {
        let (_, reading) = reading(text);
        let [record] = records(&reading)[..] else { panic!("{text}") };
        assert_eq!(value(record, "Identity"), r"EX01\Default Frontend EX01");
        assert_eq!(value(record, "TlsCertificateName"), "<I>CN=A, C=US<S>CN=b");
        assert_eq!(record.properties.len(), 3);
        assert_eq!((reading.format, reading.problems.len()), (Format::Csv, 0), "{text}");
    }
}

#[test]
fn below_its_command_in_a_paste() {
    let text = "Please look\n\n[PS] C:\\>Get-ExchangeCertificate -Server EX01 | select Thumbprint,Services | \
                ConvertTo-Csv -NoType\n\
                \"Thumbprint\",\"Services\"\n\"AB\",\"IMAP, SMTP\"\n\"CD\",\"None\"\n\n\
                [PS] C:\\>Get-SendConnector | fl Name,TlsDomain\n\nName      : Out\nTlsDomain : b.example\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let (_, reading) = reading(&text);
        let found = records(&reading);
        assert_eq!(found.len(), 3, "{reading:?}");
        assert_eq!(found[0].command.as_ref().unwrap().argument("Server").unwrap().value, "EX01");
        assert_eq!(value(found[0], "Services"), "IMAP, SMTP");
        assert_eq!(value(found[2], "TlsDomain"), "b.example");
        assert_eq!((reading.format, reading.problems.len()), (Format::Mixed, 1));
    }
}

#[test]
fn two_files_in_one_and_a_table_that_changes() {
    let one = "Name,TlsDomain\na,a.example\n";
    let (_, twice) = reading(&format!("{one}{one}"));
    assert_eq!(records(&twice).len(), 2, "the second heading is no object");
    let (_, other) = reading(&format!("{one}Identity,Enabled,Bindings\nEX01\\b,True,[::]:25\n"));
    assert_eq!(records(&other).len(), 2);
    assert_eq!(value(records(&other)[1], "Bindings"), "[::]:25");
}

#[test]
fn prose_and_other_tables_are_none() {
    for text in [
        "Bindings, TlsDomain and the rest are right,\nas far as I see, I think\n",
        "Name,Enabled\na,True\n",
        "Date,Subject,Status\n1,a,b\n",
        "TlsDomain\na.example\n",
        "Name : a, b\nFqdn : c, d\n",
        "Received;SenderAddress;RecipientAddress;Subject;Status\n1;a;b;c;Pending\n",
    ] {
        let (_, reading) = reading(text);
        assert!(
            !reading.items.iter().any(|item| matches!(item, Item::Record(r) if r.properties.len() > 2)),
            "{text}"
        );
        assert_ne!(reading.format, Format::Csv, "{text}");
    }
}

#[test]
fn error_texts_in_it_are_found() {
    let text = "\"Identity\",\"NextHopDomain\",\"LastError\"\r\n\"EX01\\6\",\"x.example\",\
                \"451 4.4.0 Primary target IP address responded with: \"\"451 5.7.3 STARTTLS is required to send \
                mail.\"\" x\"\r\n";
    let (source, reading) = reading(text);
    let texts: Vec<_> = reading
        .items
        .iter()
        .filter_map(|item| if let Item::ErrorText(text) = item { Some(text) } else { None })
        .collect();
    assert_eq!(texts.len(), 1);
    assert_eq!(texts[0].id, TextId("in-queue"));
    assert!(source.slice(texts[0].span.start, texts[0].span.end).contains("\"\"451 5.7.3 STARTTLS"));
}

#[test]
fn a_value_without_end_costs_the_rest_only() {
    let text = "Name,TlsDomain\na,a.example\nb,\"b.example\nc,c.example\n";
    let (source, reading) = reading(text);
    assert_eq!(records(&reading).len(), 1);
    let told = reading.problems.iter().find(|problem| problem.message.contains("does not end")).unwrap();
    assert_eq!(source.position(told.span.start).line, 3);
}

/// As a shell writes it: quoted throughout, or only where it must be.
fn written(objects: &[Object], separator: char, quoting: bool, typed: bool, end: &str) -> String {
    let field = |text: &str| {
        let must = text.contains([separator, '"', '\n', '\r']) || text.trim() != text;
        if quoting || must { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    };
    let line = |fields: Vec<String>| fields.join(&separator.to_string()) + end;
    let mut text = String::new();
    if typed {
        text += &format!("#TYPE Selected.System.Management.Automation.PSCustomObject{end}");
    }
    text += &line(objects[0].iter().map(|(name, _)| field(name)).collect());
    for object in objects {
        text += &line(
            object.iter().map(|(_, value)| print(value).map_or(String::new(), |text| field(&text))).collect(),
        );
    }
    text
}

fn print(value: &Sample) -> Option<String> {
    Some(match value {
        Sample::Empty => return None,
        Sample::Flag(flag) => if *flag { "True" } else { "False" }.to_owned(),
        Sample::Number(number) => number.to_string(),
        Sample::Text(text) => text.clone(),
        Sample::List(list) => {
            list.iter().map(|host| format!("{host}:AcceptOorgProtocol")).collect::<Vec<_>>().join(" ")
        }
    })
}

#[test]
fn what_a_shell_writes_is_read_as_it_was() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for round in 0..600 {
        let objects: Vec<Object> =
            (0..1 + random.below(4)).map(|number| connector(&mut random, number)).collect();
        let separator = [',', ';', '\t'][round % 3];
        let end = if round % 2 == 0 { "\r\n" } else { "\n" };
        let text = written(&objects, separator, round % 5 < 3, round % 7 < 3, end);
        let (source, reading) = reading(&text);
        assert_eq!(reading.format, Format::Csv, "{text}");
        assert!(reading.problems.is_empty(), "{text}: {:?}", reading.problems);
        let found = records(&reading);
        assert_eq!(found.len(), objects.len(), "{text}");
        for (record, object) in found.iter().zip(&objects) {
            assert_eq!(record.properties.len(), object.len(), "{text}");
            for (property, (name, sample)) in record.properties.iter().zip(object) {
                let (value, span) = (&property.value, property.value.span);
                let printed = print(sample).unwrap_or_default();
                assert_eq!((&*property.name.value, &value.text), (*name, &printed.replace('\r', "")));
                let stands = source.slice(span.start, span.end);
                assert!(stands == printed || stands == printed.replace('"', "\"\""), "{stands}");
                if let Sample::List(list) = sample {
                    assert_eq!(
                        value.list.as_ref().map_or(usize::from(list.len() == 1), Vec::len),
                        list.len()
                    );
                }
            }
        }
    }
}

#[test]
fn every_cut_is_survived() {
    for end in 0..SEND.len() {
        reading(&SEND[..end]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn changed_bytes_are_survived(bytes in changed(SEND, 3, b"\",;\t\n\r\0\xFFa#")) {
        let (source, reading) = read(SourceId(0), "x", &bytes);
        for property in records(&reading).iter().flat_map(|record| &record.properties) {
            let span = property.value.span;
            assert!(source.text().get(span.start as usize..span.end as usize).is_some());
        }
    }
}

#[test]
fn hostile_files_are_read_within_bounds() {
    // With more work for a line than some hundred lines, these would take hours.
    const MANY: usize = 70_000;
    let heading = "Name,TlsDomain";
    for text in [
        format!("{heading}\n").repeat(MANY),
        format!("{heading},\"\n").repeat(MANY),
        format!("{heading}\n{}", "\"\n".repeat(MANY)),
        format!("{heading}\n{}", "a,\"b\n".repeat(MANY)),
        format!("{heading}{}\n{}", ",a".repeat(390), format!("x{}\n", ",1".repeat(391)).repeat(1_000)),
        format!("{heading}{}", ",".repeat(MANY)),
        "\"a\",".repeat(MANY),
        "\"a,".repeat(MANY),
        "Name,\n".repeat(MANY),
        format!("\"Name\",\"Identity\",\"{}\",\n", "a".repeat(40)).repeat(MANY),
        format!("\"Name\",\"Identity\",\"{}\n", "a".repeat(40)).repeat(MANY),
        format!("\"Thumbprint\",\"Identity\",\"{}\"\n,\n", "a".repeat(40)).repeat(MANY),
        format!("\"Thumbprint\",\"Identity\",\"Status\"\n{}", "\"a\",\"b\"\n".repeat(MANY)),
        format!("\"Thumbprint\",\"Identity\"\n{}", "\"a\",\n".repeat(MANY)),
    ] {
        let (_, reading) = reading(&text);
        assert!(reading.items.len() <= MANY);
        assert!(reading.problems.len() <= 44);
    }
    let (_, reading) = reading(&format!("{heading}\n{}", "a,b\n".repeat(MANY)));
    assert_eq!(records(&reading).len(), 66_667);
    assert!(reading.problems.iter().any(|problem| problem.message.contains("more rows")));
}

/// The text as a console of a width shows it, without the blanks at its edge, as it is copied.
fn on_console(text: &str, width: usize) -> String {
    let mut shown = String::new();
    for line in text.lines() {
        let letters: Vec<char> = line.chars().collect();
        let lines = letters.chunks(width).map(|part| part.iter().collect::<String>());
        lines.for_each(|part| shown.extend([part.trim_end(), "\n"]));
        if letters.is_empty() {
            shown.push('\n');
        }
    }
    shown
}

#[test]
fn what_a_console_broke_is_put_together() {
    let name = "<I>CN=Fabrikam Trust RSA CA 2025, O=\"\"Fabrikam, Trust\"\", C=US<S>CN=mail.contoso.example, OU=IT, \
                O=Contoso Ltd, L=Seattle, S=Washington, C=US";
    let table = format!(
        "\"Identity\",\"Enabled\",\"TlsCertificateName\",\"TlsDomainCapabilities\",\"Fqdn\",\"Comment\",\
         \"RequireTLS\",\"AuthMechanism\",\"PermissionGroups\"\n\
         \"EX01\\Default Frontend \
         EX01\",\"True\",\"{name}\",\"mail.protection.outlook.com:AcceptCloudServicesMail\",,\"\",\"False\",\"Tls, \
         Integrated, BasicAuth\",\"AnonymousUsers\"\n\
         \"EX02\\Default Frontend \
         EX02\",\"True\",\"{name}\",\"mail.protection.outlook.com:AcceptCloudServicesMail\",,\"\",\"False\",\"Tls, \
         Integrated, BasicAuth\",\"AnonymousUsers\"\n"
    );
    let (_, plain) = reading(&table);
    let plain = records(&plain);
    assert_eq!(plain.len(), 2);
    let (mut read_whole, mut read_exactly, mut read_inexactly) = (0, 0, 0);
    for width in 60..260 {
        for text in [table.clone(), table.replace('\n', "\r\n"), format!("#TYPE x\n{table}")] {
            let shown = on_console(&text, width);
            let pasted = format!("[PS] C:\\>Get-ReceiveConnector | ConvertTo-Csv\n{shown}\n[PS] C:\\>cls\n");
            for text in [shown, pasted] {
                let (source, reading) = reading(&text);
                let found = records(&reading);
                // Where the edge falls between doubled quote marks, before a `>`, or where a row ends, nothing can be
                // told.
                read_whole += usize::from(found.len() == 2 && reading.problems.is_empty());
                for record in found {
                    for property in &record.properties {
                        let expected = value(
                            plain[usize::from(value(record, "Identity").starts_with("EX02"))],
                            &property.name.value,
                        );
                        let exact = property.value.text == expected;
                        read_exactly += usize::from(exact);
                        read_inexactly += usize::from(!exact);
                        let blank = |text: &str| text.replace(' ', "");
                        assert!(
                            exact || property.value.wrapped && blank(&property.value.text) == blank(expected),
                            "{width}: {text}"
                        );
                        let span = property.value.span;
                        let lost = |c: &char| !matches!(c, '\n' | '\r' | ' ' | '"');
                        let under: String = source.slice(span.start, span.end).chars().filter(lost).collect();
                        assert_eq!(under, expected.chars().filter(lost).collect::<String>());
                    }
                }
            }
        }
    }
    assert!(read_whole > 1_150, "{read_whole} of 1200");
    assert!(read_exactly > 100 * read_inexactly, "{read_exactly}, {read_inexactly}");
}

#[test]
fn a_short_heading_above_broken_rows() {
    let text = "\"Identity\",\"TlsCertificateName\"\n\"EX01\\Default Frontend EX01\",\"<I>CN=Fabrikam Trust RSA CA \
                2025, O=Fabrikam Trust\nServices, C=US<S>CN=mail.contoso.example\"\n\
                \"EX02\\Default Frontend EX02\",\"two\nlines\"\n";
    let (_, reading) = reading(text);
    let [one, _] = records(&reading)[..] else { panic!("{reading:?}") };
    let name = &one.get("TlsCertificateName").unwrap().value;
    // The line is the longest, so that nothing tells of a blank; the model knows that there may have been one.
    assert!(
        name.wrapped && name.text.starts_with("<I>CN=Fabrikam Trust RSA CA 2025, O=Fabrikam Trust"),
        "{name:?}"
    );
    assert!(!name.text.contains('\n') && reading.problems.is_empty());
}
