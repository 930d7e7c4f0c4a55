//! The known error texts and described symptoms, wherever they stand: in queues, traces, reports, logs and
//! prose. They are sought last and over the whole text, because they stand inside everything else.

mod chain;
mod context;
pub(crate) mod network;
mod stretch;

use crate::item::{ErrorText, Fact, Format, Item, Record, Standing, TextId, Wording};
use crate::page::Page;
use crate::page::view::{Blanks, View};
use htd_scan::Beginnings;
use htd_source::Spanned;
use network::is_name_of_exchange_online;
use std::cmp::Reverse;
use std::ops::Range;

/// How many places of one text are kept. A log repeats the same one many thousand times.
const MAX_OF_ONE: usize = 50;
/// How many sentences are searched for a described symptom. People do not write more, and a file that repeats
/// one word of them costs this much only.
const MAX_SENTENCES: usize = 10_000;

/// Reads the whole page, claimed lines too, and claims the free lines in which a text stands.
pub(crate) fn read(page: &mut Page<'_>, wordings: &'static [Wording]) -> Vec<Item> {
    let by_first_letter = by_first_letter(wordings);
    let mut kept: Vec<(TextId, usize)> = Vec::new();
    let mut items: Vec<(Range<usize>, Standing, Item)> = Vec::new();
    // Most texts break at blanks. Those that a console broke inside words are found, or found whole, in the
    // other view.
    let stretches = stretch::stretches(page, &by_first_letter);
    for blanks in [Blanks::Single, Blanks::Joined] {
        let mut sentences = 0;
        for stretch in &stretches {
            let view = View::of(page.text(), stretch.range.clone(), blanks);
            let mut found: Vec<Hit> = Vec::new();
            for hit in hits(page, &view, &stretch.words, &by_first_letter, &mut kept, &mut sentences) {
                merge(&mut found, hit);
            }
            for hit in found {
                let range = view.range(hit.range.clone());
                if blanks == Blanks::Joined {
                    let overlaps = |other: &Range<usize>| other.start < range.end && range.start < other.end;
                    let within = |other: &Range<usize>| range.start < other.start && other.end <= range.end;
                    let taken = items.iter().any(|(other, standing, _)| {
                        let says_nothing = is_code(*standing) && !is_code(hit.standing);
                        overlaps(other) && !within(other) && !says_nothing
                    });
                    // What people describe in sentences breaks at blanks.
                    if taken || matches!(hit.standing, Standing::Described(_)) {
                        continue;
                    }
                    // What stood alone there is the end of a longer text, whose beginning was broken.
                    items.retain(|(other, ..)| !overlaps(other));
                }
                items.push((range, hit.standing, hit.into_item(page, &view)));
            }
        }
    }
    items.into_iter().map(|(.., item)| item).collect()
}

/// Adds to the errors of queues what their queue is: where it goes, and by which connector.
pub(crate) fn add_queues(texts: &mut [Item], items: &[Item]) {
    let mut queues: Vec<&Record> = Vec::new();
    for item in items {
        if let Item::Record(record) = item {
            queues.extend(Some(record).filter(|record| record.has("NextHopDomain")));
        }
    }
    queues.sort_by_key(|queue| queue.span.start);
    for item in texts {
        let Item::ErrorText(text) = item else { continue };
        let behind = queues.partition_point(|queue| queue.span.start <= text.span.start);
        let record = behind.checked_sub(1).and_then(|index| queues.get(index));
        let record = record.filter(|queue| text.span.end <= queue.span.end);
        let facts = [(Fact::NextHop, "NextHopDomain"), (Fact::NextHopConnector, "NextHopConnector")];
        for (fact, name) in facts {
            let value = record.and_then(|record| record.get(name)).map(|property| &property.value);
            // A queue without a connector has a number of zeros.
            if let Some(value) = value.filter(|value| value.text.contains(|c: char| c != '0' && c != '-')) {
                text.facts.push((fact, Spanned::new(value.text.clone(), value.span)));
            }
        }
    }
}

/// Whether only a code is known of a text: any other text in its place says more.
fn is_code(standing: Standing) -> bool {
    matches!(standing, Standing::Code)
}

/// A text that was found; places are those of the view.
struct Hit {
    range: Range<usize>,
    id: TextId,
    standing: Standing,
    facts: Vec<(Fact, Spanned<String>)>,
}

impl Hit {
    fn into_item(self, page: &mut Page<'_>, view: &View<'_>) -> Item {
        let range = view.range(self.range);
        let lines = page.line_at(range.start)..page.line_at(range.end.saturating_sub(1).max(range.start)) + 1;
        page.claim(lines, Format::FreeText);
        Item::ErrorText(ErrorText { span: page.span(range), id: self.id, facts: self.facts })
    }
}

/// What every text begins with.
pub(crate) fn beginnings(wordings: &[Wording]) -> Beginnings {
    Beginnings::new(&mut wordings.iter().map(|wording| wording.text).filter(|text| !text.is_empty()))
}

