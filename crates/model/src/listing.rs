use htd_source::Span;

/// What a listing of certificates can prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The paste shows a command that lists every certificate.
    Complete,
    /// No command is shown; it looks like a whole list.
    Assumed,
    /// The command lists some only, so that a certificate that is not in it may exist.
    Partial,
}

/// The certificates of one server as one command printed them.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Where it begins: the command, or the first thumbprint.
    pub head: Span,
    /// The whole output.
    pub span: Span,
    /// The server; `None` where the paste does not say.
    pub server: Option<String>,
    /// What it can prove.
    pub scope: Scope,
    /// Its certificates, as indices into those of the estate.
    pub certificates: Vec<usize>,
}
