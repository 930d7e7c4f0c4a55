//! The rules: one file a rule, one name, one owner of one fact. A rule knows the estate and what can be
//! said about it; it never sees text. [`judge`] runs the catalogue.

mod capabilities;
mod catalog;
mod certificate;
mod citations;
mod documentation;
mod evidence;
mod exchange;
mod fixes;
mod hybrid;
mod not_found;
mod outcome;
mod receive;
mod rule;
mod send;
mod session;
mod subjects;
mod symptoms;
mod tls_certificate_name_malformed;

#[cfg(test)]
mod testing;

pub use catalog::{CATALOG, REVIEWED};
pub use documentation::documentation;
pub use outcome::Outcome;
pub use rule::{Rule, RuleInfo};

use evidence::evidence_contradicts::may_be_moot;
use htd_model::Estate;
use htd_report::{Check, Confidence, Finding};
use std::cmp::Reverse;

/// Runs every rule of the catalogue. Findings come in the order in which to mend them.
pub fn judge(estate: &Estate) -> (Vec<Finding>, Vec<Check>) {
    let mut findings = Vec::new();
    let mut checks = Vec::with_capacity(CATALOG.len());
    for rule in CATALOG {
        let mut outcome = Outcome::new(rule.info(), &findings, &checks);
        rule.check(estate, &mut outcome);
        let (mut found, check) = outcome.finish();
        for finding in &mut found {
            if may_be_moot(estate, &finding.subject) && check.decisive {
                finding.confidence = Confidence::Possible;
            }
        }
        checks.push(check);
        findings.extend(found);
    }
    // Within one severity the catalogue's order is the order in which to mend: causes before symptoms.
    findings.sort_by_key(|finding| Reverse(finding.severity));
    (findings, checks)
}
