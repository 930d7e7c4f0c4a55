//! The lines that prove a finding, with what to underline: made once, drawn by text and Markdown.

mod collect;
mod draw;
mod row;
mod underline;
mod window;

pub(crate) use collect::snippets;
pub(crate) use draw::draw;

#[cfg(test)]
mod tests {
    use super::collect::LINES;
    use super::window::{COLUMNS, LEAD};
    use super::*;
    use crate::paint::{Paint, Style};
    use crate::{Finding, Label, Report, Severity, example};

    fn drawn(report: &Report, finding: &Finding) -> String {
        let snippets = snippets(&report.texts, &finding.primary, &finding.labels);
        let lines: Vec<String> = snippets
            .iter()
            .enumerate()
            .flat_map(|(index, snippet)| draw(snippet, Paint { color: false }, Style::Error, index == 0))
            .collect();
        lines.join("\n")
    }

    fn marked(text: &str, marks: &[(&str, &str)]) -> String {
        let report = example::of("a.txt", text);
        let label = |&(needle, note): &(&str, &str)| Label::new(example::find(&report, needle), note);
        let mut finding = example::finding(Severity::Error);
        finding.primary = label(&marks[0]);
        finding.labels = marks[1..].iter().map(label).collect();
        drawn(&report, &finding)
    }

    #[test]
    fn one_place() {
        assert_eq!(
            marked("first\nName : EX01\r\n", &[("EX01", "this one")]),
            " --> a.txt:2:8\n  |\n2 | Name : EX01\n  |        ^^^^ this one"
        );
    }

    #[test]
    fn several_places_in_one_line_and_elsewhere() {
        assert_eq!(
            marked("a bb ccc\n\n\ndd\n", &[("bb", "two"), ("a", "one"), ("ccc", "three"), ("dd", "far")]),
            " --> a.txt:1:3\n  |\n1 | a bb ccc\n  | - ^^ --- three\n  | | two\n  | one\n...\n4 | dd\n  | -- far"
        );
    }

    #[test]
    fn a_wrapped_value() {
        assert_eq!(
            marked("N : <I>CN=a,\n    CN=b\n", &[("<I>CN=a,\n    CN=b", "cut")]),
            " --> a.txt:1:5\n  |\n1 | N : <I>CN=a,\n  |     ^^^^^^^^\n2 |     CN=b\n  |     ^^^^ cut"
        );
    }

    #[test]
    fn tabs_wide_letters_and_control_characters_keep_the_columns() {
        assert_eq!(
            marked("\t日\x1b x", &[("x", "here")]),
            " --> a.txt:1:5\n  |\n1 |     日\u{FFFD} x\n  |         ^ here"
        );
    }

    #[test]
    fn a_wide_line_is_cut_around_the_place() {
        let text = format!("{}needle{}", "a".repeat(5000), "b".repeat(5000));
        let drawn = marked(&text, &[("needle", "here")]);
        let row = drawn.lines().nth(2).unwrap();
        assert!(row.starts_with(&format!("1 | …{}needlebbb", "a".repeat(LEAD))), "{row}");
        assert!(row.ends_with("b…") && row.chars().count() < COLUMNS + 8, "{row}");
        assert_eq!(drawn.lines().nth(3).unwrap(), format!("  | {}^^^^^^ here", " ".repeat(LEAD + 1)));
    }

    #[test]
    fn the_name_of_a_long_value_stays_whole() {
        let value = "v".repeat(500);
        let drawn = marked(&format!("TlsDomainCapabilities : {value}"), &[(&value, "here")]);
        assert!(drawn.contains("1 | TlsDomainCapabilities : vvv"), "{drawn}");
        assert!(drawn.contains(&format!("v…\n  | {}^^^", " ".repeat(24))), "{drawn}");
    }

    #[test]
    fn a_long_place_shows_its_beginning() {
        let lines = "line\n".repeat(50);
        let drawn = marked(&lines, &[(&lines, "all of it")]);
        assert_eq!(drawn.lines().count(), 2 + 2 * LINES + 1);
        assert!(drawn.ends_with("8 | line\n  | ^^^^ all of it\n..."), "{drawn}");
        let wide = "x".repeat(3_000_000);
        assert!(marked(&wide, &[(&wide, "all")]).len() < 2000);
    }

    #[test]
    fn places_that_do_not_exist_are_left_out() {
        let report = example::out_of_range();
        assert_eq!(
            drawn(&report, &report.findings[0]),
            " --> größe.txt:1:6\n  |\n1 | größe\n  |      ^ nowhere"
        );
        assert_eq!(drawn(&report, &report.findings[1]), "");
        assert_eq!(
            drawn(&report, &report.findings[2]),
            " --> größe.txt:1:3\n  |\n1 | größe\n  |   ^ nowhere"
        );
    }
}
