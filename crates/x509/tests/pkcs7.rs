//! Bundles of certificates in every encoding in which programs write them, and what only looks like one.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper of tests fails as a test does")]

mod support;

use htd_x509::pkcs7::certificates;
use htd_x509::{Secret, parse_der, secret};
use support::{Parts, oid, sequence, tlv};

/// An element that ends with a mark.
fn open(tag: u8, content: &[u8]) -> Vec<u8> {
    [&[tag, 0x80], content, &[0, 0]].concat()
}

/// A message around certificates, its outer elements written by `outer`.
fn message(certificates: &[Vec<u8>], outer: fn(u8, &[u8]) -> Vec<u8>) -> Vec<u8> {
    let content =
        outer(0x30, &[oid("1.2.840.113549.1.7.1"), outer(0xA0, &outer(0x24, &tlv(4, b"x")))].concat());
    let parts = [tlv(2, &[1]), tlv(0x31, &[]), content, outer(0xA0, &certificates.concat()), tlv(0x31, &[])];
    let signed = outer(0x30, &parts.concat());
    outer(0x30, &[oid("1.2.840.113549.1.7.2"), outer(0xA0, &signed)].concat())
}

fn some() -> Vec<Vec<u8>> {
    (1..=3)
        .map(|number| {
            let mut parts = Parts::new();
            parts.subject = support::common_name(&format!("mail{number}.contoso.example"));
            parts.der()
        })
        .collect()
}

#[test]
fn every_encoding_gives_the_same_certificates() {
    let expected = some();
    for outer in [tlv as fn(u8, &[u8]) -> Vec<u8>, open] {
        let bytes = message(&expected, outer);
        let bundle = certificates(&bytes).unwrap();
        assert_eq!(
            (bundle.certificates.as_slice(), bundle.more),
            (expected.iter().map(Vec::as_slice).collect::<Vec<_>>().as_slice(), false)
        );
        assert!(bundle.certificates.iter().all(|der| parse_der(der).is_ok()));
        assert_eq!(secret(&bytes), None);
        // Bytes behind the message, as a line end of the file, change nothing.
        assert_eq!(
            certificates(&[bytes.as_slice(), b"\r\n"].concat()).unwrap(),
            certificates(&bytes).unwrap()
        );
    }
}

#[test]
fn attribute_certificates_are_passed_over() {
    let mut all = some();
    all.insert(1, tlv(0xA1, b"x"));
    assert_eq!(certificates(&message(&all, tlv)).unwrap().certificates.len(), 3);
    assert!(certificates(&message(&[], tlv)).unwrap().certificates.is_empty());
}

#[test]
fn a_damaged_certificate_ends_the_list() {
    let mut all = some();
    all[1] = vec![0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF];
    let bytes = message(&all, tlv);
    let bundle = certificates(&bytes).unwrap();
    assert_eq!((bundle.certificates.len(), bundle.more), (1, true));
}

#[test]
fn more_certificates_than_any_store_has_are_not_read() {
    let bytes = message(&vec![tlv(0x30, &[]); 5000], tlv);
    let bundle = certificates(&bytes).unwrap();
    assert_eq!((bundle.certificates.len(), bundle.more), (512, true));
}

#[test]
fn other_messages_are_none() {
    let signed = message(&some(), tlv);
    let enveloped: Vec<u8> = [oid("1.2.840.113549.1.7.3"), tlv(0xA0, b"")].concat();
    for bytes in [&[][..], &[0x30], &[0x30, 0x80], &some()[0], &tlv(0x30, &enveloped), &signed[4..]] {
        assert_eq!(certificates(bytes), None, "{bytes:?}");
    }
}

#[test]
fn truncation_and_change_of_any_byte_do_no_harm() {
    for outer in [tlv as fn(u8, &[u8]) -> Vec<u8>, open] {
        let bytes = message(&some(), outer);
        for end in 0..bytes.len() {
            if let Some(bundle) = certificates(&bytes[..end]) {
                assert!(bundle.certificates.len() <= 3);
            }
            for value in [0, 0x30, 0x80, 0x84, 0xA0, 0xFF] {
                let mut changed = bytes.clone();
                changed[end] = value;
                certificates(&changed);
                secret(&changed);
            }
        }
    }
}

#[test]
fn nesting_is_bounded() {
    for depth in [20, 31, 40, 1_000_000] {
        let mut bytes = Vec::new();
        for _ in 0..depth {
            bytes.extend([0x30, 0x80]);
        }
        assert_eq!(certificates(&bytes), None);
        bytes.resize(bytes.len() * 2, 0);
        assert_eq!(certificates(&bytes), None);
    }
    let deep = (0..28).fold(tlv(2, &[1]), |inner, _| open(0x30, &inner));
    assert!(certificates(&message(&[deep], open)).is_some_and(|bundle| bundle.certificates.len() == 1));
}

#[test]
fn keys_are_known_by_their_beginning() {
    let rsa = sequence(&[oid("1.2.840.113549.1.1.1"), tlv(5, &[])]);
    let pkcs8 = sequence(&[tlv(2, &[0]), rsa.clone(), tlv(4, &[7; 60])]);
    let pkcs1 = sequence(&[tlv(2, &[0]), tlv(2, &[7; 60]), tlv(2, &[1, 0, 1]), tlv(2, &[7; 60])]);
    let sec1 = sequence(&[tlv(2, &[1]), tlv(4, &[7; 32]), tlv(0xA0, &oid("1.2.840.10045.3.1.7"))]);
    let encrypted =
        |scheme| sequence(&[sequence(&[oid(scheme), sequence(&[tlv(4, &[7; 8])])]), tlv(4, &[7; 60])]);
    let safe = [oid("1.2.840.113549.1.7.1"), tlv(0xA0, &tlv(4, &[7; 60]))].concat();
    let pfx = sequence(&[tlv(2, &[3]), tlv(0x30, &safe)]);
    let pfx_open = open(0x30, &[tlv(2, &[3]), open(0x30, &safe)].concat());
    for (bytes, expected) in [
        (&pkcs8, Secret::PrivateKey),
        (&pkcs1, Secret::PrivateKey),
        (&sec1, Secret::PrivateKey),
        (&encrypted("1.2.840.113549.1.5.13"), Secret::EncryptedPrivateKey),
        (&encrypted("1.2.840.113549.1.12.1.3"), Secret::EncryptedPrivateKey),
        (&pfx, Secret::Pfx),
        (&pfx_open, Secret::Pfx),
    ] {
        assert_eq!(secret(bytes), Some(expected));
        // What was cut behind its beginning is still one.
        assert_eq!(secret(&bytes[..bytes.len() - 4]), Some(expected));
        for end in 0..bytes.len() {
            secret(&bytes[..end]);
        }
    }
    let public = sequence(&[rsa.clone(), tlv(3, &[0, 7])]);
    let request =
        sequence(&[sequence(&[tlv(2, &[0]), sequence(&[]), public.clone()]), rsa.clone(), tlv(3, &[0])]);
    let inner = sequence(&[tlv(2, &[1]), rsa, sequence(&[])]);
    let modulus = sequence(&[tlv(2, &[7; 64]), tlv(2, &[1, 0, 1])]);
    for bytes in [&public, &request, &inner, &modulus, &some()[0], &Vec::new(), &b"text".to_vec()] {
        assert_eq!(secret(bytes), None, "{bytes:?}");
    }
}
