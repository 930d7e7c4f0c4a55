use htd_source::{Span, Spanned};

/// An event as Event Viewer, `Get-WinEvent` or `Get-EventLog` print it.
#[derive(Debug, Clone)]
pub struct Event {
    /// The whole entry.
    pub span: Span,
    /// `12014`; also when only the text of that event was pasted, then with the text's span.
    pub id: Spanned<u32>,
    /// `MSExchangeFrontEndTransport`.
    pub source: Option<Spanned<String>>,
    /// The computer that logged it.
    pub computer: Option<Spanned<String>>,
    /// When, as printed.
    pub date: Option<Spanned<String>>,
    /// What its text says.
    pub message: EventMessage,
    /// Where the text stands.
    pub message_span: Span,
}

/// The insertions of an event's text. What was lost in copying is `None`.
#[derive(Debug, Clone)]
pub enum EventMessage {
    /// 12014: no certificate for a name, so a connector cannot offer STARTTLS.
    CertificateNotFound {
        /// `<I>…<S>…` or a host name.
        domain_name: Option<Spanned<String>>,
        /// The connector, without its server.
        connector: Option<Spanned<String>>,
        /// The connector's FQDN parameter; with TlsCertificateName set it repeats `domain_name`.
        fqdn: Option<Spanned<String>>,
    },
    /// 12015: an internal transport certificate expired.
    InternalCertificateExpired {
        /// Its thumbprint.
        thumbprint: Option<Spanned<String>>,
    },
    /// 12016: the certificate for a name expired.
    CertificateExpired {
        /// The name.
        fqdn: Option<Spanned<String>>,
    },
    /// 12017: an internal transport certificate will expire soon.
    InternalCertificateExpiresSoon {
        /// Its thumbprint.
        thumbprint: Option<Spanned<String>>,
        /// Hours that remained when it was logged.
        hours: Option<Spanned<String>>,
    },
    /// 12018: the STARTTLS certificate will expire soon.
    CertificateExpiresSoon {
        /// Its subject.
        subject: Option<Spanned<String>>,
        /// Its thumbprint.
        thumbprint: Option<Spanned<String>>,
        /// Hours that remained when it was logged.
        hours: Option<Spanned<String>>,
    },
    /// Any other event.
    Other,
}
