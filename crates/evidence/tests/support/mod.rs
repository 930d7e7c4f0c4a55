//! What several oracles need to write their documents.

/// Bytes in base64, on one line.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |group: u32, place: usize| char::from(LETTERS[(group >> (18 - 6 * place) & 63) as usize]);
    let letters = |three: &[u8]| {
        let group = three.iter().fold(0, |all, &byte| all << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        (0..4)
            .map(move |place| if place > three.len() { '=' } else { letter(group, place) })
            .collect::<String>()
    };
    bytes.chunks(3).map(letters).collect()
}
