//! Bytes found fast. The browser build optimises every other crate for size; the loops that touch each byte of
//! a long source are here, in plain functions that are compiled once and for speed. They know no format.

mod survey;
mod text;

pub use survey::{Beginnings, Label, label, marks, may_begin, survey};
pub use text::{
    clean_prefix, count_blanks, count_characters, count_line_ends, digest_ignoring_case, find_closing_brace,
    find_comma_outside_braces, name_prefix, plain_prefix, utf16_length,
};

/// The place of the first such byte.
#[inline(never)]
pub fn find(bytes: &[u8], byte: u8) -> Option<usize> {
    memchr::memchr(byte, bytes)
}

/// The places of the first such bytes, as many as `places` takes. `false` where there are fewer.
#[inline(never)]
pub fn find_each(bytes: &[u8], byte: u8, places: &mut [usize]) -> bool {
    // Fields are short: a plain loop is through one before a vector is set up.
    let mut wanted = places.iter_mut();
    let Some(mut place) = wanted.next() else { return true };
    for (at, &next) in bytes.iter().enumerate() {
        if next == byte {
            *place = at;
            match wanted.next() {
                Some(next) => place = next,
                None => return true,
            }
        }
    }
    false
}

/// Goes on with a hash of everything that was hashed before. Nobody is kept from making two texts with one hash.
#[inline(never)]
pub fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut hash = mixed(seed, bytes.len() as u64);
    for &eight in eights {
        hash = mixed(hash, u64::from_le_bytes(eight));
    }
    for &byte in rest {
        hash = mixed(hash, u64::from(byte));
    }
    hash
}

/// The same of a text without its digits and without what stands in square brackets.
#[inline(never)]
pub fn hash_of_words(seed: u64, bytes: &[u8]) -> u64 {
    let mut hash = mixed(seed, 1);
    let mut brackets = 0_usize;
    for &byte in bytes {
        match byte {
            b'[' => brackets += 1,
            b']' => brackets = brackets.saturating_sub(1),
            b'0'..=b'9' => {}
            _ if brackets == 0 => hash = mixed(hash, u64::from(byte)),
            _ => {}
        }
    }
    hash
}

