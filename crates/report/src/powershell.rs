//! Scripts: an assignment block above a text that never changes. The text is a string constant of this project,
//! written and read as PowerShell. What the evidence says stands above it as single-quoted strings, so pasted text
//! has no way into code: nothing here writes into the text, and a [`Literal`] is the only value that a line of the
//! block takes.

use crate::prose::is_unsafe;
use std::borrow::Borrow;
use std::fmt::{self, Write as _};

/// Pasted text as a PowerShell string, in ASCII: `'EX01\Relay'`, or `('EX01\Espa' + [char]0x00F1 + 'a')`.
///
/// Windows PowerShell reads a saved script without a byte order mark in the machine's code page, in which bytes of
/// other letters are quotes; and it takes `‘ ’ ‚ ‛` for `'` in any case. In ASCII neither can happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal(String);

/// The text holds a line break, a control character or something that nobody sees; no fix is printed with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unquotable;

impl Literal {
    /// Quotes a text.
    pub fn new(text: &str) -> Result<Self, Unquotable> {
        if text.chars().any(|character| is_unsafe(character) || is_invisible(character)) {
            return Err(Unquotable);
        }
        let mut quoted = String::with_capacity(text.len() + 2);
        quoted.push('\'');
        let mut open = true;
        for unit in text.encode_utf16() {
            let ascii = u8::try_from(unit).ok().filter(u8::is_ascii).map(char::from);
            match (ascii, open) {
                (Some(_), false) => quoted.push_str(" + '"),
                (None, true) => quoted.push('\''),
                _ => {}
            }
            open = ascii.is_some();
            match ascii {
                Some('\'') => quoted.push_str("''"),
                Some(character) => quoted.push(character),
                None => quoted.push_str(&format!(" + [char]0x{unit:04X}")),
            }
        }
        if open {
            quoted.push('\'');
        }
        Ok(Self(if text.is_ascii() { quoted } else { format!("({quoted})") }))
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The values of a script: one variable a line, in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub struct Assignments(Vec<Assignment>);

#[derive(Debug, Clone)]
struct Assignment {
    variable: &'static str,
    value: String,
}

impl Assignments {
    /// No variable.
    pub fn new() -> Self {
        Self::default()
    }

    /// `$server = 'EX01'`
    #[must_use]
    pub fn set(self, variable: &'static str, value: &Literal) -> Self {
        self.line(variable, value.to_string())
    }

    /// `$wrong = @('a', 'b')`
    #[must_use]
    pub fn list<L: Borrow<Literal>>(self, variable: &'static str, values: &[L]) -> Self {
        let values: Vec<&str> = values.iter().map(|value| value.borrow().0.as_str()).collect();
        self.line(variable, format!("@({})", values.join(", ")))
    }

    /// `$thumbprint = ''   # the thumbprint of the new certificate`: a person fills it in before running.
    #[must_use]
    pub fn fill_in(self, variable: &'static str, what: &'static str) -> Self {
        self.line(variable, format!("''   # {what}"))
    }

    fn line(mut self, variable: &'static str, value: String) -> Self {
        self.0.push(Assignment { variable, value });
        self
    }
}

/// A script as it is pasted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Script(String);

impl Script {
    /// A text below the values that it reads, both inside one `& { … }`: no variable of an earlier script of the
    /// same window is seen, and none of this one stays. Values that the text does not read are left out. A text of
    /// comments only is printed as it is. A text has no empty line: in a console without PSReadLine it would end the
    /// block that is being pasted.
    pub fn new(values: &Assignments, text: &'static str) -> Self {
        let text = text.trim_end();
        if text.lines().all(|line| line.is_empty() || line.starts_with('#')) {
            return Self(text.to_owned());
        }
        let mut script = "& {\n".to_owned();
        for Assignment { variable, value } in &values.0 {
            if reads(text, variable) {
                let _ = writeln!(script, "    ${variable} = {value}");
            }
        }
        for line in text.lines() {
            let _ = writeln!(script, "    {line}");
        }
        script.push('}');
        Self(script)
    }

    /// Commands without a value, one a line.
    pub fn commands(commands: &[&'static str]) -> Self {
        Self(commands.join("\n"))
    }

    /// The script without a line break after its last line: what is pasted waits for Enter, and a prompt that it
    /// raises is not answered by that line break.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to run.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether a text names a variable, `$server` but not `$servers`.
fn reads(text: &str, variable: &str) -> bool {
    let named = |part: &str| {
        let rest = part.strip_prefix('{').unwrap_or(part).strip_prefix(variable);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
    };
    text.split('$').skip(1).any(named)
}

/// What nobody sees though it stands there, and two names that look alike differ by: all that Unicode calls default
/// ignorable beside the marks that are unsafe anywhere, and the blank of Braille.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{2800}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0080}'..='\u{E0FFF}'
    )
}