/// All texts that begin with some words, in order of their first character.
fn hits(
    page: &Page<'_>,
    view: &View<'_>,
    words: &[u32],
    by_first_letter: &[Vec<&'static Wording>],
    kept: &mut Vec<(TextId, usize)>,
    sentences: &mut usize,
) -> Vec<Hit> {
    let mut found = Vec::new();
    for &word in words {
        let at = view.of_clean(word as usize);
        let text = view.text().as_bytes();
        let inside_word =
            at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(|&byte| continues_word(byte));
        if inside_word {
            continue;
        }
        let first = text.get(at).map_or(0, |&byte| usize::from(byte));
        for &wording in by_first_letter.get(first).into_iter().flatten() {
            let Some(end) = matched(view, wording, at) else { continue };
            if matches!(wording.standing, Standing::Described(_)) {
                *sentences += 1;
                if *sentences > MAX_SENTENCES {
                    continue;
                }
            }
            let Some(hit) = understood(page, view, wording, at..end) else { continue };
            if count(kept, hit.id) <= MAX_OF_ONE {
                found.push(hit);
            }
            break;
        }
    }
    // Of those that begin together the longest comes first.
    found.sort_by_key(|hit| (hit.range.start, Reverse(hit.range.end)));
    found
}

fn continues_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// The wordings by the first byte of their texts, the most particular first: the longest, and of one text that
/// which a certain number follows.
fn by_first_letter(wordings: &'static [Wording]) -> Vec<Vec<&'static Wording>> {
    let mut by_first_letter: Vec<Vec<&Wording>> = vec![Vec::new(); 128];
    for wording in wordings {
        let Some(first) = wording.text.bytes().next().map(usize::from) else { continue };
        by_first_letter.get_mut(first).into_iter().for_each(|wordings| wordings.push(wording));
    }
    for wordings in &mut by_first_letter {
        wordings.sort_by_key(|wording| {
            (Reverse(wording.text.len()), matches!(wording.standing, Standing::Number(None)))
        });
    }
    by_first_letter
}

/// Counts a text.
fn count(kept: &mut Vec<(TextId, usize)>, id: TextId) -> usize {
    match kept.iter_mut().find(|(known, _)| *known == id) {
        Some((_, count)) => {
            *count += 1;
            *count
        }
        None => {
            kept.push((id, 1));
            1
        }
    }
}

/// The end of a wording that stands at a place as whole words.
fn matched(view: &View<'_>, wording: &Wording, at: usize) -> Option<usize> {
    let rest = view.text().get(at..).filter(|rest| rest.starts_with(wording.text))?;
    let mut end = at + wording.text.len();
    let mut following = rest.get(wording.text.len()..)?.chars();
    let next = following.next().unwrap_or(' ');
    let goes_on = next.is_ascii_alphanumeric()
        || next == '.'
            && wording.text.ends_with(|c: char| c.is_ascii_digit())
            && following.next().is_some_and(|c| c.is_ascii_digit());
    if goes_on
        && wording.text.ends_with(|c: char| c.is_ascii_alphanumeric())
        && !matches!(wording.standing, Standing::Number(_))
    {
        return None;
    }
    if let Standing::Before(other) | Standing::Summary(other) = wording.standing {
        let window = view.window(end, 400);
        end += window.find(other)? + other.len();
    }
    Some(end)
}

/// What a match is in its surroundings; `None` where they show that it is something else.
fn understood(page: &Page<'_>, view: &View<'_>, wording: &Wording, range: Range<usize>) -> Option<Hit> {
    if context::is_command(page, view.start(range.start)) {
        return None;
    }
    let mut facts = Vec::new();
    let (start, outer) = chain::outer(view, range.start);
    let Wording { mut id, standing, .. } = *wording;
    let mut end = range.end;
    let mut start = start;
    match standing {
        Standing::Anywhere
        | Standing::Before(_)
        | Standing::Summary(_)
        | Standing::Wrapped { .. }
        | Standing::WizardError => {}
        Standing::Value => {
            let before = view.window_before(range.start, 200);
            let quoted = before.ends_with(['=', ':', '\'']) || before.ends_with(": ");
            if !(quoted || start < range.start || before.contains("certificate validation fail")) {
                return None;
            }
        }
        Standing::Subjects => end = chain::mismatch(page, view, end, &mut facts),
        Standing::Number(number) => {
            let digits = view.window(end, 4);
            let length = digits.bytes().take_while(u8::is_ascii_digit).count();
            if length == 0 {
                return None;
            }
            if number.is_some() && digits.get(..length) != number {
                return None;
            }
            end += length;
        }
        Standing::Report => {
            if !view.window_before(range.start, 12).trim_end().ends_with("5.7.1") {
                return None;
            }
            end = context::relay(page, view, end, &mut facts)?;
        }
        Standing::Question => (start, end) = context::prompt(page, view, range)?,
        Standing::Code => end = chain::unknown(view, end)?,
        Standing::Connectors => end = context::tagged(page, view, end, &mut facts),
        Standing::Capability => (start, end) = context::capability(view, range)?,
        Standing::Described(groups) => {
            (start, end) = context::described(page, view, range, groups)?;
        }
    }
    let end = chain::tail(page, view, end, &mut facts);
    if !facts.iter().any(|(kind, _)| *kind == Fact::Host) {
        context::push(&mut facts, Fact::Host, chain::giver(page, view, start));
    }
    let by_online = |(kind, name): &(Fact, Spanned<String>)| {
        *kind == Fact::Host && is_name_of_exchange_online(&name.value)
    };
    if let Standing::Wrapped { in_queue } = standing
        && !outer.online
        && (outer.on_premises || facts.iter().any(by_online))
    {
        id = in_queue;
    }
    Some(Hit { range: start..end, id, standing, facts })
}

/// Adds a text to those before it. Of two that overlap the one that begins first wins: it is the one in which
/// the other stands.
fn merge(found: &mut Vec<Hit>, mut hit: Hit) {
    if let Some(last) = found.last_mut() {
        let details = hit.id == last.id
            && matches!((last.standing, hit.standing), (Standing::Summary(_), Standing::Report));
        if details && hit.range.start.saturating_sub(last.range.end) < 1_500 {
            hit.range.start = last.range.start;
            *last = hit;
            return;
        }
        if hit.range.start < last.range.end {
            if is_code(last.standing) {
                *last = hit;
            }
            return;
        }
    }
    found.push(hit);
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests;
