use crate::{Bounce, LoggedSession, MessageHeaders, Record, RegistryKey, WizardLog};
use htd_source::{Span, Spanned};
use htd_x509::Certificate;

/// What a source, or a part of one, was understood as. The names are those of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `Format-List` output.
    FormatList,
    /// `Format-Table` output.
    FormatTable,
    /// The text of an event.
    EventText,
    /// A telnet or openssl session.
    SmtpTranscript,
    /// `Export-Clixml`, Health Checker's `.xml` among it.
    Clixml,
    /// `ConvertTo-Json` output.
    Json,
    /// `Export-Csv` output.
    Csv,
    /// An event as XML.
    EventXml,
    /// An SMTP protocol log.
    ProtocolLog,
    /// A message tracking log.
    TrackingLog,
    /// A non-delivery report.
    Bounce,
    /// The headers of a message.
    Headers,
    /// Registry text.
    Registry,
    /// A log of the Hybrid Configuration Wizard, or commands like those it runs.
    WizardLog,
    /// Certificates in PEM or DER.
    Certificate,
    /// Certificates in a PKCS #7 message.
    Pkcs7,
    /// Prose in which error texts were recognised.
    FreeText,
    /// Several of these; [`crate::Reading::parts`] has them.
    Mixed,
    /// None of these.
    Unrecognised,
}

impl Format {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::FormatList => "format-list",
            Self::FormatTable => "format-table",
            Self::EventText => "event-text",
            Self::SmtpTranscript => "smtp-transcript",
            Self::Clixml => "clixml",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::EventXml => "event-xml",
            Self::ProtocolLog => "protocol-log",
            Self::TrackingLog => "tracking-log",
            Self::Bounce => "bounce",
            Self::Headers => "headers",
            Self::Registry => "registry",
            Self::WizardLog => "wizard-log",
            Self::Certificate => "certificate",
            Self::Pkcs7 => "pkcs7",
            Self::FreeText => "free-text",
            Self::Mixed => "mixed",
            Self::Unrecognised => "unrecognised",
        }
    }
}

/// One thing that was read.
#[derive(Debug, Clone)]
pub enum Item {
    /// An object printed by a shell.
    Record(Record),
    /// A certificate of a PEM or DER file, with the block it stands in.
    Certificate(Box<Spanned<Certificate>>),
    /// An event of the application log.
    Event(Event),
    /// An SMTP session.
    Session(SmtpSession),
    /// A known error text.
    ErrorText(ErrorText),
    /// A private key. Its content is kept nowhere.
    PrivateKey(PrivateKey),
    /// Sessions of a protocol log.
    LoggedSession(Box<LoggedSession>),
    /// A non-delivery report.
    Bounce(Bounce),
    /// The headers of a message.
    Headers(MessageHeaders),
    /// A key of the registry.
    RegistryKey(RegistryKey),
    /// What the wizard logged, or commands like those it runs.
    WizardLog(WizardLog),
}

impl Item {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Record(record) => record.span,
            Self::Certificate(certificate) => certificate.span,
            Self::Event(event) => event.span,
            Self::Session(session) => session.span,
            Self::ErrorText(text) => text.span,
            Self::PrivateKey(key) => key.span,
            Self::LoggedSession(session) => session.span,
            Self::Bounce(bounce) => bounce.span,
            Self::Headers(headers) => headers.span,
            Self::RegistryKey(key) => key.span,
            Self::WizardLog(log) => log.span,
        }
    }
}

/// That a private key stood there, and nothing of it.
#[derive(Debug, Clone)]
pub struct PrivateKey {
    /// Where.
    pub span: Span,
    /// The PEM label, `RSA PRIVATE KEY`; for what stood there without one, the label it would have, or `PFX`.
    pub label: String,
    /// Whether it certainly was one. A PFX file can hold certificates alone.
    pub certain: bool,
}

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

/// A known error text, wherever it stood.
#[derive(Debug, Clone)]
pub struct ErrorText {
    /// From the first to the last character of what was recognised.
    pub span: Span,
    /// Which one.
    pub symptom: Symptom,
    /// What it names.
    pub facts: Vec<(Fact, Spanned<String>)>,
}

impl ErrorText {
    /// The first fact of a kind.
    pub fn fact(&self, kind: Fact) -> Option<&Spanned<String>> {
        self.facts.iter().find(|(known, _)| *known == kind).map(|(_, value)| value)
    }
}

/// What an error text can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The name that Exchange Online expected in the certificate.
    ExpectedSubject,
    /// The subject it was shown.
    PresentedSubject,
    /// The thumbprint of what it was shown.
    Thumbprint,
    /// The host it tried: `FQDN=`, `LastAttemptedServerName`, `Remote server:`.
    Host,
    /// The address it tried: `IP=`, `LastAttemptedIP`.
    Address,
    /// The server that generated a report: `DSN generated by:`.
    GeneratedBy,
    /// The connector it names.
    Connector,
    /// When it was tried last: `LRT=`.
    LastTried,
    /// Where the queue goes in which it stands: `NextHopDomain`.
    NextHop,
    /// The connector of that queue, by its number: `NextHopConnector`.
    NextHopConnector,
}

