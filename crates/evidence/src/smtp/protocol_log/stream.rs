//! A protocol log of any length: the records that tell how TLS went are taken as they come in, and of sessions
//! that went alike those of the first one only. What is left is read as if it had been pasted.

use super::head::Head;
use super::heading::side_of;
use super::kept::{Kept, Open};
use crate::item::LogSide;
use crate::item::excerpt::{Excerpt, HEAD, Stream};
use crate::smtp::log_lines::{Lines, Taker};
use htd_source::SourceId;

/// How many sessions are followed at a time; the oldest ends where one more begins.
const MAX_OPEN: usize = 1_024;
/// How many bytes of lines the open sessions hold.
const MAX_OPEN_BYTES: usize = 8 << 20;
/// How many ended sessions lend their memory.
const MAX_SPARE: usize = 16;
/// How many bytes of lines that are no records are kept.
const MAX_FOREIGN: usize = 256 << 10;

/// Whether the head of a source is a protocol log from its first line on. A short one is read as a whole, and so
/// is one that has other things in it.
pub(crate) fn begin(id: SourceId, head: &[u8]) -> Option<Box<dyn Stream>> {
    if head.len() < HEAD {
        return None;
    }
    let (lines, text) = Lines::begin(head)?;
    let mut records = false;
    for line in text.split(|&byte| byte == b'\n') {
        let line = line.trim_ascii();
        records |= Head::of(line).is_some();
        // The last line is cut.
        let cut = line.as_ptr_range().end == text.as_ptr_range().end;
        if !line.is_empty() && !line.starts_with(b"#") && Head::of(line).is_none() && !cut {
            return None;
        }
    }
    records.then(|| Box::new(Log { lines, taken: Taken::new(id) }) as Box<dyn Stream>)
}

struct Log {
    lines: Lines,
    taken: Taken,
}

/// What was taken so far.
struct Taken {
    id: SourceId,
    side: Option<LogSide>,
    /// The sessions that are open, oldest first, and the keys of their ids beside them.
    open: Vec<Open>,
    keys: Vec<u64>,
    open_bytes: usize,
    /// Sessions that ended, whose memory is used again.
    spare: Vec<Open>,
    kept: Kept,
    foreign: usize,
    foreign_left_out: u32,
}

impl Stream for Log {
    fn push(&mut self, bytes: &[u8]) {
        self.lines.push(bytes, &mut self.taken);
    }

    fn finish(mut self: Box<Self>, name: &str) -> Excerpt {
        self.lines.end(&mut self.taken);
        while !self.taken.open.is_empty() {
            self.taken.close(0);
        }
        let Taken { id, kept, foreign_left_out, .. } = self.taken;
        let counts = [
            (self.lines.too_long, "lines of this log are too long and were not read"),
            (foreign_left_out, "more lines of this log are no records and were not read"),
            (kept.left_out, "more sessions of this log went in other ways and were not kept"),
        ];
        let mut excerpt = kept.excerpt(id, name, self.lines.encoding());
        for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
            excerpt.end_with(format!("{count} {what}."));
        }
        excerpt
    }
}

impl Taken {
    fn new(id: SourceId) -> Self {
        Self {
            id,
            side: None,
            open: Vec::new(),
            keys: Vec::new(),
            open_bytes: 0,
            spare: Vec::new(),
            kept: Kept::default(),
            foreign: 0,
            foreign_left_out: 0,
        }
    }

    /// Keeps a line that is no record, as it may be evidence of another kind.
    fn foreign(&mut self, number: u32, line: &[u8]) {
        if line.is_empty() {
            return;
        }
        self.foreign += line.len() + 32;
        if self.foreign > MAX_FOREIGN {
            self.foreign_left_out += 1;
        } else {
            self.kept.line(number, line);
        }
    }

    fn heading(&mut self, number: u32, line: &[u8]) {
        let side = std::str::from_utf8(line).ok().and_then(side_of);
        // A heading stands above each of many logs that were put together; it is told once a change.
        if side.is_some() && side == self.side || side.is_none() && self.side.is_some() && number > 64 {
            return;
        }
        self.side = side.or(self.side);
        self.foreign(number, line);
    }

