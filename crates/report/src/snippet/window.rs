use crate::screen;

/// How many columns of a line are shown.
pub(super) const COLUMNS: usize = 96;
/// How many columns are shown before a place in a line that does not fit.
pub(super) const LEAD: usize = 24;
/// How many columns before a place leave the line uncut at its start: the name of a property stays whole.
const NAME: usize = 48;
/// How many bytes around a place are looked at for the ends of its line.
const REACH: usize = 4 * COLUMNS;

/// A line as it is shown, and the columns of a place in it.
pub(super) struct Window {
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Window {
    pub(super) fn new(text: &str, start: usize, end: usize) -> Self {
        let from = text.floor_char_boundary(start.saturating_sub(REACH));
        let before = text.get(from..start).unwrap_or("");
        let (line_start, mut whole) = match before.rfind(['\n', '\r']) {
            Some(at) => (from + at + 1, true),
            None => (from, from == 0),
        };
        let to = text.ceil_char_boundary(start.saturating_add(REACH).min(text.len()));
        let after = text.get(start..to).unwrap_or("");
        let line_end = after.find(['\n', '\r']).map_or(to, |at| start + at);
        let cut_end = line_end == to && to < text.len();

        // From the start of the line where the place is visible then, otherwise from a little before it.
        let lead = text.get(line_start..start).unwrap_or("");
        let inside = text.get(start..end.min(line_end)).unwrap_or("");
        let mut begin = line_start;
        if !whole || (columns(lead) > NAME && columns(lead) + columns(inside).min(COLUMNS - LEAD) > COLUMNS) {
            begin = start - tail(lead, LEAD);
            whole = begin == line_start && whole;
        }
        let mut shown = String::new();
        let mut column = 0;
        if !whole {
            shown.push('…');
            column = 1;
        }
        let mut place = Self { text: String::new(), start: column, end: column };
        let mut cut = cut_end;
        let line = text.get(begin..line_end).unwrap_or("");
        for (offset, character) in line.char_indices() {
            if column >= COLUMNS {
                cut = true;
                break;
            }
            column += screen::push(&mut shown, character, column);
            let after = begin + offset + character.len_utf8();
            if after <= start {
                place.start = column;
            }
            if after <= end {
                place.end = column;
            }
        }
        if cut {
            shown.push('…');
        } else {
            shown.truncate(shown.trim_end().len());
        }
        place.text = shown;
        place
    }
}

fn columns(text: &str) -> usize {
    let mut column = 0;
    for character in text.chars() {
        column += if character == '\t' { 4 - column % 4 } else { screen::width(character) };
    }
    column
}

/// The length in bytes of the last characters of a text that take so many columns.
fn tail(text: &str, columns: usize) -> usize {
    let mut used = 0;
    let mut length = 0;
    for character in text.chars().rev() {
        used += screen::width(character).max(1);
        if used > columns {
            break;
        }
        length += character.len_utf8();
    }
    length
}
