use super::lines::Page;
use super::prompt::{may_be_prompt, prompt};
use htd_scan::marks;

/// Whether a line of a page says nothing by itself.
pub(crate) fn is_noise_at(page: &Page<'_>, index: usize) -> bool {
    let found = page.marks(index);
    if found & marks::ODD == 0 && found & marks::WORD != 0 {
        // A plain line with a word in it is noise by its beginning only.
        let begins = match page.line(index).trim_ascii_start().as_bytes() {
            [b'`' | b'+', ..] | [b'A', b't', b' ', ..] => true,
            [b'W' | b'V' | b'D' | b'A', second, ..] => second.is_ascii_uppercase(),
            _ => false,
        };
        if !begins && !may_be_prompt(page, index) {
            return false;
        }
    }
    is_noise(page.line(index))
}

/// Whether a line says nothing by itself: blank, a prompt, a warning of the shell, a rule, a code fence. It
/// neither counts as not understood nor separates output from its command.
pub(crate) fn is_noise(line: &str) -> bool {
    const SHELL: [&str; 9] = [
        "WARNING:",
        "VERBOSE:",
        "DEBUG:",
        "WARNUNG:",
        "AUSFÜHRLICH:",
        "AVERTISSEMENT",
        "At line:",
        "+ CategoryInfo",
        "+ FullyQualifiedErrorId",
    ];
    let line = line.trim();
    line.starts_with("```")
        || SHELL.iter().any(|word| line.starts_with(word))
        || !line.contains(char::is_alphanumeric)
        || prompt(line).is_some()
}

/// A sentence of the person who pastes, behind an object without a blank line: words, and nothing that
/// values are made of.
pub(crate) fn is_prose(line: &str) -> bool {
    let line = line.trim();
    let word = |word: &str| {
        word.trim_matches(|c: char| c.is_ascii_punctuation()).chars().all(|c| c.is_alphabetic() || c == '\'')
            && !word.contains(['=', '{', '}', '<', '>', '\\', ';'])
    };
    let words = line.split_whitespace().take(40).filter(|part| word(part)).count();
    let all = line.split_whitespace().take(40).count();
    words == all && (words >= 3 || line.ends_with(['.', '!', '?', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_no_noise() {
        for line in [
            "",
            "  ",
            "-----",
            "```powershell",
            "WARNING: This task",
            "[PS] C:\\>",
            "PS C:\\>cls",
            "At line:1 char:9",
        ] {
            assert!(is_noise(line), "{line}");
        }
        for line in ["Name : EX01", "451 5.7.3 STARTTLS is required", "Warnings were printed"] {
            assert!(!is_noise(line), "{line}");
        }
    }

    #[test]
    fn a_sentence_is_told_from_the_rest_of_a_value() {
        for line in ["What do I do now?", "Thanks!", "It's the old certificate, I think."] {
            assert!(is_prose(line), "{line}");
        }
        for line in ["O=Contoso Ltd, C=US<S>CN=mail", "Office 365 - 0b1c", "Inc", "mail.contoso.com, b}"] {
            assert!(!is_prose(line), "{line}");
        }
    }
}
