use std::fmt;

/// The two halves of a TlsCertificateName, `<I>issuer<S>subject`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// Between `<I>` and `<S>`.
    pub issuer: String,
    /// Behind `<S>`.
    pub subject: String,
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<I>{}<S>{}", self.issuer, self.subject)
    }
}

/// Why a text is no TlsCertificateName.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Malformed {
    /// Neither tag is there; two distinguished names may be glued where they stood.
    TagsMissing,
    /// `<I>` is missing or does not come first.
    IssuerTagMissing,
    /// `<S>` is missing.
    SubjectTagMissing,
    /// `<S>` stands before `<I>`.
    HalvesSwapped,
    /// A closing tag, `</I>` or `</S>`, which the format does not have.
    ClosingTag,
    /// Quote marks stand around the whole value.
    QuotedWhole,
    /// It is the thumbprint of a certificate, not its name.
    Thumbprint,
    /// One half is empty.
    HalfEmpty,
}

/// Reads a TlsCertificateName. Tags are accepted in either case.
pub fn parse_identifier(text: &str) -> Result<Identifier, Malformed> {
    let _ = text;
    Err(Malformed::TagsMissing)
}

/// How an identifier compares with a certificate's issuer and subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// The same text.
    Equal,
    /// The same but for the case of letters: Exchange takes it.
    EqualIgnoringCase,
    /// The same but for white space at places where the paste was wrapped: what Exchange holds is most
    /// probably equal. Only given where the caller says that the value was wrapped.
    EqualUnwrapped,
    /// Not the same, but near; why.
    Near(NearMiss),
    /// Another certificate.
    Different,
}

/// Why a name that a person would take for the right one is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NearMiss {
    /// Only white space differs.
    Spacing,
    /// The same subject from another issuer: the renewal moved to another intermediate.
    OtherIssuer,
    /// The same issuer, another subject with the same common name.
    OtherSubject,
    /// Issuer and subject are exchanged.
    HalvesSwapped,
    /// The parts of the names stand in the opposite order.
    OrderReversed,
    /// The names are spelled as OpenSSL or RFC 4514 spell them (`ST=`, `emailAddress=`, `\,`).
    OtherSpelling,
    /// A value with a comma lacks its quote marks.
    QuotesMissing,
    /// It is cut at the end.
    Truncated,
    /// The tags are lost; issuer and subject are glued.
    TagsLost,
}

/// Compares a pasted TlsCertificateName with a certificate's issuer and subject as Windows prints them.
/// `text` is the whole value, so that malformed ones are compared too; `wrapped` says that the console
/// broke it over lines.
pub fn compare(text: &str, wrapped: bool, issuer: &str, subject: &str) -> Comparison {
    let _ = (text, wrapped, issuer, subject);
    Comparison::Different
}
