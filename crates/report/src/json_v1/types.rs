use serde::Serialize;
use std::borrow::Cow;

/// What `schema` says in every report of this version.
pub const SCHEMA: &str = "hybrid-tls-doctor/report/v1";

/// The words of `format`.
pub const FORMATS: &[&str] = &[
    "format-list",
    "format-table",
    "clixml",
    "json",
    "csv",
    "event-text",
    "event-xml",
    "smtp-transcript",
    "protocol-log",
    "tracking-log",
    "bounce",
    "headers",
    "registry",
    "wizard-log",
    "certificate",
    "pkcs7",
    "free-text",
    "mixed",
    "unrecognised",
];

/// The keys of `items`; a subject's `kind` is one of them or `organisation`.
pub const ITEM_KINDS: &[&str] = &[
    "receive-connector",
    "send-connector",
    "exchange-certificate",
    "x509-certificate",
    "hybrid-configuration",
    "exchange-server",
    "transport-service",
    "edge-subscription",
    "inbound-connector",
    "outbound-connector",
    "accepted-domain",
    "remote-domain",
    "queue",
    "event",
    "smtp-session",
    "error-text",
    "bounce",
    "message-headers",
    "registry",
    "store-listing",
    "wizard-log",
];

/// Everything that one examination says.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report<'a> {
    /// The version of this format.
    #[cfg_attr(feature = "schema", schemars(extend("const" = SCHEMA)))]
    pub schema: &'static str,
    /// What made the report.
    pub tool: Tool,
    /// The moment that expiry was judged by, RFC 3339 in UTC.
    pub judged_at: String,
    /// What the whole examination comes to.
    pub status: Status,
    /// The two lanes of hybrid mail flow.
    pub directions: Directions,
    /// What is wrong, in the order in which to mend it.
    pub findings: Vec<Finding<'a>>,
    /// Every rule of the catalogue and its verdict.
    pub checks: Vec<Check<'a>>,
    /// Every certificate that was seen.
    pub certificates: Vec<Certificate<'a>>,
    /// Every source, in the order in which it was given.
    pub sources: Vec<Source<'a>>,
}

/// What made the report.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tool {
    /// Its version.
    pub version: &'static str,
    /// When its catalogue of rules was last reviewed, `2026-11-22`.
    pub rules_reviewed: &'static str,
}

/// What the whole examination, or one lane, comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// There is an error.
    Broken,
    /// There is a warning and no error.
    AtRisk,
    /// Everything that decides was looked at, and nothing worse than a note was found.
    Healthy,
    /// Nothing is known to be wrong, and not enough was seen to call it fine.
    Undecided,
}

/// The two lanes of hybrid mail flow.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Directions {
    /// Exchange Online → on-premises.
    pub to_on_premises: Status,
    /// On-premises → Exchange Online.
    pub to_exchange_online: Status,
}

/// Something that is wrong.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", schemars(extend("enum" = super::generate::subject_kinds())))]
pub struct SubjectKind(pub &'static str);

/// A place in the evidence and what it shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// A place in a decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    /// UTF-16 units from the start of the text.
    pub offset: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column in UTF-16 units, from 1.
    pub column: u32,
}

/// A symptom that a finding accounts for.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explained<'a> {
    /// The source, as an index of `sources`.
    pub source: u32,
    /// What stands there, cut after 2000 characters.
    pub text: Cow<'a, str>,
}

/// One way to mend a finding.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fix<'a> {
    /// What it does.
    pub title: &'a str,
    /// Where it is run.
    pub shell: Shell,
    /// On which server; null: on any.
    pub run_on: Option<&'a str>,
    /// What it risks.
    pub risk: Risk,
    /// What to answer at the prompt that it raises; null where it raises none.
    pub answer: Option<&'static str>,
    /// Saves what will be changed; empty where nothing is.
    pub backup: &'a str,
    /// Makes the change.
    pub apply: &'a str,
    /// Shows whether it worked.
    pub verify: &'a str,
    /// Takes it back.
    pub undo: &'a str,
}

/// Where a fix is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Shell {
    /// The Exchange Management Shell on a server.
    ExchangeManagementShell,
    /// Exchange Online PowerShell.
    ExchangeOnline,
    /// An elevated Windows PowerShell on a server.
    #[serde(rename = "windows-powershell")]
    WindowsPowerShell,
    /// The Hybrid Configuration Wizard.
    Wizard,
    /// The network between the two sides.
    Network,
}

