//! Which file takes what from which other file, and the circles among them.

pub(crate) mod circles;
pub(crate) mod rust;
pub(crate) mod typescript;

/// One file uses something that stands in another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    /// The file that uses it, below the source folder.
    pub(crate) from: String,
    /// The file that defines it.
    pub(crate) to: String,
    /// What is used.
    pub(crate) name: String,
    /// Where it is used first.
    pub(crate) line: usize,
}
