//! SMTP sessions up to STARTTLS, as telnet and openssl record them.
//!
//! What was typed may be there or not, and headings, prompts and half sentences stand between. A session is
//! what the server said: its banner and its answer to EHLO. An answer to HELO never counts as one, because it
//! lists no extensions.

pub(crate) mod ehlo;
mod line;
mod open_ssl;

use crate::item::{Ehlo, Format, Item, SessionKind, SmtpSession};
use crate::page::Page;
use htd_source::{Span, Spanned};
use line::Line;
use std::ops::Range;

/// How many sessions of one source are read.
const MAX_SESSIONS: usize = 1_000;
/// How many lines of unknown content may stand inside the output of openssl.
const MAX_UNKNOWN: usize = 12;

/// Reads the free lines of a page and claims those that it understood.
pub(crate) fn read(page: &mut Page<'_>) -> Vec<Item> {
    let mut reader = Reader { page, open: None, sessions: Vec::new() };
    let mut index = 0;
    while index < reader.page.len() && reader.sessions.len() < MAX_SESSIONS {
        index = reader.line(index);
    }
    reader.close();
    reader.sessions.truncate(MAX_SESSIONS);
    reader.sessions.into_iter().map(Item::Session).collect()
}

/// What the client said last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Nothing that the paste shows.
    Nothing,
    Ehlo,
    StartTls,
    /// HELO, MAIL, or an EHLO that was answered.
    Other,
}

/// A session that goes on.
struct Open {
    lines: Range<usize>,
    kind: SessionKind,
    host: Option<Spanned<String>>,
    port: Option<Spanned<u16>>,
    banner: Option<Spanned<String>>,
    ehlo: Option<Ehlo>,
    masked: Vec<Span>,
    /// TLS is up.
    tls: bool,
    /// It was when the answer in `ehlo` came.
    within_tls: bool,
    starttls_not_found: Option<Span>,
    connected: bool,
    said: Said,
    /// An EHLO was seen being typed, so a second answer belongs to the same connection.
    typed: bool,
    unknown: usize,
    /// A message is being typed; its lines are nobody's.
    data: bool,
}

struct Reader<'p, 'a> {
    page: &'p mut Page<'a>,
    open: Option<Open>,
    sessions: Vec<SmtpSession>,
}

