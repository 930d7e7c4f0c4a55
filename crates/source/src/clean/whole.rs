use super::{Clean, Cleaner};
use crate::SourceId;

impl Clean {
    /// A text as it stands: that of a file whose own quoting says what belongs to a value, so that nothing in
    /// it was added by copying.
    pub fn verbatim(source: SourceId, original: &str) -> Self {
        let mut cleaner = Cleaner::new(original);
        cleaner.keep(0, original);
        cleaner.finish(source)
    }

    /// A text as its quoting spells it: each of `escapes`, all of which begin with the byte `mark`, becomes what
    /// stands beside it. Of two that begin alike the first one counts.
    pub fn unescaped(source: SourceId, original: &str, mark: u8, escapes: &[(&str, &str)]) -> Self {
        let mut cleaner = Cleaner::new(original);
        let mut at = 0;
        while let Some(rest) = original.get(at..).filter(|rest| !rest.is_empty()) {
            let plain = htd_scan::find(rest.as_bytes(), mark).unwrap_or(rest.len());
            cleaner.keep(at, rest.get(..plain).unwrap_or(rest));
            at += plain;
            let Some(rest) = rest.get(plain..).filter(|rest| !rest.is_empty()) else { break };
            let length = match escapes.iter().find(|(from, _)| rest.starts_with(from)) {
                Some((from, to)) => {
                    cleaner.replace(at, at + from.len(), to);
                    from.len()
                }
                None => {
                    cleaner.keep(at, rest.get(..1).unwrap_or(rest));
                    1
                }
            };
            at += length;
        }
        cleaner.finish(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verbatim_text_is_the_text() {
        let text = "> \"a\"\r\n&lt;\u{A0}<br>";
        let clean = Clean::verbatim(SourceId(0), text);
        assert_eq!(clean.text(), text);
        assert_eq!(clean.span(3..4).start, 3);
    }

    #[test]
    fn escapes_lead_back_to_where_they_stand() {
        let text = r#"a\u003cI\u003e\"x\" é\q"#;
        let escapes = [("\\u003c", "<"), ("\\u003e", ">"), ("\\\"", "\"")];
        let clean = Clean::unescaped(SourceId(0), text, b'\\', &escapes);
        assert_eq!(clean.text(), "a<I>\"x\" é\\q");
        let span = clean.span(1..4);
        assert_eq!(text.get(span.start as usize..span.end as usize), Some("\\u003cI\\u003e"));
        let last = clean.span(clean.text().len() - 1..clean.text().len());
        assert_eq!(last.end as usize, text.len());
    }
}
