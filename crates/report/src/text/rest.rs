use super::page::Page;
use crate::count::number;
use crate::paint::Style;
use crate::place::Place;
use crate::{Check, Report, SourceSummary, Verdict, screen};
use std::collections::BTreeMap;

/// How many problems of one source are listed.
const PROBLEMS: usize = 20;

/// Writes what is fine, what is undecided and what was not understood.
pub(super) fn write(page: &mut Page, report: &Report) {
    fine(page, report);
    undecided(page, report);
    sources(page, report);
}

fn fine(page: &mut Page, report: &Report) {
    let passed: Vec<&Check> = report.checks.iter().filter(|check| check.verdict == Verdict::Pass).collect();
    if passed.is_empty() {
        return;
    }
    page.heading(&format!("Fine, {}:", number(passed.len(), "check")));
    for check in passed {
        page.prose("  ✔ ", check.passes);
    }
}

fn undecided(page: &mut Page, report: &Report) {
    let open: Vec<&Check> =
        report.checks.iter().filter(|check| check.verdict == Verdict::Undecided).collect();
    if open.is_empty() {
        return;
    }
    page.heading(&format!("Not decided, {}:", number(open.len(), "check")));
    page.prose("  ", "These commands print what is missing. Add what they print and examine again.");
    for (command, rules) in by_command(&open) {
        page.line("");
        page.code("    ", command);
        page.prose("      decides ", &rules.join(", "));
    }
    let without: Vec<&str> =
        open.iter().filter(|check| check.missing.is_empty()).map(|check| check.rule).collect();
    if !without.is_empty() {
        page.line("");
        page.prose("    without a command: ", &without.join(", "));
    }
}

/// Each command once, in the order in which it is first asked for, with the rules that wait for it.
pub(crate) fn by_command<'a>(checks: &[&'a Check]) -> Vec<(&'a str, Vec<&'static str>)> {
    let mut commands: Vec<(&str, Vec<&'static str>)> = Vec::new();
    let mut known = BTreeMap::new();
    for check in checks {
        for missing in &check.missing {
            let index = *known.entry(missing.collect.as_str()).or_insert_with(|| {
                commands.push((&missing.collect, Vec::new()));
                commands.len() - 1
            });
            if let Some((_, rules)) =
                commands.get_mut(index).filter(|(_, rules)| !rules.contains(&check.rule))
            {
                rules.push(check.rule);
            }
        }
    }
    commands
}

fn sources(page: &mut Page, report: &Report) {
    if report.sources.is_empty() {
        return;
    }
    page.heading("What was read:");
    for ((_, source), summary) in report.texts.iter().zip(&report.sources) {
        let name = screen::line(source.name());
        let encoding = source.encoding().name();
        page.prose("  ", &format!("{name}: {} ({}, {encoding})", items(summary), summary.format));
    }
    if report.sources.iter().all(|summary| summary.problems.is_empty()) {
        return;
    }
    page.heading("What was not understood:");
    for ((_, source), summary) in report.texts.iter().zip(&report.sources) {
        let name = screen::line(source.name());
        for problem in summary.problems.iter().take(PROBLEMS) {
            let line = Place::new(&report.texts, problem.span).start().line;
            page.prose("  ", &format!("{name}:{line}: {}", problem.message));
        }
        if let Some(more) = summary.problems.len().checked_sub(PROBLEMS).filter(|&more| more > 0) {
            let more = page.paint.text(Style::Strong, &format!("and {more} more"));
            page.line(&format!("  {name}: {more}"));
        }
    }
}

/// What a source holds, `5 receive connectors, 1 event`.
pub(crate) fn items(summary: &SourceSummary) -> String {
    let one = |&(kind, count): &(&str, usize)| {
        let kind = kind.replace('-', " ");
        match kind.strip_suffix('y') {
            _ if kind.ends_with('s') => format!("{count} {kind}"),
            Some(stem) if count != 1 => format!("{count} {stem}ies"),
            _ => number(count, &kind),
        }
    };
    let items: Vec<String> = summary.items.iter().map(one).collect();
    match (items.is_empty(), summary.format) {
        (false, _) => items.join(", "),
        (true, "unrecognised") => "nothing understood".to_owned(),
        // A private key that was dropped, the answer of a command that no check uses.
        (true, _) => "nothing to examine".to_owned(),
    }
}
