//! Words as Markdown that means nothing but the words.

use crate::prose::{Piece, is_unsafe, pieces};

/// Prose with `code`: the code stays code, the words are escaped.
pub(super) fn prose(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len() + 8);
    for piece in pieces(text) {
        match piece {
            Piece::Words(text) => markdown.push_str(&words(text)),
            Piece::Code(text) => markdown.push_str(&code_span(text)),
        }
    }
    // What would begin a heading, a list, a quotation or a rule at the start of a line.
    let numbered = markdown.trim_start_matches(|c: char| c.is_ascii_digit());
    if markdown.starts_with(['-', '+', '=', '#', '>', '~', ':']) {
        markdown.insert(0, '\\');
    } else if numbered.len() < markdown.len() && numbered.starts_with(['.', ')']) {
        let digits = markdown.len() - numbered.len();
        markdown.insert(digits, '\\');
    }
    markdown
}

/// Words, escaped. A word that a ticket system would turn into a link, a mention or a reference becomes
/// code, because no escape keeps them from doing so.
fn words(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    for word in text.split_inclusive([' ', '\n', '\t', '\r']) {
        let bare = word.trim_end_matches([' ', '\n', '\t', '\r']);
        if activates(bare) {
            markdown.push_str(&code_span(bare));
        } else {
            bare.chars().for_each(|character| escape(&mut markdown, character));
        }
        if bare.len() < word.len() {
            markdown.push(' ');
        }
    }
    markdown
}

fn activates(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    word.contains(['@', '#']) || ["://", "www.", "mailto:", "xmpp:"].iter().any(|sign| lower.contains(sign))
}

fn escape(markdown: &mut String, character: char) {
    match character {
        '<' => markdown.push_str("&lt;"),
        '>' => markdown.push_str("&gt;"),
        '&' => markdown.push_str("&amp;"),
        '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
            markdown.push('\\');
            markdown.push(character);
        }
        c if is_unsafe(c) => markdown.push(char::REPLACEMENT_CHARACTER),
        c => markdown.push(c),
    }
}

/// A code span that its content cannot end.
pub(super) fn code_span(text: &str) -> String {
    let content: String = text
        .chars()
        .map(|character| match character {
            '\n' | '\r' | '\t' => ' ',
            c if is_unsafe(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect();
    let fence = "`".repeat(longest_run(&content) + 1);
    // A blank on either side is taken off again where it is needed; a span cannot be empty.
    let pad = if content.starts_with('`') || content.ends_with('`') || content.trim().is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{content}{pad}{fence}")
}

/// A fenced block that its content cannot end.
pub(super) fn fenced(language: &str, lines: &[String]) -> String {
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    let mut block = format!("{fence}{language}\n");
    for line in lines {
        block.push_str(line);
        block.push('\n');
    }
    block.push_str(&fence);
    block.push('\n');
    block
}

fn longest_run(text: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (text, expected) in [
            ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
            ("a&lt;b", "a&amp;lt;b"),
            ("**b** _i_ [l](u) | ~~s~~", "\\*\\*b\\*\\* \\_i\\_ \\[l\\](u) \\| \\~\\~s\\~\\~"),
            ("# heading", "`#` heading"),
            ("- item", "\\- item"),
            ("12. item", "12\\. item"),
            ("12 items", "12 items"),
            ("one `tick", "one \\`tick"),
            ("see http://evil.example now", "see `http://evil.example` now"),
            ("ask @everyone about #12", "ask `@everyone` about `#12`"),
            ("line\nbreak\x1b", "line break\u{FFFD}"),
        ] {
            assert_eq!(prose(text), expected, "{text:?}");
        }
    }

    #[test]
    fn code_stays_code() {
        assert_eq!(prose("a `<b>|@c` d"), "a `<b>|@c` d");
        assert_eq!(code_span("a``b`"), "``` a``b` ```");
        assert_eq!(code_span(""), "`  `");
        assert_eq!(code_span("a\nb"), "`a b`");
    }

    #[test]
    fn a_fence_is_longer_than_any_inside() {
        let lines = ["x".to_owned(), "````".to_owned()];
        assert_eq!(fenced("text", &lines), "`````text\nx\n````\n`````\n");
    }
}
