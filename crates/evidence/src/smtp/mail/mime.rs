//! Saved messages, `.eml`: their parts decoded, one after the other, so that the readers of pastes see what a
//! person would see. Every line knows the line of the file that it begins in.

use super::charset;
use super::encoded::{base64, html, quoted_printable, words};
use super::line::{Line, lines};
use htd_source::MAX_TEXT_BYTES;

/// A message inside a message inside a message: nobody forwards deeper.
const MAX_DEPTH: usize = 8;
/// A report has four parts; a mail with attachments some dozens.
const MAX_PARTS: usize = 200;
/// How far into a file the headers of a message are sought.
const MAX_HEAD: usize = 256 * 1024;

/// A message as text.
pub(super) struct Decoded {
    pub(super) text: String,
    /// The line of the file that each line of the text begins in, from 1.
    pub(super) numbers: Vec<u32>,
    /// What was not read, and the offset in the text where it stood.
    pub(super) left_out: Vec<(usize, &'static str)>,
    /// There was more text than is examined.
    pub(super) cut: bool,
}

/// Decodes a message; `None` for bytes that are none, or are one that a paste can be read as.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let head = bytes.get(..bytes.len().min(MAX_HEAD)).unwrap_or(bytes);
    let first = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    // Only a field can begin a message: most bytes are told from one by their first line.
    let name = head.get(first..)?.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-');
    let colon = first + name.count();
    if colon == first || head.get(colon) != Some(&b':') {
        return None;
    }
    let lines = lines(bytes);
    let start = lines.iter().position(|line| !line.bytes.trim_ascii().is_empty())?;
    let lines = lines.get(start..)?;
    let part = Part::of(lines);
    let boundary = part.parameter("boundary").filter(|_| part.is("multipart/"));
    let is_encoded = matches!(part.encoding().as_str(), "base64" | "quoted-printable");
    let is_divided =
        boundary.is_some_and(|boundary| part.body.iter().any(|line| line.ends(&boundary).is_some()));
    // Other text is read as it stands, wherever it was copied from.
    let is_other = !charset::is_known(&part.parameter("charset").unwrap_or_default());
    let is_message = is_divided || (is_encoded || is_other) && part.field("mime-version").is_some();
    if !is_message {
        return None;
    }
    let mut reader = Reader {
        decoded: Decoded { text: String::new(), numbers: Vec::new(), left_out: Vec::new(), cut: false },
        parts: 0,
        lost: false,
    };
    reader.message(&part, 0, true);
    Some(reader.decoded)
}

/// Headers and what follows them.
struct Part<'l, 'a> {
    head: &'l [Line<'a>],
    body: &'l [Line<'a>],
}

