//! What is kept of a long log: the lines of one session of each kind.

use super::head::Head;
use crate::error_text::network;
use crate::item::LogSide;
use crate::item::excerpt::{Alike, Excerpt};
use crate::secret::private_key;
use htd_scan::{hash, hash_of_words};
use htd_source::{Encoding, Source, SourceId};

/// How many lines of one session are kept.
const MAX_LINES: usize = 64;
/// How many bytes of a session are kept.
const MAX_BYTES: usize = 32 << 10;
/// How many kinds of session are kept in which something failed or was not offered, or whose other end is
/// Exchange Online; and of the others.
const MAX_TELLING: usize = 250;
const MAX_PLAIN: usize = 60;
/// How many bytes of lines are kept.
const MAX_TEXT: usize = 2 << 20;

/// A session that goes on.
#[derive(Default)]
pub(super) struct Open {
    key: u64,
    side: Option<LogSide>,
    /// Its lines, one behind the other.
    text: Vec<u8>,
    /// The number of each line, and where it ends in `text`.
    lines: Vec<(u32, usize)>,
    /// Of everything that tells sessions apart.
    kind: u64,
    /// What was kept last, so that one line that is repeated fills nothing.
    last: u64,
    tls_up: bool,
    /// An EHLO was answered.
    answered: bool,
    offered: bool,
    failed: bool,
    exchange_online: bool,
}

impl Open {
    /// The memory of a session for a new one.
    pub(super) fn begin(mut self, key: u64, side: Option<LogSide>) -> Self {
        self.text.clear();
        self.lines.clear();
        Self { key, side, text: self.text, lines: self.lines, ..Self::default() }
    }

    /// How many bytes it holds.
    pub(super) fn bytes(&self) -> usize {
        self.text.len() + 32 * self.lines.len()
    }

    /// Takes a line. Says how many bytes more are held.
    pub(super) fn take(&mut self, number: u32, line: &[u8], head: &Head) -> usize {
        if self.lines.len() == MAX_LINES || self.text.len() + line.len() > MAX_BYTES {
            return 0;
        }
        let rest = line.get(head.tail..).unwrap_or(&[]);
        let data = rest.strip_prefix(b"\"").unwrap_or(rest);
        if self.lines.is_empty() {
            self.begin_with(line, head);
        }
        let part = match head.event {
            b'*' => self.information(rest),
            b'-' => 1,
            _ => match self.word(data) {
                Some(part) => part,
                None => return 0,
            },
        };
        if part == self.last {
            return 0;
        }
        self.last = part;
        self.kind = hash(self.kind, &part.to_le_bytes());
        self.text.extend_from_slice(line);
        self.lines.push((number, self.text.len()));
        line.len() + 32
    }

    /// Who is there, as far as it matters.
    fn begin_with(&mut self, line: &[u8], head: &Head) {
        let text = |field| std::str::from_utf8(field).unwrap_or("");
        let remote = text(head.remote(line));
        self.exchange_online = network::is_exchange_online(remote);
        let port =
            network::port(if self.side == Some(LogSide::Send) { remote } else { text(head.local(line)) });
        self.kind = hash(port.unwrap_or(0).into(), head.connector(line));
        self.kind = hash(self.kind, &[u8::from(network::is_private(remote))]);
    }

    /// What was said; `None` where it is no longer of interest.
    fn word(&mut self, data: &[u8]) -> Option<u64> {
        let first = data.get(..5).unwrap_or(data);
        match first {
            [b'2', b'5', b'0', ..] => {
                if self.tls_up {
                    return None;
                }
                self.answered = true;
                self.offered |= htd_scan::find_word(data, b"STARTTLS").is_some();
                // Each of the many servers of the other side has a name of its own.
                let hello = if self.side == Some(LogSide::Send) {
                    htd_scan::find_word(data, b" Hello ")
                } else {
                    None
                };
                Some(hash_of_words(1, data.get(hello.unwrap_or(0)..).unwrap_or(data)))
            }
            [b'2', ..] => Some(2),
            [b'4' | b'5', ..] => {
                self.failed = true;
                Some(hash_of_words(3, data))
            }
            _ if first.eq_ignore_ascii_case(b"EHLO ") => {
                if self.tls_up {
                    return None;
                }
                let name = data
                    .get(5..)
                    .and_then(|rest| rest.get(..htd_scan::find(rest, b',').unwrap_or(rest.len())));
                self.exchange_online |= name
                    .and_then(|name| std::str::from_utf8(name).ok())
                    .is_some_and(network::is_name_of_exchange_online);
                Some(4 + u64::from(self.exchange_online))
            }
            verb => Some(hash(6, verb)),
        }
    }

