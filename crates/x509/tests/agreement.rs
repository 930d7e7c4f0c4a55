//! The fields of a certificate are found without x509-parser's reader of certificates, which is too large for
//! the browser. Here, where size does not matter, the two have to agree.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests fails as a test does"
)]

mod support;

use htd_x509::names::windows_name;
use htd_x509::{Certificate, CertificateError, KeyAlgorithm, parse_der};
use support::{Parts, attribute, dns_name, extension, name, oid, sequence, tlv};
use x509_parser::certificate::{X509Certificate, X509CertificateParser};
use x509_parser::nom::Parser;

fn of_x509_parser(bytes: &[u8]) -> Option<(X509Certificate<'_>, usize)> {
    let mut parser = X509CertificateParser::new().with_deep_parse_extensions(false);
    parser.parse(bytes).ok().map(|(rest, certificate)| (certificate, rest.len()))
}

fn assert_same(ours: &Certificate, theirs: &X509Certificate<'_>) {
    assert_eq!(ours.version, theirs.version().0.saturating_add(1));
    assert_eq!(ours.not_before.0, theirs.validity().not_before.timestamp());
    assert_eq!(ours.not_after.0, theirs.validity().not_after.timestamp());
    let serial_number: String = theirs.raw_serial().iter().map(|byte| format!("{byte:02X}")).collect();
    assert_eq!(ours.serial_number, serial_number);
    let usage = theirs.extensions().iter().any(|extension| extension.oid.as_bytes() == [0x55, 0x1D, 0x25]);
    assert!(usage || ours.extended_key_usage.is_none());
    // x509-parser ends a damaged name early, so that it prints as nothing.
    let issuer = windows_name(theirs.issuer().as_raw(), true);
    assert!(ours.issuer.is_none() || ours.issuer == issuer, "{:?} {issuer:?}", ours.issuer);
}

/// Changes one byte after the other. Whatever is a certificate here has to be the same one to x509-parser,
/// which on the other hand takes some tags for others.
fn assert_agreement(whole: &[u8]) {
    let mut agreeing = 0;
    for at in 0..whole.len() {
        let own = whole[at];
        for value in [own, 0x00, 0x01, 0x02, 0x05, 0x06, 0x1F, 0x30, 0x7F, 0x80, 0x81, 0x84, 0xA1, 0xFF] {
            let mut bytes = whole.to_vec();
            bytes[at] = value;
            match (parse_der(&bytes), of_x509_parser(&bytes)) {
                (Ok(ours), Some((theirs, 0))) => assert_same(&ours, &theirs),
                (Err(CertificateError::TrailingBytes(ours)), Some((_, theirs))) => assert_eq!(ours, theirs),
                (Err(CertificateError::NotACertificate), _) if value != own => continue,
                (ours, theirs) => panic!("{value:#X} at {at}: {ours:?} but {theirs:?}"),
            }
            agreeing += 1;
        }
    }
    assert!(agreeing > 2 * whole.len(), "{agreeing}");
}

#[test]
fn of_version_3_with_extensions() {
    let mut parts = Parts::new();
    let country = [attribute("2.5.4.6", 19, b"US"), attribute("2.5.4.15", 12, b"x")];
    parts.issuer = name(&[&country, &[attribute("2.5.4.3", 20, b"Contoso CA")]]);
    let critical = sequence(&[oid("2.5.29.19"), tlv(1, &[0xFF]), tlv(4, &sequence(&[tlv(1, &[0xFF])]))]);
    parts.extensions = vec![
        extension("2.5.29.17", &sequence(&[dns_name(b"mail.contoso.com"), tlv(0xA4, &parts.issuer)])),
        critical,
        extension("2.5.29.37", &sequence(&[oid("1.3.6.1.5.5.7.3.1")])),
    ];
    assert_agreement(&parts.der());
    let certificate = parse_der(&parts.der()).unwrap();
    assert_eq!((certificate.version, certificate.is_authority), (3, Some(true)));
    assert_eq!(certificate.dns_names.unwrap(), ["mail.contoso.com"]);
    assert_eq!(certificate.extended_key_usage.unwrap(), ["1.3.6.1.5.5.7.3.1"]);
}

/// Fields of a `TBSCertificate` in their order, and the signature behind it.
fn of_fields(version: &[u8], behind_key: &[u8], behind_everything: &[u8]) -> Vec<u8> {
    let parts = Parts::new();
    let signature = sequence(&[oid("1.2.840.10045.4.3.2")]);
    let validity = sequence(&[tlv(23, b"500101000000Z"), tlv(23, b"491231235959Z")]);
    let curve = sequence(&[oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7")]);
    let key = sequence(&[curve, tlv(3, &[0, 4, 1])]);
    let (serial, issuer, subject) = (tlv(2, &[0, 0x80]), parts.issuer, parts.subject);
    let fields =
        [version.to_vec(), serial, signature.clone(), issuer, validity, subject, key, behind_key.to_vec()];
    sequence(&[sequence(&fields), signature, tlv(3, &[0, 1]), behind_everything.to_vec()])
}

#[test]
fn of_every_version_and_of_unique_identifiers() {
    let version = |digits: &[u8]| tlv(0xA0, &tlv(2, digits));
    let identifiers = [tlv(0x81, &[0, 7]), tlv(0x82, &[0, 7])].concat();
    let extensions = tlv(0xA3, &sequence(&[extension("2.5.29.37", &sequence(&[]))]));
    let everything = [&identifiers[..], &extensions].concat();
    let read = |version: &[u8], behind_key: &[u8]| {
        let whole = of_fields(version, behind_key, &[]);
        assert_agreement(&whole);
        parse_der(&whole).unwrap()
    };
    let first = read(&[], &[]);
    assert_eq!((first.version, first.serial_number.as_str()), (1, "0080"));
    assert_eq!(first.key, KeyAlgorithm::EllipticCurve("P-256".to_owned()));
    assert_eq!((first.not_before.0, first.not_after.0), (-631_152_000, 2_524_607_999));
    assert_eq!(read(&version(&[1]), &identifiers).version, 2);
    assert!(read(&version(&[2]), &everything).extended_key_usage.is_some());
    assert_eq!(read(&version(&[0x7F, 0xFF]), &extensions).version, 0x8000);
}

#[test]
fn what_stands_where_nothing_belongs() {
    let null = tlv(5, &[]);
    let accepted = |whole: &[u8]| (parse_der(whole).is_ok(), of_x509_parser(whole).is_some());
    assert_eq!(accepted(&of_fields(&[], &[], &null)), (true, true), "behind the signature");
    assert_eq!(accepted(&of_fields(&[], &null, &[])), (false, false), "in place of the extensions");
    assert_eq!(accepted(&of_fields(&null, &[], &[])), (false, false), "in place of the version");
    let twice = tlv(0xA3, &[sequence(&[]), sequence(&[])].concat());
    assert_eq!(accepted(&of_fields(&[], &twice, &[])), (false, false), "behind the extensions");
}
