//! The report for a terminal, in the manner of a compiler's diagnostics. Input reaches the screen through
//! [`screen`] only, which lets no control character pass.

mod finding;
mod page;
mod rest;

pub(crate) use finding::{risk, shell};
pub(crate) use rest::{by_command, items};

use crate::count::number;
use crate::paint::Style;
use crate::{Direction, Severity, Status, View, screen};
use page::Page;

/// The report as terminal text: the verdict of each lane, the findings, what is fine, what is undecided and
/// the commands that decide it, what was not understood. Every line is ended.
pub fn text<'a>(view: impl Into<View<'a>>, color: bool) -> String {
    let (view, mut page) = (view.into(), Page::new(color));
    lanes(&mut page, view);
    for found in view.findings() {
        page.line("");
        finding::write(&mut page, &view.report.texts, found);
    }
    hidden(&mut page, view);
    rest::write(&mut page, view.report);
    page.text
}

/// The verdict of each lane and one line for each finding.
pub fn text_brief<'a>(view: impl Into<View<'a>>, color: bool) -> String {
    let (view, mut page) = (view.into(), Page::new(color));
    lanes(&mut page, view);
    for found in view.findings() {
        let place = finding::place(&view.report.texts, found);
        let place = if place.is_empty() { place } else { format!("{place}: ") };
        let (style, sign) = page.severity(found.severity);
        let name = page.paint.text(style, &format!("{sign}[{}]", found.rule));
        let title = screen::line(&found.title);
        page.line(&format!("{place}{name}: {title}"));
    }
    hidden(&mut page, view);
    page.text
}

fn lanes(page: &mut Page, view: View<'_>) {
    for direction in [Direction::ToOnPremises, Direction::ToExchangeOnline] {
        let (style, sign) = match view.report.lane(direction) {
            Status::Broken => (Style::Error, "✖"),
            Status::AtRisk => (Style::Warning, "▲"),
            Status::Healthy => (Style::Good, "✔"),
            Status::Undecided => (Style::Strong, "?"),
        };
        let line = format!("{sign} {}", view.report.lane_sentence(direction));
        let line = page.paint.text(style, &line);
        page.line(&line);
    }
}

fn hidden(page: &mut Page, view: View<'_>) {
    let least = match view.min_severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => return,
    };
    if view.hidden() > 0 {
        page.line("");
        page.line(&format!("Not shown: {} below `{least}`.", number(view.hidden(), "finding")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SourceSummary, example};
    use htd_source::{Encoding, Problem, Source};

    #[test]
    fn a_whole_report() {
        let expected = include_str!("example.txt").replace("\r\n", "\n");
        assert_eq!(text(&example::full(), false), expected);
    }

    #[test]
    fn the_verdict_comes_first_and_an_empty_report_is_not_green() {
        let text = text(&example::empty(), false);
        assert!(text.starts_with("? Exchange Online → on-premises: undecided"), "{text}");
        assert!(!text.contains('✔'), "{text}");
    }

    #[test]
    fn brief_is_a_line_for_each_finding() {
        assert_eq!(
            text_brief(&example::full(), false).lines().nth(2).unwrap(),
            "receive.txt:2:22: ✖ error[some-rule]: Something is wrong"
        );
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let mut report = example::full();
        report.findings[0].severity = Severity::Note;
        let text = text(report.at_least(Severity::Error), false);
        assert!(text.contains("Not shown: 1 finding below `error`."), "{text}");
        assert!(!text.contains("some-rule"), "{text}");
    }

    #[test]
    fn no_control_character_of_the_input_reaches_the_screen() {
        let hostile = "\x1b]0;title\x07\x1b[2J\u{9B}31m\u{202E}\u{0}\r\x08";
        let mut report = example::of(hostile, &format!("a {hostile}\tb\nnext"));
        let mut finding = example::finding_at(Severity::Error, example::find(&report, "]0;title"), hostile);
        finding.title = hostile.into();
        finding.subject.server = Some(hostile.into());
        finding.why.push(hostile.into());
        finding.explains.push(example::find(&report, "\x1b]0"));
        finding.fixes = example::full().findings[0].fixes.clone();
        finding.fixes[0].run_on = Some(hostile.into());
        report.findings.push(finding);
        let mut undecided = example::check("other", crate::Verdict::Undecided);
        undecided.missing.push(crate::Missing {
            evidence: crate::Evidence::SendConnectors,
            collect: format!("Get-SendConnector {hostile}"),
        });
        report.checks.push(undecided);
        let span = example::find(&report, "next");
        report.sources[0].problems.push(Problem { span, message: hostile.into() });
        for text in [text(&report, false), text_brief(&report, false)] {
            let bad = |c: char| c != '\n' && (c.is_control() || c == '\u{202E}');
            assert_eq!(text.find(bad), None, "{text:?}");
        }
    }

    #[test]
    fn colour_changes_nothing_but_colour() {
        let report = example::full();
        let colored = text(&report, true);
        let mut plain = String::new();
        let mut rest = colored.as_str();
        while let Some((before, after)) = rest.split_once("\x1b[") {
            plain.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        plain.push_str(rest);
        assert_ne!(colored, plain);
        assert_eq!(plain, text(&report, false));
    }

    #[test]
    fn survives_places_that_do_not_exist() {
        let text = text(&example::out_of_range(), true);
        assert_eq!(text.matches("Something is wrong").count(), 3);
    }

    #[test]
    fn a_command_is_listed_once() {
        let text = text(&example::full(), false);
        assert_eq!(text.matches("Get-SendConnector | Format-List").count(), 1);
        assert!(text.contains("third-rule, fourth-rule"), "{text}");
    }

    #[test]
    fn many_problems_are_cut_and_counted() {
        let mut report = example::empty();
        let id = report.texts.add(Source::new("long", Encoding::Utf8, "x\n".repeat(100)));
        let problem = |line: u32| Problem {
            span: htd_source::Span::new(id, line * 2, line * 2 + 1),
            message: "Odd.".into(),
        };
        report.sources.push(SourceSummary {
            format: "unrecognised",
            items: Vec::new(),
            problems: (0..100).map(problem).collect(),
            parts: Vec::new(),
        });
        let text = text(&report, false);
        assert!(text.contains("long:20: Odd.\n") && !text.contains("long:21: Odd."), "{text}");
        assert!(text.contains("and 80 more"), "{text}");
    }
}
