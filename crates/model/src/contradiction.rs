use crate::Moment;
use htd_report::Subject;
use htd_source::Span;

/// A property of one object that the evidence gives twice, with different values.
#[derive(Debug, Clone)]
pub struct Contradiction {
    /// The object.
    pub subject: Subject,
    /// The property, as Exchange spells it.
    pub property: &'static str,
    /// The value that was given first, or, where that is known, the earlier one.
    pub former: Occurrence,
    /// The other one.
    pub latter: Occurrence,
    /// How it is known that the latter value is the one that holds; `None` where it is not known.
    pub settled: Option<Settled>,
    /// Whether the latter is no output but a command below the output that sets the property.
    pub by_command: bool,
}

/// Where one of two values stands, and when the object had it.
#[derive(Debug, Clone, Copy)]
pub struct Occurrence {
    /// Where.
    pub span: Span,
    /// When the object was changed last before it was printed, or when it was collected.
    pub time: Option<Moment>,
}

/// How it is known which of two values holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// By the time of the object's last change, or of its collection.
    ByTime,
    /// One session of a console printed both, one after the other.
    BySession,
}

/// Everything that contradicts itself, up to a limit.
#[derive(Debug, Default)]
pub(crate) struct Contradictions(pub(crate) Vec<Contradiction>);

impl Contradictions {
    pub(crate) fn add(&mut self, contradiction: Contradiction) {
        const MOST: usize = 200;
        if self.0.len() < MOST {
            self.0.push(contradiction);
        }
    }
}
