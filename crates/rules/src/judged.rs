use crate::{Outcome, RuleId};
use htd_model::Estate;
use htd_report::{Check, Confidence, Finding, Verdict};
use htd_source::Span;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What the rules of the stages so far came to.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    rules: Vec<JudgedRule>,
}

#[derive(Debug)]
struct JudgedRule {
    rank: u16,
    check: Check,
    findings: Vec<Finding>,
}

impl Judged {
    /// Adds what the rules of a stage came to.
    pub(crate) fn add(&mut self, estate: &Estate, stage: Vec<Outcome>) {
        for outcome in stage {
            let rank = outcome.rule().rank;
            let (check, mut findings) = outcome.finish();
            for finding in &mut findings {
                if check.decisive && estate.may_be_moot(&finding.subject) {
                    finding.confidence = Confidence::Possible;
                }
            }
            self.rules.push(JudgedRule { rank, check, findings });
        }
    }

    /// What some rules found, in report order.
    pub(crate) fn found_by<'a>(&'a self, rules: &'a [RuleId]) -> impl Iterator<Item = &'a Finding> {
        self.findings().filter(|finding| rules.iter().any(|rule| rule.name() == finding.rule))
    }

    /// The error texts and events that findings account for.
    pub(crate) fn explained(&self) -> BTreeSet<Span> {
        self.findings().flat_map(|finding| finding.explains.iter().copied()).collect()
    }

    /// Whether a rule had its evidence and found nothing.
    pub(crate) fn passed(&self, rule: RuleId) -> bool {
        let mut checks = self.rules.iter().map(|judged| &judged.check);
        checks.any(|check| check.rule == rule.name() && check.verdict == Verdict::Pass)
    }

    /// All of it in the order of reports: findings by severity, and within one severity by the rank of their rule,
    /// which is the order in which to fix them.
    pub(crate) fn in_report_order(mut self) -> (Vec<Finding>, Vec<Check>) {
        self.rules.sort_by_key(|judged| judged.rank);
        let (mut findings, mut checks) = (Vec::new(), Vec::with_capacity(self.rules.len()));
        for judged in self.rules {
            findings.extend(judged.findings);
            checks.push(judged.check);
        }
        findings.sort_by_key(|finding| Reverse(finding.severity));
        (findings, checks)
    }

    fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.rules.iter().flat_map(|judged| &judged.findings)
    }
}