impl<'a> Reader<'_, 'a> {
    /// Reads a line and returns the next one to read.
    fn line(&mut self, index: usize) -> usize {
        if !self.page.is_free(index) {
            // Certificates inside the output of openssl are read already.
            if self.open.as_ref().is_none_or(|open| open.kind != SessionKind::OpenSsl) {
                self.close();
            }
            return index + 1;
        }
        if self.open.is_none() && !line::may_begin(self.page, index) {
            return self.page.unlisted(index + 1);
        }
        let text = self.page.line(index);
        match line::of(text) {
            Line::Blank => {}
            Line::Connect { kind, host, port } => {
                let (host, port) = (host.map(|host| self.text(host)), port.and_then(|port| self.port(port)));
                let open = self.begin(index, kind);
                (open.host, open.port) = (host, port);
            }
            Line::Heading { port } => {
                let port = self.port(port);
                self.begin(index, SessionKind::Telnet).port = port;
            }
            Line::Connected { host } => {
                let fresh =
                    self.open.as_ref().is_some_and(|open| open.banner.is_none() && open.ehlo.is_none());
                if !fresh {
                    self.begin(index, SessionKind::Telnet);
                }
                let host = host.map(|host| self.text(host));
                if let Some(open) = &mut self.open {
                    open.host = open.host.take().or(host);
                }
                self.extend(index);
            }
            Line::Noise => self.extend(index),
            Line::OpenSsl { starttls_not_found } => self.open_ssl(index, starttls_not_found),
            Line::TlsStarted => {
                if let Some(open) = &mut self.open {
                    open.tls = true;
                }
                self.extend(index);
            }
            Line::Verb(verb) => self.verb(index, verb),
            Line::MaskedBanner(text) => {
                self.banner(index, text);
                let span = self.page.span_of(text);
                if let Some(open) = &mut self.open {
                    open.masked.push(span);
                }
            }
            Line::Reply { code, more, text, tls } => return self.reply(index, code, more, text, tls),
            Line::Other => self.other(index),
        }
        index + 1
    }

    fn begin(&mut self, index: usize, kind: SessionKind) -> &mut Open {
        self.close();
        self.open.insert(Open {
            lines: index..index + 1,
            kind,
            host: None,
            port: None,
            banner: None,
            ehlo: None,
            masked: Vec::new(),
            tls: false,
            within_tls: false,
            starttls_not_found: None,
            connected: false,
            said: Said::Nothing,
            typed: false,
            unknown: 0,
            data: false,
        })
    }

    fn text(&self, part: &str) -> Spanned<String> {
        Spanned::new(part.to_owned(), self.page.span_of(part))
    }

    fn port(&self, part: &str) -> Option<Spanned<u16>> {
        Some(Spanned::new(part.parse().ok()?, self.page.span_of(part)))
    }

    fn extend(&mut self, index: usize) {
        if let Some(open) = &mut self.open {
            open.lines.end = index + 1;
            open.unknown = 0;
        }
    }

    fn open_ssl(&mut self, index: usize, starttls_not_found: bool) {
        let begins = self.page.line(index).trim_start().starts_with("CONNECTED(");
        let running = self
            .open
            .as_ref()
            .is_some_and(|open| open.kind == SessionKind::OpenSsl && !(begins && open.connected));
        if !running {
            if !begins && !starttls_not_found {
                return self.other(index);
            }
            self.begin(index, SessionKind::OpenSsl);
        }
        let span = self.page.span_of(self.page.line(index).trim());
        if let Some(open) = &mut self.open {
            open.connected = true;
            if starttls_not_found {
                open.starttls_not_found = Some(span);
            } else {
                // With `-starttls smtp` the EHLO that openssl shows the end of was answered before TLS, but
                // whatever is typed afterwards goes through it.
                open.tls = true;
            }
        }
        self.extend(index);
    }

    fn verb(&mut self, index: usize, verb: &str) {
        let said = match verb {
            "EHLO" => Said::Ehlo,
            "STARTTLS" => Said::StartTls,
            _ => Said::Other,
        };
        if self.open.is_none() {
            if !matches!(verb, "EHLO" | "HELO") {
                return;
            }
            self.begin(index, SessionKind::Telnet);
        }
        if let Some(open) = &mut self.open {
            open.said = said;
            open.typed |= said == Said::Ehlo;
            open.data = verb == "DATA";
        }
        self.extend(index);
    }

    fn banner(&mut self, index: usize, text: &'a str) {
        if self.open.as_ref().is_none_or(|open| open.banner.is_some() || open.ehlo.is_some()) {
            self.begin(index, SessionKind::Telnet);
        }
        let span = self.page.span_of(text);
        if let Some(open) = &mut self.open {
            open.banner = Some(Spanned::new(text.to_owned(), span));
        }
        self.extend(index);
    }

    fn reply(&mut self, index: usize, code: u16, more: bool, text: &'a str, tls: bool) -> usize {
        let said = self.open.as_ref().map_or(Said::Nothing, |open| open.said);
        if let Some(open) = &mut self.open {
            open.data = false;
            open.tls |= tls;
        }
        match code {
            220 if said == Said::StartTls || text.contains("2.0.0") => {
                if let Some(open) = &mut self.open {
                    (open.tls, open.said) = (true, Said::Other);
                }
                self.extend(index);
            }
            220 if line::is_banner(text) => self.banner(index, text),
            250 if more || said == Said::Ehlo || (self.open.is_none() && text.contains("Hello")) => {
                return self.answer(index, said);
            }
            221 => {
                self.extend(index);
                self.close();
            }
            _ => {
                if let Some(open) = self.open.as_mut().filter(|open| open.said == Said::Ehlo) {
                    // The server refused EHLO: what follows is no answer to it.
                    open.said = Said::Other;
                }
                self.extend(index);
            }
        }
        index + 1
    }

    /// An answer to EHLO, or what looks like one.
    fn answer(&mut self, index: usize, said: Said) -> usize {
        let banner_before =
            self.open.as_ref().is_some_and(|open| open.banner.is_some() && open.ehlo.is_none());
        let Some(answer) = ehlo::read(self.page, index, said == Said::Ehlo || banner_before) else {
            self.other(index);
            return index + 1;
        };
        let next = answer.lines.end;
        // Untyped second answers come from another connection, unless TLS was started in between.
        let again = self.open.as_ref().is_some_and(|open| open.ehlo.is_some() && !open.typed && !open.tls);
        if self.open.is_none() || again {
            self.begin(index, SessionKind::Telnet);
        }
        if let Some(open) = &mut self.open {
            open.masked.extend(answer.masked);
            let better = open.ehlo.as_ref().is_none_or(|known| !known.complete && answer.ehlo.complete);
            // A HELO that was answered at length is no EHLO all the same.
            if better && said != Said::Other {
                open.ehlo = Some(answer.ehlo);
                open.within_tls = open.tls;
            }
            open.said = Said::Other;
            if !open.typed {
                open.said = Said::Nothing;
            }
        }
        self.extend(next.saturating_sub(1));
        next
    }

    /// A line that says nothing to this reader.
    fn other(&mut self, index: usize) {
        let Some(open) = &mut self.open else { return };
        if open.data {
            return;
        }
        open.unknown += 1;
        // A typed word that the server refuses on the next line is part of the session.
        let answered = (index + 1..(index + 3).min(self.page.len()))
            .map(|next| line::of(self.page.line(next)))
            .find(|next| !matches!(next, Line::Blank))
            .is_some_and(|next| matches!(next, Line::Reply { .. }));
        let allowed = if open.kind == SessionKind::OpenSsl { MAX_UNKNOWN } else { 1 };
        if open.unknown > allowed || (open.kind == SessionKind::Telnet && !answered) {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let open_ssl = open.kind == SessionKind::OpenSsl && open.connected;
        if open.banner.is_none() && open.ehlo.is_none() && open.masked.is_empty() && !open_ssl {
            return;
        }
        let range =
            self.page.range(open.lines.start).start..self.page.range(open.lines.end.saturating_sub(1)).end;
        self.page.claim(open.lines, Format::SmtpTranscript);
        self.sessions.push(SmtpSession {
            span: self.page.span(range),
            kind: open.kind,
            host: open.host,
            port: open.port,
            banner: open.banner,
            ehlo: open.ehlo,
            masked: open.masked,
            within_tls: open.within_tls,
            starttls_not_found: open.starttls_not_found,
        });
    }
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests;
