//! Formats to records. A reader returns what it understood plus the problems it met, and never fails;
//! every value carries the span it came from. What the values mean to Exchange is the model's business.

mod account;
mod bare;
mod binary;
mod certutil;
mod clixml;
mod command;
mod csv;
mod error_text;
mod event;
mod format_list;
mod format_table;
mod health_checker;
mod item;
mod json;
mod lines;
mod logged;
mod mail;
mod noise;
mod page;
mod pem;
mod private_key;
mod property_line;
mod protocol_log;
mod queue;
mod raw_data;
mod read;
mod reader;
mod record;
mod registry;
mod registry_key;
mod room;
#[cfg(test)]
mod sample;
mod telling;
mod test_certificate;
mod tracking_log;
mod transcript;
mod value;
mod view;
mod wizard;

pub use item::{
    Ehlo, ErrorText, Event, EventMessage, Fact, Format, Item, PrivateKey, SessionKind, SmtpSession, Symptom,
};
pub use logged::{LogSide, LoggedCertificate, LoggedSession, TlsOutcome};
pub use mail::{Bounce, MessageHeaders};
pub use page::Page;
pub use read::{Part, Reading, read};
pub use reader::Reader;
pub use record::{Command, Property, Record, Value};
pub use registry_key::RegistryKey;
pub use wizard::WizardLog;
