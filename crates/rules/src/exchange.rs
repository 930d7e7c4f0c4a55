//! Exchange servers.

pub(crate) mod exchange_2013_before_cu9;