    fn session(&mut self, number: u32, line: &[u8], head: &Head) {
        let key = htd_scan::hash(0, head.id(line));
        let place = htd_scan::find_last_number(&self.keys, key).unwrap_or_else(|| {
            if self.open.len() == MAX_OPEN {
                self.close(0);
            }
            self.open.push(self.spare.pop().unwrap_or_default().begin(key, self.side));
            self.keys.push(key);
            self.open.len() - 1
        });
        if let Some(open) = self.open.get_mut(place) {
            self.open_bytes += open.take(number, line, head);
        }
        while self.open_bytes > MAX_OPEN_BYTES && !self.open.is_empty() {
            self.close(0);
        }
    }

    fn close(&mut self, place: usize) {
        if place < self.open.len() {
            self.keys.remove(place);
            let open = self.open.remove(place);
            self.open_bytes -= open.bytes();
            self.kept.session(&open);
            if self.spare.len() < MAX_SPARE {
                self.spare.push(open);
            }
        }
    }
}

impl Taker for Taken {
    fn line(&mut self, number: u32, line: &[u8]) {
        let Some(head) = Head::of(line) else {
            let other = if line.starts_with(b"#") { Self::heading } else { Self::foreign };
            return other(self, number, line);
        };
        let rest = line.get(head.tail..).unwrap_or(&[]);
        let matters = match head.event {
            b'>' | b'<' => is_word_of_tls(rest),
            b'*' => is_information_on_tls(rest),
            b'-' => {
                // The record of the end is kept where there is something that it ends.
                let key = htd_scan::hash(0, head.id(line));
                if let Some(place) = htd_scan::find_last_number(&self.keys, key) {
                    self.session(number, line, &head);
                    self.close(place);
                }
                false
            }
            _ => false,
        };
        if matters {
            self.session(number, line, &head);
        }
    }
}

/// Whether what was said is a greeting, its answer, about TLS, or a refusal that may be.
fn is_word_of_tls(data: &[u8]) -> bool {
    let data = data.strip_prefix(b"\"").unwrap_or(data);
    let starts = |word: &[u8]| data.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    match data.first() {
        Some(b'2') => {
            // `250 2.1.0 Sender OK` answers other things.
            let words = data.get(4..).unwrap_or(&[]);
            starts(b"220") || starts(b"250") && words.get(1) != Some(&b'.')
        }
        Some(b'4' | b'5') => is_refusal(data),
        Some(b'E' | b'e') => starts(b"EHLO"),
        Some(b'H' | b'h') => starts(b"HELO"),
        Some(b'S' | b's') => starts(b"STARTTLS"),
        Some(b'X') => starts(b"X-ANONYMOUSTLS"),
        _ => false,
    }
}

/// Whether a record of information is about TLS, a certificate or a failure.
fn is_information_on_tls(rest: &[u8]) -> bool {
    let context = match rest.strip_prefix(b",") {
        Some(context) => context.strip_prefix(b"\"").unwrap_or(context),
        None => {
            // Behind data there are short words: a certificate's, or those of a message.
            let at = htd_scan::find_last(rest, b',').unwrap_or(0);
            let context = rest.get(at..).unwrap_or(&[]);
            let alone = context.len() < 2;
            let searched = if alone || context.ends_with(b"\"") { rest } else { context };
            return htd_scan::find_word(searched, b"tificate").is_some()
                || alone && is_information_on_tls_alone(searched);
        }
    };
    match context.first() {
        Some(b'T') => context.get(..3).is_some_and(|word| word.eq_ignore_ascii_case(b"TLS")),
        Some(b'P') if context.starts_with(b"Proxy destination") => false,
        _ => is_information_on_tls_alone(context),
    }
}

fn is_information_on_tls_alone(words: &[u8]) -> bool {
    let known: [&[u8]; 4] = [b"tificate", b"TLS", b"Tls", b"ailed"];
    known.iter().any(|word| htd_scan::find_word(words, word).is_some()) || is_refusal(words)
}

/// Whether it begins as a refusal about TLS or connections does: `454 4.7.5 …`.
fn is_refusal(words: &[u8]) -> bool {
    let enhanced = [b".7.", b".4.", b".2."].iter().any(|class| words.get(5..8) == Some(*class));
    matches!(words.first(), Some(b'4' | b'5')) && (enhanced || htd_scan::find_word(words, b"TLS").is_some())
}
