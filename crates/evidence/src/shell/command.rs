mod cmdlet;
mod parse;
mod words;

use crate::item::Command;
use crate::page::noise::is_noise;
use crate::page::prompt::{may_be_prompt, prompt};
use crate::page::{Page, property_line};
use crate::shell::value::Joined;
use cmdlet::begins_like_a_command;
use htd_scan::marks;
use htd_source::Spanned;
use parse::{command, is_prose};
use std::ops::Range;
use std::sync::Arc;
use words::{Nesting, words};

/// A prompt, with the command line behind it, if any; or a command line without a prompt.
#[derive(Debug)]
pub(crate) struct CommandLine {
    /// The lines it takes up.
    pub(crate) lines: Range<usize>,
    /// What it runs, where that is a cmdlet whose output follows.
    pub(crate) command: Option<Arc<Command>>,
    /// What the objects of that cmdlet are piped into, where that is a cmdlet too. The identity of the first is its
    /// own where it names none.
    pub(crate) piped: Option<Arc<Command>>,
}

/// Long commands are wrapped; more lines than this are no command.
const MAX_LINES: usize = 60;

/// All prompts and command lines among the free lines of a page, in order.
pub(crate) fn find(page: &Page<'_>) -> Vec<CommandLine> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < page.len() {
        match at(page, index) {
            Some(line) => {
                index = line.lines.end;
                found.push(line);
            }
            None => index = page.unlisted(index + 1),
        }
    }
    found
}

/// The command that printed what begins at a line: the last one above it, with nothing between that says
/// something.
pub(crate) fn above(commands: &[CommandLine], page: &Page<'_>, line: usize) -> Option<Arc<Command>> {
    /// Warnings, and the blank lines that a shell prints.
    const MOST_BETWEEN: usize = 12;
    let above = commands.partition_point(|command| command.lines.end <= line).checked_sub(1)?;
    let above = commands.get(above)?;
    let between = above.lines.end..line;
    let silent = between.len() <= MOST_BETWEEN && between.into_iter().all(|index| is_noise(page.line(index)));
    above.command.clone().filter(|_| silent)
}

/// Walks down a page beside a reader and knows which command printed what stands below.
#[derive(Debug)]
pub(crate) struct Above<'a> {
    lines: &'a [CommandLine],
    next: usize,
    current: Option<&'a CommandLine>,
}

impl<'a> Above<'a> {
    pub(crate) fn new(lines: &'a [CommandLine]) -> Self {
        Self { lines, next: 0, current: None }
    }

    /// The command line that begins at a line. Lines are asked for in order.
    pub(crate) fn begins_at(&mut self, index: usize) -> Option<&'a CommandLine> {
        while self.lines.get(self.next).is_some_and(|line| line.lines.start < index) {
            self.next += 1;
        }
        let found = self.lines.get(self.next).filter(|line| line.lines.start == index)?;
        self.current = Some(found);
        Some(found)
    }

    /// Something stands there that the command did not print: what follows need not be its output.
    pub(crate) fn interrupt(&mut self) {
        self.current = None;
    }

    /// Where the next command line begins, past all lines where there is none; asked for behind the last one.
    pub(crate) fn next_start(&self) -> usize {
        self.lines.get(self.next).map_or(usize::MAX, |line| line.lines.start)
    }

    pub(crate) fn command(&self) -> Option<&'a Arc<Command>> {
        self.current.and_then(|line| line.command.as_ref())
    }
}

/// The command that a part of a line is, as a log quotes it.
pub(crate) fn quoted(page: &Page<'_>, typed: &str) -> Option<Arc<Command>> {
    let mut joined = Joined::default();
    joined.push(page, page.range_of(typed), false);
    command(page, &joined, &words(joined.text())).map(Arc::new)
}

