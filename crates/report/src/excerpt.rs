//! The lines that prove a finding, with what to underline: made once, drawn by text and Markdown.

use crate::paint::{Paint, Style};
use crate::place::Place;
use crate::{Label, screen};
use htd_source::Sources;

/// How many columns of a line are shown.
const COLUMNS: usize = 96;
/// How many columns are shown before a place in a line that does not fit.
const LEAD: usize = 24;
/// How many columns before a place leave the line uncut at its start: the name of a property stays whole.
const NAME: usize = 48;
/// How many bytes around a place are looked at for the ends of its line.
const REACH: usize = 4 * COLUMNS;
/// How many lines of one label are shown.
const LINES: usize = 8;
/// How far the end of a line is sought in a place that goes over several.
const FARTHEST: usize = 16 * 1024;

/// Lines of one source.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The source's name, as it may be shown.
    pub(crate) name: String,
    /// Line and column of the first place.
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) rows: Vec<Row>,
}

/// One line, or the part of it that is shown.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) number: u32,
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    /// Whether lines of the same place stand between this one and the next and are not shown.
    pub(crate) skips: bool,
}

/// What is underlined in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// First column, from 0.
    pub(crate) start: usize,
    /// One past the last; never before `start + 1`.
    pub(crate) end: usize,
    pub(crate) primary: bool,
    /// What one sees there; empty where a later line of the same place says it.
    pub(crate) note: String,
}

/// The excerpts of a finding's labels: the source of the proof first, lines in their order.
pub(crate) fn excerpts(texts: &Sources, primary: &Label, others: &[Label]) -> Vec<Excerpt> {
    let mut labels = vec![(primary, true)];
    labels.extend(others.iter().map(|label| (label, false)));
    let mut sources = Vec::new();
    for (label, _) in &labels {
        if !sources.contains(&label.span.source) {
            sources.push(label.span.source);
        }
    }
    let of_source = |source| {
        let mut here: Vec<_> = labels.iter().filter(|(label, _)| label.span.source == source).collect();
        here.sort_by_key(|(label, _)| label.span);
        let first = here.iter().find(|(_, primary)| *primary).or(here.first())?;
        let place = Place::new(texts, first.0.span);
        let position = place.start();
        let mut rows: Vec<Row> = Vec::new();
        for (label, primary) in here {
            add(&mut rows, Place::new(texts, label.span), &label.note, *primary);
        }
        Some(Excerpt {
            name: screen::line(place.source?.name()),
            line: position.line,
            column: position.column,
            rows,
        })
    };
    sources.into_iter().filter_map(of_source).collect()
}

/// Adds the lines of one place.
fn add(rows: &mut Vec<Row>, place: Place<'_>, note: &str, primary: bool) {
    let Some(text) = place.source.map(|source| source.text()) else { return };
    let note = screen::line(note);
    let inside = text.get(place.start..place.end).unwrap_or("");
    // A place that ends with its line break ends on its line.
    let inside = inside.strip_suffix('\n').unwrap_or(inside);
    let inside = inside.strip_suffix('\r').unwrap_or(inside);
    let mut lines = Lines { text, next: Some(place.start), end: place.start + inside.len() };
    let shown: Vec<(usize, usize)> = lines.by_ref().take(LINES).collect();
    let skips = lines.next.is_some();
    let last = shown.len().saturating_sub(1);
    for (index, stretch) in shown.into_iter().enumerate() {
        let note = if index == last { note.as_str() } else { "" };
        let number = place.line_at(stretch.0);
        add_line(rows, text, number, stretch, note, primary);
    }
    if let Some(row) = rows.last_mut().filter(|_| skips) {
        row.skips = true;
    }
}

/// The stretches of a range that stand on one line each.
struct Lines<'a> {
    text: &'a str,
    next: Option<usize>,
    end: usize,
}

impl Iterator for Lines<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.next.take()?;
        let to = self.text.floor_char_boundary(self.end.min(start + FARTHEST));
        let stretch = self.text.get(start..to)?;
        let Some(length) = stretch.find(['\n', '\r']) else { return Some((start, to)) };
        let after = self.text.get(start + length..self.end).unwrap_or("");
        // What indents the next line of a wrapped value is not a part of the value.
        let indented = after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or("");
        let next = indented.trim_start_matches([' ', '\t']);
        self.next = Some(self.end - next.len());
        Some((start, start + length))
    }
}

