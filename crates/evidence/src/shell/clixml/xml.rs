//! The tags and texts of Clixml, which comes in pieces. Nothing is declared, and no entity is expanded.

use super::trouble::{Trouble, Troubles};

/// What a shell exports has tags of less than a hundred bytes; one that is longer is not looked into.
const LONGEST_TAG: usize = 8 * 1024;

/// Of a declaration, a comment or CDATA no more is kept.
const LONGEST_SPECIAL: usize = 64 * 1024;

/// Splits XML that comes in pieces into tags and text. It knows the part of XML that a shell writes, and no
/// more: entities that a document declares are never expanded, nothing external is ever looked for.
#[derive(Debug, Default)]
pub(super) struct Xml {
    state: State,
    /// What was read of a tag or of a `<!` or `<?` construct.
    pending: String,
    /// The quotation mark inside which a tag is.
    quote: Option<u8>,
    /// The brackets that are open in a document type declaration.
    brackets: u32,
    /// The line in the file, from 0.
    line: u32,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    Tag,
    /// `<!` or `<?`
    Special,
}

/// What takes the parts.
pub(super) trait Parts {
    /// A start tag, or an empty element.
    fn open(&mut self, tag: &Tag<'_>);
    /// An end tag.
    fn close(&mut self, name: &str);
    /// A piece of text, entities and all.
    fn text(&mut self, piece: &str);
    /// Whether text is of any use at the moment; where not, it is not handed over.
    fn wants_text(&self) -> bool;
    /// Where to tell what was wrong.
    fn troubles(&mut self) -> &mut Troubles;
}

/// A start tag.
#[derive(Debug, Default)]
pub(super) struct Tag<'a> {
    /// The element.
    pub(super) name: &'a str,
    /// The attribute `N`, entities and all.
    pub(super) member: &'a str,
    /// The attribute `RefId`.
    pub(super) ref_id: Option<u32>,
    /// Whether the element ends with it: `<Nil />`.
    pub(super) empty: bool,
    /// The line it stands in, from 1.
    pub(super) line: u32,
}

impl Xml {
    /// Takes the next piece.
    pub(super) fn push(&mut self, piece: &str, parts: &mut impl Parts) {
        let mut left = piece;
        while !left.is_empty() {
            left = match self.state {
                State::Text => self.in_text(left, parts),
                State::Tag => self.in_tag(left, parts),
                State::Special => self.in_special(left, parts),
            };
        }
    }

    /// Passes text by that is none of it.
    pub(super) fn pass(&mut self, text: &str) {
        self.line += htd_scan::count(text.as_bytes(), b'\n') as u32;
    }

    /// Begins anew, behind a document, and so many lines above its end.
    pub(super) fn restart(&mut self, lines: u32) {
        *self = Self { line: self.line.saturating_sub(lines), ..Self::default() };
    }

    /// The line that was reached, from 1.
    pub(super) fn line(&self) -> u32 {
        self.line + 1
    }

    /// Whether it ends between two tags, as a whole file does.
    pub(super) fn is_between_tags(&self) -> bool {
        self.state == State::Text
    }

