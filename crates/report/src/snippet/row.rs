/// Lines of one source.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Snippet {
    /// The source's name, as it may be shown.
    pub(crate) name: String,
    /// Line and column of the first place.
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) rows: Vec<Row>,
}

/// One line, or the part of it that is shown.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) number: u32,
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    /// Whether lines of the same place stand between this one and the next and are not shown.
    pub(crate) skips: bool,
}

/// What is underlined in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// First column, from 0.
    pub(crate) start: usize,
    /// One past the last; never before `start + 1`.
    pub(crate) end: usize,
    pub(crate) primary: bool,
    /// What one sees there; empty where a later line of the same place says it.
    pub(crate) note: String,
}
