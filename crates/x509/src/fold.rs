/// What counts of a text where neither blanks nor the case of letters do.
pub fn fold(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(small).collect()
}

/// The small letter of a capital one in the alphabets that names in certificates are written in: Latin,
/// Greek, Cyrillic and Armenian. The standard library knows every script, in tables of 12 KB. A letter of
/// another script stays as it is. Where names differ in its case only, that is
/// [`NearMiss::LettersLost`](crate::NearMiss::LettersLost), which decides nothing.
pub(crate) fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let code = u32::from(c);
    let small = match code {
        // Latin-1, Greek, Cyrillic, full-width Latin
        0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => code + 32,
        0xFF21..=0xFF3A => code + 32,
        // Cyrillic outside Russian
        0x400..=0x40F => code + 80,
        // Armenian
        0x531..=0x556 => code + 48,
        // Ÿ
        0x178 => 0xFF,
        // Ə
        0x18F => 0x259,
        // Greek with accents
        0x386 => code + 38,
        0x388..=0x38A => code + 37,
        0x38C => code + 64,
        0x38E..=0x38F => code + 63,
        // Pairs, the capital at the even number: Latin, Cyrillic, and Latin of Vietnamese
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x1A0..=0x1A5 | 0x1DE..=0x1EF | 0x1F8..=0x21F => {
            code | 1
        }
        0x222..=0x233 | 0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F | 0x1E00..=0x1E95 | 0x1EA0..=0x1EFF => {
            code | 1
        }
        // Pairs, the capital at the odd number
        0x139..=0x148 | 0x179..=0x17E | 0x1AF..=0x1B0 | 0x1CD..=0x1DC | 0x4C1..=0x4CE => code + (code & 1),
        _ => code,
    };
    char::from_u32(small).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode_where_they_are_known() {
        let known = |c: char| {
            matches!(u32::from(c), 0..=0x12F | 0x131..=0x180 | 0x1CD..=0x1DC | 0x386..=0x3CE | 0x400..=0x4BF)
                || matches!(u32::from(c), 0x4C1..=0x590 | 0x1E00..=0x1E9D | 0x1E9F..=0x1EFF | 0xFF00..=0xFFFF)
        };
        let mut changed = 0;
        for c in '\0'..=char::MAX {
            let unicode: Vec<char> = c.to_lowercase().collect();
            let small = small(c);
            assert!(unicode == [small] || small == c && !known(c), "{c} {:X}: {small}", u32::from(c));
            changed += usize::from(small != c);
        }
        assert!(changed > 400, "{changed}");
    }

    #[test]
    fn folding_takes_blanks_and_capitals_away() {
        assert_eq!(fold(" CN = MÜLLER\u{A0}&\tSÖHNE "), "cn=müller&söhne");
        for (capital, small) in [
            ("ŁÓDŹ", "łódź"),
            ("ŞIŞLI", "şişli"),
            ("ΑΘΉΝΑ", "αθήνα"),
            ("МОСКВА", "москва"),
            ("ЇЖАК", "їжак"),
            ("ĐƠƯ", "đơư"),
        ] {
            assert_eq!(fold(capital), small);
        }
    }
}
