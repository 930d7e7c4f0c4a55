use htd_report::{Citation, Direction, Evidence, Severity};

/// What is public about a rule.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RuleInfo {
    /// Its name; it states the defect.
    pub name: &'static str,
    /// Its place in reports, the lowest first: the receive side, as it is what an outage shows first; causes before
    /// symptoms. The rules of one folder share a hundred, and leave room between each other.
    pub rank: u16,
    /// What is checked, as one sentence that is true when the rule passes.
    pub passes: &'static str,
    /// The severities that its findings can have, the gravest first.
    pub severities: &'static [Severity],
    /// What it is decided from.
    pub evidence: &'static [Evidence],
    /// The lanes that it is about.
    pub directions: &'static [Direction],
    /// Whether a lane without its verdict cannot be called fine.
    pub decisive: bool,
    /// What it rests on.
    pub citations: &'static [Citation],
    /// When it was last compared with its sources.
    pub reviewed: &'static str,
}
