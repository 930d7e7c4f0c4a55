//! Counts and places in text that is valid UTF-8.

/// How many bytes at the start are ASCII and none of `\n`, `\r`, `&`, `\` and `<`.
#[inline(never)]
pub fn clean_prefix(bytes: &[u8]) -> usize {
    let mut at = 0;
    let (blocks, _) = bytes.as_chunks::<8>();
    for block in blocks {
        let block = u64::from_le_bytes(*block);
        // Control characters are few; which of them it is decides the loop below.
        let found = (block & HIGH_BITS)
            | less(block, 0x20)
            | zeros(block ^ each(b'&'))
            | zeros(block ^ each(b'\\'))
            | zeros(block ^ each(b'<'));
        if found != 0 {
            break;
        }
        at += 8;
    }
    let is_clean = |&byte: &u8| byte < 0x80 && !matches!(byte, b'\n' | b'\r' | b'&' | b'\\' | b'<');
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| !is_clean(byte)).unwrap_or(rest.len())
}

/// The highest bit of each of eight bytes.
pub(crate) const HIGH_BITS: u64 = each(0x80);

/// Eight times the same byte.
pub(crate) const fn each(byte: u8) -> u64 {
    0x0101_0101_0101_0101 * byte as u64
}

/// Not 0 if one of eight bytes is 0.
fn zeros(bytes: u64) -> u64 {
    less(bytes, 1)
}

/// Not 0 if one of eight bytes is less than another, which is at most 0x80.
fn less(bytes: u64, than: u8) -> u64 {
    bytes.wrapping_sub(each(than)) & !bytes & HIGH_BITS
}

/// How many lines end in a text: at LF, CR LF, or a CR alone. `behind` is the byte that follows it.
#[inline(never)]
pub fn count_line_ends(bytes: &[u8], behind: Option<u8>) -> usize {
    let is_alone = |&at: &usize| bytes.get(at + 1).copied().or(behind) != Some(b'\n');
    memchr::memchr_iter(b'\n', bytes).count() + memchr::memchr_iter(b'\r', bytes).filter(is_alone).count()
}

/// How many UTF-16 units a text takes up.
#[inline(never)]
pub fn utf16_length(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    // One for every character, and another for each that four bytes encode.
    let units = |&byte: &u8| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0);
    bytes.iter().map(units).sum()
}

/// How many characters a text has.
#[inline(never)]
pub fn count_characters(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    bytes.iter().filter(|&byte| byte & 0xC0 != 0x80).count()
}

/// How many blanks stand at the start.
#[inline(never)]
pub fn count_blanks(bytes: &[u8]) -> usize {
    let mut at = 0;
    let (blocks, _) = bytes.as_chunks::<8>();
    for block in blocks {
        let others = u64::from_le_bytes(*block) ^ each(b' ');
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|&byte| byte != b' ').unwrap_or(rest.len())
}

/// How many bytes at the start are ASCII letters and digits, hyphens and underscores.
#[inline(never)]
pub fn name_prefix(bytes: &[u8]) -> usize {
    let of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    bytes.iter().position(|byte| !of_name(byte)).unwrap_or(bytes.len())
}

/// Where the brace closes that was opened before the text.
#[inline(never)]
pub fn find_closing_brace(bytes: &[u8]) -> Option<usize> {
    let mut depth = 1_usize;
    bytes.iter().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

/// The first comma from a place on that stands in no braces. The place is outside of any; braces that close without
/// having been opened count for nothing.
#[inline(never)]
pub fn find_comma_outside_braces(bytes: &[u8], from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let found = bytes.get(from..)?.iter().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && *byte == b','
    })?;
    Some(from + found)
}

/// A number that is equal for names that differ in the case of ASCII letters only, and seldom for others.
#[inline(never)]
pub fn digest_ignoring_case(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |digest: u32, byte| {
        digest.wrapping_mul(31).wrapping_add(u32::from(byte.to_ascii_lowercase()))
    })
}

