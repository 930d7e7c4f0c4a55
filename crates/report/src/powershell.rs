//! Scripts from typed parts. Their text comes from string constants of this project and from [`Literal`]s:
//! pasted text reaches a script through the latter only, and stays inside a single-quoted string there.

use std::fmt;

/// Pasted text as a single-quoted PowerShell string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal(String);

/// The text holds a control character or a line break; no fix is printed with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unquotable;

impl Literal {
    /// Quotes a text. PowerShell takes `‘ ’ ‚ ‛` for `'` too, so all five are doubled.
    pub fn new(text: &str) -> Result<Self, Unquotable> {
        if text.chars().any(crate::prose::is_unsafe) {
            return Err(Unquotable);
        }
        let mut quoted = String::with_capacity(text.len() + 2);
        quoted.push('\'');
        for character in text.chars() {
            quoted.push(character);
            if matches!(character, '\'' | '\u{2018}'..='\u{201B}') {
                quoted.push(character);
            }
        }
        quoted.push('\'');
        Ok(Self(quoted))
    }

    /// Quotes several texts as a PowerShell list, `'a', 'b'`.
    pub fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, Unquotable> {
        let literals: Result<Vec<String>, Unquotable> =
            texts.into_iter().map(|text| Self::new(text).map(|l| l.0)).collect();
        literals.map(|literals| Self(literals.join(", ")))
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Lines of PowerShell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Script {
    text: String,
}

impl Script {
    /// An empty script.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a line. Each `{}` in the template is replaced by the next literal; PowerShell's own `{}` (an
    /// empty block) is not needed in any template.
    #[must_use]
    pub fn line(mut self, template: &'static str, literals: &[&Literal]) -> Self {
        let mut rest = template;
        for literal in literals {
            let parts = rest.split_once("{}");
            debug_assert!(parts.is_some(), "too many literals for {template}");
            if let Some((before, after)) = parts {
                self.text.push_str(before);
                self.text.push_str(&literal.0);
                rest = after;
            }
        }
        debug_assert!(!rest.contains("{}"), "too few literals for {template}");
        self.text.push_str(rest);
        self.text.push('\n');
        self
    }

    /// Adds lines that hold no pasted text.
    #[must_use]
    pub fn fixed(self, lines: &'static str) -> Self {
        self.line(lines, &[])
    }

    /// Adds the lines of another script.
    #[must_use]
    pub fn then(mut self, other: &Self) -> Self {
        self.text.push_str(&other.text);
        self
    }

    /// The script without a line break after its last line: what is pasted waits for Enter, and a prompt that
    /// it raises is not answered by that line break.
    pub fn as_str(&self) -> &str {
        self.text.trim_end_matches('\n')
    }

    /// Whether it has no line.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}
