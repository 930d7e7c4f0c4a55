/// Whether a character can stand in a word and is no digit.
pub fn is_letter(c: char) -> bool {
    is_letter_or_digit(c) && !c.is_ascii_digit()
}

/// Whether a character can stand in a word: a letter or digit. Outside of ASCII this goes by the blocks of
/// Unicode: the standard library knows every character, in tables of 3 KB, which the browser has to load.
pub fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        'ª' | 'µ' | 'º' | '²' | '³' | '¹' | '¼'..='¾' => true,
        '×' | '÷' => false,
        // The alphabets and syllabaries
        'À'..='\u{1FFE}' | '\u{2C00}'..='\u{2DFF}' => true,
        // Chinese, Japanese and Korean, behind their punctuation
        '\u{3041}'..='\u{318E}' | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}' => true,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' => true,
        '\u{FE70}'..='\u{FEFC}' | '\u{20000}'..='\u{3FFFF}' => true,
        // Full-width Latin, half-width Japanese and Korean
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '\u{FF66}'..='\u{FFDC}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_letters_that_people_write_with() {
        let all = ('\0'..='ʯ').chain('Ѐ'..='ҁ').chain('Ҋ'..='ԯ').chain('ぁ'..='ゖ').chain('一'..='龠');
        for c in all.chain('가'..='힣').chain('！'..='ｚ') {
            let known = c.is_alphanumeric();
            assert_eq!(is_letter_or_digit(c), known, "{c:?} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn is_strict_with_signs() {
        for c in "–—…“”‘’•·│├─═×÷«»©®°±§¶¿¡€✔❌😀\u{FFFD}\u{A0}\u{200B}\u{2028}\u{3000}、。：｜".chars()
        {
            assert!(!is_letter_or_digit(c), "{c:?}");
        }
    }
}
