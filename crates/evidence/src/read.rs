//! Whole bytes: which form they are.

use crate::certificate::binary;
use crate::item::Reading;
use crate::item::excerpt::Excerpt;
use crate::paste;
use crate::secret::private_key;
use crate::shell::{clixml, csv, json};
use crate::smtp::mail;
use htd_source::{Encoding, Source, SourceId};

/// Reads named bytes, and looks for no error texts. Never fails: whatever the bytes are, there is a source and a
/// reading of it.
pub fn read(id: SourceId, name: &str, bytes: &[u8]) -> (Source, Reading) {
    paste::read(excerpt(id, name, bytes), &[])
}

pub(crate) fn excerpt(id: SourceId, name: &str, bytes: &[u8]) -> Excerpt {
    if let Some(excerpt) = binary::excerpt(id, name, bytes) {
        return excerpt;
    }
    if let Some(excerpt) = mail::excerpt(id, name, Encoding::Utf8, bytes) {
        return excerpt;
    }
    let (text, encoding, cut) = htd_source::decode(bytes);
    // A message that an editor saved anew has a mark, or two bytes for each of its own.
    if text.len() != bytes.len()
        && let Some(excerpt) = mail::excerpt(id, name, encoding, text.as_bytes())
    {
        return excerpt;
    }
    of_text(id, name, text, encoding, cut)
}

fn of_text(id: SourceId, name: &str, text: String, encoding: Encoding, cut: bool) -> Excerpt {
    if clixml::stands_in(&text) && !json::is_whole(&text) && !csv::is_whole(&text) {
        return clixml::excerpt(id, name, text, encoding, cut);
    }
    let (text, keys) = private_key::mask(text);
    let source = Source::new(name, encoding, text);
    let mut excerpt = Excerpt::paste(id, source, private_key::given(id, 0, keys));
    if cut {
        excerpt.is_cut();
    }
    excerpt
}

#[cfg(test)]
mod tests;
