//! The clean text and its lines: what all readers of pastes look at.

mod lines;
pub(crate) mod noise;
pub(crate) mod prompt;
pub(crate) mod property_line;
pub(crate) mod view;

pub(crate) use lines::Page;
