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

/// A piece of prose: words of this project, or what stands in backticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Words(&'a str),
    Code(&'a str),
}

/// Takes prose apart. A backtick without its partner is a word.
pub(crate) fn pieces(prose: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = prose;
    while let Some((before, (inside, after))) =
        rest.split_once('`').and_then(|(before, from)| Some((before, from.split_once('`')?)))
    {
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        pieces.push(Piece::Code(inside));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// Control characters, and the marks that reorder or hide text on a screen.
pub(crate) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_prose_apart() {
        assert_eq!(
            pieces("a `b` c `` d ` e"),
            [
                Piece::Words("a "),
                Piece::Code("b"),
                Piece::Words(" c "),
                Piece::Code(""),
                Piece::Words(" d ` e")
            ]
        );
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn pasted_text_cannot_leave_its_quotation() {
        assert_eq!(code("EX01\\Default"), "`EX01\\Default`");
        assert_eq!(code("a`b\x1b[31m\r\n\u{202E}c"), "`a'b [31m   c`");
        assert_eq!(code(&"x".repeat(1000)).chars().count(), LONGEST + 3);
    }
}
