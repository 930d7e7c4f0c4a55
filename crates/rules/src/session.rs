//! SMTP sessions and error texts.

pub(crate) mod starttls_not_offered;

pub(crate) use starttls_not_offered::lacks_starttls;
