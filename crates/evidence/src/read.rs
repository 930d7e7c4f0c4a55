use crate::command::{self, CommandLine};
use crate::noise::is_noise_at;
use crate::room::Room;
use crate::{Format, Item, Page, Record};
use crate::{
    binary, certutil, clixml, csv, error_text, event, format_list, format_table, health_checker, json, mail,
    pem, private_key, protocol_log, queue, raw_data, registry, test_certificate, tracking_log, transcript,
    wizard,
};
use htd_source::{Clean, Encoding, Problem, Source, SourceId, Span};
use std::ops::Range;

/// What one source gave.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What it was understood as.
    pub format: Format,
    /// What was read, in the order in which it stands there.
    pub items: Vec<Item>,
    /// What was not understood, and where.
    pub problems: Vec<Problem>,
    /// The stretches of a mixed source, in order; empty otherwise.
    pub parts: Vec<Part>,
}

impl Reading {
    /// The objects of a shell among the items.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.items.iter().filter_map(|item| match item {
            Item::Record(record) => Some(record),
            _ => None,
        })
    }
}

/// A stretch of a mixed source.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it was understood as.
    pub format: Format,
    /// Where it stands.
    pub span: Span,
}

/// How many stretches of one source are listed as not understood; the rest is counted.
const MAX_PROBLEMS: usize = 20;

/// What is known of a page before it is read, and what the lines count as in which it stands.
pub(crate) type Given = (Item, Format);

/// Reads named bytes. Never fails: whatever the bytes are, there is a source and a reading of it.
pub fn read(id: SourceId, name: &str, bytes: &[u8]) -> (Source, Reading) {
    if let Some(read) = binary::read(id, name, bytes) {
        return read;
    }
    if let Some(message) = mail::decode(bytes) {
        return read_message(id, name, Encoding::Utf8, message);
    }
    let (text, encoding, cut) = htd_source::decode(bytes);
    // A message that an editor saved anew has a mark, or two bytes for each of its own.
    if text.len() != bytes.len()
        && let Some(message) = mail::decode(text.as_bytes())
    {
        return read_message(id, name, encoding, message);
    }
    read_text(id, name, text, encoding, cut)
}

/// Reads a saved message as what it shows.
fn read_message(id: SourceId, name: &str, encoding: Encoding, message: mail::Decoded) -> (Source, Reading) {
    let mail::Decoded { text, numbers, left_out, cut } = message;
    let (text, keys) = private_key::mask(text);
    let source = Source::excerpt(name, encoding, text, numbers);
    let mut reading = read_page(id, &source, private_key::given(id, 0, keys), None, cut);
    for (at, message) in left_out {
        let at = source.text().floor_char_boundary(at) as u32;
        reading.problems.push(Problem { span: Span::new(id, at, at), message: message.to_owned() });
    }
    reading.problems.sort_by_key(|problem| problem.span.start);
    // A report and the headers around it are one thing.
    let is_mail = |part: &Part| matches!(part.format, Format::Bounce | Format::Headers | Format::FreeText);
    if reading.parts.iter().all(is_mail) && reading.parts.iter().any(|part| part.format == Format::Bounce) {
        reading.format = Format::Bounce;
        reading.parts.clear();
    }
    (source, reading)
}

fn read_text(id: SourceId, name: &str, text: String, encoding: Encoding, cut: bool) -> (Source, Reading) {
    if clixml::stands_in(&text) && !json::is_whole(&text) && !csv::is_whole(&text) {
        return clixml::read_in(id, name, text, encoding, cut);
    }
    let (text, keys) = private_key::mask(text);
    let source = Source::new(name, encoding, text);
    let reading = read_page(id, &source, private_key::given(id, 0, keys), None, cut);
    (source, reading)
}

