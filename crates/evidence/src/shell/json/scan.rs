//! JSON as far as a paste has it whole: values with their places, and why it ends where it does.

use std::ops::Range;

/// Nothing that is exported is nested deeper; the kinds of open brackets fit into one number.
const MAX_DEPTH: u32 = 100;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    Text,
    Number,
    True,
    False,
    Null,
}

/// A value and where it stands. Of a text, `start..end` is what stands between the quote marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Why the text is no JSON, or none that is read, and where that shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The text ends inside a value.
    Ends,
    /// Something stands there that JSON does not have.
    Damaged,
    /// It is nested too deeply.
    Deep,
}

/// Walks over JSON without building anything: a file is as large as it likes, and most of its values are of no
/// interest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'a> {
    text: &'a str,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// The text of a range.
    pub(super) fn text(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or("")
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The next place that is no white space.
    pub(super) fn solid(&self, mut at: usize) -> usize {
        while matches!(self.byte(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            at += 1;
        }
        at
    }

    /// The members or elements of the object or array that begins at a place.
    pub(super) fn inside(self, at: usize) -> Inside<'a> {
        let object = self.byte(at) == Some(b'{');
        Inside { scan: self, at: at + 1, object, first: true }
    }

    /// The whole value that begins at a place, and where what follows it begins.
    pub(super) fn node(&self, at: usize) -> Result<(Node, usize), Fault> {
        let node = |kind, start, end, next| Ok((Node { kind, start, end }, next));
        match self.byte(at) {
            Some(b'{') => self.bracketed(at).and_then(|end| node(Kind::Object, at, end, end)),
            Some(b'[') => self.bracketed(at).and_then(|end| node(Kind::Array, at, end, end)),
            Some(b'"') => {
                let end = self.quoted(at)?;
                node(Kind::Text, at + 1, end - 1, end)
            }
            Some(_) => {
                let mut end = at;
                while self
                    .byte(end)
                    .is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
                {
                    end += 1;
                }
                let kind = match self.text(at..end) {
                    "null" => Kind::Null,
                    "true" => Kind::True,
                    "false" => Kind::False,
                    word if is_number(word) => Kind::Number,
                    // A word that ends with the text may have been cut.
                    _ if end == self.text.len() => return Err(Fault { at: end, why: Why::Ends }),
                    _ => return Err(Fault { at, why: Why::Damaged }),
                };
                node(kind, at, end, end)
            }
            None => Err(Fault { at, why: Why::Ends }),
        }
    }

    /// The end of what begins with a bracket. Its inside is only looked through.
    fn bracketed(&self, start: usize) -> Result<usize, Fault> {
        let mut at = start;
        // One bit for each open bracket: whether it is a brace.
        let (mut open, mut depth) = (0u128, 0);
        loop {
            let Some(byte) = self.byte(at) else { return Err(Fault { at, why: Why::Ends }) };
            match byte {
                b'"' => {
                    at = self.quoted(at)?;
                    continue;
                }
                b'{' | b'[' => {
                    if depth == MAX_DEPTH {
                        return Err(Fault { at, why: Why::Deep });
                    }
                    open = open << 1 | u128::from(byte == b'{');
                    depth += 1;
                }
                b'}' | b']' => {
                    if (open & 1 == 1) != (byte == b'}') {
                        return Err(Fault { at, why: Why::Damaged });
                    }
                    open >>= 1;
                    depth -= 1;
                    if depth == 0 {
                        return Ok(at + 1);
                    }
                }
                _ if is_outside(byte) => {}
                _ => return Err(Fault { at, why: Why::Damaged }),
            }
            at += 1;
        }
    }

    /// The end of the text whose quote mark stands at a place, behind its second one. A console breaks long
    /// texts over lines; where that is no break of a console the text has lost its end.
    fn quoted(&self, start: usize) -> Result<usize, Fault> {
        /// More lines than that are no text that a console broke.
        const MAX_LINES: usize = 500;
        let (mut at, mut lines, mut broken) = (start + 1, 0, None);
        loop {
            let rest = self.text.as_bytes().get(at..).unwrap_or_default();
            let Some(found) = htd_scan::find3(rest, b'"', b'\\', b'\n') else {
                return Err(Fault { at: broken.unwrap_or(self.text.len()), why: Why::Ends });
            };
            at += found;
            match self.byte(at) {
                Some(b'"') => return Ok(at + 1),
                Some(b'\\') => at += 2,
                _ => {
                    at += 1;
                    broken = broken.or(Some(at));
                    lines += 1;
                    if lines > MAX_LINES || matches!(self.byte(at), Some(b'\n' | b'\r')) {
                        return Err(Fault { at: broken.unwrap_or(at), why: Why::Damaged });
                    }
                }
            }
        }
    }
}

