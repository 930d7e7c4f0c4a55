//! A protocol log of any length: the records that tell how TLS went are taken as they come in, and of sessions
//! that went alike those of the first one only. What is left is read as if it had been pasted.

use super::kept::{Kept, Open};
use super::record;
use crate::lines::{Lines, Taker};
use crate::reader::{HEAD, Stream};
use crate::{LogSide, Reading, read};
use htd_source::{Problem, Source, SourceId, Span};

/// How many sessions are followed at a time; the oldest ends where one more begins.
const MAX_OPEN: usize = 1_024;
/// How many bytes of lines the open sessions hold.
const MAX_OPEN_BYTES: usize = 8 << 20;
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
        records |= event(line).is_some();
        // The last line is cut.
        let cut = line.as_ptr_range().end == text.as_ptr_range().end;
        if !line.is_empty() && !line.starts_with(b"#") && event(line).is_none() && !cut {
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
    kept: Kept,
    foreign: usize,
    foreign_left_out: u32,
}

impl Stream for Log {
    fn push(&mut self, bytes: &[u8]) {
        self.lines.push(bytes, &mut self.taken);
    }

    fn finish(mut self: Box<Self>, name: &str) -> (Source, Reading) {
        self.lines.end(&mut self.taken);
        self.taken.finish(name, &self.lines)
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
        let side = std::str::from_utf8(line).ok().and_then(super::side_of);
        // A heading stands above each of many logs that were put together; it is told once a change.
        if side.is_some() && side == self.side || side.is_none() && self.side.is_some() && number > 64 {
            return;
        }
        self.side = side.or(self.side);
        self.foreign(number, line);
    }

    fn session(&mut self, number: u32, line: &[u8], tail: usize) {
        let Some(id) = session_id(line) else { return };
        let key = key_of(id);
        let place = htd_scan::find_last_number(&self.keys, key).unwrap_or_else(|| {
            if self.open.len() == MAX_OPEN {
                self.close(0);
            }
            self.open.push(Open::new(key, self.side));
            self.keys.push(key);
            self.open.len() - 1
        });
        if let Some(open) = self.open.get_mut(place) {
            self.open_bytes += open.take(number, line, tail);
        }
        while self.open_bytes > MAX_OPEN_BYTES && !self.open.is_empty() {
            self.close(0);
        }
    }

    fn close(&mut self, place: usize) {
        if place < self.open.len() {
            self.keys.remove(place);
            let open = self.open.remove(place);
            self.open_bytes -= open.bytes;
            self.kept.session(open);
        }
    }

    fn finish(mut self, name: &str, lines: &Lines) -> (Source, Reading) {
        while !self.open.is_empty() {
            self.close(0);
        }
        let (source, keys) = self.kept.source(name, lines.encoding());
        let mut reading = read::read_page(self.id, &source, keys, Some(&self.kept), false);
        let end = Span::new(self.id, source.text().len() as u32, source.text().len() as u32);
        let counts = [
            (lines.too_long, "lines of this log are too long and were not read"),
            (self.foreign_left_out, "more lines of this log are no records and were not read"),
            (self.kept.left_out, "more sessions of this log went in other ways and were not kept"),
        ];
        for (count, what) in counts {
            if count > 0 {
                reading.problems.push(Problem { span: end, message: format!("{count} {what}.") });
            }
        }
        (source, reading)
    }
}

impl Taker for Taken {
    fn line(&mut self, number: u32, line: &[u8]) {
        let Some((event, tail)) = event(line) else {
            let other = if line.starts_with(b"#") { Self::heading } else { Self::foreign };
            return other(self, number, line);
        };
        let rest = line.get(tail..).unwrap_or(&[]);
        let matters = match event {
            b'>' | b'<' => is_word_of_tls(rest),
            b'*' => is_information_on_tls(rest),
            b'-' => {
                // The record of the end is kept where there is something that it ends.
                let place =
                    session_id(line).and_then(|id| htd_scan::find_last_number(&self.keys, key_of(id)));
                if let Some(place) = place {
                    self.session(number, line, tail);
                    self.close(place);
                }
                false
            }
            _ => false,
        };
        if matters {
            self.session(number, line, tail);
        }
    }
}

/// The event of a record and where its data begin. Little is looked at, because most records end here.
fn event(line: &[u8]) -> Option<(u8, usize)> {
    if !record::begins(line) {
        return None;
    }
    if has_quoted_connector(line) {
        let record = record::parse(std::str::from_utf8(line).ok()?)?;
        let data = (record.data.as_ptr() as usize).wrapping_sub(line.as_ptr() as usize);
        return Some((record.event, data));
    }
    let at = htd_scan::find_nth(line, b',', 6)?;
    let event = *line.get(at + 1)?;
    (line.get(at + 2) == Some(&b',') && matches!(event, b'+' | b'-' | b'>' | b'<' | b'*'))
        .then_some((event, at + 3))
}

/// Whether the second field is in quotes, so that it may hold commas.
fn has_quoted_connector(line: &[u8]) -> bool {
    // The moment in the first field is never quoted, and as good as always as long as this.
    let first = if line.get(24) == Some(&b',') { Some(24) } else { htd_scan::find(line, b',') };
    first.is_some_and(|at| line.get(at + 1) == Some(&b'"'))
}

/// The session id: the third field.
fn session_id(line: &[u8]) -> Option<&[u8]> {
    if has_quoted_connector(line) {
        return Some(record::parse(std::str::from_utf8(line).ok()?)?.id.as_bytes());
    }
    let start = htd_scan::find_nth(line, b',', 2)? + 1;
    let rest = line.get(start..)?;
    rest.get(..htd_scan::find(rest, b',')?)
}

/// A number for a session id.
fn key_of(id: &[u8]) -> u64 {
    super::kept::hash(0, id)
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
        Some(b'4' | b'5') => {
            let class = data.get(4..8).unwrap_or(&[]);
            let enhanced = [b".7.", b".4.", b".2."].iter().any(|class_of| class.get(1..4) == Some(*class_of));
            enhanced || htd_scan::find_word(data, b"TLS").is_some()
        }
        Some(b'E' | b'e') => starts(b"EHLO"),
        Some(b'H' | b'h') => starts(b"HELO"),
        Some(b'S' | b's') => starts(b"STARTTLS"),
        Some(b'X') => starts(b"X-ANONYMOUSTLS"),
        _ => false,
    }
}

/// Whether a record of information is about TLS, a certificate or a failure.
fn is_information_on_tls(rest: &[u8]) -> bool {
    let words: [&[u8]; 4] = [b"ertificate", b"TLS", b"Tls", b"ailed"];
    words.iter().any(|word| htd_scan::find_word(rest, word).is_some())
}
