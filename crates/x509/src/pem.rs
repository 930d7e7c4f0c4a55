//! PEM blocks in any text: several, indented, damaged, between other things. Blocks are found here, so that
//! a damaged one is reported with its place and the rest is still read; the pem crate decodes each.

use crate::der;
use std::ops::Range;

/// A block between `-----BEGIN` and `-----END`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PemBlock {
    /// `CERTIFICATE`.
    pub label: String,
    /// What the label says that it is.
    pub kind: PemKind,
    /// The whole block in the text, from the first dash to the last; where one of its ends is missing, what
    /// belongs to it by its looks.
    pub range: Range<usize>,
    /// The bytes of a certificate or of a bundle. Of any other kind nothing is decoded or kept, and this is
    /// empty; a private key least of all.
    pub contents: Result<Vec<u8>, PemError>,
}

/// What a block holds, by its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PemKind {
    /// A certificate, also as OpenSSL's `TRUSTED CERTIFICATE`.
    Certificate,
    /// A private key of any form.
    PrivateKey,
    /// A PKCS #7 or CMS message, which bundles certificates.
    Pkcs7,
    /// A certificate request. It is not read.
    CertificateRequest,
    /// A certificate revocation list. It is not read.
    RevocationList,
    /// Something else. It is not read.
    Other,
}

/// Why a block is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PemError {
    /// There is an END line without a BEGIN line before it.
    BeginMissing,
    /// The next block or the end of the text comes before the END line.
    EndMissing,
    /// The END line has another label than the BEGIN line.
    LabelsDiffer,
    /// There is nothing between the two lines.
    Empty,
    /// What stands between the two lines is not base64.
    NotBase64,
}

/// Finds the PEM blocks of a text, in order.
pub fn blocks(text: &str) -> Vec<PemBlock> {
    let markers = markers(text);
    let mut blocks = Vec::new();
    let mut begin: Option<&Marker<'_>> = None;
    let mut taken = 0;
    for marker in &markers {
        let block = match (begin.take(), marker.begins) {
            (None, true) => None,
            (Some(open), true) => Some(unended(text, open, marker.range.start)),
            (Some(open), false) => Some(ended(text, open, marker)),
            (None, false) => Some(unbegun(text, marker, taken)),
        };
        if marker.begins {
            begin = Some(marker);
        }
        taken = block.as_ref().map_or(taken, |block| block.range.end);
        blocks.extend(block);
    }
    blocks.extend(begin.map(|open| unended(text, open, text.len())));
    blocks
}

struct Marker<'a> {
    begins: bool,
    label: &'a str,
    range: Range<usize>,
}

/// Every BEGIN and END line. They need not stand on lines of their own, and dashes at the ends may have been
/// missed when the text was selected.
fn markers(text: &str) -> Vec<Marker<'_>> {
    text.match_indices('-').filter_map(|(at, _)| marker(text, at)).collect()
}

/// The line whose word follows the dash at `at`.
fn marker(text: &str, at: usize) -> Option<Marker<'_>> {
    let behind = text.get(at + 1..)?;
    let (begins, after) = match behind.strip_prefix("BEGIN ") {
        Some(after) => (true, after),
        None => (false, behind.strip_prefix("END ")?),
    };
    let dashes = |bytes: &mut dyn Iterator<Item = u8>| bytes.take(5).take_while(|&byte| byte == b'-').count();
    let before = dashes(&mut text.as_bytes().get(..=at)?.iter().rev().copied());
    let of_label = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b" #/.".contains(byte);
    let length = after.bytes().take(LONGEST_LABEL).take_while(of_label).count();
    let (label, after) = after.split_at_checked(length)?;
    let closing = dashes(&mut after.bytes());
    let whole = closing > 0 || after.is_empty() || after.starts_with(['\r', '\n']);
    let label = label.trim();
    let range = at + 1 - before..text.len() - after.len() + closing;
    (before > 1 && whole && !label.is_empty()).then_some(Marker { begins, label, range })
}

const LONGEST_LABEL: usize = 64;