impl<'l, 'a> Part<'l, 'a> {
    fn of(lines: &'l [Line<'a>]) -> Self {
        let end = lines.iter().position(|line| line.bytes.is_empty()).unwrap_or(lines.len());
        let (head, body) = lines.split_at_checked(end).unwrap_or((lines, &[]));
        Self { head, body: body.get(1..).unwrap_or_default() }
    }

    /// A field, unfolded.
    fn field(&self, name: &str) -> Option<String> {
        let mut lines = self.head.iter().skip_while(|line| {
            !(line.bytes.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
                && line.bytes.get(name.len()) == Some(&b':'))
        });
        let first = lines.next()?;
        let mut value = String::from_utf8_lossy(first.bytes.get(name.len() + 1..)?).into_owned();
        for line in lines.take_while(|line| line.bytes.starts_with(b" ") || line.bytes.starts_with(b"\t")) {
            // Nothing that is looked for stands behind so much.
            if value.len() > 4_000 {
                break;
            }
            value.push_str(&String::from_utf8_lossy(line.bytes));
        }
        Some(value)
    }

    fn content_type(&self) -> String {
        let mut kind = self.field("content-type").unwrap_or_default();
        kind.truncate(kind.find(';').unwrap_or(kind.len()));
        kind.trim().to_ascii_lowercase()
    }

    fn is(&self, beginning: &str) -> bool {
        self.content_type().starts_with(beginning)
    }

    /// A parameter of the content type.
    fn parameter(&self, name: &str) -> Option<String> {
        let field = self.field("content-type")?;
        field.split(';').find_map(|part| {
            let (known, value) = part.split_once('=')?;
            let value = value.trim().trim_matches('"');
            (known.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
        })
    }

    fn encoding(&self) -> String {
        self.field("content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase()
    }
}

struct Reader {
    decoded: Decoded,
    parts: usize,
    /// Whether it was said that letters were lost.
    lost: bool,
}

impl Reader {
    /// Reads a message. Of one that is only attached the text is not evidence: its headers are.
    fn message(&mut self, part: &Part<'_, '_>, depth: usize, whole: bool) {
        for line in part.head {
            self.line(&words(&decoded_text(line.bytes)), line.number);
        }
        self.blank();
        if whole || part.is("multipart/report") {
            self.body(part, depth);
        }
    }

    fn body(&mut self, part: &Part<'_, '_>, depth: usize) {
        let kind = part.content_type();
        if depth >= MAX_DEPTH {
            self.leave_out("Here messages are nested too deep: what is inside was not read.");
        } else if let Some(boundary) = part.parameter("boundary").filter(|_| kind.starts_with("multipart/")) {
            self.divided(part, &boundary, depth, kind == "multipart/alternative");
        } else if kind == "message/rfc822" {
            match part.encoding().as_str() {
                "base64" | "quoted-printable" => {
                    self.leave_out("Here an encoded message is attached, which was not read.");
                }
                _ => self.message(&Part::of(part.body), depth + 1, false),
            }
        } else if kind.is_empty() || kind.starts_with("text/") || kind.starts_with("message/") {
            self.text(part, kind == "text/html");
        } else if !kind.starts_with("image/") {
            self.leave_out(
                "Here a file is attached, which was not read. Save it, and add it to the evidence.",
            );
        }
    }

    fn divided(&mut self, part: &Part<'_, '_>, boundary: &str, depth: usize, alternative: bool) {
        let mut parts: Vec<&[Line<'_>]> = Vec::new();
        let mut start = None;
        let mut closed = None;
        for (index, line) in part.body.iter().enumerate() {
            let Some(last) = line.ends(boundary) else { continue };
            parts.extend(start.and_then(|start| part.body.get(start..index)));
            start = (!last).then_some(index + 1);
            if last {
                closed = Some(index + 1);
                break;
            }
        }
        // A file that was cut ends inside a part.
        parts.extend(start.and_then(|start| part.body.get(start..)));
        let is_plain = |lines: &&[Line<'_>]| {
            let part = Part::of(lines);
            part.is("text/plain") && part.body.iter().any(|line| !line.bytes.trim_ascii().is_empty())
        };
        let has_plain = alternative && parts.iter().any(is_plain);
        for lines in parts {
            self.parts += 1;
            if self.parts > MAX_PARTS {
                self.leave_out("Here a message has too many parts: what follows was not read.");
                break;
            }
            let inner = Part::of(lines);
            if !(has_plain && inner.is("text/html")) {
                self.body(&inner, depth + 1);
                self.blank();
            }
        }
        let behind = closed.and_then(|closed| part.body.get(closed..)).unwrap_or_default();
        for line in behind.iter().filter(|line| !line.bytes.trim_ascii().is_empty()) {
            self.line(&decoded_text(line.bytes), line.number);
        }
    }

    fn text(&mut self, part: &Part<'_, '_>, is_html: bool) {
        let (bytes, numbers) = match part.encoding().as_str() {
            "base64" => {
                let (bytes, numbers, damaged) = base64(part.body);
                if damaged {
                    self.leave_out(
                        "Here a part of the message is not whole base64: the rest of it was not read.",
                    );
                }
                (bytes, numbers)
            }
            "quoted-printable" => quoted_printable(part.body),
            _ => {
                let mut bytes = Vec::new();
                for line in part.body {
                    bytes.extend_from_slice(line.bytes);
                    bytes.push(b'\n');
                }
                (bytes, part.body.iter().map(|line| line.number).collect())
            }
        };
        let (text, lost) = charset::decoded(&bytes, &part.parameter("charset").unwrap_or_default());
        if lost && !self.lost {
            self.lost = true;
            self.leave_out("Here text is in a character set of which only the letters of ASCII are read.");
        }
        if is_html {
            html(&text, &numbers, &mut |line, number| self.line(line, number));
        } else {
            let last = numbers.last().copied().unwrap_or(1);
            for (index, line) in text.lines().enumerate() {
                self.line(line, numbers.get(index).copied().unwrap_or(last));
            }
        }
    }

    fn line(&mut self, line: &str, number: u32) {
        if self.decoded.text.len() + line.len() > MAX_TEXT_BYTES {
            self.decoded.cut = true;
            return;
        }
        self.decoded.text.push_str(line.trim_end_matches('\r'));
        self.decoded.text.push('\n');
        self.decoded.numbers.push(number);
    }

    /// A blank line between two parts.
    fn blank(&mut self) {
        if !self.decoded.text.is_empty() && !self.decoded.text.ends_with("\n\n") {
            let number = self.decoded.numbers.last().copied().unwrap_or(1);
            self.line("", number);
        }
    }

    fn leave_out(&mut self, message: &'static str) {
        let at = self.decoded.text.trim_end().len();
        if self.decoded.left_out.len() < MAX_PARTS {
            self.decoded.left_out.push((at, message));
        }
    }
}

/// Text in whatever character set it is: names of character sets in mails are wrong as often as in files.
fn decoded_text(bytes: &[u8]) -> String {
    htd_source::decode(bytes).0
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests;
