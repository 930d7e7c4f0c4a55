use crate::RuleInfo;
use htd_report::{Check, Evidence, Finding, Missing, Verdict};

/// Where a rule says what it came to. A rule that says nothing had nothing to look at.
#[derive(Debug)]
pub struct Outcome<'a> {
    info: &'static RuleInfo,
    earlier: &'a [Finding],
    checks: &'a [Check],
    findings: Vec<Finding>,
    missing: Vec<Missing>,
    looked: bool,
}

impl<'a> Outcome<'a> {
    /// An empty outcome of a rule, with what earlier rules found and came to.
    pub fn new(info: &'static RuleInfo, earlier: &'a [Finding], checks: &'a [Check]) -> Self {
        Self { info, earlier, checks, findings: Vec::new(), missing: Vec::new(), looked: false }
    }

    /// What the rules before this one found.
    pub fn earlier(&self) -> &'a [Finding] {
        self.earlier
    }

    /// Whether a rule before this one had its evidence and found nothing.
    pub fn passed_before(&self, rule: &str) -> bool {
        self.checks.iter().any(|check| check.rule == rule && check.verdict == Verdict::Pass)
    }

    /// Something is wrong. The rule's citations are added where the finding has none.
    pub fn found(&mut self, mut finding: Finding) {
        if finding.citations.is_empty() {
            finding.citations.extend_from_slice(self.info.citations);
        }
        self.findings.push(finding);
    }

    /// An object was examined and is as it should be.
    pub fn passed(&mut self) {
        self.looked = true;
    }

    /// An object could not be judged; `collect` is the command that prints what is missing.
    pub fn undecided(&mut self, evidence: Evidence, collect: impl Into<String>) {
        let missing = Missing { evidence, collect: collect.into() };
        if !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
    }

    /// The verdict and what was found.
    pub(crate) fn finish(self) -> (Vec<Finding>, Check) {
        let verdict = if !self.findings.is_empty() {
            Verdict::Found
        } else if !self.missing.is_empty() {
            Verdict::Undecided
        } else if self.looked {
            Verdict::Pass
        } else {
            Verdict::NotApplicable
        };
        let missing = if verdict == Verdict::Undecided { self.missing } else { Vec::new() };
        let check = Check {
            rule: self.info.name,
            passes: self.info.passes,
            verdict,
            missing,
            directions: self.info.directions.to_vec(),
            decisive: self.info.decisive,
        };
        (self.findings, check)
    }
}
