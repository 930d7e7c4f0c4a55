use super::row::{Mark, Row};

/// One line below a text.
pub(super) struct Underline {
    pub(super) text: String,
    pub(super) primary: bool,
}

/// The lines below a row's text: underlines, and what each of them means.
pub(super) fn underlines(row: &Row) -> Vec<Underline> {
    let mut marks: Vec<&Mark> = row.marks.iter().collect();
    marks.sort_by_key(|mark| (mark.start, mark.primary));
    let mut first = signs(&marks);
    let noted: Vec<&Mark> = marks.into_iter().filter(|mark| !mark.note.is_empty()).collect();
    let mut left = noted.as_slice();
    // The note of the last underline stands beside it, the others below, from right to left.
    if let Some((last, rest)) = left.split_last()
        && row.marks.iter().all(|mark| mark.end <= last.end)
    {
        first.push(' ');
        first.push_str(&last.note);
        left = rest;
    }
    let mut lines = vec![Underline { text: first, primary: row.marks.iter().any(|mark| mark.primary) }];
    while let Some((last, rest)) = left.split_last() {
        lines.push(Underline { text: note(last, rest), primary: last.primary });
        left = rest;
    }
    lines
}

/// A `^` below every column of a proof, a `-` below every other that is marked.
fn signs(marks: &[&Mark]) -> String {
    let mut drawn = Vec::new();
    for mark in marks {
        let sign = if mark.primary { '^' } else { '-' };
        if drawn.len() < mark.end {
            drawn.resize(mark.end, ' ');
        }
        let cells = drawn.get_mut(mark.start..mark.end).unwrap_or_default();
        cells.iter_mut().filter(|cell| **cell != '^').for_each(|cell| *cell = sign);
    }
    drawn.into_iter().collect()
}

/// The note of a mark below its start, with a stroke for each mark before it, whose notes follow further below.
fn note(mark: &Mark, before: &[&Mark]) -> String {
    let mut text = String::new();
    let mut column = 0;
    for earlier in before.iter().filter(|earlier| earlier.start < mark.start) {
        text.extend(std::iter::repeat_n(' ', earlier.start.saturating_sub(column)));
        if earlier.start >= column {
            text.push('|');
        }
        column = column.max(earlier.start + 1);
    }
    text.extend(std::iter::repeat_n(' ', mark.start.saturating_sub(column)));
    text.push_str(&mark.note);
    text
}
