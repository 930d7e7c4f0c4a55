//! The log that the wizard writes:
//!
//! ```text
//! 2026.11.20 09:12:44.377         10276 [Client=UX, Session=OnPremises, …] START Set-ReceiveConnector -AuthMechanism …
//! 2026.11.20 09:12:45.102 *ERROR* 10277 [Client=UX, Session=OnPremises, …] FINISH Time=725.1ms Results=…
//! ```
//!
//! What a command returned stands below in tables. It is what was at that moment, most often before the change,
//! so nothing is taken from it.

use super::entry::{MAX_ENTRIES, MAX_ERRORS, changes, codes};
use crate::item::{Format, Item, WizardLog};
use crate::page::prompt::prompt;
use crate::page::{Page, property_line};
use crate::shell::command;
use htd_source::Spanned;

/// Reads the free lines of a page and claims those that it understood.
pub(crate) fn read(page: &mut Page<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut open: Option<WizardLog> = None;
    let mut index = 0;
    while index < page.len() {
        if page.is_plain(index) && !page.first(index).is_ascii_digit() {
            index = page.unlisted(index + 1);
            continue;
        }
        let line = page.line(index);
        let Some(entry) = entry(line).filter(|_| page.is_free(index)) else {
            index += 1;
            continue;
        };
        let first = index;
        index = end_of_entry(page, index + 1);
        page.claim(first..index, Format::WizardLog);
        let whole = page.text().get(page.range(first).start..page.range(index - 1).end).unwrap_or("");
        let span = page.span_of(whole.trim());
        let log = open.get_or_insert_with(|| WizardLog::new(span, false));
        log.span = log.span.join(span);
        codes(page, whole, &mut log.codes);
        if log.errors.len() < MAX_ERRORS && is_error(entry) {
            log.errors.push([page.span_of(line.trim()), span]);
        }
        let typed = entry.split_once("] START ").map(|(_, typed)| typed.trim()).unwrap_or("");
        let word = typed.split(' ').next().unwrap_or("");
        if changes(word)
            && log.commands.len() < MAX_ENTRIES
            && let Some(command) = command::quoted(page, typed)
        {
            log.commands.push(Spanned::new(command, page.span_of(typed)));
        }
        // Something else between two entries separates two logs.
        if index < page.len() && self::entry(page.line(index)).is_none() {
            items.extend(open.take().map(Item::WizardLog));
        }
    }
    items.extend(open.map(Item::WizardLog));
    items
}

/// Whether an entry is an error about what this is about. The stars are lost easily.
fn is_error(entry: &str) -> bool {
    let entry = entry.trim_start().trim_start_matches('*');
    let near = entry.get(..entry.floor_char_boundary(2_000)).unwrap_or("").to_ascii_lowercase();
    entry.starts_with("ERROR") && ["certificate", "tls", "connector"].iter().any(|word| near.contains(word))
}

/// What stands behind the moment of an entry.
fn entry(line: &str) -> Option<&str> {
    const FORM: &[u8; 23] = b"0000.00.00 00:00:00.000";
    let line = line.trim_start();
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // The first digit is lost easily when the log is copied.
    let lost = usize::from(line.as_bytes().get(3) == Some(&b'.'));
    let form = FORM.get(lost..)?;
    let moment = line.as_bytes().get(..form.len())?;
    let fits = |(&form, &byte): (&u8, &u8)| if form == b'0' { byte.is_ascii_digit() } else { form == byte };
    if !form.iter().zip(moment).all(fits) {
        return None;
    }
    let rest = line.get(form.len()..)?;
    let near = rest.get(..rest.floor_char_boundary(120)).unwrap_or("");
    ["[Client=", "[Activity=", "[Session=", "[Cmdlet=", "[Page="]
        .iter()
        .any(|name| near.contains(name))
        .then_some(rest)
}

/// The line behind an entry and what belongs to it: texts and tables, indented, or directly below it.
fn end_of_entry(page: &Page<'_>, start: usize) -> usize {
    let mut end = start;
    let mut index = start;
    let mut blank = false;
    while index < page.len() && page.is_free(index) {
        let line = page.line(index);
        if entry(line).is_some() || prompt(line).is_some() {
            // Blank lines between two entries belong to the log.
            return if entry(line).is_some() { index } else { end };
        }
        if line.trim().is_empty() {
            blank = true;
        } else if property_line::indent(line) >= 8 || !blank && property_line::parse(line).is_none() {
            end = index + 1;
            blank = false;
        } else {
            return end;
        }
        index += 1;
    }
    end
}
