use crate::page::Page;
use htd_source::Spanned;

/// The value and the place of a part of the page's text, without the line break where it was wrapped.
pub(super) fn text_of(page: &Page<'_>, part: &str) -> Spanned<String> {
    let part = part.trim();
    Spanned::new(part.replace('\n', " ").replace("\"\"", "\""), page.span_of(part))
}
