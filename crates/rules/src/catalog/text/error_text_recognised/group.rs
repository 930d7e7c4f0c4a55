//! The texts and events that say the same, and become one finding.

use super::elsewhere;
use super::overtaken::Overtaken;
use super::seen::Seen;
use crate::symptom_table::Symptom;
use htd_model::Estate;
use htd_source::Span;
use std::collections::BTreeSet;

/// Texts and events that say the same.
pub(super) struct Group<'a> {
    pub(super) entry: &'static Symptom,
    pub(super) first: Seen<'a>,
    pub(super) places: Vec<Span>,
    /// The other end, where it is known and not Exchange Online's.
    pub(super) elsewhere: Option<&'a str>,
    /// The connector that names something else by now.
    pub(super) overtaken: Option<Overtaken<'a>>,
}

/// Puts together what no finding accounts for.
pub(super) fn unexplained<'a>(
    estate: &'a Estate,
    seen: Vec<(&'static Symptom, Seen<'a>)>,
    explained: &BTreeSet<Span>,
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (entry, seen) in seen {
        if seen.spans().iter().any(|span| explained.contains(span)) {
            continue;
        }
        let elsewhere = elsewhere::other_end(estate, entry, seen);
        let overtaken = Overtaken::by(estate, seen);
        let alike = |group: &&mut Group<'_>| {
            std::ptr::eq(group.entry, entry)
                && group.elsewhere.is_some() == elsewhere.is_some()
                && group.overtaken == overtaken
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.places.push(seen.span()),
            None => {
                groups.push(Group { entry, first: seen, places: vec![seen.span()], elsewhere, overtaken });
            }
        }
    }
    groups
}
