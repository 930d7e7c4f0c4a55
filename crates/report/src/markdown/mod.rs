//! The report as Markdown for a ticket. No HTML, and what came from input stays text: in prose it is
//! escaped, in code it cannot end its fence.

mod escape;

use crate::count::number;
use crate::paint::{Paint, Style};
use crate::place::Place;
use crate::text::{by_command, items, risk, shell};
use crate::{Check, Confidence, Direction, Finding, Fix, Report, Severity, Verdict, View, screen, snippet};
use escape::{code_span, fenced, prose};
use htd_source::Sources;

/// The report as Markdown. Every line is ended.
pub fn markdown<'a>(view: impl Into<View<'a>>) -> String {
    let view = view.into();
    let report = view.report;
    let mut page = Page(String::from("# Hybrid TLS Doctor\n"));
    page.paragraph(&format!(
        "Judged at {}, rules of {}, version {}.",
        report.judged_at,
        report.rules_reviewed,
        env!("CARGO_PKG_VERSION")
    ));
    page.0.push('\n');
    for direction in [Direction::ToOnPremises, Direction::ToExchangeOnline] {
        page.item(&prose(&report.lane_sentence(direction)));
    }
    for (index, finding) in view.findings().enumerate() {
        one_finding(&mut page, &report.texts, index + 1, finding);
    }
    if view.hidden() > 0 {
        page.paragraph(&format!("Not shown: {} of lower severity.", number(view.hidden(), "finding")));
    }
    checks(&mut page, report);
    sources(&mut page, report);
    page.0
}

/// Markdown that grows block by block.
struct Page(String);

impl Page {
    fn heading(&mut self, level: usize, markdown: &str) {
        self.paragraph(&format!("{} {markdown}", "#".repeat(level)));
    }

    fn paragraph(&mut self, markdown: &str) {
        self.0.push('\n');
        self.0.push_str(markdown);
        self.0.push('\n');
    }

    fn item(&mut self, markdown: &str) {
        self.0.push_str("- ");
        self.0.push_str(markdown);
        self.0.push('\n');
    }

    fn code(&mut self, language: &str, code: &str) {
        let lines: Vec<String> = code.lines().map(screen::line).collect();
        self.block(language, &lines);
    }

    fn block(&mut self, language: &str, lines: &[String]) {
        self.0.push('\n');
        self.0.push_str(&fenced(language, lines));
    }
}

fn one_finding(page: &mut Page, texts: &Sources, number: usize, finding: &Finding) {
    let severity = match finding.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    };
    page.heading(2, &format!("{number}. {severity}: {}", prose(&finding.title)));
    let confidence = match finding.confidence {
        Confidence::Certain => "certain",
        Confidence::Likely => "likely",
        Confidence::Possible => "possible",
    };
    page.paragraph(&format!("Rule {}, {confidence}.", code_span(finding.rule)));
    for why in &finding.why {
        page.paragraph(&prose(why));
    }
    let snippets = snippet::snippets(texts, &finding.primary, &finding.labels);
    let paint = Paint { color: false };
    let lines: Vec<String> = snippets
        .iter()
        .enumerate()
        .flat_map(|(index, snippet)| snippet::draw(snippet, paint, Style::Error, index == 0))
        .collect();
    if !lines.is_empty() {
        page.block("text", &lines);
    }
    if !finding.explains.is_empty() {
        page.paragraph("This explains:\n");
        for &span in &finding.explains {
            let place = Place::new(texts, span);
            let name = place.source.map_or("", |source| source.name());
            let at = code_span(&format!("{name}:{}", place.start().line));
            page.item(&format!("{} ({at})", code_span(&place.text())));
        }
    }
    for fix in &finding.fixes {
        one_fix(page, fix);
    }
    if !finding.citations.is_empty() {
        page.heading(3, "Sources");
        page.0.push('\n');
        for citation in &finding.citations {
            let kb = citation.kb.map(|kb| format!(" (KB {kb})")).unwrap_or_default();
            page.item(&format!("[{}]({}){kb}", prose(citation.title), citation.url));
        }
    }
}

fn one_fix(page: &mut Page, fix: &Fix) {
    page.heading(3, &format!("Fix: {}", prose(&fix.title)));
    page.0.push('\n');
    let server = fix.run_on.as_deref().map(|server| format!(" on {}", code_span(server)));
    page.item(&format!("Where: {}{}", shell(fix.shell), server.unwrap_or_default()));
    page.item(&format!("Risk: {}", risk(fix.risk)));
    if let Some(answer) = fix.answer {
        page.item(&format!("At the prompt, answer: **{}**", prose(answer)));
    }
    let steps = [
        ("Save what is there now", &fix.backup),
        ("Apply", &fix.apply),
        ("See whether it worked", &fix.verify),
        ("To take it back", &fix.undo),
    ];
    let given = steps.into_iter().filter(|(_, script)| !script.is_empty());
    for (index, (what, script)) in given.enumerate() {
        page.paragraph(&format!("Step {}. {what}:", index + 1));
        page.code("powershell", script.as_str());
    }
}

