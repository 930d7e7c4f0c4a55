//! Certificates: their own bytes, and SerializationData with and without a signature, whole and broken.

use super::generator::{Object, Serialized, Value, write};
use super::*;
use proptest::prelude::*;
use proptest::sample::Index;

fn told(der: &[u8]) -> Serialized<'_> {
    Serialized {
        der,
        services: 11,
        status: 1,
        root_ca_type: 1,
        self_signed: false,
        exportable: true,
        has_key: true,
        friendly_name: "Müller mail",
        identity: "EX01.contoso.example\\AB",
    }
}

/// The only record of a file, and the problems.
fn only(object: Object) -> (Record, Vec<String>) {
    let (source, reading) = read(write(&[object]).as_bytes());
    assert_places(&source, &reading);
    let found = records(&reading);
    assert_eq!(found.len(), 1);
    (found[0].clone(), problems(&reading).into_iter().map(str::to_owned).collect())
}

#[test]
fn serialization_data_tells_what_the_object_does_not() {
    let der = fixture("mail-in-use.der");
    let exact = htd_x509::parse_der(&der).unwrap();
    for blob in [told(&der).bytes(), told(&der).signed()] {
        let (record, problems) = only(Object::exchange_certificate(&der, "ex02.contoso.example", Some(blob)));
        assert!(problems.is_empty(), "{problems:?}");
        for (name, value) in [
            ("Services", "IMAP, POP, IIS"),
            ("Status", "Valid"),
            ("RootCAType", "ThirdParty"),
            ("IsSelfSigned", "False"),
            ("HasPrivateKey", "True"),
            ("PrivateKeyExportable", "True"),
            ("FriendlyName", "Müller mail"),
            ("Identity", "EX01.contoso.example\\AB"),
            ("PSComputerName", "ex02.contoso.example"),
            ("Thumbprint", exact.thumbprint.as_str()),
            ("Subject", exact.subject.as_deref().unwrap()),
            ("Issuer", exact.issuer.as_deref().unwrap()),
            ("SerialNumber", exact.serial_number.as_str()),
        ] {
            assert_eq!(text(&record, name), Some(value), "{name}");
        }
        assert_eq!(record.get("Services").unwrap().value.number, Some(11));
        assert_eq!(record.certificate.as_ref().unwrap().der, der);
        assert!(text(&record, "NotAfter").unwrap().ends_with('Z'));
        assert!(!record.has("RawData") && !record.has("SerializationData"));
    }
}

#[test]
fn the_certificate_is_also_in_serialization_data() {
    let der = fixture("mail-in-use.der");
    let (record, _) = only(Object::exchange_certificate(&[], "ex01", Some(told(&der).signed())));
    assert_eq!(record.certificate.unwrap().der, der);
}

#[test]
fn services_are_named_as_the_shell_names_them() {
    let der = fixture("mail-in-use.der");
    for (services, text_of) in [
        (0, "None"),
        (1, "IMAP"),
        (16, "SMTP"),
        (27, "IMAP, POP, IIS, SMTP"),
        (127, "IMAP, POP, UM, IIS, SMTP, Federation, UMCallRouter"),
        (128, "128"),
        (-1, "-1"),
    ] {
        let blob = Serialized { services, ..told(&der) }.bytes();
        let (record, _) = only(Object::exchange_certificate(&der, "ex01", Some(blob)));
        let value = &record.get("Services").unwrap().value;
        assert_eq!((value.text.as_str(), value.number), (text_of, Some(i64::from(services))));
    }
}

#[test]
fn what_is_missing_or_was_never_set_is_not_told() {
    let der = fixture("mail-in-use.der");
    let blob = Serialized { has_key: false, friendly_name: "", status: 0, ..told(&der) }.bytes();
    let (record, problems) = only(Object::exchange_certificate(&der, "ex01", Some(blob)));
    assert!(problems.is_empty());
    for name in ["HasPrivateKey", "FriendlyName", "RootCAType", "IsSelfSigned"] {
        assert!(!record.has(name), "{name}");
    }
    assert_eq!(text(&record, "Status"), Some("Unknown"));
}

