use crate::RuleInfo;
use htd_report::{Check, Evidence, Finding, Missing, Verdict};

/// Where a rule says what it came to. A rule that says nothing had nothing to look at.
#[derive(Debug)]
pub(crate) struct Outcome {
    info: &'static RuleInfo,
    findings: Vec<Finding>,
    missing: Vec<Missing>,
    looked: bool,
}

impl Outcome {
    pub(crate) fn new(info: &'static RuleInfo) -> Self {
        Self { info, findings: Vec::new(), missing: Vec::new(), looked: false }
    }

    /// Something is wrong. The rule's citations are added where the finding has none.
    pub(crate) fn found(&mut self, mut finding: Finding) {
        debug_assert!(self.declares(&finding), "{} does not declare {finding:?}", self.info.name);
        if finding.citations.is_empty() {
            finding.citations.extend_from_slice(self.info.citations);
        }
        self.findings.push(finding);
    }

    /// An object was examined and is as it should be.
    pub(crate) fn passed(&mut self) {
        self.looked = true;
    }

    /// An object could not be judged; `collect` is the command that prints what is missing.
    pub(crate) fn undecided(&mut self, evidence: Evidence, collect: impl Into<String>) {
        debug_assert!(
            self.info.evidence.contains(&evidence),
            "{} does not declare {evidence:?}",
            self.info.name
        );
        let missing = Missing { evidence, collect: collect.into() };
        if !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
    }

    /// Whether what is public about the rule allows for a finding.
    fn declares(&self, finding: &Finding) -> bool {
        finding.rule == self.info.name
            && self.info.severities.contains(&finding.severity)
            && finding.directions.iter().all(|direction| self.info.directions.contains(direction))
    }

    /// What is public about the rule.
    pub(crate) fn rule(&self) -> &'static RuleInfo {
        self.info
    }

    /// The verdict and what was found.
    pub(crate) fn finish(self) -> (Check, Vec<Finding>) {
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
        (check, self.findings)
    }
}
