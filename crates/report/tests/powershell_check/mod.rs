//! Whether pasted text stays inside string literals of a script, by two readers that know nothing of each
//! other: somebody else's PowerShell grammar, and the lexical rules of PowerShell's own tokenizer. The
//! grammar does not know that `‘ ’ ‚ ‛` are quotes to PowerShell; the second reader does. Both must see the
//! same literals.

#![allow(dead_code, reason = "each test file that takes this module uses a part of it")]
#![allow(clippy::panic, clippy::expect_used, reason = "a test says what is wrong by failing")]

use std::ops::Range;

/// Panics unless the script parses and each hostile text stands nowhere but inside single-quoted strings.
pub(crate) fn assert_safe(script: &str, hostile: &[&str]) {
    if let Err(reason) = check(script, hostile) {
        panic!("{reason}, in the script:\n{script}");
    }
}

/// The same as a result.
pub(crate) fn check(script: &str, hostile: &[&str]) -> Result<(), String> {
    let read = Reader::read(script)?;
    let ranges: Vec<Range<usize>> = read.literals.iter().map(|(range, _)| range.clone()).collect();
    let parsed = parsed_literals(script)?;
    if ranges != parsed {
        return Err(format!("the literals are at {ranges:?}, the grammar sees {parsed:?}"));
    }
    match hostile.iter().find(|text| read.outside.contains(**text)) {
        Some(text) => Err(format!("{text:?} stands outside of a literal")),
        None => Ok(()),
    }
}

/// The values of the single-quoted strings of a script, in their order.
pub(crate) fn literals(script: &str) -> Vec<String> {
    let read = Reader::read(script).unwrap_or_else(|reason| panic!("{reason}, in the script:\n{script}"));
    read.literals.into_iter().map(|(_, value)| value).collect()
}

/// Where the grammar sees single-quoted strings.
fn parsed_literals(script: &str) -> Result<Vec<Range<usize>>, String> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_pwsh::LANGUAGE.into()).expect("the grammar fits the parser");
    let tree = parser.parse(script, None).expect("a parse without a time limit ends");
    if tree.root_node().has_error() {
        return Err(format!("the grammar refuses it: {}", tree.root_node().to_sexp()));
    }
    let mut found = Vec::new();
    let mut open = vec![tree.root_node()];
    while let Some(node) = open.pop() {
        match node.kind() {
            "verbatim_string_characters" => found.push(node.byte_range()),
            "verbatim_here_string_characters" | "expandable_here_string_literal" => {
                return Err("a here-string, which no script of this project has".to_owned());
            }
            _ => open.extend((0..node.child_count()).filter_map(|index| node.child(index))),
        }
    }
    found.sort_by_key(|range| range.start);
    Ok(found)
}

/// Reads a script by the rules of PowerShell's tokenizer for strings and comments.
struct Reader<'a> {
    script: &'a str,
    at: usize,
    literals: Vec<(Range<usize>, String)>,
    /// Everything that is not inside a single-quoted string.
    outside: String,
}

fn is_single_quote(character: char) -> bool {
    matches!(character, '\'' | '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}')
}

fn is_double_quote(character: char) -> bool {
    matches!(character, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}')
}

impl<'a> Reader<'a> {
    fn read(script: &'a str) -> Result<Self, String> {
        let mut reader = Self { script, at: 0, literals: Vec::new(), outside: String::new() };
        reader.code(false)?;
        Ok(reader)
    }

    fn peek(&self) -> Option<char> {
        self.script.get(self.at..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn keep(&mut self) {
        let character = self.next();
        self.outside.extend(character);
    }

    /// Code up to its end, or up to the parenthesis that closes a `$(` of a string.
    fn code(&mut self, in_string: bool) -> Result<(), String> {
        let mut depth = 0;
        let mut token_start = true;
        while let Some(character) = self.peek() {
            if is_single_quote(character) {
                self.single_quoted()?;
                token_start = false;
                continue;
            }
            self.keep();
            match character {
                '`' => self.keep(),
                '#' if token_start => {
                    while self.peek().is_some_and(|c| c != '\n') {
                        self.keep();
                    }
                }
                '@' if self.peek().is_some_and(|c| is_single_quote(c) || is_double_quote(c)) => {
                    return Err("a here-string, which no script of this project has".to_owned());
                }
                '(' => depth += 1,
                ')' if in_string && depth == 0 => return Ok(()),
                ')' => depth -= 1,
                quote if is_double_quote(quote) => self.double_quoted()?,
                _ => {}
            }
            token_start = character.is_whitespace() || matches!(character, '(' | '{' | ';' | '|' | ',' | '=');
        }
        if in_string { Err("an open `$(`".to_owned()) } else { Ok(()) }
    }

    /// Two quotes of the set, alike or not, are one quote: the second of them.
    fn single_quoted(&mut self) -> Result<(), String> {
        let start = self.at;
        let mut value = String::new();
        self.next();
        while let Some(character) = self.next() {
            if !is_single_quote(character) {
                value.push(character);
            } else if self.peek().is_some_and(is_single_quote) {
                value.extend(self.next());
            } else {
                self.literals.push((start..self.at, value));
                return Ok(());
            }
        }
        Err("an open single-quoted string".to_owned())
    }

    fn double_quoted(&mut self) -> Result<(), String> {
        while let Some(character) = self.next() {
            self.outside.push(character);
            match character {
                '`' => self.keep(),
                '$' if self.peek() == Some('(') => {
                    self.keep();
                    self.code(true)?;
                }
                quote if is_double_quote(quote) => {
                    if !self.peek().is_some_and(is_double_quote) {
                        return Ok(());
                    }
                    self.keep();
                }
                _ => {}
            }
        }
        Err("an open double-quoted string".to_owned())
    }
}
