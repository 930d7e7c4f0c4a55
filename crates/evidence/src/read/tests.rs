use super::*;
use crate::item::{Format, Item, Record};

const PEM: &str = include_str!("../../../x509/tests/certificates/contoso-rsa.pem");

fn reading(text: &str) -> (Source, Reading) {
    read(SourceId(0), "paste", text.as_bytes())
}

fn messages(reading: &Reading) -> Vec<&str> {
    reading.problems.iter().map(|problem| problem.message.as_str()).collect()
}

fn der() -> Vec<u8> {
    htd_x509::pem::blocks(PEM).remove(0).contents.unwrap()
}

#[test]
fn nothing_gives_nothing() {
    for text in ["", " \n\t\r\n", "\u{FEFF}"] {
        let (_, reading) = reading(text);
        assert_eq!(reading.format, Format::Unrecognised);
        assert!(reading.items.is_empty() && reading.problems.is_empty() && reading.parts.is_empty());
    }
}

#[test]
fn what_was_not_understood_is_told_with_its_lines() {
    let (source, reading) =
        reading("Dear all,\n\nmail is down\n[PS] C:\\>\nsince noon\nFqdn : a\nName : b\n\nRegards");
    assert_eq!(messages(&reading), ["Lines 1–5 were not understood.", "Line 9 was not understood."]);
    assert_eq!(reading.format, Format::FormatList);
    let span = reading.problems[0].span;
    let place = source.slice(span.start, span.end);
    assert!(place.starts_with("Dear") && place.ends_with("noon"));
}

#[test]
fn many_problems_are_counted() {
    let text = "Fqdn : a\nName : b\n\nwhat is this\n\n".repeat(50);
    let (source, reading) = reading(&text);
    assert_eq!(reading.problems.len(), 21);
    let last = reading.problems.last().unwrap();
    assert_eq!(last.message, "30 more passages were not understood.");
    assert!(source.slice(last.span.start, last.span.end).ends_with("what is this"));
}

#[test]
fn a_mixed_paste_has_parts_with_their_prompts() {
    let text = format!(
        "[PS] C:\\>Get-ReceiveConnector | fl\n\nFqdn : a\nName : b\n\n\n[PS] C:\\>Get-ExchangeCertificate\n\n\
         Thumbprint Services Subject\n---------- -------- -------\n{} ....S.. CN=a\n\n[PS] C:\\>type cert.pem\n{PEM}\n\
         [PS] C:\\>\n",
        "AB".repeat(20)
    );
    let (source, reading) = reading(&text);
    assert_eq!(messages(&reading), Vec::<&str>::new());
    assert_eq!(reading.format, Format::Mixed);
    let formats: Vec<_> = reading.parts.iter().map(|part| part.format).collect();
    assert_eq!(formats, [Format::FormatList, Format::FormatTable, Format::Certificate]);
    let starts = |index: usize| source.slice(reading.parts[index].span.start, reading.parts[index].span.end);
    assert!(starts(0).starts_with("[PS] C:\\>Get-ReceiveConnector"));
    assert!(starts(1).starts_with("[PS] C:\\>Get-ExchangeCertificate"));
    assert!(starts(2).starts_with("[PS] C:\\>type") && starts(2).ends_with("[PS] C:\\>"));
    assert!(reading.items.is_sorted_by_key(|item| item.span().start));
    assert!(matches!(
        reading.items.as_slice(),
        [Item::Record(_), Item::Record(Record { .. }), Item::Certificate(_)]
    ));
}

/// A message around certificates, with lengths or with marks at the ends.
fn bundle(certificates: &[u8], marks: bool) -> Vec<u8> {
    let element = |tag: u8, content: &[u8]| -> Vec<u8> {
        let length = (content.len() as u32).to_be_bytes();
        let (head, end) = if marks {
            (vec![tag, 0x80], &[0, 0][..])
        } else {
            ([&[tag, 0x84][..], &length].concat(), &[][..])
        };
        [head.as_slice(), content, end].concat()
    };
    let kind = |last| [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 13, 1, 7, last];
    let content = element(0x30, &kind(1));
    let head = [&[2, 1, 1, 0x31, 0][..], &content].concat();
    let signed = element(0x30, &[head, element(0xA0, certificates), vec![0x31, 0]].concat());
    element(0x30, &[kind(2).to_vec(), element(0xA0, &signed)].concat())
}

fn base64(bytes: &[u8], width: usize) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let all = three.iter().fold(0u32, |all, &byte| all << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = char::from(LETTERS[(all >> (18 - 6 * place) & 63) as usize]);
            text.push(if place <= three.len() { letter } else { '=' });
        }
    }
    let lines: Vec<&str> =
        text.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap()).collect();
    lines.join("\n")
}

