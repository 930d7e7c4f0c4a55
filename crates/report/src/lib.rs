//! What can be said about an estate: the report and its parts, the script builder, and the renderings.
//! The report is one value; text, Markdown and JSON v1 are functions of it.

pub mod powershell;

mod finding;
mod fix;
mod prose;
mod report;

pub use finding::{Citation, Confidence, Direction, Finding, Label, Severity, Subject, SubjectKind};
pub use fix::{Fix, Risk, Shell};
pub use prose::code;
pub use report::{
    CertificateSummary, Check, Choice, Evidence, Missing, PartSummary, Report, SourceSummary, Verdict,
};
