use crate::EvidenceId;

/// A piece of evidence whose bytes come in one after the other, begun by [`Examination::begin`] and added by
/// [`Examination::end`]. One that is dropped leaves nothing behind.
///
/// [`Examination::begin`]: crate::Examination::begin
/// [`Examination::end`]: crate::Examination::end
#[derive(Debug)]
pub struct Reader(pub(crate) htd_evidence::Reader);

impl Reader {
    /// Which evidence it will be.
    pub fn id(&self) -> EvidenceId {
        EvidenceId(self.0.id())
    }

    /// Takes the next bytes. They may end anywhere, inside a line or a character too.
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.push(bytes);
    }

    /// Whether bytes that come now are looked at: not where a form that is read as a whole is longer than that.
    pub fn wants_more(&self) -> bool {
        self.0.wants_more()
    }
}
