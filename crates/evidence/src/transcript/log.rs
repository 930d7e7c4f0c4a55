//! Answers to EHLO in protocol logs of Exchange 2016 and later, which write each into one record:
//! `…,>,250 host Hello [address] SIZE 37748736 PIPELINING …,`.

use super::ehlo;
use crate::{Ehlo, Page, SessionKind, SmtpSession};
use htd_source::Numbers;
use std::ops::Range;

/// A log repeats the same answer many thousand times; so many different ones are kept.
const MAX_DIFFERENT: usize = 200;
/// A record that was pasted may be wrapped.
const MAX_LINES: usize = 6;

/// What was seen of a log so far.
#[derive(Default)]
pub(super) struct Log {
    /// Sessions in which TLS was started.
    within_tls: Numbers,
    known: Vec<(bool, Ehlo)>,
}

impl Log {
    /// The lines of an answer that begins in a line, with its session unless the same answer was seen before.
    pub(super) fn read(
        &mut self,
        page: &Page<'_>,
        index: usize,
    ) -> Option<(Option<SmtpSession>, Range<usize>)> {
        let line = page.line(index);
        if !line.contains(',') {
            return None;
        }
        let id = session_id(line);
        let starts_tls = line.contains(",STARTTLS") || line.contains("TLS protocol SP_PROT");
        if let Some(id) = id.filter(|_| starts_tls && self.within_tls.count() < 10_000) {
            self.within_tls.number(id);
        }
        let at = [",>,", ",<,"].into_iter().find_map(|event| Some(line.find(event)? + event.len()))?;
        let data = line.get(at..)?.trim_start_matches('"');
        let rest = data.strip_prefix("250 ")?;
        if !rest.contains(" Hello ") {
            return None;
        }
        let mut words: Vec<&str> = Vec::new();
        let (mut lines, mut terminated) = (index..index + 1, false);
        let mut part = rest;
        loop {
            let (text, ended) = part.split_once([',', '"']).map_or((part, false), |(text, _)| (text, true));
            words.extend(text.split_whitespace().take(64));
            terminated |= ended;
            if ended || lines.len() == MAX_LINES || words.len() > 80 {
                break;
            }
            let next = page.line(lines.end);
            let first = next.split([' ', ',']).next().unwrap_or("");
            if !page.is_free(lines.end) || !(ehlo::is_keyword(first) || is_parameter(first)) {
                break;
            }
            part = next;
            lines.end += 1;
        }
        let answer = ehlo::from_words(page, &words, terminated);
        if answer.extensions.is_empty() {
            return None;
        }
        let within_tls = id.is_some_and(|id| self.within_tls.get(id).is_some());
        let seen = self.known.iter().any(|(tls, known)| *tls == within_tls && same(known, &answer));
        if seen || self.known.len() == MAX_DIFFERENT {
            return Some((None, lines));
        }
        self.known.push((within_tls, answer.clone()));
        let range = page.range(lines.start).start..page.range(lines.end - 1).end;
        let session = SmtpSession {
            span: page.span(range),
            kind: SessionKind::Telnet,
            host: None,
            port: None,
            banner: None,
            ehlo: Some(answer),
            masked: Vec::new(),
            within_tls,
            starttls_not_found: None,
        };
        Some((Some(session), lines))
    }
}

fn same(one: &Ehlo, other: &Ehlo) -> bool {
    let host = |ehlo: &Ehlo| ehlo.host.as_ref().map(|host| host.value.clone());
    host(one) == host(other)
        && one.extensions.iter().map(|e| &e.value).eq(other.extensions.iter().map(|e| &e.value))
}

/// `08DD34FA3086278D`.
fn session_id(line: &str) -> Option<&str> {
    line.split(',').take(8).find(|field| field.len() == 16 && field.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn is_parameter(word: &str) -> bool {
    ["NTLM", "LOGIN", "GSSAPI", "PLAIN", "XOAUTH2"].contains(&word)
        || (!word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
}
