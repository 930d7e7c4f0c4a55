//! SMTP sessions and error texts.

pub(crate) mod error_text_recognised;
pub(crate) mod starttls_not_offered;
mod symptom_table;

pub(crate) use starttls_not_offered::proves_the_lack;