#[test]
fn bundles_are_read_in_every_form() {
    let two = [der(), der()].concat();
    for marks in [false, true] {
        let bytes = bundle(&two, marks);
        let data = base64(&bytes, 64);
        let pem =
            |label: &str| format!("Here it is:\n-----BEGIN {label}-----\n{data}\n-----END {label}-----\n");
        for (given, format) in [
            (bytes.clone(), Format::Pkcs7),
            (pem("PKCS7").into_bytes(), Format::Pkcs7),
            (pem("CMS").into_bytes(), Format::Pkcs7),
            // certutil -encode writes this label around every file.
            (pem("CERTIFICATE").into_bytes(), Format::Certificate),
            (data.clone().into_bytes(), Format::Pkcs7),
            (base64(&bytes, 1 << 20).into_bytes(), Format::Pkcs7),
            (pem("PKCS7").encode_utf16().flat_map(u16::to_le_bytes).collect(), Format::Pkcs7),
        ] {
            let (source, reading) = read(SourceId(0), "chain.p7b", &given);
            assert_eq!(reading.format, format, "{}", source.text());
            let found: Vec<_> = reading
                .items
                .iter()
                .map(|item| if let Item::Certificate(one) = item { one.value.der.clone() } else { panic!() })
                .collect();
            assert_eq!(found, [der(), der()], "{}", source.text());
        }
    }
    let (_, damaged) = reading("-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----\n");
    assert_eq!(messages(&damaged).len(), 1);
    let mut broken = der();
    broken.truncate(100);
    let (_, some) = read(SourceId(0), "chain.p7b", &bundle(&[der(), broken].concat(), false));
    assert_eq!((some.items.len(), some.problems.len()), (1, 1));
    let (source, none) = read(SourceId(0), "chain.p7b", &bundle(&[], true));
    assert_eq!((none.format, none.items.len()), (Format::Unrecognised, 0));
    assert!(source.text().contains("holds no certificate"), "{}", source.text());
}

#[test]
fn base64_without_lines_around_it_is_a_certificate() {
    for (before, width, behind) in
        [("", 64, ""), ("Our certificate:\n\n", 76, "\n\nThanks"), ("> ", 1 << 20, "\n> ok")]
    {
        let data = base64(&der(), width);
        let (source, reading) = reading(&format!("{before}{data}{behind}"));
        let [Item::Certificate(certificate)] = reading.items.as_slice() else { panic!("{reading:?}") };
        assert_eq!(certificate.value.der, der());
        assert_eq!(source.slice(certificate.span.start, certificate.span.end), data);
    }
}

#[test]
fn a_key_under_the_label_of_a_certificate_is_dropped() {
    let data = "MIIKQQIBAzCCCfcGCSqGSIb3DQEHAaCCVGhpcyBpcyBub3QgYSBrZXku";
    let (source, reading) =
        reading(&format!("-----BEGIN CERTIFICATE-----\n{data}\n-----END CERTIFICATE-----\n"));
    assert!(matches!(reading.items.as_slice(), [Item::PrivateKey(key)] if !key.certain));
    assert!(reading.problems.is_empty() && !source.text().contains("VGhp"), "{}", source.text());
}

#[test]
fn certificates_in_pem_and_der_are_the_same() {
    let attributes = "Bag Attributes\n    localKeyID: 01 00 00 00 \nsubject=CN = a\n";
    let (source, from_pem) = reading(&format!("What is this?\n{attributes}{PEM}"));
    let [Item::Certificate(pem)] = from_pem.items.as_slice() else { panic!("{from_pem:?}") };
    assert!(source.slice(pem.span.start, pem.span.end).ends_with("-----END CERTIFICATE-----"));
    assert_eq!(messages(&from_pem), ["Line 1 was not understood."]);

    let two = [der(), der()].concat();
    let (source, from_der) = read(SourceId(4), "mail.cer", &two);
    assert_eq!((source.encoding(), from_der.format), (Encoding::Binary, Format::Certificate));
    let [Item::Certificate(first), Item::Certificate(second)] = from_der.items.as_slice() else {
        panic!("{from_der:?}")
    };
    assert_eq!((&first.value.der, &second.value.der), (&pem.value.der, &pem.value.der));
    assert_eq!(first.span.source, SourceId(4));
    assert!(first.span.end <= second.span.start);
    for certificate in [first, second] {
        let place = source.slice(certificate.span.start, certificate.span.end);
        assert!(place.contains(&pem.value.thumbprint), "{place}");
    }
    let (_, cut) = read(SourceId(0), "cut.cer", two.get(..two.len() - 40).unwrap());
    assert_eq!((cut.items.len(), cut.problems.len()), (1, 1));
}

