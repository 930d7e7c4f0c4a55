//! `ConvertTo-Json` output of Windows PowerShell and PowerShell: one object, an array of them, or one behind the
//! other; a file of its own, or below its command in a paste.

mod nested;
mod record;
mod scan;
mod text;

use crate::item::{Command, Format, Item};
use crate::page::Page;
use crate::shell::command::{self, CommandLine};
use crate::shell::telling::Names;
use htd_source::{Clean, Problem, SourceId};
use record::Objects;
pub(crate) use scan::is_whole;
use scan::{Fault, Kind, Scan, Why};
use std::ops::Range;
use std::sync::Arc;
use text::unescaped;

/// Objects of interest stand directly in the array, in what a shell wraps around it, `{"value":[…],"Count":2}`,
/// or in a table that somebody made of several commands.
const MAX_LEVELS: u32 = 5;

/// The text of a JSON file with the marks in its texts as they are meant, so that known wording is found in it.
pub(crate) fn spoken(id: SourceId, text: &str) -> Clean {
    const ESCAPES: [(&str, &str); 11] = [
        ("\\\"", "\""),
        ("\\\\", "\\"),
        ("\\/", "/"),
        ("\\r\\n", " "),
        ("\\n", " "),
        ("\\r", " "),
        ("\\t", " "),
        ("\\u003c", "<"),
        ("\\u003e", ">"),
        ("\\u0027", "'"),
        ("\\u0026", "&"),
    ];
    Clean::unescaped(id, text, b'\\', &ESCAPES)
}

/// Reads the JSON on the free lines of a page and claims the lines of the objects that it gave.
pub(crate) fn read(page: &mut Page<'_>, problems: &mut Vec<Problem>) -> Vec<Item> {
    let mut reader = Reader {
        objects: Objects::new(page),
        commands: None,
        behind: None,
        faults: Vec::new(),
        parts: Vec::new(),
    };
    let mut index = 0;
    while index < page.len() {
        if page.is_plain(index) && !matches!(page.first(index), b'{' | b'[') {
            index = page.unlisted(index + 1);
            continue;
        }
        let line = page.line(index);
        let start = page.range(index).end - line.trim_start().len();
        index += 1;
        if line.trim_start().starts_with(['{', '['])
            && page.is_free(index - 1)
            && scan::begins(page.text(), start)
        {
            let end = reader.values(page, index - 1, start);
            let last = page.line_at(end);
            // What follows a value on its last line is none.
            index = index.max(last + usize::from(end >= page.range(last).end));
        }
    }
    let Reader { objects, faults, parts, .. } = reader;
    for part in parts {
        page.claim(page.line_at(part.start)..page.line_at(part.end.saturating_sub(1)) + 1, Format::Json);
    }
    for fault in faults {
        let message = match fault.why {
            Why::Ends => "The JSON ends inside an object, which is not read.",
            Why::Damaged => "The JSON is damaged here. The object that begins before this is not read.",
            Why::Deep => "The JSON is nested too deeply here. The object around this is not read.",
        };
        let at = fault.at.min(page.text().len());
        problems.push(Problem { span: page.span(at..at), message: message.to_owned() });
    }
    problems.extend(objects.problems);
    objects.items
}

struct Reader<'p> {
    objects: Objects<'p>,
    /// The commands of the page, once there is JSON in it.
    commands: Option<Vec<CommandLine>>,
    /// Where the last value ended, and what printed it: objects one behind the other are of one command.
    behind: Option<(usize, Option<Arc<Command>>)>,
    faults: Vec<Fault>,
    /// What was understood.
    parts: Vec<Range<usize>>,
}

impl<'p> Reader<'p> {
    /// Reads the values that begin at a place, one behind the other, and returns where they end.
    fn values(&mut self, page: &Page<'p>, line: usize, mut start: usize) -> usize {
        let command = self.command(page, line, start);
        loop {
            let before = self.objects.items.len();
            let end = match self.walk(page, start, 0, command.as_ref()) {
                Ok(end) => end,
                Err(fault) => {
                    // What is damaged is of interest where objects of Exchange stand in it.
                    if self.objects.items.len() > before || command.is_some() || self.is_telling(start) {
                        self.faults.push(fault);
                    }
                    return fault.at.max(start + 1);
                }
            };
            if self.objects.items.len() > before {
                // Of a value of which all was read, its brackets are too.
                self.parts.push(start..end);
            }
            self.behind = Some((end, command.clone()));
            let next = self.objects.scan.solid(end);
            if !scan::begins(page.text(), next) {
                return end;
            }
            start = next;
        }
    }

    /// Reads what begins at a place and returns where it ends.
    fn walk(
        &mut self,
        page: &Page<'p>,
        at: usize,
        level: u32,
        command: Option<&Arc<Command>>,
    ) -> Result<usize, Fault> {
        let scan = self.objects.scan;
        let bracket = scan.byte(at);
        if level > MAX_LEVELS || !matches!(bracket, Some(b'{' | b'[')) {
            return scan.node(at).map(|(_, next)| next);
        }
        if bracket == Some(b'{') {
            let (names, fault) = names(scan, at);
            if names.telling > 0 || command.is_some() && level < 2 && names.known > 1 {
                if let Some(fault) = fault {
                    return Err(fault);
                }
                let (node, next) = scan.node(at)?;
                if self.objects.add(page, node, command) {
                    self.parts.push(at..next);
                }
                return Ok(next);
            }
            if is_report(scan, at) {
                return scan.node(at).map(|(_, next)| next);
            }
        }
        let mut inside = scan.inside(at);
        while let Some(entry) = inside.enter()? {
            let end = self.walk(page, entry.value, level + 1, command)?;
            inside.leave(end);
        }
        Ok(inside.end())
    }

    /// Whether the damaged value that begins at a place was to be an object of Exchange.
    fn is_telling(&self, start: usize) -> bool {
        let scan = self.objects.scan;
        let first = if scan.byte(start) == Some(b'[') { scan.solid(start + 1) } else { start };
        names(scan, first).0.telling > 0
    }

    /// The command above a line, with nothing between that says something.
    fn command(&mut self, page: &Page<'p>, line: usize, start: usize) -> Option<Arc<Command>> {
        if let Some((end, command)) = &self.behind
            && page.text().get(*end..start).is_some_and(|between| between.trim().is_empty())
        {
            return command.clone();
        }
        let commands = self.commands.get_or_insert_with(|| command::find(page));
        command::above(commands, page, line)
    }
}

/// Counts the names of an object's members, up to its end or to where it is damaged.
fn names(scan: Scan<'_>, at: usize) -> (Names, Option<Fault>) {
    let mut names = Names::default();
    let mut inside = scan.inside(at);
    loop {
        match inside.whole() {
            Ok(Some((key, _))) => names.count(scan.text(key)),
            Ok(None) => return (names, None),
            Err(fault) => return (names, Some(fault)),
        }
    }
}

/// Whether an object is a report of this tool: it speaks of certificates as well, and proves nothing.
fn is_report(scan: Scan<'_>, at: usize) -> bool {
    let Ok(Some((key, node))) = scan.inside(at).whole() else { return false };
    scan.text(key) == "schema"
        && node.kind == Kind::Text
        && unescaped(scan.text(node.start..node.end)).0.starts_with("hybrid-tls-doctor/")
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests;
