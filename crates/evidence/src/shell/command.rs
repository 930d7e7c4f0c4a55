//! Prompts and command lines, and which command printed what stands below it.

mod block;
mod cmdlet;
mod parse;
mod variable;
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
use variable::Variables;
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

/// How many script blocks that do not end are looked for in a page.
const MAX_OPEN_BLOCKS: usize = 1_000;

/// All prompts and command lines among the free lines of a page, in order.
pub(crate) fn find(page: &Page<'_>) -> Vec<CommandLine> {
    let mut finder =
        Finder { page, found: Vec::new(), variables: Variables::default(), blocks: MAX_OPEN_BLOCKS };
    let mut index = 0;
    while index < page.len() {
        index = finder.take(index);
    }
    finder.found
}

/// Walks down a page and knows what variables hold.
struct Finder<'p, 'a> {
    page: &'p Page<'a>,
    found: Vec<CommandLine>,
    variables: Variables,
    /// How many more blocks may lack their ends.
    blocks: usize,
}

impl Finder<'_, '_> {
    /// Takes what begins in a line; returns the line behind it.
    fn take(&mut self, index: usize) -> usize {
        let page = self.page;
        if let Some(end) = self.block(index) {
            return end;
        }
        let Some(line) = at(page, index, &self.variables) else {
            self.assignments(index..index + 1);
            return page.unlisted(index + 1);
        };
        let lines = line.lines.clone();
        self.found.push(line);
        self.assignments(lines.clone());
        lines.end
    }

    /// Takes what lines assign.
    fn assignments(&mut self, lines: Range<usize>) {
        for index in lines {
            if self.page.marks(index) & (marks::PROMPT | marks::ODD) != 0 && self.page.is_free(index) {
                let line = block::continued(self.page.line(index));
                let typed = prompt(line).map_or(line, |(_, typed)| typed);
                self.variables.take(self.page, block::inside(typed).unwrap_or(typed));
            }
        }
    }

    /// Takes the script block that begins in a line, one command line for each statement; returns the line behind it.
    fn block(&mut self, index: usize) -> Option<usize> {
        let page = self.page;
        if self.blocks == 0 || !page.is_free(index) {
            return None;
        }
        let line = page.line(index);
        let alone = page.first(index) == b'&';
        let (server, typed) =
            if alone { (None, line) } else { prompt(line).filter(|_| may_be_prompt(page, index))? };
        let rest = block::inside(typed)?;
        let Some(lines) = block::lines(page, index, typed) else {
            self.blocks -= 1;
            return None;
        };
        let first = self.found.len();
        self.variables.open();
        let mut next = index;
        while next < lines.end {
            let typed = if next == index { rest } else { block::continued(page.line(next)) };
            let is_command = begins_like_a_command(typed) && !is_prose(typed, &words(typed));
            let statement = is_command.then(|| typed_at(page, next, typed, false, server, &self.variables));
            let end = statement.as_ref().map_or(next + 1, |line| line.lines.end.min(lines.end));
            self.assignments(next..end);
            self.found.extend(statement);
            next = end;
        }
        self.variables.close();
        self.join(first, lines.clone());
        Some(lines.end)
    }

    /// Makes the statements of a block take up all of its lines. What stands below is what the one statement printed
    /// that gets objects; of several nobody can see which one did.
    fn join(&mut self, first: usize, lines: Range<usize>) {
        let statements = self.found.get_mut(first..).unwrap_or_default();
        let getting = |line: &&CommandLine| {
            let verb = line.command.as_ref().and_then(|command| command.cmdlet.value.get(..4));
            verb.is_some_and(|verb| verb.eq_ignore_ascii_case("get-"))
        };
        let mut getting = statements.iter().filter(getting).filter_map(|line| line.command.clone());
        let shown = match (getting.next(), getting.next()) {
            (Some(one), Some(_)) => {
                let cmdlet = one.cmdlet.clone();
                let session_server = one.session_server.clone();
                Some(Arc::new(Command { cmdlet, arguments: Vec::new(), filtered: true, session_server }))
            }
            (one, _) => one,
        };
        let mut end = lines.start;
        let mut starts: Vec<usize> = statements.iter().map(|line| line.lines.start).skip(1).collect();
        starts.push(lines.end);
        for (line, next) in statements.iter_mut().zip(starts) {
            // The last line is the block's own, if the statement does not take it up.
            let last = next == lines.end && line.lines.end < next;
            line.lines = end..if last { line.lines.end } else { next };
            end = line.lines.end;
        }
        match statements.last_mut().filter(|_| end == lines.end) {
            Some(last) if last.command.is_none() => last.command = shown,
            Some(_) => {}
            None => self.found.push(CommandLine { lines: end..lines.end, command: shown, piped: None }),
        }
    }
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
    command(page, &joined, &words(joined.text()), &Variables::default()).map(Arc::new)
}

fn at(page: &Page<'_>, index: usize, variables: &Variables) -> Option<CommandLine> {
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
    Some(typed_at(page, index, typed, prompted, server, variables))
}

/// The command line whose first line is `typed`, without its prompt.
fn typed_at(
    page: &Page<'_>,
    index: usize,
    typed: &str,
    prompted: bool,
    server: Option<&str>,
    variables: &Variables,
) -> CommandLine {
    let (joined, end) = gather(page, index, typed, prompted);
    let words = words(joined.text());
    let mut command = command(page, &joined, &words, variables).or_else(|| variable(page, typed));
    if let Some(command) = &mut command {
        command.session_server = server.map(|name| Spanned::new(name.to_owned(), page.span_of(name)));
    }
    let piped = parse::piped(page, &joined, &words, command.as_ref(), variables).map(Arc::new);
    CommandLine { lines: index..end, command: command.map(Arc::new), piped }
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
        last = page.range_of(block::continued(line));
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
