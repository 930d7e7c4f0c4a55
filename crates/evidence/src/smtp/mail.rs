//! Reports and headers of mail, and saved messages.

mod bounce;
mod charset;
mod encoded;
mod headers;
mod line;
mod mime;

use crate::item::Item;
use crate::item::excerpt::{Becomes, Excerpt};
use crate::page::Page;
use crate::secret::private_key;
use htd_source::{Encoding, Problem, Source, SourceId, Span};

/// What a saved message shows; `None` for bytes that are none.
pub(crate) fn excerpt(id: SourceId, name: &str, encoding: Encoding, bytes: &[u8]) -> Option<Excerpt> {
    let mime::Decoded { text, numbers, left_out, cut } = mime::decode(bytes)?;
    let (text, keys) = private_key::mask(text);
    let source = Source::excerpt(name, encoding, text, numbers);
    let mut excerpt = Excerpt::paste(id, source, private_key::given(id, 0, keys));
    excerpt.becomes = Becomes::Message;
    if cut {
        excerpt.is_cut();
    }
    for (at, message) in left_out {
        let at = excerpt.source.text().floor_char_boundary(at) as u32;
        excerpt.problems.push(Problem { span: Span::new(id, at, at), message: message.to_owned() });
    }
    Some(excerpt)
}

/// Reads the free lines of a page and claims those that it understood.
pub(crate) fn read(page: &mut Page<'_>) -> Vec<Item> {
    // The headers of the message stand at the end of a report about it, or above it.
    let headers = headers::read(page);
    let bounces = bounce::read(page);
    headers.into_iter().map(Item::Headers).chain(bounces.into_iter().map(Item::Bounce)).collect()
}
