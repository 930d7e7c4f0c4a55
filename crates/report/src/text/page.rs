use crate::paint::{Paint, Style};
use crate::{Severity, screen};

/// The columns that prose is wrapped to.
const COLUMNS: usize = 96;

/// Text that grows line by line.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) paint: Paint,
}

impl Page {
    pub(super) fn new(color: bool) -> Self {
        Self { text: String::new(), paint: Paint { color } }
    }

    /// Adds a line that is already safe to show.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds a heading.
    pub(super) fn heading(&mut self, heading: &str) {
        self.line("");
        let heading = self.paint.text(Style::Strong, heading);
        self.line(&heading);
    }

    /// Adds wrapped prose: the first line after `first`, the others indented as far.
    pub(super) fn prose(&mut self, first: &str, prose: &str) {
        let indent: usize = first.chars().map(screen::width).sum();
        for (index, line) in screen::wrap(prose, COLUMNS.saturating_sub(indent)).iter().enumerate() {
            let lead = if index == 0 { first.to_owned() } else { " ".repeat(indent) };
            self.line(&format!("{lead}{line}"));
        }
    }

    /// Adds the lines of a script or a command.
    pub(super) fn code(&mut self, indent: &str, code: &str) {
        for line in code.lines() {
            let line = self.paint.text(Style::Code, &screen::line(line));
            self.line(&format!("{indent}{line}"));
        }
    }

    /// How a severity is drawn, and its symbol and word.
    pub(super) fn severity(&self, severity: Severity) -> (Style, &'static str) {
        match severity {
            Severity::Error => (Style::Error, "✖ error"),
            Severity::Warning => (Style::Warning, "▲ warning"),
            Severity::Note => (Style::Note, "● note"),
        }
    }
}
