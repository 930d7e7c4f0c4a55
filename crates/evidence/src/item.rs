//! What can be read: the ground on which all readers stand. Nothing here knows how anything is written.

mod any;
mod error_text;
mod event;
pub(crate) mod excerpt;
mod format;
mod logged;
mod mail;
mod private_key;
mod reading;
mod record;
mod registry_key;
mod session;
mod wizard_log;
mod wording;

pub use any::Item;
pub use error_text::{ErrorText, Fact};
pub use event::{Event, EventMessage};
pub use format::Format;
pub use logged::{LogSide, LoggedCertificate, LoggedSession, TlsOutcome};
pub use mail::{Bounce, MessageHeaders};
pub use private_key::PrivateKey;
pub use reading::{Part, Reading};
pub use record::{Command, Property, Record, Value};
pub use registry_key::RegistryKey;
pub use session::{Ehlo, SessionKind, SmtpSession};
pub use wizard_log::WizardLog;
pub use wording::{Standing, TextId, Wording};
