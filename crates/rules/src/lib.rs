//! The rules: one file a rule, one name, one owner of one fact. A rule knows the estate and what can be
//! said about it; it never sees text. [`judge`] runs the catalogue.

mod catalog;
mod certificate;
mod citations;
mod fixes;
mod judged;
mod not_found;
mod outcome;
mod rule;
mod rule_id;
mod rule_info;
mod subjects;
mod symptom_table;
mod symptoms;

#[cfg(test)]
mod testing;

pub use catalog::{REVIEWED, documentation, rules};
pub use rule_info::RuleInfo;
pub use symptom_table::wordings;

pub(crate) use judged::Judged;
pub(crate) use outcome::Outcome;
pub(crate) use rule::{Judge, Rule};
pub(crate) use rule_id::RuleId;

use catalog::CATALOG;
use htd_model::Estate;
use htd_report::{Check, Finding};

/// Judges by every rule of the catalogue. Findings come in the order in which to fix them.
pub fn judge(estate: &Estate) -> (Vec<Finding>, Vec<Check>) {
    let mut judged = Judged::default();
    let causes = CATALOG.iter().filter_map(|rule| rule.cause(estate));
    judged.add(estate, causes.collect());
    let symptoms = CATALOG.iter().filter_map(|rule| rule.symptom(estate, &judged));
    judged.add(estate, symptoms.collect());
    let unexplained = CATALOG.iter().filter_map(|rule| rule.unexplained(estate, &judged));
    judged.add(estate, unexplained.collect());
    judged.in_report_order()
}