fn ended(text: &str, begin: &Marker<'_>, end: &Marker<'_>) -> PemBlock {
    let body = text.get(begin.range.end..end.range.start).unwrap_or("");
    let contents = || {
        if begin.label == end.label { decode(begin.label, body) } else { Err(PemError::LabelsDiffer) }
    };
    block(begin.label, begin.range.start..end.range.end, contents)
}

fn unended(text: &str, begin: &Marker<'_>, limit: usize) -> PemBlock {
    let rest = text.get(begin.range.end..limit).unwrap_or("");
    let mut end = begin.range.end;
    let mut at = begin.range.end;
    // What is left of a private key must not be taken for text, even behind a line that is damaged.
    let secret = kind(begin.label) == PemKind::PrivateKey;
    let (mut next_to_data, mut only_blanks_since) = (true, true);
    for line in rest.split_inclusive('\n') {
        at += line.len();
        let content = line.trim();
        // The header lines of an encrypted key stand before its data.
        let no_data_yet = end == begin.range.end;
        let looks_like_data = is_base64(content) || no_data_yet && content.contains(": ");
        let resumes = content.len() >= 40 && (only_blanks_since || secret);
        if looks_like_data && (next_to_data || resumes) {
            end = at - (line.len() - line.trim_end().len());
            (next_to_data, only_blanks_since) = (true, true);
        } else {
            next_to_data &= no_data_yet && content.is_empty();
            only_blanks_since &= content.is_empty();
        }
    }
    block(begin.label, begin.range.start..end, || Err(PemError::EndMissing))
}

fn unbegun(text: &str, end: &Marker<'_>, taken: usize) -> PemBlock {
    let before = text.get(taken..end.range.start).unwrap_or("");
    let mut start = end.range.start;
    let mut at = end.range.start;
    for line in before.split_inclusive('\n').rev() {
        at -= line.len();
        let content = line.trim();
        if is_base64(content) {
            start = at + (line.len() - line.trim_start().len());
        } else if !content.is_empty() {
            break;
        }
    }
    block(end.label, start..end.range.end, || Err(PemError::BeginMissing))
}

fn block(label: &str, range: Range<usize>, contents: impl FnOnce() -> Result<Vec<u8>, PemError>) -> PemBlock {
    let kind = kind(label);
    let contents = match kind {
        PemKind::Certificate | PemKind::Pkcs7 => contents(),
        _ => Ok(Vec::new()),
    };
    PemBlock { label: label.to_owned(), kind, range, contents }
}

fn kind(label: &str) -> PemKind {
    match label {
        _ if label.contains("PRIVATE KEY") => PemKind::PrivateKey,
        "CERTIFICATE" | "X509 CERTIFICATE" | TRUSTED => PemKind::Certificate,
        "PKCS7" | "PKCS #7 SIGNED DATA" | "CMS" | "CERTIFICATE CHAIN" => PemKind::Pkcs7,
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => PemKind::CertificateRequest,
        "X509 CRL" | "CRL" => PemKind::RevocationList,
        _ => PemKind::Other,
    }
}

const TRUSTED: &str = "TRUSTED CERTIFICATE";

/// Decodes the text between the lines. The pem crate takes a blank line for the end of headers, so it gets
/// the data without any blanks.
fn decode(label: &str, body: &str) -> Result<Vec<u8>, PemError> {
    let mut whole = String::with_capacity(body.len() + 64);
    whole.push_str("-----BEGIN X-----\n");
    let empty = whole.len();
    let mut lines = body.lines().map(str::trim).skip_while(|line| line.is_empty() || line.contains(": "));
    whole.extend(lines.by_ref().flat_map(str::split_whitespace));
    if whole.len() == empty {
        return Err(PemError::Empty);
    }
    whole.push_str("\n-----END X-----\n");
    let decoded = pem::parse(&whole).map_err(|_| PemError::NotBase64)?;
    let mut contents = decoded.into_contents();
    // OpenSSL puts trust settings behind the certificate.
    if label == TRUSTED
        && let Some((certificate, _)) = der::read(&contents)
    {
        contents.truncate(certificate.whole.len());
    }
    Ok(contents)
}

fn is_base64(line: &str) -> bool {
    let of_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    !line.is_empty() && line.bytes().all(of_base64)
}
