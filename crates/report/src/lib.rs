//! What can be said about an estate: the report and its parts, the scripts, and the renderings.
//! The report is one value; text, Markdown and JSON v1 are functions of it.

pub mod json_v1;
pub mod powershell;

mod count;
#[cfg(test)]
mod example;
mod finding;
mod fix;
mod markdown;
mod paint;
mod place;
mod prose;
mod report;
mod screen;
mod snippet;
mod text;
mod verdict;
mod view;

pub use finding::{Citation, Confidence, Direction, Finding, Label, Severity, Subject, SubjectKind};
pub use fix::{Fix, FixKind, Risk, Shell};
pub use json_v1::json_v1;
pub use markdown::markdown;
pub use prose::code;
pub use report::{
    CertificateSummary, Check, Choice, Evidence, Missing, PartSummary, Report, SourceSummary, Verdict,
};
pub use text::{text, text_brief};
pub use verdict::Status;
pub use view::View;