/// How many bytes at the start are printed ASCII and no sign of emphasis (`*`, `` ` ``); single blanks between them
/// too, if `blanks`.
#[inline(never)]
pub fn plain_prefix(bytes: &[u8], blanks: bool) -> usize {
    let is_plain = |byte: u8| (0x21..0x7F).contains(&byte) && byte != b'*' && byte != b'`';
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if is_plain(byte) {
            at += 1;
        } else if byte == b' ' && blanks && at > 0 && bytes.get(at + 1).is_some_and(|&next| is_plain(next)) {
            at += 2;
        } else {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts of few characters, so that everything stands beside everything.
    fn text() -> impl Strategy<Value = String> {
        let characters = ['a', '\t', '\r', '\n', '&', '\\', '\u{FC}', '\u{20AC}', '\u{1F600}'];
        let character = prop::sample::select(characters.to_vec());
        prop::collection::vec(character, 0..600).prop_map(|characters| characters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn everything_is_counted_as_a_plain_loop_counts(text in text()) {
            let bytes = text.as_bytes();
            let special = |byte: &u8| !byte.is_ascii() || b"&<\r\n\\".contains(byte);
            assert_eq!(clean_prefix(bytes), bytes.iter().position(special).unwrap_or(bytes.len()));
            assert_eq!(utf16_length(bytes), text.encode_utf16().count());
            assert_eq!(count_characters(bytes), text.chars().count());
            let ends = text.replace("\r\n", "\n").matches(['\r', '\n']).count();
            assert_eq!(count_line_ends(bytes, None), ends);
            let joined = usize::from(text.ends_with('\r'));
            assert_eq!(count_line_ends(bytes, Some(b'\n')), ends - joined);
        }
    }

    #[test]
    fn a_name_ends_where_something_else_stands() {
        assert_eq!((count_blanks(b"  a "), count_blanks(b"  "), count_blanks(b"")), (2, 2, 0));
        for length in 0..40 {
            let blanks = " ".repeat(length);
            assert_eq!(count_blanks(blanks.as_bytes()), length);
            assert_eq!(count_blanks(format!("{blanks}a          ").as_bytes()), length);
        }
        assert_eq!((name_prefix(b"a-b_1 :"), name_prefix(b": a"), name_prefix(b"Name")), (5, 0, 4));
        assert_eq!(digest_ignoring_case(b"TlsDomain"), digest_ignoring_case(b"TLSDOMAIN"));
        assert_ne!(digest_ignoring_case(b"Name"), digest_ignoring_case(b"Mane"));
    }

    #[test]
    fn braces_are_counted() {
        for (text, closing) in [("}", Some(0)), ("a{b}c}d", Some(5)), ("a{b}", None), ("", None)] {
            assert_eq!(find_closing_brace(text.as_bytes()), closing, "{text}");
        }
        for (text, from, comma) in [
            ("a, b", 0, Some(1)),
            ("{a, b}, c", 0, Some(6)),
            ("}, b", 0, Some(1)),
            ("a, b", 2, None),
            ("", 1, None),
        ] {
            assert_eq!(find_comma_outside_braces(text.as_bytes(), from), comma, "{text}");
        }
    }

    #[test]
    fn what_is_plain_ends_at_the_first_byte_that_is_not() {
        for (text, alone, with_blanks) in [
            ("", 0, 0),
            (" a", 0, 0),
            ("ab c  d", 2, 4),
            ("a b ", 1, 3),
            ("a *b", 1, 1),
            ("a`b", 1, 1),
            ("a\u{FC}", 1, 1),
            ("a\tb", 1, 1),
        ] {
            let found = (plain_prefix(text.as_bytes(), false), plain_prefix(text.as_bytes(), true));
            assert_eq!(found, (alone, with_blanks), "{text:?}");
        }
    }

    #[test]
    fn long_texts_do_not_overflow() {
        let text = "\u{1F600}".repeat(50_000);
        assert_eq!(utf16_length(text.as_bytes()), 100_000);
        assert_eq!(count_characters(text.as_bytes()), 50_000);
        assert_eq!(count_line_ends(&[b'\n'; 100_000], None), 100_000);
        assert_eq!(clean_prefix(&[b'a'; 100_000]), 100_000);
    }
}
