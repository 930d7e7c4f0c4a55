//! A writer of DER, for names and certificates that no tool would make.

#![allow(dead_code, reason = "every test file uses its own part")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has to fail")]

use std::io::Write;
use std::path::PathBuf;

pub(crate) const NUMERIC: u8 = 18;
pub(crate) const PRINTABLE: u8 = 19;
pub(crate) const TELETEX: u8 = 20;
pub(crate) const IA5: u8 = 22;
pub(crate) const VISIBLE: u8 = 26;
pub(crate) const UNIVERSAL: u8 = 28;
pub(crate) const BMP: u8 = 30;
pub(crate) const UTF8: u8 = 12;

pub(crate) fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut der = vec![tag];
    match content.len() {
        length @ 0..0x80 => der.push(length as u8),
        length => {
            der.push(0x84);
            der.extend((length as u32).to_be_bytes());
        }
    }
    der.extend(content);
    der
}

pub(crate) fn sequence(elements: &[Vec<u8>]) -> Vec<u8> {
    tlv(0x30, &elements.concat())
}

pub(crate) fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u64> = dotted.split('.').map(|arc| arc.parse().unwrap()).collect();
    let mut content = Vec::new();
    for arc in std::iter::once(arcs[0] * 40 + arcs[1]).chain(arcs[2..].iter().copied()) {
        let mut digits = vec![(arc & 0x7F) as u8];
        let mut rest = arc >> 7;
        while rest > 0 {
            digits.push((rest & 0x7F) as u8 | 0x80);
            rest >>= 7;
        }
        digits.reverse();
        content.extend(digits);
    }
    tlv(6, &content)
}

pub(crate) fn attribute(key: &str, tag: u8, value: &[u8]) -> Vec<u8> {
    sequence(&[oid(key), tlv(tag, value)])
}

/// A Name of parts, each of attributes.
pub(crate) fn name(parts: &[&[Vec<u8>]]) -> Vec<u8> {
    sequence(&parts.iter().map(|part| tlv(0x31, &part.concat())).collect::<Vec<_>>())
}

pub(crate) fn common_name(value: &str) -> Vec<u8> {
    name(&[&[attribute("2.5.4.3", UTF8, value.as_bytes())]])
}

pub(crate) fn dns_name(value: &[u8]) -> Vec<u8> {
    tlv(0x82, value)
}

pub(crate) fn extension(id: &str, value: &[u8]) -> Vec<u8> {
    sequence(&[oid(id), tlv(4, value)])
}

/// What a certificate is made of; everything that can be wrong with it is put in by the test.
pub(crate) struct Parts {
    pub(crate) serial: Vec<u8>,
    pub(crate) issuer: Vec<u8>,
    pub(crate) subject: Vec<u8>,
    pub(crate) key: Vec<u8>,
    pub(crate) extensions: Vec<Vec<u8>>,
}

impl Parts {
    /// A certificate for `mail.contoso.com` with a 2048-bit key that nobody has.
    pub(crate) fn new() -> Self {
        let modulus = [&[0][..], &[0xC3; 256]].concat();
        let key = sequence(&[tlv(2, &modulus), tlv(2, &[1, 0, 1])]);
        let algorithm = sequence(&[oid("1.2.840.113549.1.1.1"), tlv(5, &[])]);
        Self {
            serial: vec![0x12, 0x34],
            issuer: common_name("Contoso CA"),
            subject: common_name("mail.contoso.com"),
            key: sequence(&[algorithm, tlv(3, &[&[0][..], &key].concat())]),
            extensions: Vec::new(),
        }
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        let signature = sequence(&[oid("1.2.840.113549.1.1.11"), tlv(5, &[])]);
        let validity = sequence(&[tlv(23, b"251122000000Z"), tlv(24, b"20520101000000Z")]);
        let mut body = vec![
            tlv(0xA0, &tlv(2, &[2])),
            tlv(2, &self.serial),
            signature.clone(),
            self.issuer.clone(),
            validity,
            self.subject.clone(),
            self.key.clone(),
        ];
        if !self.extensions.is_empty() {
            body.push(tlv(0xA3, &sequence(&self.extensions)));
        }
        sequence(&[sequence(&body), signature, tlv(3, &[0; 257])])
    }
}

/// Material beside the checkout that is not part of it. Where it is not there, the test is left out and says so past
/// what cargo captures.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let whole = std::env::var_os("HTD_REFERENCE").map_or_else(beside, PathBuf::from).join(path);
    if whole.exists() {
        return Some(whole);
    }
    let line = format!("\nLEFT OUT: {path} is not beside the checkout; HTD_REFERENCE may name its folder\n");
    // Where standard output is closed there is nobody to tell.
    let _ = std::io::stdout().write_all(line.as_bytes());
    None
}

pub(crate) fn unhex(text: &str) -> Vec<u8> {
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}
