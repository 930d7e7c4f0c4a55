use htd_source::Spanned;

/// The entries of a multi-valued property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// In the order in which they were printed.
    pub entries: Vec<Spanned<String>>,
    /// The console left some out.
    pub cut: bool,
}

impl List {
    /// Whether an entry is there, whatever its case.
    pub fn holds(&self, entry: &str) -> bool {
        self.entries.iter().any(|known| known.value.eq_ignore_ascii_case(entry))
    }
}
