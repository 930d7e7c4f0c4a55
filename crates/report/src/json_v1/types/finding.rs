use super::fix::Fix;
use super::position::Position;
#[cfg(feature = "schema")]
use super::words;
use serde::Serialize;
use std::borrow::Cow;

/// Something that is wrong.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Finding<'a> {
    /// The rule's public name.
    pub rule: &'a str,
    /// What it does to mail.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// One sentence, plain text with `code`.
    pub title: &'a str,
    /// The object it is about.
    pub subject: Subject<'a>,
    /// The lanes it is about.
    pub directions: Vec<Direction>,
    /// Where one sees it, the proof first.
    pub labels: Vec<Label<'a>>,
    /// Why this stops mail: short paragraphs, plain text with `code`.
    pub why: &'a [String],
    /// Symptoms that this finding accounts for.
    pub explains: Vec<Explained<'a>>,
    /// What to do, the best first.
    pub fixes: Vec<Fix<'a>>,
    /// What it rests on.
    pub citations: Vec<Citation>,
}

/// What a finding does to mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Mail is refused, deferred or loses its trusted headers now, or within seven days.
    Error,
    /// It will break at the next foreseeable event, or contradicts a documented requirement.
    Warning,
    /// Worth knowing; changes nothing about the flow.
    Note,
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read from configuration or a certificate.
    Certain,
    /// Joined across pieces of evidence.
    Likely,
    /// A pattern in an error text.
    Possible,
}

/// A lane of hybrid mail flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Exchange Online → on-premises.
    ToOnPremises,
    /// On-premises → Exchange Online.
    ToExchangeOnline,
}

/// The object that a finding is about.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Subject<'a> {
    /// What it is.
    pub kind: SubjectKind,
    /// Its name, as Exchange prints its identity; a certificate's thumbprint.
    pub name: &'a str,
    /// The server it belongs to; null where that is not known.
    pub server: Option<&'a str>,
}

/// The kind of object that a finding is about; `organisation` where no single object is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("enum" = words::subject_kinds())))]
pub struct SubjectKind(pub &'static str);

/// A place in the evidence and what it shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Label<'a> {
    /// The source, as an index of `sources`.
    pub source: u32,
    /// Whether it is the proof or something beside it.
    pub role: Role,
    /// What one sees there.
    pub note: &'a str,
    /// Where it begins.
    pub start: Position,
    /// Where it ends; the first character after it.
    pub end: Position,
    /// What stands there, cut after 2000 characters.
    pub text: Cow<'a, str>,
}

/// Whether a label is the proof or something beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The proof.
    Primary,
    /// What else shows it.
    Secondary,
}

/// A symptom that a finding accounts for.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Explained<'a> {
    /// The source, as an index of `sources`.
    pub source: u32,
    /// What stands there, cut after 2000 characters.
    pub text: Cow<'a, str>,
}

/// A document that a finding rests on.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Citation {
    /// Its title.
    pub title: &'static str,
    /// Its knowledge base number, digits only; null where it has none.
    pub kb: Option<&'static str>,
    /// Where it is.
    pub url: &'static str,
}
