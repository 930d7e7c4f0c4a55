//! No bytes make the readers panic or hang.

#![allow(clippy::indexing_slicing, reason = "a helper of tests fails as a test does")]

mod support;

use htd_x509::names::windows_name;
use htd_x509::pem::blocks;
use htd_x509::{compare, describe, parse_der, parse_identifier};
use support::{Parts, attribute, dns_name, extension, name, oid, sequence, tlv};

/// The same numbers on every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

fn read_everything(bytes: &[u8]) -> bool {
    windows_name(bytes, true);
    let Ok(certificate) = parse_der(bytes) else { return false };
    describe(&certificate);
    certificate.names();
    certificate.identifier();
    true
}

fn rich_certificate() -> Vec<u8> {
    let mut parts = Parts::new();
    parts.subject = name(&[
        &[attribute("2.5.4.6", 19, b"US"), attribute("2.5.4.15", 12, b"x")],
        &[attribute("2.5.4.10", 30, b"\0C\0o"), attribute("2.5.4.11", 28, b"\0\0\0a")],
        &[attribute("2.5.4.3", 20, b"mail.contoso.com")],
    ]);
    parts.extensions = vec![
        extension("2.5.29.17", &sequence(&[dns_name(b"mail.contoso.com"), tlv(0xA4, &parts.issuer)])),
        extension("2.5.29.19", &sequence(&[tlv(1, &[0xFF]), tlv(2, &[0])])),
        extension("2.5.29.37", &sequence(&[oid("1.3.6.1.5.5.7.3.1")])),
    ];
    parts.der()
}

#[test]
fn random_bytes() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for _ in 0..20_000 {
        let length = numbers.below(64);
        let bytes: Vec<u8> = (0..length).map(|_| numbers.next() as u8).collect();
        read_everything(&bytes);
        read_everything(&tlv(0x30, &tlv(0x30, &bytes)));
    }
}

#[test]
fn mutated_certificates() {
    let whole = rich_certificate();
    assert!(read_everything(&whole));
    let mut still_read = 0;
    let mut check = |bytes: &[u8]| still_read += usize::from(read_everything(bytes));
    for at in 0..whole.len().min(600) {
        for value in [0x00, 0x01, 0x1F, 0x30, 0x7F, 0x80, 0x81, 0x84, 0xFF] {
            let mut bytes = whole.clone();
            bytes[at] = value;
            check(&bytes);
        }
        check(&whole[..at]);
        check(&[&whole[..at], &whole[at + 1..]].concat());
    }
    let mut numbers = Numbers(88_172_645_463_325_252);
    for _ in 0..20_000 {
        let mut bytes = whole.clone();
        for _ in 0..=numbers.below(4) {
            let at = numbers.below(bytes.len());
            bytes[at] = numbers.next() as u8;
        }
        check(&bytes);
    }
    assert!(still_read > 1_000, "the mutations reach behind the outer structure: {still_read}");
}

#[test]
fn random_texts() {
    let pieces = [
        "<I>",
        "<S>",
        "</S>",
        "CN=",
        "O=",
        "\"",
        ",",
        "+",
        " ",
        "\\",
        "\\C3",
        "é",
        "…",
        "...",
        "/",
        "=",
        "#",
        "?",
        "ST=",
        "-----BEGIN CERTIFICATE-----",
        "-----END CERTIFICATE-----",
        "--",
        "\n",
        "MIIB",
        "contoso",
        "\u{200E}",
        "İ",
    ];
    let mut numbers = Numbers(1);
    for _ in 0..20_000 {
        let mut text =
            || -> String { (0..numbers.below(12)).map(|_| pieces[numbers.below(pieces.len())]).collect() };
        let (value, issuer, subject) = (text(), text(), text());
        let _ = parse_identifier(&value);
        compare(&value, value.len() % 2 == 0, &issuer, &subject);
        for block in blocks(&value) {
            assert!(value.get(block.range).is_some());
        }
    }
}

#[test]
fn large_certificates_take_no_long_time() {
    let mut parts = Parts::new();
    let many = vec![attribute("2.5.4.3", 12, b"a,\"b"); 50_000];
    parts.subject = name(&[&many]);
    parts.extensions = vec![extension("2.5.29.17", &sequence(&vec![dns_name(b"mail.contoso.com"); 50_000]))];
    assert!(read_everything(&parts.der()));
    let mut nested = Vec::new();
    for _ in 0..20_000 {
        nested = tlv(0x30, &nested[..nested.len().min(4_000)]);
    }
    read_everything(&nested);
    read_everything(&[0x30, 0x80].repeat(100_000));
    read_everything(&[0xA0, 0x80].repeat(100_000));
}