#[test]
fn damaged_and_other_blocks_are_told() {
    let damaged = PEM.replacen("MII", "M!I", 1);
    let request = "-----BEGIN CERTIFICATE REQUEST-----\nTUlJ\n-----END CERTIFICATE REQUEST-----\n";
    let bundle = "-----BEGIN PKCS7-----\nTUlJ\n-----END PKCS7-----\n";
    let (_, reading) = reading(&format!("{damaged}{request}{bundle}{PEM}"));
    assert_eq!(reading.items.len(), 1);
    let messages = messages(&reading);
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(
        messages[0].contains("base64") && messages[1].contains("request") && messages[2].contains("PKCS #7")
    );
}

#[test]
fn nothing_of_a_private_key_is_kept() {
    let body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    for label in ["PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY"] {
        for end in [format!("-----END {label}-----\n"), String::new()] {
            let key = format!("-----BEGIN {label}-----\n{body}\n{body}\n{end}");
            let text = format!("Fqdn : a\nName : b\n\n{key}\n{PEM}");
            let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
            let utf16: Vec<u8> =
                [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
            for bytes in [text.as_bytes(), quoted.as_bytes(), &utf16] {
                let (source, reading) = read(SourceId(0), "paste", bytes);
                let all = format!("{source:?}{reading:?}");
                assert!(!all.contains("MIIEvQ") && !all.contains("VJTUt9"), "{label}");
                let keys: Vec<_> = reading
                    .items
                    .iter()
                    .filter_map(|item| if let Item::PrivateKey(key) = item { Some(key) } else { None })
                    .collect();
                assert_eq!(keys.len(), 1);
                assert_eq!(keys[0].label, label);
                assert!(source.slice(keys[0].span.start, keys[0].span.end).starts_with("-----BEGIN"));
                assert_eq!(reading.items.len(), 3, "{reading:?}");
                assert_eq!(messages(&reading), Vec::<&str>::new());
            }
        }
    }
}

#[test]
fn a_source_that_is_too_long_says_so() {
    let text = "Name : a\nFqdn : b\nTls".to_owned();
    let (source, reading) = paste::read(of_text(SourceId(0), "long.txt", text, Encoding::Utf8, true), &[]);
    assert_eq!(reading.items.len(), 1);
    let last = reading.problems.last().unwrap();
    assert_eq!(last.message, "The source is too long: what follows here was not read.");
    assert_eq!(last.span.start as usize, source.text().len());
}

#[test]
fn damaged_input_of_every_kind_gives_a_reading() {
    let text = format!(
        "[PS] C:\\>Get-ReceiveConnector\r\n> Name : {{a, b\r\n{PEM}\r\n220 mail ESMTP\r\n250-STARTTLS\r\n"
    );
    for step in 1..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes.truncate(step);
        bytes[step / 2] = bytes[step / 2].wrapping_add(step as u8);
        let (source, reading) = read(SourceId(0), "x", &bytes);
        for span in reading.items.iter().map(Item::span).chain(reading.problems.iter().map(|p| p.span)) {
            assert!(source.text().get(span.start as usize..span.end as usize).is_some(), "{step}");
        }
    }
}

#[test]
fn what_a_script_printed_is_of_the_server_that_it_names_above() {
    for prefix in ["", ">> "] {
        let lines = [
            "& {",
            "    $server = 'EX01'",
            "    # Shows the certificates of the server. Changes nothing.",
            "    if (-not $server) { Write-Warning 'Fill in the name of the server.'; return }",
            "    Get-ExchangeCertificate -Server $server |",
            "        Format-List Thumbprint,Services",
            "    # Nothing else.",
            "}",
        ];
        let script = lines.join(&format!("\n{prefix}"));
        let text = format!("[PS] C:\\>{script}\n\nThumbprint : {}\nServices   : SMTP\n", "AB".repeat(20));
        let (source, reading) = reading(&text);
        assert_eq!(messages(&reading), Vec::<&str>::new(), "{text}");
        let [Item::Record(record)] = reading.items.as_slice() else { panic!("{reading:?}") };
        let server = record.command.as_ref().unwrap().argument("Server").unwrap();
        assert_eq!(server.value, "EX01");
        assert_eq!(source.slice(server.span.start - 1, server.span.end + 1), "'EX01'");
    }
}
