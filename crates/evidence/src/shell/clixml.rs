//! `Export-Clixml`, read as it comes in: of a file of any size only the objects that matter are kept. What stands
//! around it in a paste is read as every paste is.

mod builder;
mod capabilities;
mod certificate;
mod documents;
mod found;
mod health_checker;
mod nrbf;
mod object;
mod references;
mod stretch;
mod text;
mod trouble;
mod xml;

use crate::item::Format;
use crate::item::excerpt::{Excerpt, Stream};
use crate::shell::account::Account;
use builder::Builder;
use documents::Documents;
use htd_source::{Decoder, Encoding, Problem, SourceId};

/// A file that is being read.
struct Clixml {
    id: SourceId,
    decoder: Decoder,
    /// The text that was not yet taken.
    text: String,
    documents: Documents,
}

/// Tells Clixml by its first element. A command and its prompt may stand before it in a paste, and what another
/// program puts before XML; below anything else it is read when all of the paste is there.
pub(crate) fn begin(id: SourceId, head: &[u8]) -> Option<Box<dyn Stream>> {
    let mut text = htd_source::decode_head(head);
    if !stands_in(&text) {
        return None;
    }
    let mut documents = Documents::default();
    documents.push(&mut text, true);
    if !documents.stretches.is_empty() {
        return None;
    }
    let (decoder, text, documents) = (Decoder::new(head), String::new(), Documents::default());
    Some(Box::new(Clixml { id, decoder, text, documents }))
}

/// Whether Clixml stands anywhere in a text.
pub(crate) fn stands_in(text: &str) -> bool {
    documents::begins_in(text)
}

/// What a text with Clixml in it holds.
pub(crate) fn excerpt(id: SourceId, name: &str, mut text: String, encoding: Encoding, cut: bool) -> Excerpt {
    let mut documents = Documents::default();
    documents.push(&mut text, true);
    documents.cut |= cut;
    finish(documents, id, name, encoding)
}

impl Stream for Clixml {
    fn push(&mut self, bytes: &[u8]) {
        self.decoder.push(bytes, &mut self.text);
        self.documents.push(&mut self.text, false);
    }

    fn finish(mut self: Box<Self>, name: &str) -> Excerpt {
        self.decoder.finish(&mut self.text);
        self.documents.push(&mut self.text, true);
        finish(self.documents, self.id, name, self.decoder.encoding())
    }
}

fn finish(mut documents: Documents, id: SourceId, name: &str, encoding: Encoding) -> Excerpt {
    documents.finish();
    let Documents { builder: Builder { found, troubles, .. }, stretches, cut, .. } = documents;
    let mut account = Account::new(id);
    let (nothing, alone) = (found.is_empty(), stretches.is_empty());
    if nothing && alone {
        account.heading(1, NOTHING, "");
    }
    let given = found.tell(&mut account, troubles.leave_the_list_whole(), stretches);
    let mut problems = troubles.problems(&account);
    if nothing {
        problems.push(Problem { span: account.near(1), message: NOTHING.to_owned() });
    }
    let source = account.source(name, encoding);
    if alone {
        return Excerpt { problems, ..Excerpt::told(id, source, Format::Clixml, given) };
    }
    let mut excerpt = Excerpt::paste(id, source, given);
    if cut {
        excerpt.is_cut();
    }
    excerpt.problems.append(&mut problems);
    excerpt
}

const NOTHING: &str = "No object in this export is one that is examined.";

#[cfg(test)]
mod tests;
