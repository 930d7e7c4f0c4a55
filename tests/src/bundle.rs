//! Writes PKCS #7 messages as `.p7b` files hold them: certificates, and nobody's signature.

/// How the elements around the certificates tell where they end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// By their length, as in DER.
    ByLength,
    /// By a mark, as some programs write BER.
    ByMark,
}

/// The bundles among the fixtures and how each is written. They hold what `mail-bundle.pem` holds.
pub const BUNDLES: [(&str, Ends, bool); 3] = [
    ("mail-bundle.p7b", Ends::ByLength, false),
    ("mail-bundle-indefinite.p7b", Ends::ByMark, false),
    ("mail-bundle-armoured.p7b", Ends::ByLength, true),
];

/// A file of certificates, each in DER; with BEGIN and END around it where it is armoured.
pub fn file(certificates: &[Vec<u8>], ends: Ends, armoured: bool) -> Vec<u8> {
    let bytes = message(certificates, ends);
    if !armoured {
        return bytes;
    }
    let mut text = "-----BEGIN PKCS7-----\n".to_owned();
    for line in base64(&bytes).as_bytes().chunks(64) {
        text.extend(line.iter().map(|&byte| char::from(byte)));
        text.push('\n');
    }
    text.push_str("-----END PKCS7-----\n");
    text.into_bytes()
}

fn message(certificates: &[Vec<u8>], ends: Ends) -> Vec<u8> {
    // 1.2.840.113549.1.7
    const KIND: [u8; 10] = [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7];
    let kind = |last: u8| [&KIND[..], &[last]].concat();
    let around = |tag: u8, content: &[u8]| match ends {
        Ends::ByLength => [&[tag][..], &length(content.len()), content].concat(),
        Ends::ByMark => [&[tag, 0x80], content, &[0, 0]].concat(),
    };
    let version_and_algorithms = [2, 1, 1, 0x31, 0].to_vec();
    let content = around(0x30, &kind(1));
    let set = around(0xA0, &certificates.concat());
    let signers = vec![0x31, 0];
    let signed = around(0x30, &[version_and_algorithms, content, set, signers].concat());
    around(0x30, &[kind(2), around(0xA0, &signed)].concat())
}

fn length(length: usize) -> Vec<u8> {
    match length {
        0..=0x7F => vec![length as u8],
        0x80..=0xFF => vec![0x81, length as u8],
        _ => vec![0x82, (length >> 8) as u8, length as u8],
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let mut all = [0; 3];
        all[..three.len()].copy_from_slice(three);
        let all = u32::from_be_bytes([0, all[0], all[1], all[2]]);
        for place in 0..4 {
            let letter = char::from(LETTERS[(all >> (18 - 6 * place) & 63) as usize]);
            text.push(if place <= three.len() { letter } else { '=' });
        }
    }
    text
}
