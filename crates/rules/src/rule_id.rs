/// A rule as other code refers to it. The catalogue gives one to every rule's type, `ReceiveCertificateNotFound::ID`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RuleId(&'static str);

impl RuleId {
    pub(crate) const fn named(name: &'static str) -> Self {
        Self(name)
    }

    /// The rule's public name.
    pub(crate) const fn name(self) -> &'static str {
        self.0
    }
}
