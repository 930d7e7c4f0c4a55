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
