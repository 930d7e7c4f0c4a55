//! Every known error text and event in one entry: how it is written and where it counts, its lane, what it most
//! probably comes from where no configuration in evidence decides it, and the rules whose findings account for it.
//! The entries stand in files by lane. The reader is given the wordings and knows none of the meanings.

mod candidates;
mod described;
mod either_lane;
mod entry;
mod events;
mod looks;
mod to_exchange_online;
mod to_on_premises;

pub(crate) use either_lane::SOCKET_ERROR;
pub(crate) use entry::{Candidate, Look, Symptom};
pub(crate) use events::of_event;
pub(crate) use looks::EVENTS;
pub(crate) use to_exchange_online::{CANNOT_SEND, SEND_CERTIFICATE_NOT_FOUND};
pub(crate) use to_on_premises::{PRX_OTHER, PRX5, SUBJECT_MISMATCH, UNABLE_TO_RELAY};

use htd_evidence::{TextId, Wording};
use std::sync::LazyLock;

/// The entries that have wordings.
pub(crate) fn all() -> impl Iterator<Item = &'static Symptom> {
    [to_on_premises::ALL, to_exchange_online::ALL, either_lane::ALL].into_iter().flatten().copied()
}

/// What the reader looks for.
static WORDINGS: LazyLock<Vec<Wording>> = LazyLock::new(|| {
    let wordings = |symptom: &'static Symptom| {
        let of_symptom = move |&(text, standing)| Wording { id: symptom.id(), text, standing };
        symptom.wordings.iter().map(of_symptom)
    };
    all().flat_map(wordings).collect()
});

/// The wordings of every known text, for the reader.
pub fn wordings() -> &'static [Wording] {
    &WORDINGS
}

/// The entry of a text that the reader found.
pub(crate) fn of_text(id: TextId) -> Option<&'static Symptom> {
    all().find(|symptom| symptom.id() == id)
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests;
