//! Certificates: what is read from them, against openssl's reading and against what Windows printed.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod support;

use htd_source::Timestamp;
use htd_x509::pem::{PemError, blocks};
use htd_x509::{Certificate, CertificateError, Comparison, KeyAlgorithm, compare, describe, parse_der};
use support::{Parts, UTF8, attribute, common_name, dns_name, extension, name, oid, sequence, shared, tlv};

fn of_pem(text: &str) -> Certificate {
    parse_der(blocks(text).pop().unwrap().contents.as_ref().unwrap()).unwrap()
}

fn moment(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

#[test]
fn reads_what_openssl_reads() {
    let rsa = of_pem(include_str!("certificates/contoso-rsa.pem"));
    assert_eq!(rsa.thumbprint, "37CC1BB00DFE820C5814C4C5C642BAA3C964AC42");
    assert_eq!(rsa.serial_number, "00F1000000000000000000000000000001", "as encoded");
    let printed = "CN=mail.contoso.com, OU=\"R+D\", O=\"Contoso, Ltd.\", L=Redmond, S=Washington, C=US";
    assert_eq!(rsa.subject.as_deref(), Some(printed));
    assert_eq!(rsa.issuer, rsa.subject);
    assert!(rsa.self_issued);
    assert_eq!(rsa.not_before, moment("2026-11-22T18:47:44Z"));
    assert_eq!(rsa.not_after, moment("2027-12-24T18:47:44Z"));
    assert_eq!(rsa.common_names, ["mail.contoso.com"]);
    assert_eq!(rsa.names(), ["mail.contoso.com", "*.contoso.com", "autodiscover.contoso.com"]);
    assert_eq!(rsa.key, KeyAlgorithm::Rsa(2048));
    assert_eq!(rsa.signature_algorithm, "sha256RSA");
    assert_eq!(rsa.extended_key_usage.as_deref().unwrap(), ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
    assert_eq!(rsa.is_authority, Some(false));
    assert_eq!(rsa.version, 3);
    let identifier = rsa.identifier().unwrap();
    assert_eq!(identifier.to_string(), format!("<I>{printed}<S>{printed}"));
    assert_eq!(compare(&identifier.to_string(), false, printed, printed), Comparison::Equal);
}

#[test]
fn reads_a_version_1_elliptic_curve_root_with_trust_settings_behind_it() {
    let root = of_pem(include_str!("certificates/contoso-root-trusted.pem"));
    assert_eq!(root.thumbprint, "D7D996628D4A6ECBBE690D56097C9414E0F7C352");
    assert_eq!(root.key, KeyAlgorithm::EllipticCurve("P-384".to_owned()));
    assert_eq!(root.signature_algorithm, "sha384ECDSA");
    assert_eq!((root.version, root.is_authority, &root.extended_key_usage), (1, None, &None));
    assert_eq!(root.names(), ["Contoso Root"]);
}

#[test]
fn an_account_has_one_label_a_line() {
    let mut parts = Parts::new();
    parts.subject = common_name("mail\nThumbprint : 00");
    let names = [dns_name(b"mail.contoso.com"), dns_name(b"a\r\nKey : none\x85")];
    parts.extensions = vec![
        extension("2.5.29.17", &sequence(&names)),
        extension("2.5.29.37", &sequence(&[oid("1.3.6.1.5.5.7.3.1"), oid("1.2.3")])),
    ];
    let certificate = parse_der(&parts.der()).unwrap();
    let account = describe(&certificate);
    let lines: Vec<(&str, &str)> = account.lines().map(|line| line.split_once(" : ").unwrap()).collect();
    let labels: Vec<&str> = lines.iter().map(|(label, _)| label.trim_end()).collect();
    assert_eq!(
        labels,
        [
            "Subject",
            "Issuer",
            "Serial number",
            "Thumbprint",
            "Not before",
            "Not after",
            "DNS names",
            "Key",
            "Signature algorithm",
            "Enhanced key usage",
            "Certification authority",
            "Version",
        ]
    );
    let value = |label: &str| lines.iter().find(|(l, _)| l.trim_end() == label).unwrap().1;
    assert_eq!(value("Subject"), "CN=\"mail\u{FFFD}Thumbprint : 00\"");
    assert_eq!(value("Issuer"), "CN=Contoso CA");
    assert_eq!(value("Thumbprint"), certificate.thumbprint);
    assert_eq!(value("Not before"), "2025-11-22T00:00:00Z");
    assert_eq!(value("Not after"), "2052-01-01T00:00:00Z");
    assert_eq!(value("DNS names"), "mail.contoso.com, a\u{FFFD}\u{FFFD}Key : none\u{FFFD}");
    assert_eq!(value("Key"), "RSA, 2048 bits");
    assert_eq!(value("Enhanced key usage"), "Server Authentication (1.3.6.1.5.5.7.3.1), 1.2.3");
}

#[test]
fn an_empty_subject_prints_the_first_directory_name() {
    let mut parts = Parts::new();
    parts.subject = sequence(&[]);
    assert_eq!(parse_der(&parts.der()).unwrap().subject.as_deref(), Some(""));
    assert_eq!(parse_der(&parts.der()).unwrap().identifier(), None, "nothing to select by");
    let directory_name = |value: &str| tlv(0xA4, &common_name(value));
    let names = [dns_name(b"mail.contoso.com"), directory_name("first"), directory_name("second")];
    parts.extensions = vec![extension("2.5.29.17", &sequence(&names))];
    let certificate = parse_der(&parts.der()).unwrap();
    assert_eq!(certificate.subject.as_deref(), Some("CN=first"));
    assert_eq!(certificate.names(), ["mail.contoso.com"]);
    parts.subject = common_name("own");
    assert_eq!(parse_der(&parts.der()).unwrap().subject.as_deref(), Some("CN=own"));
    parts.subject = sequence(&[]);
    parts.extensions = vec![extension("2.5.29.17", &[0x30, 9])];
    let damaged = parse_der(&parts.der()).unwrap();
    assert_eq!((damaged.subject, damaged.dns_names), (None, None), "a damaged extension tells nothing");
}

#[test]
fn what_cannot_be_read_is_not_made_up() {
    let mut parts = Parts::new();
    parts.issuer = name(&[&[attribute("2.5.4.10", UTF8, b"M\xFCller")]]);
    parts.key = sequence(&[sequence(&[oid("1.2.840.113549.1.1.1")]), tlv(3, &[0, 1, 2])]);
    parts.extensions = vec![
        extension("2.5.29.19", &sequence(&[tlv(1, &[0xFF])])),
        extension("2.5.29.37", &sequence(&[tlv(4, b"x")])),
    ];
    let certificate = parse_der(&parts.der()).unwrap();
    assert_eq!(certificate.issuer, None);
    assert_eq!(certificate.identifier(), None);
    assert_eq!(certificate.key, KeyAlgorithm::Other("1.2.840.113549.1.1.1".to_owned()));
    assert_eq!(certificate.is_authority, Some(true));
    assert_eq!(certificate.extended_key_usage, None);
    assert!(!certificate.self_issued);
    assert!(describe(&certificate).contains("not known"));
}

#[test]
fn common_names_join_the_dns_names_once() {
    let mut parts = Parts::new();
    let both = [
        attribute("2.5.4.3", UTF8, b"MAIL.contoso.com"),
        attribute("2.5.4.3", UTF8, b"legacy.contoso.com"),
        attribute("2.5.4.3", 4, b"x"),
    ];
    parts.subject = name(&[&both]);
    let names =
        [dns_name(b"mail.contoso.com"), tlv(0x81, b"postmaster@contoso.com"), tlv(0x87, &[192, 0, 2, 1])];
    parts.extensions = vec![extension("2.5.29.17", &sequence(&names))];
    let certificate = parse_der(&parts.der()).unwrap();
    assert_eq!(certificate.dns_names.as_deref().unwrap(), ["mail.contoso.com"]);
    assert_eq!(certificate.common_names, ["MAIL.contoso.com", "legacy.contoso.com"]);
    assert_eq!(certificate.names(), ["mail.contoso.com", "legacy.contoso.com"]);
}

#[test]
fn says_why_bytes_are_no_certificate() {
    let whole = Parts::new().der();
    assert!(parse_der(&whole).is_ok());
    let longer = [&whole[..], b"\r\n"].concat();
    assert_eq!(parse_der(&longer).unwrap_err(), CertificateError::TrailingBytes(2));
    for damaged in [&whole[..whole.len() - 1], &[], b"MZ", &sequence(&[])] {
        assert_eq!(parse_der(damaged).unwrap_err(), CertificateError::NotACertificate);
    }
}

/// Exchange's own exports hold a certificate's bytes beside the text that .NET on Windows printed of it.
#[test]
fn agrees_with_what_windows_printed_of_exchange_certificates() {
    let Some(folder) = shared("corpus/css-exchange") else { return };
    let mut compared = 0;
    for file in ["e16", "e19", "health-checker", "authenticode"].map(|part| folder.join(part)) {
        for entry in std::fs::read_dir(file).unwrap() {
            let text = std::fs::read(entry.unwrap().path()).unwrap();
            let text = String::from_utf8_lossy(&text).replace("_x000D__x000A_", "\n");
            for object in text.split("<ToString>").skip(1) {
                compared += usize::from(agrees(object));
            }
        }
    }
    assert!(compared >= 30, "{compared}");
}

fn agrees(object: &str) -> bool {
    let Some((printed, rest)) = object.split_once("</ToString>") else { return false };
    let Some((_, data)) = rest.split_once("<BA N=\"RawData\">") else { return false };
    let data = data.split_once("</BA>").unwrap().0;
    let pem = format!("-----BEGIN CERTIFICATE-----\n{data}\n-----END CERTIFICATE-----\n");
    let contents = blocks(&pem).pop().unwrap().contents;
    assert_ne!(contents, Err(PemError::NotBase64));
    let Ok(certificate) = parse_der(&contents.unwrap()) else { return false };
    let field = |label: &str| {
        let (_, rest) = printed.split_once(&format!("[{label}]\n  ")).unwrap();
        rest.split_once("\n\n").map_or(rest, |(value, _)| value).trim_end().replace("&quot;", "\"")
    };
    assert_eq!(certificate.subject.as_deref(), Some(field("Subject").as_str()));
    assert_eq!(certificate.issuer.as_deref(), Some(field("Issuer").as_str()));
    assert_eq!(certificate.serial_number, field("Serial Number"));
    assert_eq!(certificate.thumbprint, field("Thumbprint"));
    true
}