/// The known texts, by what they say. Which rule explains each is the rules' business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symptom {
    /// `451 5.7.3 STARTTLS is required to send mail` in `450 4.4.317`, `450 4.4.101` or alone: Exchange
    /// Online was not offered STARTTLS by the on-premises server.
    StarttlsRequired,
    /// The same inner text in an on-premises queue (`451 4.4.395`, `451 4.4.0 Primary target IP address`).
    StarttlsRequiredOnPremises,
    /// `5.7.3` or `5.7.0 Must issue a STARTTLS command first`.
    MustIssueStarttls,
    /// `454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found`,
    /// in both spellings.
    SendCertificateNotFound,
    /// `TLS negotiation failed with error NoCredentials`.
    NoCredentials,
    /// `TLS negotiation failed with error UnknownCredentials`.
    UnknownCredentials,
    /// `TLS negotiation failed with error SocketError`, `421 4.4.2 Connection dropped due to SocketError`.
    SocketError,
    /// `451 4.4.0 Security status IllegalMessage`.
    IllegalMessage,
    /// `421 4.4.1 Connection timed out` answered by the primary target.
    ConnectionTimedOut,
    /// `421 4.2.1 Unable to connect`.
    UnableToConnect,
    /// `SubjectMismatch`.
    SubjectMismatch,
    /// `UntrustedRoot` in an error of Exchange Online.
    UntrustedRoot,
    /// `454 4.7.0 Failed to establish appropriate TLS channel: UntrustedRoot` of the own server.
    UntrustedRootOnPremises,
    /// `CertificateExpired`, `CertExpired`.
    CertificateExpired,
    /// `Status='NoRemoteCertificate'`.
    NoRemoteCertificate,
    /// `Client certificate chain validation status: 'EmptyCertificate'`; normal for any other client than
    /// Exchange Online.
    EmptyCertificate,
    /// `550 5.7.51 TenantInboundAttribution; There is a partner connector configured`.
    TenantInboundAttribution,
    /// `550 5.7.64 TenantAttribution; Relay Access Denied SMTP`.
    TenantAttribution,
    /// `550 5.7.68 TenantInboundAttribution; Direct Send not allowed`: no inbound connector recognised the mail,
    /// so that it counted as direct send, which the tenant refuses.
    DirectSendRejected,
    /// `550 5.7.64 Relay Access Denied ATTR36`.
    Attr36,
    /// `550 5.7.1 Unable to relay` in a report generated by `*.prod.outlook.com`.
    UnableToRelay,
    /// `Security or policy settings at … have rejected your message`, without the details that follow it.
    RejectedByPolicy,
    /// `451 4.7.0 Temporary server error. Please try again later. PRX5`.
    Prx5,
    /// The same with another PRX number.
    PrxOther,
    /// `X-CrossPremisesHeadersFilteredBySendConnector`.
    HeadersFiltered,
    /// `X-MS-Exchange-Organization-AuthAs: Anonymous`.
    AuthAsAnonymous,
    /// Described: presence missing for mail from Exchange Online.
    PresenceMissing,
    /// Described: the sender is shown with the SMTP address behind the name.
    SenderShownWithAddress,
    /// Described: `STARTTLS` is missing in a telnet session.
    StarttlsMissingDescribed,
    /// Described: no mail from the Internet or from Microsoft 365 with TLS; the connectivity test to the
    /// on-premises server fails.
    CannotReceiveDescribed,
    /// Described: on-premises users cannot send to Exchange Online users.
    CannotSendDescribed,
    /// Described: with centralized mail transport, mail of Exchange Online users to external recipients
    /// comes back.
    CannotRelayDescribed,
    /// `MSIT Machine Auth CA 2`, whole or cut, outside a command: the value of `TlsDomainCapabilities` that
    /// Exchange Online outgrew in April 2016. A connector record may account for it.
    OutdatedCapabilityValue,
    /// `These certificates are tagged with following Send Connectors`.
    CertificateTagged,
    /// `Overwrite the existing default SMTP certificate?`, the prompt of `Enable-ExchangeCertificate`.
    OverwritePrompt,
    /// `CERT_TRUST_IS_REVOKED`, `CRYPT_E_REVOKED`: of `Test-Certificate` or certutil.
    CertificateRevoked,
    /// `CERT_TRUST_IS_UNTRUSTED_ROOT`, `CERT_E_UNTRUSTEDROOT` and their like: Windows does not trust a chain.
    ChainNotTrusted,
    /// `CERT_TRUST_IS_OFFLINE_REVOCATION`, `CRYPT_E_REVOCATION_OFFLINE` and their like.
    RevocationUnknown,
    /// `Insufficient rights to grant Network Service access to the certificate`: its key cannot be opened.
    KeyNotAccessible,
    /// `Failed to synchronize entry CN=Outbound to Office 365`.
    EdgeSyncFailed,
    /// `RequiredTls flag should be set to true if TlsCertificateName is specified.`
    WizardRequiredTls,
    /// `HCW8010`.
    WizardReceiveConnectorMissing,
    /// `HCW8011`.
    WizardSendConnectorAmbiguous,
    /// `The Secure Mail Certificate on server … is not bound to the SMTP Service`.
    WizardCertificateNotBound,
    /// `No valid certificate exists for the Hub Transport server(s).`, `No valid hybrid certificate found`.
    WizardNoCertificate,
    /// An error in the wizard's log that is about certificates, TLS or connectors and none of these.
    WizardError,
    /// Port 25 is not reached: `450 4.4.316`, `10061`.
    PortUnreachable,
    /// `421 4.7.66 TLS 1.0 and 1.1 are not supported`.
    OldTlsRefused,
    /// DANE and MTA-STS: 4/5.7.321 to 325.
    DaneOrMtaSts,
    /// A text that looks like a fault of hybrid TLS and is none: throttling of old servers,
    /// loops, unknown recipients, Kerberos, OAuth.
    LookAlike,
    /// An error in the blocks of Exchange Online or a queue (`LED=550 …`) that is none of these.
    Unknown,
}
