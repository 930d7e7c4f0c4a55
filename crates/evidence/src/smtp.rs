//! What SMTP leaves behind: sessions, logs and mail.

pub(crate) mod log_lines;
pub(crate) mod mail;
pub(crate) mod protocol_log;
pub(crate) mod tracking_log;
pub(crate) mod transcript;
