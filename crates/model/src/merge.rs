//! Two accounts of one object made one, so that a value of which another one contradicts it is never overwritten
//! in silence.

use crate::contradiction::Contradictions;
use crate::provenance::Provenance;
use crate::same::Same;
use crate::{Contradiction, Known, Occurrence, Settled};
use htd_exchange::Property;
use htd_report::Subject;

/// The making of one account of two.
pub(crate) struct Merge<'a> {
    known: &'a mut Provenance,
    other: Provenance,
    before: Option<(bool, Settled)>,
    found: Vec<(&'static str, Occurrence, Occurrence)>,
}

impl<'a> Merge<'a> {
    /// `sure` tells whether both are certainly of one object; of what may be two objects no session tells which
    /// account is the later one.
    pub(crate) fn new(known: &'a mut Provenance, other: Provenance, sure: bool) -> Self {
        let before = known.is_before(&other).filter(|_| sure);
        Self { known, other, before, found: Vec::new() }
    }

    /// Whether the other account is the later one.
    pub(crate) fn other_is_later(&self) -> bool {
        self.before.is_some_and(|(before, _)| before)
    }

    /// Merges a property. Of two values that cannot both be, the later one holds, or none.
    pub(crate) fn property<T: Same>(&mut self, property: &Property, known: &mut Known<T>, other: Known<T>) {
        let name = property.name;
        if self.known.open.contains(&name) {
            return;
        }
        match (&*known, &other) {
            (Known::Value(one), Known::Value(another)) if one.value.is_same(&another.value) => {
                if another.value.says_more_than(&one.value) {
                    *known = other;
                } else if self.other_is_later() {
                    known.stands_at(another.span);
                }
            }
            (Known::Absent(_), Known::Absent(span)) if self.other_is_later() => known.stands_at(*span),
            (Known::Value(_), Known::Value(_) | Known::Absent(_)) | (Known::Absent(_), Known::Value(_)) => {
                self.contradict(name, known, other);
            }
            _ => known.fill(other),
        }
    }

    fn contradict<T>(&mut self, name: &'static str, known: &mut Known<T>, other: Known<T>) {
        let (one, another) = (self.known.occurrence(known.span()), self.other.occurrence(other.span()));
        match self.before {
            Some((true, _)) => {
                *known = other;
                self.found.push((name, one, another));
            }
            Some((false, _)) => self.found.push((name, another, one)),
            None => {
                *known = Known::NotCollected;
                self.known.open.push(name);
                self.found.push((name, one, another));
            }
        }
    }

    /// Adds what was found to the contradictions. `subject` is asked for where there are some.
    pub(crate) fn finish(self, contradictions: &mut Contradictions, subject: impl Fn() -> Subject) {
        let settled = self.before.map(|(_, settled)| settled);
        for (property, former, latter) in self.found {
            contradictions.add(Contradiction {
                subject: subject(),
                property,
                former,
                latter,
                settled,
                by_command: false,
            });
        }
        self.known.accounts += 1;
        if self.before.is_some_and(|(before, _)| before) {
            let open = std::mem::take(&mut self.known.open);
            *self.known = Provenance { open, accounts: self.known.accounts, ..self.other };
        }
    }
}