#[test]
fn what_the_object_printed_wins_unless_it_is_empty() {
    let der = fixture("mail-in-use.der");
    let object = Object::exchange_certificate(&der, "ex01", Some(told(&der).bytes()))
        .with("FriendlyName", Value::text("printed"))
        .with("Status", Value::text("Untrusted"))
        .with("Services", Value::Null);
    let (record, _) = only(object);
    assert_eq!(text(&record, "FriendlyName"), Some("printed"));
    assert_eq!(text(&record, "Status"), Some("Untrusted"));
    assert_eq!(text(&record, "Services"), Some("IMAP, POP, IIS"));
}

#[test]
fn without_serialization_data_the_services_are_not_known() {
    let der = fixture("mail-in-use.der");
    for services in [None, Some(Value::Null), Some(Value::text(""))] {
        let mut object = Object::exchange_certificate(&der, "ex01", None);
        if let Some(services) = services {
            object = object.with("Services", services);
        }
        let (record, problems) = only(object);
        assert!(problems.is_empty());
        assert!(record.certificate.is_some());
        assert!(!record.has("Services") && !record.has("Status"));
    }
}

/// A stream that ends early or is damaged costs the facts that it alone tells, and no more; whatever it says
/// besides never brings the reader down.
#[test]
fn a_broken_stream_costs_what_it_alone_tells() {
    let der = fixture("ex01-self-signed.der");
    let whole = told(&der).bytes();
    for length in 0..whole.len() {
        let (record, problems) =
            only(Object::exchange_certificate(&der, "ex01", Some(whole[..length].to_vec())));
        assert!(record.certificate.is_some());
        assert!(!record.has("Services"), "{length}");
        assert_eq!(problems.len(), usize::from(length > 0), "{length}");
        if length > 0 {
            assert!(problems[0].contains("SerializationData cannot be read"), "{problems:?}");
        }
    }
    let (record, problems) = only(
        Object::exchange_certificate(&der, "ex01", None).noting("SerializationData", Value::text("no bytes")),
    );
    assert!(problems.is_empty() && record.certificate.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_damaged_stream_does_no_harm(place in any::<Index>(), byte in any::<u8>()) {
        let mut damaged = told(&fixture("ex01-self-signed.der")).bytes();
        let place = place.index(damaged.len());
        damaged[place] = byte;
        drop(nrbf::read(&damaged));
    }
}

#[test]
fn streams_that_promise_more_than_they_hold_are_refused() {
    let mut head = vec![0];
    for number in [1i32, -1, 1, 0] {
        head.extend_from_slice(&number.to_le_bytes());
    }
    let with = |rest: &[u8]| {
        let mut stream = head.clone();
        stream.extend_from_slice(rest);
        stream
    };
    for rest in [
        // An array of two thousand million bytes, of objects, of arrays.
        &[15, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 2][..],
        &[16, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x00],
        &[7, 1, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F],
        // Values without a byte, sixteen million of them.
        &[15, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x00, 17],
        &[0xEE],
        &[],
    ] {
        assert!(nrbf::read(&with(rest)).is_none(), "{rest:?}");
    }
    // Arrays inside arrays, deeper than anything is.
    let nested: Vec<u8> = [16, 1, 0, 0, 0, 1, 0, 0, 0].repeat(100_000);
    assert!(nrbf::read(&with(&nested)).is_none());
    assert!(nrbf::read(b"#sig#\xFF\xFF\xFF\xFF").is_none());
    assert!(nrbf::read(b"#sig#\x01\x00").is_none());
}

#[test]
fn bytes_that_are_no_certificate_are_told() {
    let der = fixture("mail-in-use.der");
    let (record, problems) =
        only(Object::exchange_certificate(&der[..200], "ex01", Some(told(&der).bytes())));
    assert!(record.certificate.is_none());
    assert_eq!(text(&record, "Services"), Some("IMAP, POP, IIS"));
    assert!(problems[0].contains("bytes of a certificate cannot be read"), "{problems:?}");
}

#[test]
fn a_certificate_of_the_store_has_no_services() {
    let der = fixture("mail-in-use.der");
    let object =
        Object::printed("System.Security.Cryptography.X509Certificates.X509Certificate2", "[Subject]")
            .with("RawData", Value::Bytes(der.clone()));
    let (record, problems) = only(object);
    assert!(problems.is_empty());
    assert_eq!(record.certificate.as_ref().unwrap().der, der);
    assert!(record.has("DnsNameList") && !record.has("CertificateDomains") && !record.has("Services"));
}