/// Reads a text as what was pasted: also what a streamed form has kept of its lines.
pub(crate) fn read_page(
    id: SourceId,
    source: &Source,
    given: Vec<Given>,
    kept: Option<&protocol_log::Excerpt>,
    cut: bool,
) -> Reading {
    // In a file of one structured form nothing was added by copying, and its own quoting is the one that counts.
    let spoken = match source.text() {
        text if json::is_whole(text) => Some(json::spoken(id, text)),
        text if csv::is_whole(text) => Some(csv::spoken(id, text)),
        _ => None,
    };
    let clean = match spoken {
        Some(_) => Clean::verbatim(id, source.text()),
        None => Clean::new(id, source.text()),
    };
    let mut page = Page::new(&clean);
    let mut problems = Vec::new();
    let mut items = Vec::new();
    for (item, format) in given {
        page.claim(page.lines_of(item.span()), format);
        items.push(item);
    }
    // The most particular first: each looks at what the ones before it left free.
    items.extend(json::read(&mut page, &mut problems));
    items.extend(csv::read(&mut page, &mut problems));
    items.extend(health_checker::read(&mut page));
    items.extend(pem::read(&mut page, &mut problems));
    items.extend(protocol_log::read(&mut page, kept));
    tracking_log::read(&mut page);
    items.extend(wizard::read_log(&mut page));
    items.extend(registry::read(&mut page));
    items.extend(event::read(&mut page));
    items.extend(mail::read(&mut page));
    items.extend(transcript::read(&mut page));
    items.extend(certutil::read(&mut page));
    let commands = command::find(&page);
    let mut room = Room::new();
    items.extend(format_table::read(&mut page, &commands, &mut room));
    items.extend(queue::read(&mut page));
    certutil::tell_stores(&mut page, &commands, &mut items);
    items.extend(format_list::read(&mut page, &commands, &mut room));
    problems.extend(room.problem(&page));
    raw_data::read(&mut items);
    event::of_records(&mut items);
    items.extend(wizard::read_commands(&mut page, &commands));
    let mut texts = match &spoken {
        Some(spoken) => error_text::read(&mut Page::new(spoken)),
        None => error_text::read(&mut page),
    };
    error_text::add_queues(&mut texts, &items);
    protocol_log::add_ends(&page, &mut texts);
    wizard::add_errors(&mut texts, &items);
    for text in &texts {
        page.claim(page.lines_of(text.span()), Format::FreeText);
    }
    items.extend(texts);
    test_certificate::read(&mut page, &commands, &mut problems);
    items.sort_by_key(|item| item.span().start);
    let items = registry::convert(items);

    let survey = Survey::of(&page, &commands);
    limit(&mut problems, "blocks");
    let mut not_understood = survey.problems(&page, source);
    limit(&mut not_understood, "passages");
    problems.append(&mut not_understood);
    problems.sort_by_key(|problem| problem.span.start);
    if cut {
        let end = source.text().len() as u32;
        let message = "The source is too long: what follows here was not read.".to_owned();
        problems.push(Problem { span: Span::new(id, end, end), message });
    }
    let format = survey.format();
    let parts = if format == Format::Mixed { survey.parts(&page) } else { Vec::new() };
    Reading { format, items, problems, parts }
}

/// Who understood which lines.
struct Survey {
    parts: Vec<(Format, Range<usize>)>,
    unknown: Vec<Range<usize>>,
}

impl Survey {
    fn of(page: &Page<'_>, commands: &[CommandLine]) -> Self {
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

    fn format(&self) -> Format {
        match self.parts.split_first() {
            None => Format::Unrecognised,
            Some((&(first, _), rest)) if rest.iter().all(|&(format, _)| format == first) => first,
            Some(_) => Format::Mixed,
        }
    }

    fn parts(&self, page: &Page<'_>) -> Vec<Part> {
        let part =
            |(format, lines): &(Format, Range<usize>)| Part { format: *format, span: span(page, lines) };
        self.parts.iter().map(part).collect()
    }

    fn problems(&self, page: &Page<'_>, source: &Source) -> Vec<Problem> {
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

/// Keeps the first problems and counts the rest.
fn limit(problems: &mut Vec<Problem>, what: &str) {
    let more = problems.len().saturating_sub(MAX_PROBLEMS);
    let Some(last) = problems.last().map(|problem| problem.span).filter(|_| more > 1) else { return };
    problems.truncate(MAX_PROBLEMS);
    // One that ends with the last of them stands for those that are not listed.
    let span = problems.last().map_or(last, |shown| Span::new(last.source, shown.span.end, last.end));
    problems.push(Problem { span, message: format!("{more} more {what} were not understood.") });
}

#[cfg(test)]
mod tests;
