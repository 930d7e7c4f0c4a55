use crate::item::Format;
use crate::page::Page;
use std::ops::Range;

/// Claims the lines of an event.
pub(super) fn claim(page: &mut Page<'_>, range: &Range<usize>, format: Format) {
    let mut lines = page.line_at(range.start)..page.line_at(range.end.saturating_sub(1).max(range.start)) + 1;
    // `Event[0]:`, as `wevtutil` begins an entry.
    let above = lines.start.saturating_sub(1);
    if page.is_free(above) && page.line(above).trim().strip_suffix(':').is_some_and(is_numbered) {
        lines.start = above;
    }
    page.claim(lines, format);
}

fn is_numbered(line: &str) -> bool {
    let number = line.strip_prefix("Event[").and_then(|rest| rest.strip_suffix(']'));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}
