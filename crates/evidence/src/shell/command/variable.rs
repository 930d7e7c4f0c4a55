//! What variables hold, as far as a paste shows it: `$server = 'EX01'` above `-Server $server`. Only text in single
//! quote marks counts, for the shell puts nothing into it. Whatever else is assigned makes a variable unknown.

use super::words::quote_kind;
use crate::page::Page;
use htd_source::Spanned;

/// No script has more variables. Of a paste with more of them nothing is known.
const MOST: usize = 200;

/// No variable that matters has a longer name or value.
const LONGEST_NAME: usize = 64;
const LONGEST_VALUE: usize = 1_000;

/// The variables at a place of a page.
#[derive(Debug, Default)]
pub(super) struct Variables {
    /// By their names in lower case; of those with one name the last one holds.
    known: Vec<(String, Option<Spanned<String>>)>,
    /// Where in `known` those of the open script block begin.
    block: usize,
    full: bool,
}

impl Variables {
    /// A script block begins: what is assigned there holds there only.
    pub(super) fn open(&mut self) {
        self.block = self.known.len();
    }

    /// The script block ends.
    pub(super) fn close(&mut self) {
        self.known.truncate(self.block);
        self.block = 0;
    }

    /// The value of the variable that a word is.
    pub(super) fn value(&self, word: &str) -> Option<&Spanned<String>> {
        let name = word.strip_prefix('$').filter(|name| !self.full && name.len() <= LONGEST_NAME)?;
        let found = self.known.iter().rev().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.and_then(|(_, value)| value.as_ref())
    }

    /// Takes what a line of the page assigns. `line` is without its prompt.
    pub(super) fn take(&mut self, page: &Page<'_>, line: &str) {
        let mut at = 0;
        while let Some(sign) = line.get(at..).and_then(|rest| rest.find('$')) {
            let (before, sign) = line.split_at_checked(at + sign).unwrap_or((line, ""));
            let rest = sign.strip_prefix('$').unwrap_or(sign);
            let behind = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
            let name = rest.get(..rest.len() - behind.len()).unwrap_or("");
            at = line.len() - behind.len();
            let begins = matches!(before.trim_end().chars().next_back(), None | Some('{' | ';'));
            let Some(assigned) = assigned(behind, begins).filter(|_| !name.is_empty()) else { continue };
            let literal = literal(assigned);
            if let Some((_, behind)) = literal {
                at = line.len() - behind.len();
            }
            let whole = literal.filter(|(inside, behind)| {
                let ended = matches!(behind.trim_start().chars().next(), None | Some(';' | '#' | '}'));
                begins && ended && (1..=LONGEST_VALUE).contains(&inside.len())
            });
            self.set(name, whole.map(|(inside, _)| Spanned::new(plain(inside), page.span_of(inside))));
        }
    }

    fn set(&mut self, name: &str, value: Option<Spanned<String>>) {
        if name.len() > LONGEST_NAME {
            return;
        }
        let mut of_block = self.known.iter_mut().skip(self.block);
        if let Some((_, known)) = of_block.find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            *known = value;
        } else if self.known.len() == MOST {
            self.full = true;
        } else {
            self.known.push((name.to_ascii_lowercase(), value));
        }
    }
}

/// What is assigned to a variable, by what stands behind its name; nothing that is known where it only changes.
/// `begins` tells whether the name begins a statement.
fn assigned(behind: &str, begins: bool) -> Option<&str> {
    let rest = behind.trim_start();
    if let Some(assigned) = rest.strip_prefix('=') {
        return (!assigned.starts_with('=')).then(|| assigned.trim_start());
    }
    let changes = ["+=", "-=", "*=", "/=", "%=", "++", "--"].iter().any(|sign| rest.starts_with(sign));
    // `foreach ($server in $servers)`, `$first, $second = …`
    let loops = rest.get(..2).is_some_and(|word| word.eq_ignore_ascii_case("in"))
        && rest.len() < behind.len()
        && !rest.chars().nth(2).is_some_and(char::is_alphanumeric);
    (changes || loops || begins && rest.starts_with(',')).then_some("")
}

/// The inside of the text in single quote marks that begins here, and what stands behind it.
fn literal(text: &str) -> Option<(&str, &str)> {
    let is_quote = |c: char| quote_kind(c) == Some('\'');
    let inside = text.strip_prefix(is_quote)?;
    let mut rest = inside;
    loop {
        let at = rest.find(is_quote)?;
        let quote = rest.get(at..)?;
        let length = inside.len() - quote.len();
        rest = quote.get(quote.chars().next()?.len_utf8()..)?;
        // A mark that is doubled stands for itself.
        match rest.strip_prefix(is_quote) {
            Some(behind) => rest = behind,
            None => return Some((inside.get(..length)?, rest)),
        }
    }
}

/// A text without the second one of doubled quote marks.
fn plain(inside: &str) -> String {
    let mut first = false;
    let mut stays = |c: char| {
        first = quote_kind(c) == Some('\'') && !first;
        first || quote_kind(c) != Some('\'')
    };
    inside.chars().filter(|&c| stays(c)).collect()
}
