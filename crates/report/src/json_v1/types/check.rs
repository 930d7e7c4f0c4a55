use serde::Serialize;

/// One rule's verdict.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Check<'a> {
    /// The rule's public name.
    pub rule: &'a str,
    /// What it came to.
    pub verdict: Verdict,
    /// What would decide it, where it is undecided.
    pub missing: Vec<Missing<'a>>,
}

/// What a rule came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It found something.
    Found,
    /// It looked and found nothing.
    Pass,
    /// The evidence shows that it has nothing to say here.
    NotApplicable,
    /// The evidence that would decide it was not given.
    Undecided,
}

/// Evidence that was not given.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Missing<'a> {
    /// What is missing.
    pub evidence: &'static str,
    /// The command that prints it.
    pub collect: &'a str,
}
