use crate::item::{Format, Part};
use crate::page::Page;
use crate::page::noise::is_noise_at;
use crate::shell::command::CommandLine;
use htd_source::{Problem, Source, Span};
use std::ops::Range;

/// Who understood which lines.
pub(super) struct Survey {
    parts: Vec<(Format, Range<usize>)>,
    unknown: Vec<Range<usize>>,
}

impl Survey {
    pub(super) fn of(page: &Page<'_>, commands: &[CommandLine]) -> Self {
        let mut survey = Self { parts: Vec::new(), unknown: Vec::new() };
        let mut commands = commands.iter().map(|command| command.lines.clone()).peekable();
        // Prompts and warnings belong to what stands below them, or else to what stands above.
        let mut waiting: Option<usize> = None;
        let mut unknown_open = false;
        let mut part_open = false;
        for index in 0..page.len() {
            while commands.next_if(|lines| lines.end <= index).is_some() {}
            let of_command = commands.peek().is_some_and(|lines| lines.contains(&index));
            if let Some(format) = page.claim_of(index) {
                match survey.parts.last_mut() {
                    Some((last, lines)) if *last == format && part_open => lines.end = index + 1,
                    _ => survey.parts.push((format, waiting.unwrap_or(index)..index + 1)),
                }
                (waiting, part_open, unknown_open) = (None, true, false);
            } else if page.is_blank(index) {
            } else if of_command || is_noise_at(page, index) {
                waiting.get_or_insert(index);
            } else {
                match survey.unknown.last_mut() {
                    Some(last) if unknown_open => last.end = index + 1,
                    _ => survey.unknown.push(index..index + 1),
                }
                (waiting, part_open, unknown_open) = (None, false, true);
            }
        }
        if let Some((_, lines)) = survey.parts.last_mut().filter(|_| part_open) {
            lines.end = waiting.map_or(lines.end, |waiting| waiting + 1);
        }
        survey
    }

    pub(super) fn format(&self) -> Format {
        match self.parts.split_first() {
            None => Format::Unrecognised,
            Some((&(first, _), rest)) if rest.iter().all(|&(format, _)| format == first) => first,
            Some(_) => Format::Mixed,
        }
    }

    pub(super) fn parts(&self, page: &Page<'_>) -> Vec<Part> {
        let part =
            |(format, lines): &(Format, Range<usize>)| Part { format: *format, span: span(page, lines) };
        self.parts.iter().map(part).collect()
    }

    pub(super) fn problems(&self, page: &Page<'_>, source: &Source) -> Vec<Problem> {
        let problem = |lines: &Range<usize>| {
            let span = span(page, lines);
            let first = source.position(span.start).line;
            let last = source.position(page.span(page.range(lines.end.saturating_sub(1))).start).line;
            let message = if first == last {
                format!("Line {first} was not understood.")
            } else {
                format!("Lines {first}–{last} were not understood.")
            };
            Problem { span, message }
        };
        self.unknown.iter().map(problem).collect()
    }
}

/// The span of lines, without the blanks at their ends.
fn span(page: &Page<'_>, lines: &Range<usize>) -> Span {
    let whole = page.range(lines.start).start..page.range(lines.end.saturating_sub(1)).end;
    page.span_of(page.text().get(whole).unwrap_or("").trim())
}
