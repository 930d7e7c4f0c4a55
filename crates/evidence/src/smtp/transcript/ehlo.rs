//! The answer to EHLO.

use super::line::{self, Line};
use crate::item::Ehlo;
use crate::page::Page;
use htd_source::{Span, Spanned};
use std::ops::Range;

/// An answer and the lines that it takes up.
pub(super) struct Answer {
    pub(super) ehlo: Ehlo,
    pub(super) lines: Range<usize>,
    /// Extensions that were masked.
    pub(super) masked: Vec<Span>,
}

/// Extensions of Exchange and of common servers. Whatever else stands first is the server's name.
const KEYWORDS: [&str; 36] = [
    "SIZE",
    "PIPELINING",
    "DSN",
    "ENHANCEDSTATUSCODES",
    "STARTTLS",
    "X-ANONYMOUSTLS",
    "AUTH",
    "X-EXPS",
    "8BITMIME",
    "BINARYMIME",
    "CHUNKING",
    "SMTPUTF8",
    "XRDST",
    "XPROXY",
    "XPROXYFROM",
    "XPROXYTO",
    "XSHADOW",
    "XSHADOWREQUEST",
    "XLONGADDR",
    "XORAR",
    "XOORG",
    "XEXCH50",
    "VRFY",
    "ETRN",
    "HELP",
    "EXPN",
    "TURN",
    "ATRN",
    "LIMITS",
    "REQUIRETLS",
    "XCLIENT",
    "XFORWARD",
    "DELIVERBY",
    "XEXPS",
    "X-LINK2STATE",
    "OK",
];

/// Whether a word names an extension.
fn is_keyword(word: &str) -> bool {
    let word = word.split('=').next().unwrap_or(word);
    KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
}

/// Whether a line that begins with a word can go on with an answer that was wrapped.
pub(crate) fn goes_on_with(word: &str) -> bool {
    is_keyword(word)
        || ["NTLM", "LOGIN", "GSSAPI", "PLAIN", "XOAUTH2"].contains(&word)
        || (!word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
}

/// Reads the answer that begins in a line. `known_start` says that what precedes is the banner or the EHLO, so
/// that nothing of the answer was lost above.
pub(super) fn read(page: &Page<'_>, first: usize, known_start: bool) -> Option<Answer> {
    let mut parts: Vec<&str> = Vec::new();
    let mut last = first;
    let mut ended = false;
    for index in first..page.len() {
        if !page.is_free(index) {
            break;
        }
        match line::of(page.line(index)) {
            Line::Blank if index == last + 1 => continue,
            Line::Reply { code: 250, text, .. } => {
                last = index;
                // Copies lose their line breaks: `250-a 250-b 250 c`.
                for part in segments(text) {
                    parts.push(part);
                    ended = !part.get(3..).is_some_and(|rest| rest.starts_with('-'));
                }
                if ended {
                    break;
                }
            }
            _ => break,
        }
    }
    let single = on_one_line(parts.first()?).filter(|_| parts.len() == 1 && ended);
    if let Some(words) = single {
        let ehlo = from_words(page, &words, false);
        return Some(Answer { ehlo, lines: first..first + 1, masked: Vec::new() });
    }
    let (ehlo, masked) = from_parts(page, &parts, ended, known_start);
    Some(Answer { ehlo, lines: first..last + 1, masked })
}

/// The answer in parts, each `250-…` or `250 …`, and what is masked in it. `ended` says that the last of them is
/// the answer's.
pub(crate) fn from_parts(
    page: &Page<'_>,
    parts: &[&str],
    ended: bool,
    known_start: bool,
) -> (Ehlo, Vec<Span>) {
    let mut answer = Collector::new(page);
    for (index, part) in parts.iter().enumerate() {
        let text = part.get(4..).unwrap_or("").trim();
        if index > 0 || !answer.takes_host(text, known_start) {
            answer.extension(text);
        }
    }
    let span = parts.first().map_or(Span::default(), |first| page.span_of(first));
    let span = parts.last().map_or(span, |last| span.join(page.span_of(last)));
    // Without a name or an extension that is always first, lines may be missing above. A name alone, with no
    // line after it, is what HELO gets.
    let begun = answer.host.is_some() || answer.extensions.first().is_some_and(|first| is_size(&first.value));
    let complete = ended && begun && parts.len() > 1;
    (Ehlo { span, host: answer.host, extensions: answer.extensions, complete }, answer.masked)
}

fn is_size(extension: &str) -> bool {
    extension.split(' ').next() == Some("SIZE")
}

/// The answers in one line: it is split before every `250-` and `250 `.
fn segments(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    if text.starts_with("250-") {
        for at in text.match_indices(" 250").map(|(at, _)| at) {
            let separated = text.as_bytes().get(at + 4).is_some_and(|next| matches!(next, b'-' | b' '));
            if separated && at > start {
                parts.extend(text.get(start..at));
                start = at + 1;
            }
        }
    }
    parts.extend(text.get(start..));
    parts
}

/// The words behind `Hello [address]` of an answer that Exchange 2016 and later write into one line of a log.
fn on_one_line<'a>(text: &'a str) -> Option<Vec<&'a str>> {
    let words: Vec<&'a str> = text.get(4..)?.split_whitespace().take(64).collect();
    let hello = words.get(1).is_some_and(|word| word.eq_ignore_ascii_case("Hello"));
    (hello && words.iter().skip(2).filter(|word| is_keyword(word)).count() >= 2).then_some(words)
}

