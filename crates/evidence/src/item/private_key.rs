use htd_source::Span;

/// That a private key stood there, and nothing of it.
#[derive(Debug, Clone)]
pub struct PrivateKey {
    /// Where.
    pub span: Span,
    /// The PEM label, `RSA PRIVATE KEY`; for what stood there without one, the label it would have, or `PFX`.
    pub label: String,
    /// Whether it certainly was one. A PFX file can hold certificates alone.
    pub certain: bool,
}
