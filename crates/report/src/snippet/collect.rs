use super::row::{Mark, Row, Snippet};
use super::window::Window;
use crate::place::Place;
use crate::{Label, screen};
use htd_source::Sources;

/// How many lines of one label are shown.
pub(super) const LINES: usize = 8;
/// How far the end of a line is looked for in a place that goes over several.
const FARTHEST: usize = 16 * 1024;

/// The snippets of a finding's labels: the source of the proof first, lines in their order.
pub(crate) fn snippets(texts: &Sources, primary: &Label, others: &[Label]) -> Vec<Snippet> {
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
        Some(Snippet {
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
