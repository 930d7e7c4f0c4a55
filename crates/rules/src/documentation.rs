/// The documentation of every rule. It stands apart from the catalogue, so that a build which never shows
/// it does not carry it.
const PAGES: &[(&str, &str)] = &[];

/// A rule's page, in Markdown.
pub fn documentation(rule: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == rule).map(|(_, page)| *page)
}
