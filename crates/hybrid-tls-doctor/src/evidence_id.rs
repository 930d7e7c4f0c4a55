use htd_source::SourceId;

/// A piece of evidence of an examination, which hands it out. The order of these is the order of the evidence in the
/// report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceId(pub(crate) SourceId);

impl EvidenceId {
    /// The place of a number, for a host that orders evidence by numbers of its own and reads it in any order. Evidence
    /// that is begun without one comes after all that is there.
    pub fn numbered(number: u32) -> Self {
        Self(SourceId(number))
    }
}