fn checks(page: &mut Page, report: &Report) {
    let with = |verdict: Verdict| -> Vec<&Check> {
        report.checks.iter().filter(|check| check.verdict == verdict).collect()
    };
    let (passed, open) = (with(Verdict::Pass), with(Verdict::Undecided));
    if !passed.is_empty() {
        page.heading(2, "Fine");
        page.0.push('\n');
        passed.iter().for_each(|check| page.item(&prose(check.passes)));
    }
    if open.is_empty() {
        return;
    }
    page.heading(2, "Not decided");
    page.paragraph("These commands print what is missing:");
    for (command, rules) in by_command(&open) {
        page.code("powershell", command);
        let rules: Vec<String> = rules.into_iter().map(code_span).collect();
        page.paragraph(&format!("decides {}", rules.join(", ")));
    }
    let without: Vec<String> =
        open.iter().filter(|check| check.missing.is_empty()).map(|check| code_span(check.rule)).collect();
    if !without.is_empty() {
        page.paragraph(&format!("Without a command: {}", without.join(", ")));
    }
}

fn sources(page: &mut Page, report: &Report) {
    if report.sources.is_empty() {
        return;
    }
    page.heading(2, "What was read");
    page.0.push('\n');
    for ((_, source), summary) in report.texts.iter().zip(&report.sources) {
        let encoding = source.encoding().name();
        let name = code_span(source.name());
        page.item(&format!("{name}: {} ({}, {encoding})", items(summary), summary.format));
        for problem in &summary.problems {
            let line = Place::new(&report.texts, problem.span).start().line;
            page.0.push_str("  ");
            page.item(&format!("line {line}, not understood: {}", prose(&problem.message)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;
    use htd_source::Problem;

    #[test]
    fn a_whole_report() {
        let expected = include_str!("example.md").replace("\r\n", "\n");
        assert_eq!(markdown(&example::full()), expected);
    }

    /// What is outside of code, after a reader of Markdown has taken out fences and spans.
    fn outside_of_code(markdown: &str) -> String {
        let mut outside = String::new();
        let mut fence: Option<usize> = None;
        for line in markdown.lines() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            match fence {
                Some(length) if ticks >= length && line.len() == ticks => fence = None,
                Some(_) => {}
                None if ticks >= 3 => fence = Some(ticks),
                None => {
                    outside.push_str(&without_spans(line));
                    outside.push('\n');
                }
            }
        }
        assert_eq!(fence, None, "an open fence in {markdown}");
        outside
    }

    #[allow(clippy::string_slice, reason = "a wrong index fails the test")]
    fn without_spans(line: &str) -> String {
        let mut outside = String::new();
        let mut rest = line;
        while let Some(at) = rest.find('`') {
            outside.push_str(&rest[..at]);
            let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
            if outside.ends_with('\\') {
                outside.push('`');
                rest = &rest[at + 1..];
                continue;
            }
            let after = &rest[at + run..];
            let ticks = "`".repeat(run);
            let closing = after
                .match_indices(&ticks)
                .map(|(index, _)| index)
                .find(|&index| !after[..index].ends_with('`') && !after[index + run..].starts_with('`'));
            rest = &after[closing.expect("an open span") + run..];
        }
        outside + rest
    }

    #[test]
    fn nothing_of_the_input_becomes_markup() {
        for hostile in [
            "<script>alert(1)</script>",
            "```\n<b>out</b>\n````\n",
            "`</code><b>`` x",
            "@everyone #1 https://evil.example [a](javascript:b) ![i](http://evil.example/x.png)",
            "\n# Heading\n\n---\n",
            "| a | b |\n|---|---|",
            "&lt;b&gt; &#60;b>",
            "<!-- -->",
        ] {
            let mut report = example::of(hostile, &format!("a {hostile} b"));
            let mut finding = example::finding_at(Severity::Error, example::find(&report, hostile), hostile);
            finding.title = format!("{} {hostile}", crate::code(hostile));
            finding.why.push(hostile.into());
            finding.explains.push(example::find(&report, hostile));
            finding.fixes = example::full().findings[0].fixes.clone();
            finding.fixes[0].title = hostile.into();
            finding.fixes[0].run_on = Some(hostile.into());
            report.findings.push(finding);
            let mut undecided = example::check("other", Verdict::Undecided);
            let collect = format!("Get-SendConnector {hostile}");
            undecided.missing.push(crate::Missing { evidence: crate::Evidence::SendConnectors, collect });
            report.checks.push(undecided);
            let span = example::find(&report, "b");
            report.sources[0].problems.push(Problem { span, message: hostile.into() });
            let outside = outside_of_code(&markdown(&report));
            for sign in ["<", ">", "@", "://", "http", " | ", "&lt;b&gt;", "&#"] {
                assert!(!outside.contains(sign), "{sign:?} of {hostile:?} in {outside}");
            }
            let lines = outside.lines().filter(|line| line.starts_with("# ")).count();
            assert_eq!(lines, 1, "{outside}");
            assert!(!outside.replace("\\[", "").contains("["), "{outside}");
        }
    }

    #[test]
    fn survives_places_that_do_not_exist() {
        assert_eq!(markdown(&example::out_of_range()).matches("Something is wrong").count(), 3);
    }
}
