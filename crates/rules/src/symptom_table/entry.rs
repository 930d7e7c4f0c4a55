//! What an entry of the table says.

use crate::RuleId;
use htd_evidence::{Standing, TextId};
use htd_report::{Citation, Direction, Severity, Shell};

/// A text or an event. Texts that say the same share an entry, and become one finding.
#[derive(Debug)]
pub(crate) struct Symptom {
    /// The text as it is printed, to call it by. No two that have wordings share it.
    pub(crate) name: &'static str,
    /// How it is written, in lower case with single blanks and without the codes before it, and where it counts.
    /// Events have none: they are told by their number.
    pub(crate) wordings: &'static [(&'static str, Standing)],
    /// What it says, as one sentence.
    pub(crate) title: &'static str,
    /// What it means for mail.
    pub(crate) meaning: &'static str,
    /// That of its most probable cause.
    pub(crate) severity: Severity,
    /// The lanes, where the text alone tells them.
    pub(crate) directions: &'static [Direction],
    /// What it can come from, the most probable first.
    pub(crate) candidates: &'static [Candidate],
    /// The rules whose findings account for it.
    pub(crate) explained_by: &'static [RuleId],
    /// What decides between them.
    pub(crate) looks: &'static [Look],
    /// Where this is said.
    pub(crate) citations: &'static [Citation],
}

impl Symptom {
    /// How the reader tells it from others.
    pub(super) const fn id(&self) -> TextId {
        TextId(self.name)
    }

    /// Whether it is the same entry.
    pub(crate) fn is(&self, other: &Symptom) -> bool {
        std::ptr::eq(self, other)
    }

    /// Whether the findings of a rule account for it.
    pub(crate) fn is_explained_by(&self, rule: &str) -> bool {
        self.explained_by.iter().any(|owner| owner.name() == rule)
    }
}

/// Something that an error text can come from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// The rule that judges it, where the catalogue has one.
    pub(crate) rule: Option<RuleId>,
    /// What it is, as half a sentence.
    pub(crate) what: &'static str,
}

/// Commands that change nothing and show which candidate it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) title: &'static str,
    pub(crate) shell: Shell,
    pub(crate) commands: &'static [&'static str],
}

pub(super) const TO_ON_PREMISES: &[Direction] = &[Direction::ToOnPremises];
pub(super) const TO_EXCHANGE_ONLINE: &[Direction] = &[Direction::ToExchangeOnline];