    fn information(&mut self, rest: &[u8]) -> u64 {
        let context = rest.strip_prefix(b",").map(|context| context.strip_prefix(b"\"").unwrap_or(context));
        if context.is_some_and(|context| context.starts_with(b"TLS protocol")) {
            self.tls_up |= htd_scan::find_word(rest, b"negotiation succeeded").is_some();
            return hash(7, rest);
        }
        let refused = context.is_some_and(|context| matches!(context.first(), Some(b'4' | b'5')));
        // Two certificates differ in their numbers, and what is said of one in nothing else.
        if !refused && htd_scan::find_word(rest, b"tificate").is_some() {
            return hash(8, rest);
        }
        self.tls_up |= htd_scan::find_word(rest, b"negotiation succeeded").is_some();
        self.failed |= refused || htd_scan::find_word(rest, b"ailed").is_some();
        hash_of_words(9, rest)
    }

    /// The moment of the first line.
    fn began(&self) -> &[u8] {
        self.text.get(..htd_scan::find(&self.text, b',').unwrap_or(0)).unwrap_or(&[])
    }

    fn is_telling(&self) -> bool {
        self.failed || self.exchange_online || self.answered && !self.offered
    }
}

/// The sessions of a kind.
struct Count {
    /// Of the first one, which is kept.
    key: u64,
    number: u32,
    /// When the latest of them began.
    latest: Vec<u8>,
}

impl Count {
    fn told(self) -> Alike {
        let latest = String::from_utf8_lossy(&self.latest).into_owned();
        Alike { key: self.key, number: self.number, latest }
    }
}

/// What was kept.
#[derive(Default)]
pub(crate) struct Kept {
    lines: Vec<(u32, String)>,
    bytes: usize,
    kinds: Vec<u64>,
    counts: Vec<Count>,
    telling: usize,
    pub(super) left_out: u32,
}

impl Kept {
    /// Keeps a line that is of no session.
    pub(crate) fn line(&mut self, number: u32, line: &[u8]) {
        self.lines.push((number, String::from_utf8_lossy(line).into_owned()));
    }

    /// Keeps a session unless one like it is kept.
    pub(super) fn session(&mut self, open: &Open) {
        if open.lines.is_empty() {
            return;
        }
        let telling = open.is_telling();
        let kind = hash(open.kind, &[u8::from(telling), u8::from(open.side == Some(LogSide::Send))]);
        if let Some(place) = htd_scan::find_last_number(&self.kinds, kind) {
            if let Some(count) = self.counts.get_mut(place) {
                count.number = count.number.saturating_add(1);
                count.latest.clear();
                count.latest.extend_from_slice(open.began());
            }
            return;
        }
        let (kept, room) =
            if telling { (self.telling, MAX_TELLING) } else { (self.kinds.len() - self.telling, MAX_PLAIN) };
        if kept == room || self.bytes + open.bytes() > MAX_TEXT {
            self.left_out = self.left_out.saturating_add(1);
            return;
        }
        self.telling += usize::from(telling);
        self.bytes += open.bytes();
        self.kinds.push(kind);
        self.counts.push(Count { key: open.key, number: 1, latest: open.began().to_vec() });
        let mut start = 0;
        for &(number, end) in &open.lines {
            self.line(number, open.text.get(start..end).unwrap_or(&[]));
            start = end;
        }
    }

    /// What was kept, the lines in the order of the log.
    pub(crate) fn excerpt(mut self, id: SourceId, name: &str, encoding: Encoding) -> Excerpt {
        self.lines.sort_by_key(|(number, _)| *number);
        let mut text = String::new();
        let mut numbers = Vec::new();
        for (number, line) in self.lines {
            text.push_str(&line);
            text.push('\n');
            numbers.push(number);
        }
        // Among the lines that are no records there can be a private key.
        let (text, keys) = private_key::mask(text);
        let source = Source::excerpt(name, encoding, text, numbers);
        let mut excerpt = Excerpt::paste(id, source, private_key::given(id, 0, keys));
        excerpt.alike = self.counts.into_iter().map(Count::told).collect();
        excerpt
    }
}