fn at(page: &Page<'_>, index: usize) -> Option<CommandLine> {
    if !page.is_free(index) || !may_begin(page, index) {
        return None;
    }
    let line = page.line(index);
    let (server, typed, prompted) = match prompt(line) {
        Some((server, typed)) => (server, typed, true),
        None if begins_like_a_command(line) => (None, line, false),
        None => return None,
    };
    if typed.trim().is_empty() {
        return Some(CommandLine { lines: index..index + 1, command: None, piped: None });
    }
    if !prompted && is_prose(typed, &words(typed)) {
        return None;
    }
    let (joined, end) = gather(page, index, typed, prompted);
    let words = words(joined.text());
    let mut command = command(page, &joined, &words).or_else(|| variable(page, typed));
    if let Some(command) = &mut command {
        command.session_server = server.map(|name| Spanned::new(name.to_owned(), page.span_of(name)));
    }
    let piped = parse::piped(page, &joined, &words, command.as_ref()).map(Arc::new);
    Some(CommandLine { lines: index..end, command: command.map(Arc::new), piped })
}

/// Whether a prompt or a command line may begin in a line, by a cheap look: cmdlets have a hyphen behind their verb,
/// and variables begin with a `$`.
fn may_begin(page: &Page<'_>, index: usize) -> bool {
    let found = page.marks(index);
    if found & marks::ODD != 0 {
        return found & (marks::GREATER | marks::HYPHEN | marks::PROMPT) != 0;
    }
    let bytes = page.line(index).trim_ascii_start().as_bytes();
    let verb = || bytes.iter().find(|byte| !byte.is_ascii_alphabetic()) == Some(&b'-');
    found & marks::PROMPT != 0 && bytes.first() == Some(&b'$')
        || found & marks::HYPHEN != 0 && verb()
        || may_be_prompt(page, index)
}

/// `$cert | fl` prints what somebody put into the variable: some objects, never surely all.
fn variable(page: &Page<'_>, typed: &str) -> Option<Command> {
    let name = typed.trim_start().split([' ', '|', '\t']).next().filter(|word| word.starts_with('$'))?;
    let is_shown = typed.trim_end().ends_with(name) || typed.contains("|");
    let cmdlet = Spanned::new(name.to_owned(), page.span_of(name));
    is_shown.then(|| Command { cmdlet, arguments: Vec::new(), filtered: true, session_server: None })
}

/// A command line with the lines that continue it, and the line behind it.
fn gather(page: &Page<'_>, index: usize, typed: &str, prompted: bool) -> (Joined, usize) {
    let mut joined = Joined::default();
    let mut nesting = Nesting::default();
    let mut last = page.range_of(typed);
    let mut blank = false;
    let mut next = index + 1;
    loop {
        let text = page.text().get(last.clone()).unwrap_or("");
        let ticked = text.trim_end().strip_suffix('`');
        let kept = ticked.unwrap_or(text);
        joined.push(page, last.start..last.start + kept.len(), blank);
        kept.chars().for_each(|character| nesting.take(character));
        let open = nesting.is_open() || kept.trim_end().ends_with(['|', ',', '{', '(']);
        let line = page.line(next);
        let can_continue = next < page.len()
            && next - index < MAX_LINES
            && page.is_free(next)
            && !line.trim().is_empty()
            && prompt(line).is_none();
        let continues = can_continue
            && (ticked.is_some()
                || property_line::parse(line).is_none() && (open || prompted && wrapped_hard(page, next)));
        if !continues {
            return (joined, next);
        }
        // A console wraps in the middle of a word; whoever breaks a line on purpose means white space.
        blank = ticked.is_some() || open;
        last = page.range(next);
        next += 1;
    }
}

/// Whether a console wrapped the line before `next`: it is long, and output has not begun yet.
fn wrapped_hard(page: &Page<'_>, next: usize) -> bool {
    let before = page.line(next.saturating_sub(1)).chars().count();
    let behind = page.line(next + 1).trim();
    before >= 60
        && page.line(next).chars().count() <= before
        && !begins_like_a_command(page.line(next))
        && (matches!(behind, "" | "True" | "False")
            || begins_csv(behind) && !begins_csv(page.line(next))
            || property_line::parse(behind).is_some())
}

/// Whether a line can begin the output of `ConvertTo-Csv`.
fn begins_csv(line: &str) -> bool {
    line.starts_with(['"', '#'])
}

#[cfg(test)]
mod tests;
