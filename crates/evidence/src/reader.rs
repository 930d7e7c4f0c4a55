use crate::item::excerpt::{HEAD, Stream};
use crate::item::{Reading, Wording};
use crate::paste;
use crate::read::excerpt;
use crate::shell::clixml;
use crate::smtp::{protocol_log, tracking_log};
use htd_source::{MAX_TEXT_BYTES, Source, SourceId};
use std::fmt;

/// How many bytes of any other source are kept: as much as its text may have, in the widest encoding.
const MOST_BYTES: usize = 2 * MAX_TEXT_BYTES + 4;

/// Reads one source that comes in pieces, so that a log of any size takes no more memory than what matters in it.
#[derive(Debug)]
pub struct Reader {
    id: SourceId,
    name: String,
    wordings: &'static [Wording],
    state: State,
}

enum State {
    /// Its beginning, from which nothing could be told yet.
    Beginning(Vec<u8>),
    /// A form that is read as a whole.
    Whole(Vec<u8>),
    /// A form that is read as it comes in.
    Streamed(Box<dyn Stream>),
}

/// Tells from the first bytes of a source whether it is of a form. The bytes are pushed afterwards.
type Begin = fn(SourceId, &[u8]) -> Option<Box<dyn Stream>>;

/// The forms that are read as they come in.
const FORMS: &[Begin] = &[protocol_log::stream::begin, tracking_log::begin, clixml::begin];

fn stream(id: SourceId, head: &[u8]) -> Option<Box<dyn Stream>> {
    FORMS.iter().find_map(|begin| begin(id, head))
}

impl Reader {
    /// A reader of a source of that name.
    pub fn new(id: SourceId, name: &str) -> Self {
        Self { id, name: name.to_owned(), wordings: &[], state: State::Beginning(Vec::new()) }
    }

    /// Says for which error texts to look. Without this none is found.
    #[must_use]
    pub fn looking_for(self, wordings: &'static [Wording]) -> Self {
        Self { wordings, ..self }
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        match &mut self.state {
            State::Beginning(head) => {
                // What follows the head is the form's: it may keep more than a whole may have.
                let (first, rest) =
                    bytes.split_at_checked(HEAD.saturating_sub(head.len())).unwrap_or((bytes, &[]));
                head.extend_from_slice(first);
                if head.len() >= HEAD {
                    self.begin();
                    self.push(rest);
                }
            }
            State::Whole(all) => keep(all, bytes),
            State::Streamed(stream) => stream.push(bytes),
        }
    }

    /// Whether bytes that come now are looked at: not where a form that is read as a whole is longer than that.
    pub fn wants_more(&self) -> bool {
        match &self.state {
            State::Whole(all) => all.len() < MOST_BYTES,
            _ => true,
        }
    }

    /// The id of the source.
    pub fn id(&self) -> SourceId {
        self.id
    }

    /// Reads what is left. Never fails: whatever the bytes are, there is a source and a reading of it.
    pub fn finish(mut self) -> (Source, Reading) {
        self.begin();
        let excerpt = match self.state {
            State::Streamed(stream) => stream.finish(&self.name),
            State::Beginning(bytes) | State::Whole(bytes) => excerpt(self.id, &self.name, &bytes),
        };
        paste::read(excerpt, self.wordings)
    }

    fn begin(&mut self) {
        let State::Beginning(head) = &mut self.state else { return };
        let head = std::mem::take(head);
        self.state = match stream(self.id, &head) {
            Some(mut stream) => {
                stream.push(&head);
                State::Streamed(stream)
            }
            None => State::Whole(head),
        };
    }
}

/// Keeps bytes as far as they are read: one byte more than that tells that there were more.
fn keep(kept: &mut Vec<u8>, bytes: &[u8]) {
    let room = MOST_BYTES.saturating_sub(kept.len());
    kept.extend_from_slice(bytes.get(..room.min(bytes.len())).unwrap_or(bytes));
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Beginning(_) => "Beginning",
            Self::Whole(_) => "Whole",
            Self::Streamed(_) => "Streamed",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Format;
    use crate::read::read;

    #[test]
    fn pieces_of_any_size_give_what_the_whole_gives() {
        let text = "Name               : Outbound to Office 365\nTlsCertificateName : <I>CN=A<S>CN=\u{FC}\n"
            .repeat(300);
        let (source, reading) = read(SourceId(0), "send.txt", text.as_bytes());
        for size in [1, 7, 4096, text.len()] {
            let mut reader = Reader::new(SourceId(0), "send.txt");
            text.as_bytes().chunks(size).for_each(|piece| reader.push(piece));
            let (again, pieces) = reader.finish();
            assert_eq!(again.text(), source.text());
            assert_eq!(pieces.items.len(), reading.items.len());
            assert_eq!(pieces.format, Format::FormatList);
        }
    }

    #[test]
    fn no_bytes_are_an_empty_source() {
        let (source, reading) = Reader::new(SourceId(0), "nothing").finish();
        assert_eq!((source.text(), reading.format), ("", Format::Unrecognised));
    }
}