/// What is left of an object or array. It is walked openly: its end need not be there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inside<'a> {
    scan: Scan<'a>,
    at: usize,
    object: bool,
    first: bool,
}

/// The key, of a member, and where the value begins.
pub(super) struct Entry {
    pub(super) key: Range<usize>,
    pub(super) value: usize,
}

impl Inside<'_> {
    /// The next member or element. [`Inside::leave`] has to be told where it ended.
    pub(super) fn enter(&mut self) -> Result<Option<Entry>, Fault> {
        let scan = self.scan;
        let mut at = scan.solid(self.at);
        let closed = if self.object { b'}' } else { b']' };
        match scan.byte(at) {
            None => return Err(Fault { at, why: Why::Ends }),
            Some(byte) if byte == closed => {
                self.at = at + 1;
                return Ok(None);
            }
            Some(b',') if !self.first => at = scan.solid(at + 1),
            Some(_) if self.first => {}
            Some(_) => return Err(Fault { at, why: Why::Damaged }),
        }
        self.first = false;
        let mut key = at..at;
        if self.object {
            if scan.byte(at).is_some_and(|byte| byte != b'"') {
                return Err(Fault { at, why: Why::Damaged });
            }
            let (text, end) = scan.node(at)?;
            key = text.start..text.end;
            at = scan.solid(end);
            match scan.byte(at) {
                Some(b':') => at = scan.solid(at + 1),
                Some(_) => return Err(Fault { at, why: Why::Damaged }),
                None => return Err(Fault { at, why: Why::Ends }),
            }
        }
        Ok(Some(Entry { key, value: at }))
    }

    /// Goes on where a value ended.
    pub(super) fn leave(&mut self, end: usize) {
        self.at = end;
    }

    /// Where it ended, once there was no further entry.
    pub(super) fn end(&self) -> usize {
        self.at
    }

    /// The next member or element as a whole.
    pub(super) fn whole(&mut self) -> Result<Option<(Range<usize>, Node)>, Fault> {
        let Some(entry) = self.enter()? else { return Ok(None) };
        let (node, next) = self.scan.node(entry.value)?;
        self.leave(next);
        Ok(Some((entry.key, node)))
    }
}

/// Whether a whole text is JSON by its look: objects or arrays, and nothing beside them. It may end early.
pub(crate) fn is_whole(text: &str) -> bool {
    let scan = Scan::new(text);
    let mut at = scan.solid(0);
    if !begins(text, at) {
        return false;
    }
    while at < text.len() {
        match scan.node(at) {
            Ok((_, next)) => at = scan.solid(next),
            Err(fault) => return fault.why != Why::Damaged,
        }
        if !matches!(scan.byte(at), None | Some(b'{' | b'[')) {
            return false;
        }
    }
    true
}

/// Whether an object with a member, or an array of such, begins at a place.
pub(super) fn begins(text: &str, at: usize) -> bool {
    let scan = Scan::new(text);
    let mut at = at;
    if scan.byte(at) == Some(b'[') {
        at = scan.solid(at + 1);
    }
    if scan.byte(at) != Some(b'{') {
        return false;
    }
    // The name of a member is short; what is longer is none, and is not searched for its end.
    let start = scan.solid(at + 1);
    let near = text.get(start..text.floor_char_boundary(start + 300)).unwrap_or("");
    let Some((name, behind)) = near.strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
        return false;
    };
    !name.is_empty() && behind.trim_start().starts_with(':')
}

/// What can stand between texts and brackets.
fn is_outside(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' | b'0'
            ..=b'9'
                | b'+'
                | b'-'
                | b'.'
                | b'E'
                | b'e'
                | b't'
                | b'r'
                | b'u'
                | b'f'
                | b'a'
                | b'l'
                | b's'
                | b'n'
    )
}

fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte))
}
