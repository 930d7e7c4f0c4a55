use super::objects::Objects;
use crate::item::{Format, Item};
use crate::page::Page;
use std::ops::Range;

/// A tag is shorter; what is longer is none.
const MAX_TAG: usize = 300;

/// Whether a whole text is the page that the script writes of all servers.
pub(super) fn is_html(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with('<') && start.contains("Server Details") && start.contains("<td")
}

/// Reads the tables of two columns, one for each server. Old reports have `<I>` and `<S>` unescaped, which a
/// browser takes for tags; here they are what they were meant to be.
pub(super) fn read(page: &mut Page<'_>) -> Vec<Item> {
    let text = page.text();
    let mut objects = Objects::default();
    let mut cells: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        let tag = text.get(start + 1..text.floor_char_boundary(start + MAX_TAG)).unwrap_or("");
        let closing = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let is = |known: &[&str]| {
            name.get(..length).is_some_and(|name| known.iter().any(|known| name.eq_ignore_ascii_case(known)))
        };
        let Some(end) = tag.find('>').filter(|_| is(&["td", "th", "tr", "table"])) else {
            at = start + 1;
            continue;
        };
        at = start + end + 2;
        if let Some(begin) = open.take() {
            // More columns are those of the overview.
            cells.truncate(3);
            cells.push(begin..start);
        }
        if is(&["tr", "table"]) {
            if let [label, value] = cells.as_slice() {
                let cell = |range: &Range<usize>| text.get(range.clone()).unwrap_or("").trim();
                objects.feed(page, cell(label), cell(value));
            }
            cells.clear();
        } else if !closing {
            open = Some(at);
        }
    }
    objects.close(page);
    if !objects.items.is_empty() {
        page.claim(0..page.len(), Format::FormatList);
    }
    objects.items
}
