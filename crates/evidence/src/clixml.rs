//! `Export-Clixml`, read as it comes in: of a file of any size only the objects that matter are kept.

mod builder;
mod capabilities;
mod certificate;
mod found;
mod health_checker;
mod nrbf;
mod object;
mod references;
mod text;
mod trouble;
mod xml;

use crate::account::Account;
use crate::noise::is_noise;
use crate::reader::Stream;
use crate::{Format, Reading};
use builder::Builder;
use htd_source::{Decoder, Problem, Source, SourceId};
use trouble::Trouble;
use xml::Xml;

/// How much may stand before the objects in a paste.
const LONGEST_PRELUDE: usize = 1024;

/// A file that is being read.
struct Clixml {
    id: SourceId,
    decoder: Decoder,
    /// The text of the last bytes.
    text: String,
    xml: Xml,
    builder: Builder,
}

/// Tells Clixml by its first element. A command and its prompt may stand before it in a paste, and what another
/// program puts before XML.
pub(crate) fn begin(id: SourceId, head: &[u8]) -> Option<Box<dyn Stream>> {
    let text = htd_source::decode_head(head);
    let (prelude, behind) = htd_source::split_once(&text, "<Objs")?;
    let before = prelude.trim_start();
    let fits = before.starts_with('<') || prelude.len() <= LONGEST_PRELUDE;
    if !fits || !behind.starts_with(|c: char| c == '>' || c.is_ascii_whitespace()) {
        return None;
    }
    let mut builder = Builder::default();
    for line in prelude.lines() {
        let line = line.trim_start_matches('\u{FEFF}').trim_start();
        if !line.starts_with(['<', '#']) && !before.starts_with('<') && !is_noise(line) {
            builder.troubles.note(Trouble::Outside, 1);
        }
    }
    let decoder = Decoder::new(head);
    Some(Box::new(Clixml { id, decoder, text: String::new(), xml: Xml::default(), builder }))
}

impl Stream for Clixml {
    fn push(&mut self, bytes: &[u8]) {
        self.text.clear();
        self.decoder.push(bytes, &mut self.text);
        self.xml.push(&self.text, &mut self.builder);
    }

    fn finish(mut self: Box<Self>, name: &str) -> (Source, Reading) {
        self.text.clear();
        self.decoder.finish(&mut self.text);
        self.xml.push(&self.text, &mut self.builder);
        self.builder.finish(self.xml.line(), self.xml.is_between_tags());
        let Builder { found, troubles, .. } = self.builder;
        let mut account = Account::new(self.id);
        let nothing = found.is_empty();
        if nothing {
            account.heading(1, NOTHING, "");
        }
        let items = found.tell(&mut account, troubles.leave_the_list_whole());
        let mut problems = troubles.problems(&account);
        if nothing {
            problems.push(Problem { span: account.near(1), message: NOTHING.to_owned() });
        }
        let source = account.source(name, self.decoder.encoding());
        (source, Reading { format: Format::Clixml, items, problems, parts: Vec::new() })
    }
}

const NOTHING: &str = "This file holds no object that is examined.";

#[cfg(test)]
mod tests;
