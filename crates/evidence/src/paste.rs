//! From an excerpt to a reading. This is the one place that knows all readers of pastes, and their order.

mod survey;

use crate::certificate::pem;
use crate::error_text;
use crate::item::excerpt::{Alike, Becomes, Excerpt, Given};
use crate::item::{Format, Item, Part, Reading, Wording};
use crate::page::Page;
use crate::shell::command;
use crate::shell::room::Room;
use crate::shell::{csv, format_list, format_table, health_checker, json, queue, raw_data};
use crate::smtp::{mail, protocol_log, tracking_log, transcript};
use crate::windows::{certutil, event, registry, test_certificate, wizard};
use htd_source::{Clean, Problem, Source, SourceId, Span};
use survey::Survey;

/// How many stretches of one source are listed as not understood; the rest is counted.
const MAX_PROBLEMS: usize = 20;

/// Reads what a form left to be read.
pub(crate) fn read(excerpt: Excerpt, wordings: &'static [Wording]) -> (Source, Reading) {
    let Excerpt { id, source, becomes, given, alike, mut problems } = excerpt;
    if let Becomes::Told(format) = becomes {
        let mut items: Vec<Item> = given.into_iter().map(|(item, _)| item).collect();
        event::of_records(&mut items);
        return (source, Reading { format, items, problems, parts: Vec::new() });
    }
    let mut reading = read_page(id, &source, given, &alike, wordings);
    reading.problems.append(&mut problems);
    reading.problems.sort_by_key(|problem| problem.span.start);
    // A report and the headers around it are one thing.
    let is_mail = |part: &Part| matches!(part.format, Format::Bounce | Format::Headers | Format::FreeText);
    if becomes == Becomes::Message
        && reading.parts.iter().all(is_mail)
        && reading.parts.iter().any(|part| part.format == Format::Bounce)
    {
        reading.format = Format::Bounce;
        reading.parts.clear();
    }
    (source, reading)
}

/// Reads a text as what was pasted: also what a streamed form has kept of its lines.
fn read_page(
    id: SourceId,
    source: &Source,
    given: Vec<Given>,
    alike: &[Alike],
    wordings: &'static [Wording],
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
    let sought = error_text::beginnings(wordings);
    let mut page = Page::new(&clean, &sought);
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
    items.extend(protocol_log::read(&mut page, alike));
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
        Some(spoken) => error_text::read(&mut Page::new(spoken, &sought), wordings),
        None => error_text::read(&mut page, wordings),
    };
    error_text::add_queues(&mut texts, &items);
    protocol_log::add_ends(&page, &mut texts);
    wizard::add_errors(&mut texts, &items, wordings);
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
    let format = survey.format();
    let parts = if format == Format::Mixed { survey.parts(&page) } else { Vec::new() };
    Reading { format, items, problems, parts }
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
