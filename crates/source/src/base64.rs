/// The bytes that a text in base64 stands for. Blanks and line ends mean nothing anywhere, and the padding may
/// be missing: a selection often ends before it. `None` where anything else stands in it.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, read) = htd_scan::base64_prefix(text.as_bytes());
    let (mut bits, mut count, mut padding) = (0u32, 0usize, 0usize);
    for &letter in text.as_bytes().get(read..)? {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                padding += 1;
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            _ => return None,
        };
        if padding > 0 {
            return None;
        }
        bits = bits << 6 | u32::from(value);
        count += 1;
        if !count.is_multiple_of(4) {
            continue;
        }
        bytes.extend_from_slice(bits.to_be_bytes().get(1..)?);
        bits = 0;
    }
    match (count % 4, padding) {
        (0, 0) => {}
        (2, 0 | 2) => bytes.push((bits >> 4) as u8),
        (3, 0 | 1) => bytes.extend_from_slice(&[(bits >> 10) as u8, (bits >> 2) as u8]),
        _ => return None,
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_and_broken_texts_are_decoded() {
        for (text, bytes) in [
            ("", &b""[..]),
            ("Zg==", b"f"),
            ("Zm8=", b"fo"),
            ("Zm9v", b"foo"),
            ("Zm9vYg==", b"foob"),
            ("Zm9vYg", b"foob"),
            (" Zm\r\n9v\tYm E= \n", b"fooba"),
            ("+/+/", &[0xFB, 0xFF, 0xBF]),
        ] {
            assert_eq!(base64(text).as_deref(), Some(bytes), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["Z", "Zg=", "Zg===", "Zm9v=", "Zg==Zg==", "Zm9v-_", "Zm9v!", "Zm\u{FC}v", "===="] {
            assert_eq!(base64(text), None, "{text}");
        }
    }

    #[test]
    fn every_byte_survives() {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for length in 0..40usize {
            let bytes: Vec<u8> = (0..length).map(|index| (index * 67 + length) as u8).collect();
            let mut text = String::new();
            for three in bytes.chunks(3) {
                let all = three.iter().fold(0u32, |all, &byte| all << 8 | u32::from(byte))
                    << (8 * (3 - three.len()));
                for place in 0..=three.len() {
                    let index = (all >> (18 - 6 * place) & 63) as usize;
                    text.push(char::from(*LETTERS.get(index).unwrap()));
                }
            }
            assert_eq!(base64(&text).as_deref(), Some(bytes.as_slice()));
        }
    }
}
