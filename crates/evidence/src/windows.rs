//! What Windows and its tools print: events, the registry, certutil, the wizard.

pub(crate) mod certutil;
pub(crate) mod event;
pub(crate) mod registry;
pub(crate) mod test_certificate;
pub(crate) mod wizard;
