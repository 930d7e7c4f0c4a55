//! What findings and undecided rules come to, for each lane and for the whole.

use crate::count::number;
use crate::{Direction, Report, Severity, Verdict};

/// What the whole examination, or one lane, comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Report {
    /// What the whole examination comes to. Notes change nothing about the flow, so they leave it healthy;
    /// it is healthy only where both lanes are.
    pub fn status(&self) -> Status {
        let gravest = self.findings.iter().map(|finding| finding.severity).max();
        let lanes = [self.lane(Direction::ToOnPremises), self.lane(Direction::ToExchangeOnline)];
        let undecided = self.checks.iter().any(|check| check.decisive && check.verdict == Verdict::Undecided);
        match gravest {
            Some(Severity::Error) => Status::Broken,
            Some(Severity::Warning) => Status::AtRisk,
            _ if !undecided && lanes == [Status::Healthy; 2] => Status::Healthy,
            _ => Status::Undecided,
        }
    }

    /// What a lane comes to. It is never healthy because nobody looked: some decisive check of it must have
    /// looked, and none may be undecided.
    pub fn lane(&self, direction: Direction) -> Status {
        let findings = self.findings.iter().filter(|finding| finding.directions.contains(&direction));
        match findings.map(|finding| finding.severity).max() {
            Some(Severity::Error) => Status::Broken,
            Some(Severity::Warning) => Status::AtRisk,
            _ if self.undecided(direction) > 0 => Status::Undecided,
            _ if self.looked_at(direction) => Status::Healthy,
            _ => Status::Undecided,
        }
    }

    /// The verdict of a lane as one sentence.
    pub fn lane_sentence(&self, direction: Direction) -> String {
        let lane = match direction {
            Direction::ToOnPremises => "Exchange Online → on-premises",
            Direction::ToExchangeOnline => "On-premises → Exchange Online",
        };
        let counted = |severity| {
            let of = |finding: &&crate::Finding| {
                finding.severity == severity && finding.directions.contains(&direction)
            };
            self.findings.iter().filter(of).count()
        };
        let undecided = self.undecided(direction);
        let mut sentence = match self.lane(direction) {
            Status::Broken => format!("{lane}: broken, {}.", number(counted(Severity::Error), "error")),
            Status::AtRisk => format!(
                "{lane}: at risk, {} and nothing that stops mail now.",
                number(counted(Severity::Warning), "warning")
            ),
            Status::Healthy => format!("{lane}: fine, every check that decides was made."),
            Status::Undecided if undecided == 0 => {
                format!("{lane}: undecided, nothing that was given is about it.")
            }
            Status::Undecided => format!(
                "{lane}: undecided, nothing found and {} without evidence.",
                number(undecided, "deciding check")
            ),
        };
        if undecided > 0 && matches!(self.lane(direction), Status::Broken | Status::AtRisk) {
            sentence.push_str(&format!(" Without evidence: {}.", number(undecided, "deciding check")));
        }
        sentence
    }

    /// How many decisive checks of a lane lack their evidence.
    fn undecided(&self, direction: Direction) -> usize {
        self.decisive(direction).filter(|&verdict| verdict == Verdict::Undecided).count()
    }

    fn looked_at(&self, direction: Direction) -> bool {
        self.decisive(direction).any(|verdict| matches!(verdict, Verdict::Pass | Verdict::Found))
    }

    fn decisive(&self, direction: Direction) -> impl Iterator<Item = Verdict> {
        self.checks
            .iter()
            .filter(move |check| check.decisive && check.directions.contains(&direction))
            .map(|check| check.verdict)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;

    const BOTH: [Direction; 2] = [Direction::ToOnPremises, Direction::ToExchangeOnline];

    fn report(findings: &[(Severity, &[Direction])], checks: &[(Verdict, bool, &[Direction])]) -> Report {
        let mut report = example::empty();
        for &(severity, directions) in findings {
            let mut finding = example::finding(severity);
            finding.directions = directions.to_vec();
            report.findings.push(finding);
        }
        for &(verdict, decisive, directions) in checks {
            let mut check = example::check("some-rule", verdict);
            check.decisive = decisive;
            check.directions = directions.to_vec();
            report.checks.push(check);
        }
        report
    }

    #[test]
    fn nothing_looked_at_is_never_healthy() {
        assert_eq!(report(&[], &[]).status(), Status::Undecided);
        let nothing_to_say = report(&[], &[(Verdict::NotApplicable, true, &BOTH)]);
        assert_eq!(nothing_to_say.status(), Status::Undecided);
        assert_eq!(nothing_to_say.lane(Direction::ToOnPremises), Status::Undecided);
        assert_eq!(report(&[], &[(Verdict::Pass, false, &BOTH)]).status(), Status::Undecided);
    }

    #[test]
    fn the_gravest_finding_decides() {
        let passed: &[(Verdict, bool, &[Direction])] = &[(Verdict::Pass, true, &BOTH)];
        assert_eq!(report(&[], passed).status(), Status::Healthy);
        assert_eq!(report(&[(Severity::Note, &BOTH)], passed).status(), Status::Healthy);
        let both = [(Severity::Warning, &BOTH[..]), (Severity::Error, &BOTH[..1])];
        assert_eq!(report(&both[..1], passed).status(), Status::AtRisk);
        let report = report(&both, passed);
        assert_eq!(report.status(), Status::Broken);
        assert_eq!(report.lane(Direction::ToOnPremises), Status::Broken);
        assert_eq!(report.lane(Direction::ToExchangeOnline), Status::AtRisk);
    }

    #[test]
    fn a_decisive_check_without_evidence_leaves_its_lane_undecided() {
        let report = report(
            &[],
            &[
                (Verdict::Pass, true, &BOTH),
                (Verdict::Undecided, true, &BOTH[1..]),
                (Verdict::Undecided, false, &BOTH[..1]),
            ],
        );
        assert_eq!(report.lane(Direction::ToOnPremises), Status::Healthy);
        assert_eq!(report.lane(Direction::ToExchangeOnline), Status::Undecided);
        assert_eq!(report.status(), Status::Undecided);
    }

    #[test]
    fn an_undirected_decisive_check_leaves_the_whole_undecided() {
        let report = report(&[], &[(Verdict::Pass, true, &BOTH), (Verdict::Undecided, true, &[])]);
        assert_eq!(report.lane(Direction::ToOnPremises), Status::Healthy);
        assert_eq!(report.status(), Status::Undecided);
    }

    #[test]
    fn a_broken_lane_still_says_what_was_not_looked_at() {
        let report = report(&[(Severity::Error, &BOTH[..1])], &[(Verdict::Undecided, true, &BOTH)]);
        assert_eq!(
            report.lane_sentence(Direction::ToOnPremises),
            "Exchange Online → on-premises: broken, 1 error. Without evidence: 1 deciding check."
        );
        assert_eq!(
            report.lane_sentence(Direction::ToExchangeOnline),
            "On-premises → Exchange Online: undecided, nothing found and 1 deciding check without evidence."
        );
    }
}
