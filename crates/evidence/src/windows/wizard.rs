mod entry;
mod log;

pub(crate) use log::read as read_log;

use crate::item::{Command, ErrorText, Format, Item, Standing, WizardLog, Wording};
use crate::page::Page;
use crate::page::noise::is_noise;
use crate::shell::command::CommandLine;
use entry::{MAX_ENTRIES, MAX_ERRORS, changes};
use htd_source::{Span, Spanned};
use std::sync::Arc;

/// Adds the errors of logs in which no known text stands, so that they are not passed over in silence.
pub(crate) fn add_errors(texts: &mut Vec<Item>, items: &[Item], wordings: &[Wording]) {
    let mut wordings = wordings.iter();
    let Some(wording) = wordings.find(|wording| matches!(wording.standing, Standing::WizardError)) else {
        return;
    };
    let known: Vec<Span> = texts.iter().map(Item::span).collect();
    let logs = items.iter().filter_map(|item| if let Item::WizardLog(log) = item { Some(log) } else { None });
    for [span, whole] in logs.flat_map(|log| &log.errors).take(MAX_ERRORS) {
        if !known.iter().any(|text| whole.contains(*text)) {
            texts.push(Item::ErrorText(ErrorText { span: *span, id: wording.id, facts: Vec::new() }));
        }
    }
}

/// Collects the pasted commands that change something, one item for those that stand together, and claims their
/// lines. Whatever stands below such a command was read as its output by now.
pub(crate) fn read_commands(page: &mut Page<'_>, commands: &[CommandLine]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut open: Option<WizardLog> = None;
    // Behind the last line of what is open.
    let mut end = 0;
    for line in commands {
        let both = [&line.command, &line.piped];
        let changing = |command: &&Arc<Command>| changes(&command.cmdlet.value);
        let Some(command) = both.into_iter().flatten().find(changing) else { continue };
        let together =
            open.is_some() && (end..line.lines.start).all(|index| is_between(page, commands, index));
        if !together {
            items.extend(open.take().map(Item::WizardLog));
        }
        let mut start = if together { end } else { line.lines.start };
        // What a script says of its command stands above it.
        while start > 0 && page.is_free(start - 1) && is_comment(page.line(start - 1)) {
            start -= 1;
        }
        page.claim(start..line.lines.end, Format::WizardLog);
        end = line.lines.end;
        let typed =
            page.text().get(page.range(line.lines.start).start..page.range(end - 1).end).unwrap_or("");
        let span = page.span_of(typed.trim());
        let log = open.get_or_insert_with(|| WizardLog::new(span, true));
        log.span = log.span.join(span);
        if log.commands.len() < MAX_ENTRIES {
            log.commands.push(Spanned::new(Arc::clone(command), span));
        }
    }
    items.extend(open.map(Item::WizardLog));
    items
}

/// Whether a line may stand between two commands of one script.
fn is_between(page: &Page<'_>, commands: &[CommandLine], index: usize) -> bool {
    let line = page.line(index);
    let in_script = || {
        let next = commands.partition_point(|command| command.lines.end <= index);
        commands.get(next).is_some_and(|command| command.lines.contains(&index))
    };
    page.is_free(index) && (line.trim().is_empty() || is_comment(line) || is_noise(line) || in_script())
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

#[cfg(test)]
mod tests;