/// The answer in the words of one line, the server's name first. `terminated` says that the line's end is the
/// answer's.
pub(crate) fn from_words(page: &Page<'_>, words: &[&str], terminated: bool) -> Ehlo {
    let mut answer = Collector::new(page);
    if let Some(host) = words.first() {
        answer.host = Some(Spanned::new((*host).to_owned(), page.span_of(host)));
    }
    let mut open: Option<(Span, String)> = None;
    for word in words.iter().skip(1) {
        let span = page.span_of(word);
        let takes_parameters = open.as_ref().is_some_and(|(_, text)| {
            ["SIZE", "AUTH", "X-EXPS", "LIMITS", "XPROXY"]
                .iter()
                .any(|keyword| text.split(' ').next() == Some(keyword))
        });
        let begun = open.is_some() || is_keyword(word);
        if let Some((place, text)) = open.as_mut().filter(|_| takes_parameters && !is_keyword(word)) {
            *place = place.join(span);
            text.push(' ');
            text.push_str(&word.to_ascii_uppercase());
        } else if begun {
            answer.extensions.extend(open.take().map(|(span, text)| Spanned::new(text, span)));
            open = Some((span, word.to_ascii_uppercase()));
        }
    }
    answer.extensions.extend(open.map(|(span, text)| Spanned::new(text, span)));
    let span = words.first().map_or(Span::default(), |first| page.span_of(first));
    let span = words.last().map_or(span, |last| span.join(page.span_of(last)));
    // Exchange lists these after the place where STARTTLS would stand, so an answer that was cut behind them
    // still shows whether it was offered.
    let late = ["CHUNKING", "SMTPUTF8", "XRDST", "BINARYMIME"];
    let far = answer.extensions.iter().any(|extension| late.contains(&extension.value.as_str()));
    let complete = (terminated || far) && !answer.extensions.is_empty();
    Ehlo { span, host: answer.host, extensions: answer.extensions, complete }
}

struct Collector<'p, 'a> {
    page: &'p Page<'a>,
    host: Option<Spanned<String>>,
    extensions: Vec<Spanned<String>>,
    masked: Vec<Span>,
}

impl<'p, 'a> Collector<'p, 'a> {
    fn new(page: &'p Page<'a>) -> Self {
        Self { page, host: None, extensions: Vec::new(), masked: Vec::new() }
    }

    /// Takes the server's name from the first line, if it holds one.
    fn takes_host(&mut self, text: &str, known_start: bool) -> bool {
        let mut words = text.split_whitespace();
        let Some(name) = words.next().filter(|name| !is_keyword(name) && !is_masked(name)) else {
            return false;
        };
        let greeted = words.next().is_some_and(|word| ["Hello", "greets", "at"].contains(&word));
        if !(known_start || greeted || name.contains(".")) {
            return false;
        }
        self.host = Some(Spanned::new(name.to_owned(), self.page.span_of(name)));
        true
    }

    fn extension(&mut self, text: &str) {
        let span = self.page.span_of(text);
        if text.split_whitespace().next().is_some_and(is_masked) {
            self.masked.push(span);
        } else if !text.is_empty() {
            self.extensions.push(Spanned::new(text.to_ascii_uppercase(), span));
        }
    }
}

/// `XXXXXXXA`: a device replaced the letters and kept the length.
fn is_masked(word: &str) -> bool {
    let xs = word.trim_end_matches(|c: char| c.is_ascii_uppercase() && c != 'X');
    word.len() - xs.len() <= 1 && xs.len() >= 3 && xs.bytes().all(|b| b == b'X')
}
