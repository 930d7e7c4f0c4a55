use super::session::SmtpSession;
use htd_source::{Span, Spanned};

/// Whether a server received or sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogSide {
    /// An SMTP receive log.
    Receive,
    /// An SMTP send log.
    Send,
}

/// How TLS went in a logged session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TlsOutcome {
    /// Nobody asked for it.
    NotAttempted,
    /// It came up.
    Negotiated,
    /// It was asked for and failed.
    Failed,
    /// The log ends before it is told.
    Unknown,
}

/// A session of an SMTP protocol log; of sessions that went alike, the first one.
#[derive(Debug, Clone)]
pub struct LoggedSession {
    /// The lines of the session that were kept.
    pub span: Span,
    /// Who logged it.
    pub side: LogSide,
    /// `EX01\Default Frontend EX01` or the name of a send connector.
    pub connector: Option<Spanned<String>>,
    /// The session's own id.
    pub id: Spanned<String>,
    /// The logging server's end, `192.0.2.10:25`.
    pub local: Option<Spanned<String>>,
    /// The other end.
    pub remote: Option<Spanned<String>>,
    /// What the client called itself.
    pub client: Option<Spanned<String>>,
    /// Whether the other end is Exchange Online, as far as its address or its name tells.
    pub exchange_online: bool,
    /// The first moment, as logged: RFC 3339 in UTC.
    pub began: Option<Spanned<String>>,
    /// What was said up to STARTTLS.
    pub dialogue: SmtpSession,
    /// The certificate that the logging server presented.
    pub sent: Option<LoggedCertificate>,
    /// The certificate that the other side presented.
    pub received: Option<LoggedCertificate>,
    /// Whether it was `X-ANONYMOUSTLS` that was asked for, the way of Exchange servers among themselves.
    pub anonymous: bool,
    /// How TLS ended.
    pub tls: TlsOutcome,
    /// The line that tells it: the protocol that was negotiated, or the error.
    pub tls_line: Option<Spanned<String>>,
    /// `TlsDomainCapabilities='…'; Status='…'` of a receive log.
    pub domain_capabilities: Option<Spanned<String>>,
    /// How many sessions of the file went like this one, it included.
    pub alike: u32,
    /// When the latest of them began, as logged.
    pub latest: String,
}

/// A certificate as a protocol log tells it.
#[derive(Debug, Clone, Default)]
pub struct LoggedCertificate {
    /// Its subject.
    pub subject: Option<Spanned<String>>,
    /// Its issuer. `None` where the log does not separate it from the subject for certain.
    pub issuer: Option<Spanned<String>>,
    /// Its serial number.
    pub serial_number: Option<Spanned<String>>,
    /// Its thumbprint.
    pub thumbprint: Option<Spanned<String>>,
    /// The moments of validity, as logged.
    pub not_before: Option<Spanned<String>>,
    /// The end of its validity, as logged.
    pub not_after: Option<Spanned<String>>,
    /// The names it is valid for.
    pub names: Vec<Spanned<String>>,
}
