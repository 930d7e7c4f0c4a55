//! What is kept of a long log: the lines of one session of each kind.

use super::{network, record};
use crate::LogSide;
use crate::private_key::{self, MaskedKey};
use htd_source::{Encoding, Source};

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
pub(super) struct Open {
    pub(super) key: u64,
    pub(super) bytes: usize,
    side: Option<LogSide>,
    lines: Vec<(u32, String)>,
    /// Of everything that tells sessions apart.
    kind: u64,
    /// What was kept last, so that one line that is repeated fills nothing.
    last: u64,
    tls_up: bool,
    /// An EHLO was answered without STARTTLS being asked for since.
    answered: bool,
    offered: bool,
    failed: bool,
    exchange_online: bool,
}

impl Open {
    pub(super) fn new(key: u64, side: Option<LogSide>) -> Self {
        Self {
            key,
            bytes: 0,
            side,
            lines: Vec::new(),
            kind: 0,
            last: 0,
            tls_up: false,
            answered: false,
            offered: false,
            failed: false,
            exchange_online: false,
        }
    }

    /// Takes a line whose data begin at `tail`. Says how many bytes more are held.
    pub(super) fn take(&mut self, number: u32, line: &[u8], tail: usize) -> usize {
        if self.lines.len() == MAX_LINES || self.bytes + line.len() > MAX_BYTES {
            return 0;
        }
        let text = String::from_utf8_lossy(line);
        let Some(record) = record::parse(&text) else { return 0 };
        let data = record.data.trim_start();
        let word = |from: usize, to: usize| data.get(from..to).unwrap_or("");
        let rest = line.get(tail..).unwrap_or(&[]);
        let mut part = 0;
        if self.lines.is_empty() {
            // Who is there, as far as it matters.
            self.exchange_online = network::is_exchange_online(record.remote);
            let port = if self.side == Some(LogSide::Send) { record.remote } else { record.local };
            self.kind = hash(network::port(port).unwrap_or(0).into(), record.connector.as_bytes());
            self.kind = hash(self.kind, &[u8::from(network::is_private(record.remote))]);
        }
        match record.event {
            b'>' | b'<' => {
                let answer = word(0, 3) == "250";
                if self.tls_up && (answer || word(0, 4).eq_ignore_ascii_case("EHLO")) {
                    return 0;
                }
                if word(0, 5).eq_ignore_ascii_case("EHLO ") {
                    self.exchange_online |= network::is_name_of_exchange_online(word(5, data.len()));
                    part = hash(part, &[u8::from(self.exchange_online)]);
                } else if answer {
                    self.answered = true;
                    self.offered |= htd_scan::find_word(rest, b"STARTTLS").is_some();
                    // Each of the many servers of the other side has a name of its own.
                    let skipped = match data.find(" Hello ") {
                        Some(at) if self.side == Some(LogSide::Send) => at,
                        _ => 0,
                    };
                    part = hash_of_words(part, word(skipped, data.len()).as_bytes());
                } else if matches!(data.as_bytes().first(), Some(b'4' | b'5')) {
                    self.failed = true;
                    part = hash_of_words(part, data.as_bytes());
                } else if word(0, 3) != "220" {
                    part = hash(part, word(0, 8).as_bytes());
                }
            }
            b'*' => {
                self.tls_up |= htd_scan::find_word(rest, b"negotiation succeeded").is_some();
                self.failed |= htd_scan::find_word(rest, b"ailed").is_some();
                // Two certificates differ in their numbers.
                let certificate = htd_scan::find_word(rest, b"ertificate ").is_some();
                part = if certificate { hash(part, rest) } else { hash_of_words(part, rest) };
            }
            _ => {}
        }
        if part == self.last && part != 0 {
            return 0;
        }
        self.last = part;
        self.kind = hash(self.kind, &part.to_le_bytes());
        self.lines.push((number, text.into_owned()));
        self.bytes += line.len() + 32;
        line.len() + 32
    }

    /// The moment of the first line.
    fn began(&self) -> &str {
        self.lines.first().and_then(|(_, line)| line.split(',').next()).unwrap_or("")
    }

    fn is_telling(&self) -> bool {
        self.failed || self.exchange_online || self.answered && !self.offered
    }
}

/// The sessions of a kind.
pub(super) struct Count {
    /// Of the first one, which is kept.
    key: u64,
    pub(super) number: u32,
    /// When the latest of them began.
    pub(super) latest: String,
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
    pub(super) fn line(&mut self, number: u32, line: &[u8]) {
        self.lines.push((number, String::from_utf8_lossy(line).into_owned()));
    }

    /// Keeps a session unless one like it is kept.
    pub(super) fn session(&mut self, open: Open) {
        if open.lines.is_empty() {
            return;
        }
        let telling = open.is_telling();
        let kind = hash(open.kind, &[u8::from(telling), u8::from(open.side == Some(LogSide::Send))]);
        if let Some(place) = htd_scan::find_last_number(&self.kinds, kind) {
            if let Some(count) = self.counts.get_mut(place) {
                count.number = count.number.saturating_add(1);
                count.latest.clear();
                count.latest.push_str(open.began());
            }
            return;
        }
        let (kept, room) =
            if telling { (self.telling, MAX_TELLING) } else { (self.kinds.len() - self.telling, MAX_PLAIN) };
        if kept == room || self.bytes + open.bytes > MAX_TEXT {
            self.left_out = self.left_out.saturating_add(1);
            return;
        }
        self.telling += usize::from(telling);
        self.bytes += open.bytes;
        self.kinds.push(kind);
        self.counts.push(Count { key: open.key, number: 1, latest: open.began().to_owned() });
        self.lines.extend(open.lines);
    }

    /// The sessions that went like one that was kept.
    pub(super) fn alike(&self, id: &str) -> Option<&Count> {
        let key = hash(0, id.as_bytes());
        self.counts.iter().find(|count| count.key == key)
    }

    /// The lines in the order of the log, and the private keys among those that are no records.
    pub(super) fn source(&mut self, name: &str, encoding: Encoding) -> (Source, Vec<MaskedKey>) {
        htd_source::sort_by_key(&mut self.lines, |(number, _)| (*number).into());
        let mut text = String::new();
        let mut numbers = Vec::new();
        for (number, line) in self.lines.drain(..) {
            text.push_str(&line);
            text.push('\n');
            numbers.push(number);
        }
        let (text, keys) = private_key::mask(text);
        (Source::excerpt(name, encoding, text, numbers), keys)
    }
}

/// Goes on with a hash (FNV-1a).
pub(super) fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let mut hash = seed ^ 0xcbf2_9ce4_8422_2325;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// The same without what differs between two sessions that went alike: numbers, and stamps in brackets.
fn hash_of_words(seed: u64, bytes: &[u8]) -> u64 {
    let mut hash = seed ^ 0xcbf2_9ce4_8422_2325;
    let mut brackets = 0_usize;
    for &byte in bytes {
        match byte {
            b'[' => brackets += 1,
            b']' => brackets = brackets.saturating_sub(1),
            b'0'..=b'9' => {}
            _ if brackets == 0 => hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3),
            _ => {}
        }
    }
    hash
}
