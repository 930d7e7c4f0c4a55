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
mod examination;

pub use catalogue::{catalogue_json, catalogue_pages};
pub use collector::{Collector, collectors_json};
pub use examination::Examination;
pub use htd_evidence::Reader;
pub use htd_model::Cloud;
pub use htd_report::{Report, Severity, View, json_v1, markdown, text, text_brief};
pub use htd_rules::{RuleInfo, documentation, rules};
pub use htd_source::{MAX_TEXT_BYTES, Timestamp};
