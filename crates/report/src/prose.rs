/// The longest piece of pasted text that stands in a sentence, in characters.
const LONGEST: usize = 300;

/// Pasted text for a sentence: in backticks, on one line, without characters that could end the quotation
/// or steer a terminal, and cut where it is long.
pub fn code(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('`');
    for (index, character) in text.chars().enumerate() {
        if index == LONGEST {
            quoted.push('…');
            break;
        }
        quoted.push(match character {
            '`' => '\'',
            c if is_unsafe(c) => ' ',
            c => c,
        });
    }
    quoted.push('`');
    quoted
}

/// Control characters, and the marks that reorder or hide text on a screen.
pub(crate) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_cannot_leave_its_quotation() {
        assert_eq!(code("EX01\\Default"), "`EX01\\Default`");
        assert_eq!(code("a`b\x1b[31m\r\n\u{202E}c"), "`a'b [31m   c`");
        assert_eq!(code(&"x".repeat(1000)).chars().count(), LONGEST + 3);
    }
}
