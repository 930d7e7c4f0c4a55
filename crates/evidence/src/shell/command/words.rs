use std::ops::Range;

/// A word, a `|` or a `;` of a command line.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Where it stands, without the quote marks of a word that is quoted as a whole.
    pub(super) range: Range<usize>,
    pub(super) quoted: bool,
}

/// The quote mark and the brackets that are open at a place of a command line.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    quote: Option<char>,
    depth: usize,
}

impl Nesting {
    pub(super) fn take(&mut self, character: char) {
        let kind = quote_kind(character);
        match character {
            _ if self.quote.is_some() => self.quote = self.quote.filter(|_| kind != self.quote),
            _ if kind.is_some() => self.quote = kind,
            '(' | '{' | '[' => self.depth += 1,
            ')' | '}' | ']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.quote.is_some() || self.depth > 0
    }
}

/// Splits a command line at blanks, outside of quote marks and brackets.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut nesting = Nesting::default();
    let mut start = None;
    for (offset, character) in text.char_indices() {
        let outside = !nesting.is_open();
        nesting.take(character);
        let separates = matches!(character, '|' | ';');
        if outside && (separates || character.is_whitespace()) {
            finish(text, &mut words, start.take(), offset);
            if separates {
                words.push(Word { range: offset..offset + 1, quoted: false });
            }
        } else {
            start.get_or_insert(offset);
        }
    }
    finish(text, &mut words, start, text.len());
    words
}

fn finish(text: &str, words: &mut Vec<Word>, start: Option<usize>, end: usize) {
    let Some(start) = start else { return };
    let word = text.get(start..end).unwrap_or("");
    // `a, b` is one argument.
    let separated = |last: &Word| text.get(last.range.clone()).is_some_and(|before| before.ends_with(','));
    if let Some(last) =
        words.last_mut().filter(|last| !last.quoted && separated(last) || word.starts_with(','))
    {
        last.range.end = end;
        last.quoted = false;
        return;
    }
    match unquoted(word) {
        Some(inside) => words.push(Word { range: start + inside.start..start + inside.end, quoted: true }),
        None => words.push(Word { range: start..end, quoted: false }),
    }
}

/// The inside of a word that is quoted as a whole.
fn unquoted(word: &str) -> Option<Range<usize>> {
    let first = word.chars().next()?;
    let kind = quote_kind(first)?;
    let inside = word.get(first.len_utf8()..)?;
    let end = inside.find(|c| quote_kind(c) == Some(kind))?;
    let close = inside.get(end..)?.chars().next()?;
    (end + close.len_utf8() == inside.len()).then_some(first.len_utf8()..first.len_utf8() + end)
}

/// PowerShell takes typographic quote marks for the plain ones.
pub(super) fn quote_kind(character: char) -> Option<char> {
    match character {
        '"' | '“' | '”' | '„' => Some('"'),
        '\'' | '‘' | '’' | '‚' | '‛' => Some('\''),
        _ => None,
    }
}
