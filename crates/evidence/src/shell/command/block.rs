//! A script block as a whole, `& { … }`: a script is pasted so, in order that nothing of it stays behind.

use crate::page::Page;
use crate::page::prompt::prompt;
use std::ops::Range;

/// No block that is pasted is longer.
const MAX_LINES: usize = 200;
const MAX_BYTES: usize = 64 * 1024;

/// The lines of the block that begins in a line, of which `typed` is without its prompt. `None` where it begins none,
/// or one that does not end.
pub(super) fn lines(page: &Page<'_>, index: usize, typed: &str) -> Option<Range<usize>> {
    inside(typed)?;
    let (mut depth, mut bytes) = (0_usize, 0);
    for line in (index..page.len()).take(MAX_LINES) {
        let text = if line == index { typed } else { continued(page.line(line)) };
        bytes += text.len();
        if !page.is_free(line) || bytes > MAX_BYTES || line > index && prompt(text).is_some() {
            return None;
        }
        for brace in braces(text) {
            depth = if brace == '{' { depth + 1 } else { depth.saturating_sub(1) };
            if depth == 0 {
                return Some(index..line + 1);
            }
        }
    }
    None
}

/// What stands behind `& {`.
pub(super) fn inside(typed: &str) -> Option<&str> {
    typed.trim_start().strip_prefix('&')?.trim_start().strip_prefix('{')
}

/// A line without the `>> ` that a console puts before each further line of what is typed.
pub(super) fn continued(line: &str) -> &str {
    line.trim_start().strip_prefix(">>").map_or(line, str::trim_start)
}

/// The braces of a line of a script, outside of quote marks and of its comment.
fn braces(line: &str) -> impl Iterator<Item = char> {
    let mut quote = None;
    let mut before = ' ';
    let mut comment = false;
    line.chars().filter(move |&character| {
        let escaped = before == '`' && quote != Some('\'');
        let previous = std::mem::replace(&mut before, if escaped { ' ' } else { character });
        if escaped || comment {
            return false;
        }
        match quote {
            Some(open) => quote = quote.filter(|_| character != open),
            None if matches!(character, '\'' | '"') => quote = Some(character),
            None if character == '#' => comment = !previous.is_alphanumeric(),
            None => return matches!(character, '{' | '}'),
        }
        false
    })
}
