use super::row::{Row, Snippet};
use super::underline::underlines;
use crate::paint::{Paint, Style};

/// Draws a snippet as a compiler does: the place, the lines with their numbers, the underlines.
pub(crate) fn draw(snippet: &Snippet, paint: Paint, severity: Style, first: bool) -> Vec<String> {
    let last = snippet.rows.last().map_or(snippet.line, |row| row.number);
    let gutter = last.to_string().len();
    let blank = " ".repeat(gutter);
    let bar = paint.text(Style::Gutter, "|");
    let arrow = paint.text(Style::Gutter, if first { "-->" } else { ":::" });
    let mut lines = vec![
        format!("{blank}{arrow} {}:{}:{}", snippet.name, snippet.line, snippet.column),
        format!("{blank} {bar}"),
    ];
    let mut previous: Option<&Row> = None;
    for row in &snippet.rows {
        if previous.is_some_and(|previous| previous.skips || previous.number + 1 < row.number) {
            lines.push(paint.text(Style::Gutter, "..."));
        }
        let number = format!("{:>gutter$}", row.number);
        lines
            .push(format!("{} {bar} {}", paint.text(Style::Gutter, &number), row.text).trim_end().to_owned());
        for underline in underlines(row) {
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
