//! An error text that nothing in evidence accounts for.

use crate::catalog::ErrorTextRecognised;
use crate::citations::{EXCHANGE_ONLINE_ERRORS, HYBRID_CERTIFICATES_2025, KB2989382, KB3156771};
use crate::{Judge, Judged, Outcome, Rule, RuleInfo};
use htd_model::Estate;
use htd_report::{Direction, Evidence, Severity};

mod elsewhere;
mod group;
mod overtaken;
mod seen;
mod wording;

impl Rule for ErrorTextRecognised {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 910,
        passes: "Every error text and event in evidence is accounted for.",
        severities: &[Severity::Error, Severity::Warning, Severity::Note],
        evidence: &[Evidence::ErrorTexts],
        directions: &[Direction::ToOnPremises, Direction::ToExchangeOnline],
        decisive: false,
        citations: &[KB2989382, KB3156771, HYBRID_CERTIFICATES_2025, EXCHANGE_ONLINE_ERRORS],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Unexplained(check);
}

const COLLECT: &str =
    "Get-Queue | Where-Object { $_.Status -eq 'Retry' } | Format-List Identity,NextHopDomain,LastError";

fn check(estate: &Estate, judged: &Judged, outcome: &mut Outcome) {
    let seen = seen::all(estate);
    if seen.is_empty() {
        return outcome.undecided(Evidence::ErrorTexts, COLLECT);
    }
    for group in group::unexplained(estate, seen, &judged.explained()) {
        outcome.found(wording::finding(ErrorTextRecognised::NAME, &group, judged));
    }
    outcome.passed();
}

#[cfg(test)]
mod tests;
