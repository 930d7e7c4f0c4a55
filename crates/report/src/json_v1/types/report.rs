use super::certificate::Certificate;
use super::check::Check;
use super::finding::Finding;
use super::source::Source;
#[cfg(feature = "schema")]
use super::words;
use serde::Serialize;

/// Everything that one examination says.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Report<'a> {
    /// The version of this format.
    #[cfg_attr(feature = "schema", schemars(extend("const" = words::SCHEMA)))]
    pub schema: &'static str,
    /// What made the report.
    pub tool: Tool,
    /// The moment that expiry was judged by, RFC 3339 in UTC.
    pub judged_at: String,
    /// What the whole examination comes to.
    pub status: Status,
    /// The two lanes of hybrid mail flow.
    pub directions: Directions,
    /// What is wrong, in the order in which to fix it.
    pub findings: Vec<Finding<'a>>,
    /// Every rule of the catalogue and its verdict.
    pub checks: Vec<Check<'a>>,
    /// Every certificate that was seen.
    pub certificates: Vec<Certificate<'a>>,
    /// Every source, in the order in which it was given.
    pub sources: Vec<Source<'a>>,
}

/// What made the report.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Tool {
    /// Its version.
    pub version: &'static str,
    /// When its catalogue of rules was last reviewed, `2026-11-22`.
    pub rules_reviewed: &'static str,
}

/// What the whole examination, or one lane, comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// There is an error.
    Broken,
    /// There is a warning and no error.
    AtRisk,
    /// Everything that decides was looked at, and nothing worse than a note was found.
    Healthy,
    /// Nothing is known to be wrong, and not enough was seen to call it fine.
    Undecided,
}

/// The two lanes of hybrid mail flow.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Directions {
    /// Exchange Online → on-premises.
    pub to_on_premises: Status,
    /// On-premises → Exchange Online.
    pub to_exchange_online: Status,
}
