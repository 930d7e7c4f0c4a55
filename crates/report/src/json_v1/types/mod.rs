//! The types of JSON v1. Their comments are those of the schema and of the TypeScript types.

mod certificate;
mod check;
mod finding;
mod fix;
mod position;
mod report;
mod source;
mod words;

pub use certificate::{Certificate, Choice};
pub use check::{Check, Missing, Verdict};
pub use finding::{
    Citation, Confidence, Direction, Explained, Finding, Label, Role, Severity, Subject, SubjectKind,
};
pub use fix::{Fix, Risk, Shell};
pub use position::Position;
pub use report::{Directions, Report, Status, Tool};
pub use source::{Encoding, Format, ItemKind, Items, Part, Problem, Source};
pub use words::{FORMATS, ITEM_KINDS, SCHEMA};
