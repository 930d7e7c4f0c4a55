use super::error_text::ErrorText;
use super::event::Event;
use super::logged::LoggedSession;
use super::mail::{Bounce, MessageHeaders};
use super::private_key::PrivateKey;
use super::record::Record;
use super::registry_key::RegistryKey;
use super::session::SmtpSession;
use super::wizard_log::WizardLog;
use htd_source::{Span, Spanned};
use htd_x509::Certificate;

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
