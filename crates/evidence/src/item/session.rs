use htd_source::{Span, Spanned};

/// How a session was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionKind {
    /// telnet, or lines like it.
    Telnet,
    /// `openssl s_client -starttls smtp`.
    OpenSsl,
}

/// An SMTP session up to STARTTLS. Certificates in it are items of their own.
#[derive(Debug, Clone)]
pub struct SmtpSession {
    /// The whole session.
    pub span: Span,
    /// How it was recorded.
    pub kind: SessionKind,
    /// The host that was connected to, where the paste shows it.
    pub host: Option<Spanned<String>>,
    /// The port that was connected to, where the paste shows it.
    pub port: Option<Spanned<u16>>,
    /// The 220 line.
    pub banner: Option<Spanned<String>>,
    /// The first complete answer to EHLO.
    pub ehlo: Option<Ehlo>,
    /// Places where a device between the two hosts masked text: rows of `*` in the banner, `XXXXXXXA`.
    pub masked: Vec<Span>,
    /// Whether TLS was up when this EHLO was answered (then STARTTLS is rightly absent).
    pub within_tls: bool,
    /// What openssl says where the answer to its own EHLO, which it does not print, lacked STARTTLS:
    /// `Didn't find STARTTLS in server response, trying anyway...`. It proves the lack as an answer does.
    pub starttls_not_found: Option<Span>,
}

/// The answer to EHLO.
#[derive(Debug, Clone)]
pub struct Ehlo {
    /// All its lines.
    pub span: Span,
    /// The host name in its first line.
    pub host: Option<Spanned<String>>,
    /// The offered extensions, upper case, without `250-`: `STARTTLS`, `SIZE 37748736`, `X-ANONYMOUSTLS`.
    pub extensions: Vec<Spanned<String>>,
    /// Whether its last line (`250 …`, a blank behind the code) is there: only then does a missing
    /// extension mean anything.
    pub complete: bool,
}

impl Ehlo {
    /// Whether an extension was offered.
    pub fn offers(&self, keyword: &str) -> bool {
        self.extensions.iter().any(|extension| {
            extension.value.split(' ').next().is_some_and(|first| first.eq_ignore_ascii_case(keyword))
        })
    }
}
