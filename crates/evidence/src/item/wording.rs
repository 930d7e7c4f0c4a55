/// Tells known texts apart. What it means is known to whoever gave the wordings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextId(pub &'static str);

/// How a known text is written, and where it counts.
#[derive(Debug, Clone, Copy)]
pub struct Wording {
    /// The text that it is a wording of.
    pub id: TextId,
    /// In lower case with single blanks, without the codes that stand before it. Four characters or more.
    pub text: &'static str,
    /// What else must hold where it stands.
    pub standing: Standing,
}

/// What else must hold where a wording stands.
#[derive(Debug, Clone, Copy)]
pub enum Standing {
    /// Nothing.
    Anywhere,
    /// Another wording follows soon.
    Before(&'static str),
    /// Like [`Self::Before`]; what a report of Exchange Online says in detail after it belongs to it.
    Summary(&'static str),
    /// What it stands in tells which side complains: in a queue of an on-premises server it is the other text.
    Wrapped {
        /// The text that it is in such a queue.
        in_queue: TextId,
    },
    /// It is the value of something (`Message=UntrustedRoot`), not a word of a sentence.
    Value,
    /// The subjects that did not match follow.
    Subjects,
    /// A number follows: this one, or any where none is given.
    Number(Option<&'static str>),
    /// A report of Exchange Online surrounds it.
    Report,
    /// Connectors follow.
    Connectors,
    /// The rest of the shell's question follows. What is told about it in a comment is not the question.
    Question,
    /// A code follows. Another text in the same blocks says more.
    Code,
    /// The rest of a value of `TlsDomainCapabilities`, or where it was cut, follows.
    Capability,
    /// One word of each group stands in the same sentence, and no reader understood the line as output.
    Described(&'static [&'static [&'static str]]),
    /// It stands in no text: it is an error in the log of the Hybrid Configuration Wizard that is no other text.
    WizardError,
}
