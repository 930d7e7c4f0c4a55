//! Evidence in, report out. This is the crate with the stable interface; the others may change.
//!
//! ```
//! use hybrid_tls_doctor::{Examination, Timestamp, json_v1};
//!
//! let at = Timestamp::parse_rfc3339("2026-11-22").expect("a date");
//! let mut examination = Examination::new(at);
//! examination.add("queue.txt", b"451 4.7.0 Temporary server error. Please try again later. PRX5");
//! let report = examination.report();
//! assert!(json_v1(&report).contains("hybrid-tls-doctor/report/v1"));
//! ```

mod catalogue;
mod collector;
mod evidence_id;
mod examination;
mod reader;

pub use catalogue::{catalogue_json, catalogue_pages};
pub use collector::{Collector, collectors_json};
pub use evidence_id::EvidenceId;
pub use examination::Examination;
pub use reader::Reader;

pub use htd_model::Cloud;
// The report and everything in it.
pub use htd_report::{
    CertificateSummary, Check, Choice, Citation, Confidence, Direction, Evidence, Finding, Fix, Label,
    Missing, PartSummary, Report, Risk, Severity, Shell, SourceSummary, Status, Subject, SubjectKind,
    Verdict, View,
};
pub use htd_report::{json_v1, markdown, powershell, text, text_brief};
pub use htd_rules::{RuleInfo, documentation, rules};
pub use htd_source::{
    Encoding, LineIndex, MAX_TEXT_BYTES, Position, Problem, Source, SourceId, Sources, Span, Timestamp,
};
