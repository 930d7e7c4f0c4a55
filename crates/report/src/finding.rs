//! A finding: what is wrong, whom it concerns, how sure it is, and the evidence that proves it.

use crate::Fix;
use htd_source::Span;

/// What a finding does to mail. Defined by effect, not by taste.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; changes nothing about the flow.
    Note,
    /// It will break at the next foreseeable event, or contradicts a documented requirement.
    Warning,
    /// Mail is refused, deferred or loses its trusted headers now, or within seven days.
    Error,
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A pattern in an error text.
    Possible,
    /// Joined across pieces of evidence.
    Likely,
    /// Read from configuration or a certificate.
    Certain,
}

/// A lane of hybrid mail flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Exchange Online → on-premises.
    ToOnPremises,
    /// On-premises → Exchange Online.
    ToExchangeOnline,
}

/// What a finding is about. The words are those of `items` in the report, and `organisation` where no
/// single object is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each variant is the object of that name")]
#[non_exhaustive]
pub enum SubjectKind {
    ReceiveConnector,
    SendConnector,
    ExchangeCertificate,
    X509Certificate,
    HybridConfiguration,
    ExchangeServer,
    InboundConnector,
    OutboundConnector,
    AcceptedDomain,
    Event,
    SmtpSession,
    ErrorText,
    Organisation,
}

impl SubjectKind {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReceiveConnector => "receive-connector",
            Self::SendConnector => "send-connector",
            Self::ExchangeCertificate => "exchange-certificate",
            Self::X509Certificate => "x509-certificate",
            Self::HybridConfiguration => "hybrid-configuration",
            Self::ExchangeServer => "exchange-server",
            Self::InboundConnector => "inbound-connector",
            Self::OutboundConnector => "outbound-connector",
            Self::AcceptedDomain => "accepted-domain",
            Self::Event => "event",
            Self::SmtpSession => "smtp-session",
            Self::ErrorText => "error-text",
            Self::Organisation => "organisation",
        }
    }
}

/// The object that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// Its name, as Exchange prints its identity; a certificate's thumbprint.
    pub name: String,
    /// The server it belongs to, where that is known.
    pub server: Option<String>,
}

/// A place in the evidence and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What one sees there, in a few words: `the name it looks for`.
    pub note: String,
}

impl Label {
    /// A place and what it shows.
    pub fn new(span: Span, note: impl Into<String>) -> Self {
        Self { span, note: note.into() }
    }
}

/// A document that a finding rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citation {
    /// Its title.
    pub title: &'static str,
    /// Its knowledge base number, digits only.
    pub kb: Option<&'static str>,
    /// Where it is.
    pub url: &'static str,
}

/// Something that is wrong. Other crates make it by [`Finding::new`] only, so none lacks the place that proves it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Finding {
    /// The rule's public name.
    pub rule: &'static str,
    /// What it does to mail.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// One sentence; pasted words stand in backticks, made by [`crate::code`].
    pub title: String,
    /// The object.
    pub subject: Subject,
    /// The lanes it is about.
    pub directions: Vec<Direction>,
    /// The proof.
    pub primary: Label,
    /// What else shows it.
    pub labels: Vec<Label>,
    /// Short paragraphs, plain text with `code`.
    pub why: Vec<String>,
    /// Error texts and events that this finding accounts for.
    pub explains: Vec<Span>,
    /// What to do, the best first.
    pub fixes: Vec<Fix>,
    /// What it rests on.
    pub citations: Vec<Citation>,
}

impl Finding {
    /// A finding with its proof; confidence is [`Confidence::Certain`] until changed.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        title: impl Into<String>,
        subject: Subject,
        primary: Label,
    ) -> Self {
        Self {
            rule,
            severity,
            confidence: Confidence::Certain,
            title: title.into(),
            subject,
            directions: Vec::new(),
            primary,
            labels: Vec::new(),
            why: Vec::new(),
            explains: Vec::new(),
            fixes: Vec::new(),
            citations: Vec::new(),
        }
    }

    /// How sure it is.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }

    /// A lane it is about.
    #[must_use]
    pub fn direction(mut self, direction: Direction) -> Self {
        if !self.directions.contains(&direction) {
            self.directions.push(direction);
        }
        self
    }

    /// Another place that shows it.
    #[must_use]
    pub fn label(mut self, label: Label) -> Self {
        self.labels.push(label);
        self
    }

    /// A paragraph of the reason.
    #[must_use]
    pub fn why(mut self, paragraph: impl Into<String>) -> Self {
        self.why.push(paragraph.into());
        self
    }

    /// An error text or event that it accounts for.
    #[must_use]
    pub fn explains(mut self, span: Span) -> Self {
        if !self.explains.contains(&span) {
            self.explains.push(span);
        }
        self
    }

    /// A fix; `None`, where the names in it cannot be quoted safely, adds nothing.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fixes.extend(fix.into());
        self
    }
}