/// Adds one line's mark: to the row of that line where the place is visible in it, to a new row otherwise.
fn add_line(
    rows: &mut Vec<Row>,
    text: &str,
    number: u32,
    (start, end): (usize, usize),
    note: &str,
    primary: bool,
) {
    let window = Window::new(text, start, end);
    let mark =
        Mark { start: window.start, end: window.end.max(window.start + 1), primary, note: note.to_owned() };
    match rows.last_mut() {
        // The windows of two places in one short line are the same text.
        Some(row) if row.number == number && row.text == window.text => row.marks.push(mark),
        _ => rows.push(Row { number, text: window.text, marks: vec![mark], skips: false }),
    }
}

/// A line as it is shown, and the columns of a place in it.
struct Window {
    text: String,
    start: usize,
    end: usize,
}

impl Window {
    fn new(text: &str, start: usize, end: usize) -> Self {
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

impl Row {
    /// The lines below the text: underlines, and what each of them means.
    pub(crate) fn underlines(&self) -> Vec<Underline> {
        let mut marks: Vec<&Mark> = self.marks.iter().collect();
        marks.sort_by_key(|mark| (mark.start, mark.primary));
        let mut drawn = Vec::new();
        for mark in &marks {
            let sign = if mark.primary { '^' } else { '-' };
            if drawn.len() < mark.end {
                drawn.resize(mark.end, ' ');
            }
            let cells = drawn.get_mut(mark.start..mark.end).unwrap_or_default();
            cells.iter_mut().filter(|cell| **cell != '^').for_each(|cell| *cell = sign);
        }
        let mut first: String = drawn.into_iter().collect();
        let noted: Vec<&Mark> = marks.into_iter().filter(|mark| !mark.note.is_empty()).collect();
        let mut lines = Vec::new();
        let mut left = noted.as_slice();
        // The note of the last underline stands beside it, the others below, from right to left.
        if let Some((last, rest)) = left.split_last()
            && self.marks.iter().all(|mark| mark.end <= last.end)
        {
            first.push(' ');
            first.push_str(&last.note);
            left = rest;
        }
        lines.push(Underline { text: first, primary: self.marks.iter().any(|mark| mark.primary) });
        while let Some((last, rest)) = left.split_last() {
            let mut text = String::new();
            let mut column = 0;
            for mark in rest.iter().filter(|mark| mark.start < last.start) {
                text.extend(std::iter::repeat_n(' ', mark.start.saturating_sub(column)));
                if mark.start >= column {
                    text.push('|');
                }
                column = column.max(mark.start + 1);
            }
            text.extend(std::iter::repeat_n(' ', last.start.saturating_sub(column)));
            text.push_str(&last.note);
            lines.push(Underline { text, primary: last.primary });
            left = rest;
        }
        lines
    }
}

/// One line below a text.
pub(crate) struct Underline {
    pub(crate) text: String,
    pub(crate) primary: bool,
}

/// Draws an excerpt as a compiler does: the place, the lines with their numbers, the underlines.
pub(crate) fn draw(excerpt: &Excerpt, paint: Paint, severity: Style, first: bool) -> Vec<String> {
    let last = excerpt.rows.last().map_or(excerpt.line, |row| row.number);
    let gutter = last.to_string().len();
    let blank = " ".repeat(gutter);
    let bar = paint.text(Style::Gutter, "|");
    let arrow = paint.text(Style::Gutter, if first { "-->" } else { ":::" });
    let mut lines = vec![
        format!("{blank}{arrow} {}:{}:{}", excerpt.name, excerpt.line, excerpt.column),
        format!("{blank} {bar}"),
    ];
    let mut previous: Option<&Row> = None;
    for row in &excerpt.rows {
        if previous.is_some_and(|previous| previous.skips || previous.number + 1 < row.number) {
            lines.push(paint.text(Style::Gutter, "..."));
        }
        let number = format!("{:>gutter$}", row.number);
        lines
            .push(format!("{} {bar} {}", paint.text(Style::Gutter, &number), row.text).trim_end().to_owned());
        for underline in row.underlines() {
            let style = if underline.primary { severity } else { Style::Gutter };
            lines.push(format!("{blank} {bar} {}", paint.text(style, &underline.text)));
        }
        previous = Some(row);
    }
    if previous.is_some_and(|row| row.skips) {
        lines.push(paint.text(Style::Gutter, "..."));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Finding, Report, Severity, example};

    fn drawn(report: &Report, finding: &Finding) -> String {
        let excerpts = excerpts(&report.texts, &finding.primary, &finding.labels);
        let lines: Vec<String> = excerpts
            .iter()
            .enumerate()
            .flat_map(|(index, excerpt)| draw(excerpt, Paint { color: false }, Style::Error, index == 0))
            .collect();
        lines.join("\n")
    }

    fn marked(text: &str, marks: &[(&str, &str)]) -> String {
        let report = example::of("a.txt", text);
        let label = |&(needle, note): &(&str, &str)| Label::new(example::find(&report, needle), note);
        let mut finding = example::finding(Severity::Error);
        finding.primary = label(&marks[0]);
        finding.labels = marks[1..].iter().map(label).collect();
        drawn(&report, &finding)
    }

    #[test]
    fn one_place() {
        assert_eq!(
            marked("first\nName : EX01\r\n", &[("EX01", "this one")]),
            " --> a.txt:2:8\n  |\n2 | Name : EX01\n  |        ^^^^ this one"
        );
    }

    #[test]
    fn several_places_in_one_line_and_elsewhere() {
        assert_eq!(
            marked("a bb ccc\n\n\ndd\n", &[("bb", "two"), ("a", "one"), ("ccc", "three"), ("dd", "far")]),
            " --> a.txt:1:3\n  |\n1 | a bb ccc\n  | - ^^ --- three\n  | | two\n  | one\n...\n4 | dd\n  | -- far"
        );
    }

    #[test]
    fn a_wrapped_value() {
        assert_eq!(
            marked("N : <I>CN=a,\n    CN=b\n", &[("<I>CN=a,\n    CN=b", "cut")]),
            " --> a.txt:1:5\n  |\n1 | N : <I>CN=a,\n  |     ^^^^^^^^\n2 |     CN=b\n  |     ^^^^ cut"
        );
    }

    #[test]
    fn tabs_wide_letters_and_control_characters_keep_the_columns() {
        assert_eq!(
            marked("\t日\x1b x", &[("x", "here")]),
            " --> a.txt:1:5\n  |\n1 |     日\u{FFFD} x\n  |         ^ here"
        );
    }

    #[test]
    fn a_wide_line_is_cut_around_the_place() {
        let text = format!("{}needle{}", "a".repeat(5000), "b".repeat(5000));
        let drawn = marked(&text, &[("needle", "here")]);
        let row = drawn.lines().nth(2).unwrap();
        assert!(row.starts_with(&format!("1 | …{}needlebbb", "a".repeat(LEAD))), "{row}");
        assert!(row.ends_with("b…") && row.chars().count() < COLUMNS + 8, "{row}");
        assert_eq!(drawn.lines().nth(3).unwrap(), format!("  | {}^^^^^^ here", " ".repeat(LEAD + 1)));
    }

    #[test]
    fn the_name_of_a_long_value_stays_whole() {
        let value = "v".repeat(500);
        let drawn = marked(&format!("TlsDomainCapabilities : {value}"), &[(&value, "here")]);
        assert!(drawn.contains("1 | TlsDomainCapabilities : vvv"), "{drawn}");
        assert!(drawn.contains(&format!("v…\n  | {}^^^", " ".repeat(24))), "{drawn}");
    }

    #[test]
    fn a_long_place_shows_its_beginning() {
        let lines = "line\n".repeat(50);
        let drawn = marked(&lines, &[(&lines, "all of it")]);
        assert_eq!(drawn.lines().count(), 2 + 2 * LINES + 1);
        assert!(drawn.ends_with("8 | line\n  | ^^^^ all of it\n..."), "{drawn}");
        let wide = "x".repeat(3_000_000);
        assert!(marked(&wide, &[(&wide, "all")]).len() < 2000);
    }

    #[test]
    fn places_that_do_not_exist_are_left_out() {
        let report = example::out_of_range();
        assert_eq!(
            drawn(&report, &report.findings[0]),
            " --> größe.txt:1:6\n  |\n1 | größe\n  |      ^ nowhere"
        );
        assert_eq!(drawn(&report, &report.findings[1]), "");
        assert_eq!(
            drawn(&report, &report.findings[2]),
            " --> größe.txt:1:3\n  |\n1 | größe\n  |   ^ nowhere"
        );
    }
}
