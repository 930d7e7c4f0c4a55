//! Health Checker's report as the text of its screen and as a page for browsers. Its XML is Clixml.

mod html;
mod objects;
#[cfg(test)]
mod tests;

use crate::item::{Format, Item};
use crate::page::Page;
use objects::Objects;

/// The groups of the report, each with a row of dashes below.
const GROUPS: [&str; 11] = [
    "Exchange Information",
    "Organization Information",
    "Hybrid Information",
    "Operating System Information",
    "Processor/Hardware Information",
    "NIC Settings Per Active Adapter",
    "Frequent Configuration Issues",
    "Security Settings",
    "Security Vulnerability",
    "Exchange IIS Information",
    "Exchange Web App Pools",
];

/// What stands above the first group.
const HEADINGS: [&str; 2] = ["Exchange Health Checker version ", "Virtual Machine "];

/// Reads the report on the free lines of a page and claims what belongs to it.
pub(crate) fn read(page: &mut Page<'_>) -> Vec<Item> {
    // Words of its own, from their rarest letter on; most pastes have none of them.
    const MARKS: [&str; 4] = ["Connector Name", "Lifetime in days", "ybrid Enabled", "xchange Information"];
    if !MARKS.iter().any(|mark| htd_scan::find_word(page.text().as_bytes(), mark.as_bytes()).is_some()) {
        return Vec::new();
    }
    if html::is_html(page.text()) { html::read(page) } else { screen(page) }
}

/// Reads what the script prints: groups with lines below them that are indented with tabs. A browser's table,
/// copied, has a tab between name and value instead.
fn screen(page: &mut Page<'_>) -> Vec<Item> {
    let mut objects = Objects::default();
    // Inside the report everything is its own; a part of it is known by its objects only.
    let mut within = false;
    let mut index = 0;
    while index < page.len() {
        let line = page.line(index);
        let printed = line.trim();
        index += 1;
        if printed.is_empty() {
            continue;
        }
        if !page.is_free(index - 1) {
            objects.close(page);
            within = false;
            continue;
        }
        if HEADINGS.iter().any(|heading| printed.starts_with(heading)) {
            page.claim(index - 1..index, Format::FormatList);
            continue;
        }
        if GROUPS.contains(&printed) && is_rule(page.line(index).trim()) {
            objects.close(page);
            objects.expects_server = printed == "Exchange Information";
            within = true;
            page.claim(index - 1..index + 1, Format::FormatList);
            index += 1;
            continue;
        }
        let indented = line.starts_with(['\t', ' ']);
        if within && !indented {
            objects.close(page);
            within = false;
        }
        let (label, value) = split(line);
        objects.feed(page, label, value);
        if within {
            page.claim(index - 1..index, Format::FormatList);
        }
    }
    objects.close(page);
    objects.items
}

/// Name and value of a line; an entry of a list has no name.
fn split(line: &str) -> (&str, &str) {
    // A tab at the end stands before an empty cell.
    let line = line.trim_start().trim_end_matches([' ', '\r']);
    if let Some((label, value)) = line.split_once('\t') {
        return (label.trim(), value.trim());
    }
    if let Some(label) = line.strip_suffix(':') {
        return (label, line.get(line.len()..).unwrap_or(""));
    }
    match line.split_once(": ") {
        Some((label, value)) => (label, value.trim()),
        None => (line.get(..0).unwrap_or(""), line),
    }
}

fn is_rule(line: &str) -> bool {
    line.len() > 4 && line.bytes().all(|byte| byte == b'-')
}
