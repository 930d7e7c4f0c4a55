//! Formats to records. A reader returns what it understood plus the problems it met, and never fails;
//! every value carries the span it came from. What the values mean to Exchange is the model's business.

mod certificate;
mod error_text;
mod item;
mod page;
mod paste;
mod read;
mod reader;
#[cfg(test)]
mod sample;
mod secret;
mod shell;
mod smtp;
mod windows;

pub use item::{
    Bounce, Command, Ehlo, ErrorText, Event, EventMessage, Fact, Format, Item, LogSide, LoggedCertificate,
    LoggedSession, MessageHeaders, Part, PrivateKey, Property, Reading, Record, RegistryKey, SessionKind,
    SmtpSession, Standing, TextId, TlsOutcome, Value, WizardLog, Wording,
};
pub use read::read;
pub use reader::Reader;