fn mixed(hash: u64, next: u64) -> u64 {
    (hash.rotate_left(5) ^ next).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The place of the last such number.
#[inline(never)]
pub fn find_last_number(numbers: &[u64], number: u64) -> Option<usize> {
    numbers.iter().rposition(|&next| next == number)
}

/// The place of the last such byte.
#[inline(never)]
pub fn find_last(bytes: &[u8], byte: u8) -> Option<usize> {
    memchr::memrchr(byte, bytes)
}

/// The place of the first byte that is one of two.
#[inline(never)]
pub fn find2(bytes: &[u8], one: u8, two: u8) -> Option<usize> {
    memchr::memchr2(one, two, bytes)
}

/// The place of the first byte that is one of three.
#[inline(never)]
pub fn find3(bytes: &[u8], one: u8, two: u8, three: u8) -> Option<usize> {
    memchr::memchr3(one, two, three, bytes)
}

/// The place of the first LF or CR.
pub fn find_line_end(bytes: &[u8]) -> Option<usize> {
    find2(bytes, b'\n', b'\r')
}

/// How many such bytes there are. Lines are counted by their LF.
#[inline(never)]
pub fn count(bytes: &[u8], byte: u8) -> usize {
    // Sums of bytes stay in one register as long as they cannot overflow.
    let mut total = 0;
    for block in bytes.chunks(255) {
        let mut here = 0_u8;
        for &next in block {
            here = here.wrapping_add(u8::from(next == byte));
        }
        total += usize::from(here);
    }
    total
}

/// How many bytes at the start are ASCII.
#[inline(never)]
pub fn ascii_prefix(bytes: &[u8]) -> usize {
    let mut at = 0;
    for block in bytes.chunks(64) {
        let mut all = 0;
        for &byte in block {
            all |= byte;
        }
        if all >= 0x80 {
            return at + block.iter().take_while(|&&byte| byte < 0x80).count();
        }
        at += block.len();
    }
    at
}

/// The place of the first such word, which must be short: a long word with many beginnings costs the product of
/// both lengths.
#[inline(never)]
pub fn find_word(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let (&first, rest) = word.split_first()?;
    let mut from = 0;
    loop {
        let at = from + memchr::memchr(first, bytes.get(from..)?)?;
        let behind = bytes.get(at + 1..)?;
        // Most fail at the next byte, and a comparison of two slices is a call.
        if behind.first() == rest.first() && behind.starts_with(rest) || rest.is_empty() {
            return Some(at);
        }
        from = at + 1;
    }
}

/// The place of the first such word, in whatever case its ASCII letters are. It must be short, as for
/// [`find_word`].
#[inline(never)]
pub fn find_word_ignoring_case(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let (&first, rest) = word.split_first()?;
    let (lower, upper) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    let mut from = 0;
    loop {
        let at = from + memchr::memchr2(lower, upper, bytes.get(from..)?)?;
        let behind = bytes.get(at + 1..)?;
        if behind.get(..rest.len())?.eq_ignore_ascii_case(rest) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// What a letter of base64 stands for; `OTHER` for any other byte.
#[allow(clippy::indexing_slicing, reason = "the compiler makes the table, and would say so")]
const SIX_BITS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut value = 0;
    while value < letters.len() {
        table[letters[value] as usize] = value as u8;
        value += 1;
    }
    table
};

const OTHER: u8 = 0xFF;

/// The bytes that the letters of base64 at the start stand for, four letters at a time, and how many letters that
/// were: up to the first four that are not all letters.
#[inline(never)]
pub fn base64_prefix(text: &[u8]) -> (Vec<u8>, usize) {
    let mut bytes = vec![0; text.len() / 4 * 3];
    let six = |letter: u8| u32::from(SIX_BITS.get(usize::from(letter)).copied().unwrap_or(OTHER));
    let (fours, _) = text.as_chunks::<4>();
    let (threes, _) = bytes.as_chunks_mut::<3>();
    let mut read = 0;
    for (&[a, b, c, d], three) in fours.iter().zip(threes) {
        let (a, b, c, d) = (six(a), six(b), six(c), six(d));
        if (a | b | c | d) & 0x80 != 0 {
            break;
        }
        let [_, first, second, third] = (a << 18 | b << 12 | c << 6 | d).to_be_bytes();
        *three = [first, second, third];
        read += 1;
    }
    bytes.truncate(read * 3);
    (bytes, read * 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Bytes of few values, so that everything occurs.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(prop::sample::select(b"aAbBxyz,\r\n\xFC".to_vec()), 0..300)
    }

    proptest! {
        #[test]
        fn everything_is_where_a_plain_loop_finds_it(text in bytes()) {
            let place = |wanted: &[u8]| text.iter().position(|byte| wanted.contains(byte));
            assert_eq!(find(&text, b','), place(b","));
            assert_eq!(find_last(&text, b','), text.iter().rposition(|&byte| byte == b','));
            let all: Vec<usize> = (0..text.len()).filter(|&at| text.get(at) == Some(&b',')).collect();
            let mut found = [0; 3];
            assert_eq!(find_each(&text, b',', &mut found), all.len() >= 3);
            assert!(all.len() < 3 || all.starts_with(&found));
            assert_eq!(find2(&text, b',', b'x'), place(b",x"));
            assert_eq!(find3(&text, b',', b'x', b'a'), place(b",xa"));
            assert_eq!(find_line_end(&text), place(b"\r\n"));
            assert_eq!(count(&text, b'\n'), text.iter().filter(|&&byte| byte == b'\n').count());
            assert_eq!(ascii_prefix(&text), place(b"\xFC").unwrap_or(text.len()));
            let at = |fits: &dyn Fn(&[u8]) -> bool| text.windows(2).position(fits);
            assert_eq!(find_word(&text, b"ab"), at(&|pair| pair == b"ab"));
            assert_eq!(find_word_ignoring_case(&text, b"Ab"), at(&|pair| pair.eq_ignore_ascii_case(b"ab")));
        }
    }

    #[test]
    fn the_last_of_equal_numbers_is_found() {
        assert_eq!(find_last_number(&[7, 8, 7, 9], 7), Some(2));
        assert_eq!(find_last_number(&[7, 8], 9), None);
    }

    #[test]
    fn hashes_tell_texts_apart() {
        let text = b"a text of more than eight bytes";
        for end in 0..text.len() {
            assert_ne!(hash(0, &text[..end]), hash(0, text));
            assert_ne!(hash_of_words(0, &text[..end]), hash_of_words(0, text));
        }
        assert_ne!(hash(1, text), hash(0, text));
        assert_eq!(
            hash_of_words(3, b"450 4.7.1 [BN1 x] later"),
            hash_of_words(3, b"451 4.7.33 [AM6 [y]] later")
        );
    }

    #[test]
    fn many_of_one_byte_are_counted() {
        assert_eq!(count(&[b'\n'; 100_000], b'\n'), 100_000);
        assert_eq!(ascii_prefix(&[b'a'; 100_000]), 100_000);
    }

    #[test]
    fn a_word_at_the_end_is_found_and_one_that_is_cut_is_not() {
        assert_eq!(find_word(b"no STARTTLS", b"STARTTLS"), Some(3));
        assert_eq!(find_word(b"no STARTTL", b"STARTTLS"), None);
        assert_eq!(find_word_ignoring_case(b"no StartTls", b"STARTTLS"), Some(3));
        assert_eq!(find_word_ignoring_case(b"no StartTl", b"STARTTLS"), None);
        assert_eq!(find_word(b"", b"a"), None);
    }

    #[test]
    fn base64_is_decoded_up_to_what_is_none() {
        assert_eq!(base64_prefix(b"TWljcm9zb2Z0"), (b"Microsoft".to_vec(), 12));
        assert_eq!(base64_prefix(b"TWljcm9zb2Y="), (b"Microso".to_vec()[..6].to_vec(), 8));
        assert_eq!(base64_prefix(b"+/+/\nTWlj"), (vec![0xFB, 0xFF, 0xBF], 4));
        assert_eq!(base64_prefix(b"TWl"), (Vec::new(), 0));
        for other in (0..=255u8).filter(|byte| !byte.is_ascii_alphanumeric() && !b"+/".contains(byte)) {
            assert_eq!(base64_prefix(&[b'A', other, b'A', b'A']), (Vec::new(), 0));
        }
    }
}