    fn in_text<'a>(&mut self, left: &'a str, parts: &mut impl Parts) -> &'a str {
        let length = htd_scan::find(left.as_bytes(), b'<').unwrap_or(left.len());
        let (text, behind) = left.split_at_checked(length).unwrap_or((left, ""));
        self.pass(text);
        if !text.is_empty() && parts.wants_text() {
            parts.text(text);
        }
        match behind.get(1..) {
            Some(tag) => {
                self.state = State::Tag;
                self.pending.clear();
                self.quote = None;
                tag
            }
            None => "",
        }
    }

    fn in_tag<'a>(&mut self, left: &'a str, parts: &mut impl Parts) -> &'a str {
        if self.pending.is_empty() && left.starts_with(['!', '?']) {
            self.state = State::Special;
            self.brackets = 0;
            return left;
        }
        let mut end = None;
        let began = self.line;
        for (at, byte) in left.bytes().enumerate() {
            match byte {
                b'\n' => self.line += 1,
                b'>' if self.quote.is_none() => {
                    end = Some(at);
                    break;
                }
                b'<' => {
                    // No tag holds it, quoted or not: one before it lost its end.
                    parts.troubles().note(Trouble::Malformed, self.line + 1);
                    self.pending.clear();
                    self.quote = None;
                    return left.get(at + 1..).unwrap_or("");
                }
                b'"' | b'\'' => match self.quote {
                    None => self.quote = Some(byte),
                    Some(open) if open == byte => self.quote = None,
                    Some(_) => {}
                },
                _ => {}
            }
        }
        let length = end.unwrap_or(left.len());
        let (inside, behind) = left.split_at_checked(length).unwrap_or((left, ""));
        if end.is_some() && self.pending.is_empty() {
            dispatch(inside, began + 1, parts);
        } else {
            keep(&mut self.pending, inside, LONGEST_TAG);
            if end.is_some() {
                let tag = std::mem::take(&mut self.pending);
                dispatch(&tag, self.line + 1, parts);
                self.pending = tag;
            }
        }
        if end.is_some() {
            self.state = State::Text;
        }
        behind.get(1..).unwrap_or("")
    }

    /// Comments, CDATA, declarations: rare, so a byte is looked at alone.
    fn in_special<'a>(&mut self, left: &'a str, parts: &mut impl Parts) -> &'a str {
        for (at, c) in left.char_indices() {
            self.line += u32::from(c == '\n');
            let ends = c == '>' && self.ends_special();
            if ends {
                self.state = State::Text;
                if let Some(text) = self.pending.strip_prefix("![CDATA[") {
                    let text = text.strip_suffix("]]").unwrap_or(text);
                    if parts.wants_text() {
                        // The text is read as all text is, so what looks like an entity in it must not.
                        parts.text(&text.replace('&', "&amp;"));
                    }
                } else if self.pending.starts_with("!D") {
                    parts.troubles().note(Trouble::DocumentType, self.line + 1);
                }
                return left.get(at + 1..).unwrap_or("");
            }
            if self.pending.starts_with("!D") {
                match c {
                    '[' => self.brackets += 1,
                    ']' => self.brackets = self.brackets.saturating_sub(1),
                    _ => {}
                }
            }
            if self.pending.len() > LONGEST_SPECIAL {
                // Its end must still be found, which its last two characters tell.
                let kept = self.pending.floor_char_boundary(16);
                let tail = self.pending.floor_char_boundary(self.pending.len() - 2);
                self.pending.drain(kept..tail);
                parts.troubles().note(Trouble::TooLong, self.line + 1);
            }
            self.pending.push(c);
        }
        ""
    }

    fn ends_special(&self) -> bool {
        let so_far = self.pending.as_str();
        if so_far.starts_with('?') {
            so_far.len() > 1 && so_far.ends_with('?')
        } else if so_far.starts_with("!--") {
            so_far.len() >= 5 && so_far.ends_with("--")
        } else if so_far.starts_with("![CDATA[") {
            so_far.ends_with("]]")
        } else {
            self.brackets == 0
        }
    }
}

/// Appends as much as a limit allows.
pub(super) fn keep(kept: &mut String, piece: &str, most: usize) -> bool {
    let room = most.saturating_sub(kept.len());
    if piece.len() <= room {
        kept.push_str(piece);
        return true;
    }
    kept.push_str(piece.get(..piece.floor_char_boundary(room)).unwrap_or(""));
    false
}

/// Hands over what stands between `<` and `>`.
fn dispatch(inside: &str, line: u32, parts: &mut impl Parts) {
    if let Some(name) = inside.strip_prefix('/') {
        return parts.close(name.trim_ascii());
    }
    let (inside, empty) = match inside.strip_suffix('/') {
        Some(inside) => (inside, true),
        None => (inside, false),
    };
    let blank = inside.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(inside.len());
    let (name, mut attributes) = inside.split_at_checked(blank).unwrap_or((inside, ""));
    let mut tag = Tag { name, empty, line, ..Tag::default() };
    while let Some((attribute, behind)) = attributes.split_once('=') {
        let behind = behind.trim_ascii_start();
        let mark = behind.bytes().next().unwrap_or(b' ');
        if !matches!(mark, b'"' | b'\'') {
            parts.troubles().note(Trouble::Malformed, line);
            break;
        }
        let quoted = behind.get(1..).unwrap_or("");
        let Some((value, rest)) = quoted.split_once(char::from(mark)) else {
            parts.troubles().note(Trouble::Malformed, line);
            break;
        };
        match attribute.trim_ascii() {
            "N" => tag.member = value,
            "RefId" => tag.ref_id = value.parse().ok(),
            _ => {}
        }
        attributes = rest;
    }
    parts.open(&tag);
}