/// What a fix risks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Risk {
    /// It changes nothing.
    ReadsOnly,
    /// It changes settings that take effect without stopping mail.
    ChangesConfiguration,
    /// Mail stands still for a moment, or until the next step is done.
    InterruptsMailFlow,
}

/// A document that a finding rests on.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// Its title.
    pub title: &'static str,
    /// Its knowledge base number, digits only; null where it has none.
    pub kb: Option<&'static str>,
    /// Where it is.
    pub url: &'static str,
}

/// One rule's verdict.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Check<'a> {
    /// The rule's public name.
    pub rule: &'a str,
    /// What it came to.
    pub verdict: Verdict,
    /// What would decide it, where it is undecided.
    pub missing: Vec<Missing<'a>>,
}

/// What a rule came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It found something.
    Found,
    /// It looked and found nothing.
    Pass,
    /// The evidence shows that it has nothing to say here.
    NotApplicable,
    /// The evidence that would decide it was not given.
    Undecided,
}

/// Evidence that was not given.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Missing<'a> {
    /// What is missing.
    pub evidence: &'static str,
    /// The command that prints it.
    pub collect: &'a str,
}

/// A certificate and what it is used for.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Certificate<'a> {
    /// SHA-1, upper-case hexadecimal; null where not known.
    pub thumbprint: Option<&'a str>,
    /// `<I>issuer<S>subject`; null where either is not known whole.
    pub tls_certificate_name: Option<&'a str>,
    /// As Windows prints it; null where not known.
    pub subject: Option<&'a str>,
    /// As Windows prints it; null where not known.
    pub issuer: Option<&'a str>,
    /// First moment of validity, RFC 3339 in UTC; null where not known.
    pub not_before: Option<String>,
    /// Last moment of validity, RFC 3339 in UTC; null where not known.
    pub not_after: Option<String>,
    /// Host names it holds.
    pub names: &'a [String],
    /// `SMTP`, `IIS`…; null where not known.
    pub services: Option<&'a [String]>,
    /// Servers it was seen on.
    pub servers: &'a [String],
    /// Connectors whose TlsCertificateName names it.
    pub used_by: &'a [String],
    /// Connectors for which Exchange will present it.
    pub chosen_for: Vec<Choice<'a>>,
}

/// That Exchange will present a certificate for a connector.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice<'a> {
    /// The connector's identity.
    pub connector: &'a str,
    /// Why this certificate and not another.
    pub because: &'a str,
}

/// A source and what it gave.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source<'a> {
    /// The name it was given under.
    pub name: &'a str,
    /// What it was understood as.
    pub format: Format,
    /// How its bytes were encoded.
    pub encoding: Encoding,
    /// How many of what it holds.
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::generate::items"))]
    pub items: Items,
    /// What was not understood.
    pub problems: Vec<Problem<'a>>,
    /// The stretches of a mixed source; absent otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part<'a>>,
}

/// A stretch of a mixed source.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Part<'a> {
    /// The source's name.
    pub name: &'a str,
    /// What it was understood as.
    pub format: Format,
    /// The source's encoding.
    pub encoding: Encoding,
    /// How many of what it holds.
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::generate::items"))]
    pub items: Items,
    /// What was not understood in it.
    pub problems: Vec<Problem<'a>>,
    /// Where it begins.
    pub start: Position,
    /// Where it ends; the first character after it.
    pub end: Position,
}

/// What a source was understood as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("enum" = FORMATS)))]
pub struct Format(pub &'static str);

/// How a source's bytes were encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("enum" = super::generate::encodings())))]
pub struct Encoding(pub &'static str);

/// How many there are of each kind, in the order of their names; an object in JSON.
#[derive(Debug, Clone)]
pub struct Items(pub Vec<(ItemKind, u32)>);

impl Serialize for Items {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(kind, count)| (kind, count)))
    }
}

/// A kind of thing that evidence holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("enum" = ITEM_KINDS)))]
pub struct ItemKind(pub &'static str);

/// Something that was not understood.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem<'a> {
    /// Its line, from 1.
    pub line: u32,
    /// What is the matter, in one sentence.
    pub message: &'a str,
}
