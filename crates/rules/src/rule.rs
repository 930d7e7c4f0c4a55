use crate::{Judged, Outcome, RuleInfo};
use htd_model::Estate;

/// One rule.
pub(crate) trait Rule {
    /// What is public about it.
    const INFO: RuleInfo;
    /// How it is judged.
    const JUDGE: Judge;
}

/// How a rule is judged, and with that in which stage. Rules of one stage know nothing of each other.
#[derive(Clone, Copy)]
pub(crate) enum Judge {
    /// By the estate alone.
    Cause(fn(&Estate, &mut Outcome)),
    /// Also by what the causes came to.
    Symptom(fn(&Estate, &Judged, &mut Outcome)),
    /// Last, as it tells of what no other rule accounts for.
    Unexplained(fn(&Estate, &Judged, &mut Outcome)),
}

/// A rule in the catalogue.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) info: RuleInfo,
    judge: Judge,
}

impl Entry {
    pub(crate) const fn of<R: Rule>() -> Self {
        Self { info: R::INFO, judge: R::JUDGE }
    }

    /// What it comes to, where it is a cause.
    pub(crate) fn cause(&'static self, estate: &Estate) -> Option<Outcome> {
        let Judge::Cause(check) = self.judge else { return None };
        Some(self.outcome(|outcome| check(estate, outcome)))
    }

    /// What it comes to, where it is a symptom.
    pub(crate) fn symptom(&'static self, estate: &Estate, judged: &Judged) -> Option<Outcome> {
        let Judge::Symptom(check) = self.judge else { return None };
        Some(self.outcome(|outcome| check(estate, judged, outcome)))
    }

    /// What it comes to, where it tells of what is unexplained.
    pub(crate) fn unexplained(&'static self, estate: &Estate, judged: &Judged) -> Option<Outcome> {
        let Judge::Unexplained(check) = self.judge else { return None };
        Some(self.outcome(|outcome| check(estate, judged, outcome)))
    }

    fn outcome(&'static self, check: impl FnOnce(&mut Outcome)) -> Outcome {
        let mut outcome = Outcome::new(&self.info);
        check(&mut outcome);
        outcome
    }
}
