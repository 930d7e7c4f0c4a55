//! The prompt before what somebody typed.

use super::lines::Page;
use htd_scan::marks;

/// The line without its prompts, and the server that the last one names.
pub(crate) fn prompt(line: &str) -> Option<(Option<&str>, &str)> {
    let mut found = one_prompt(line)?;
    loop {
        // Several prompts on one line: output below belongs to what was typed behind the last one.
        let next = found.1.find("[PS]").and_then(|at| found.1.get(at..)).and_then(one_prompt);
        match next.or_else(|| one_prompt(found.1)) {
            Some(later) => found = later,
            None => return Some(found),
        }
    }
}

/// Whether a line may begin with a prompt, by a cheap look: `[PS]`, `PS` or a drive, and a `>` behind.
pub(crate) fn may_be_prompt(page: &Page<'_>, index: usize) -> bool {
    let found = page.marks(index);
    found & marks::GREATER != 0
        && (found & marks::ODD != 0
            || matches!(
                page.line(index).trim_ascii_start().as_bytes(),
                [b'[', ..] | [b'P', b'S', ..] | [_, b':', ..]
            ))
}

fn one_prompt(text: &str) -> Option<(Option<&str>, &str)> {
    let mut rest = text.trim_start();
    let mut server = None;
    let mut shell = false;
    if let Some(bracket) = rest.strip_prefix('[') {
        let (inside, behind) = split_near(bracket, ']', 100)?;
        if inside == "PS" {
            shell = true;
            rest = behind.trim_start();
        } else {
            server = Some(inside);
            rest = behind.strip_prefix(':')?.trim_start();
        }
    }
    if let Some(behind) = rest.strip_prefix("PS").filter(|behind| behind.starts_with([' ', '>'])) {
        shell = true;
        rest = behind.trim_start();
    }
    let (path, typed) = split_near(rest, '>', 260)?;
    let drive = match path.as_bytes() {
        [letter, b':', rest @ ..] => letter.is_ascii_alphabetic() && matches!(rest, [] | [b'\\' | b'/', ..]),
        _ => shell && (path.is_empty() || path.starts_with(['\\', '/', '~'])),
    };
    (drive && !path.contains(['<', '|', '"', '*', '?'])).then_some((server, typed))
}

/// Splits at a character that stands within the first `limit` bytes.
fn split_near(text: &str, at: char, limit: usize) -> Option<(&str, &str)> {
    let near = text.get(..text.floor_char_boundary(limit))?;
    let offset = near.find(at)?;
    Some((text.get(..offset)?, text.get(offset + at.len_utf8()..)?))
}
