//! The records of a log, joined to sessions by their session id.

use super::certificate::{self, Says, Whose};
use super::record::Record;
use super::text::text_of;
use crate::error_text::network;
use crate::item::excerpt::Alike;
use crate::item::{Ehlo, LogSide, LoggedCertificate, LoggedSession, SessionKind, SmtpSession, TlsOutcome};
use crate::page::Page;
use crate::smtp::transcript::ehlo;
use htd_source::{Span, Spanned};
use std::collections::BTreeMap;

/// How many sessions of a text are joined. A log that is read as it comes in brings fewer.
const MAX_SESSIONS: usize = 2_000;
/// How many lines of one answer to EHLO are read.
const MAX_ANSWER: usize = 64;

/// What was joined so far.
#[derive(Default)]
pub(super) struct Sessions<'a> {
    ids: BTreeMap<String, usize>,
    open: Vec<Open<'a>>,
}

/// A session and what is needed to go on with it.
struct Open<'a> {
    session: LoggedSession,
    /// Who logged it, as far as its own records tell.
    side: Option<LogSide>,
    greeted: bool,
    /// The connection's beginning was seen.
    begun: bool,
    asked_for_tls: bool,
    disconnected: bool,
    /// The lines of an answer to EHLO that goes on.
    answer: Vec<&'a str>,
    /// Whose certificate the next properties are of.
    whose: Option<Whose>,
    /// Properties of a certificate whose beginning is not there.
    nobodys: LoggedCertificate,
}

impl<'a> Sessions<'a> {
    /// Takes a record. `side` is what the log's heading says.
    pub(super) fn take(&mut self, page: &Page<'a>, side: Option<LogSide>, record: &Record<'a>, span: Span) {
        let known = self.ids.get(record.id).copied();
        if known.is_none() && self.open.len() == MAX_SESSIONS {
            return;
        }
        let number = known.unwrap_or_else(|| {
            self.ids.insert(record.id.to_owned(), self.open.len());
            self.open.push(Open::new(page, side, record, span));
            self.open.len() - 1
        });
        if let Some(open) = self.open.get_mut(number) {
            open.session.span = open.session.span.join(span);
            open.take(page, record);
        }
    }

    /// The sessions, those that went alike as one. `alike` tells of those that were left out already.
    pub(super) fn finish(self, alike: &[Alike]) -> Vec<LoggedSession> {
        let mut sessions: Vec<LoggedSession> = Vec::new();
        let mut kinds = BTreeMap::new();
        for mut session in self.open.into_iter().filter_map(Open::finish) {
            let key = htd_scan::hash(0, session.id.value.as_bytes());
            if let Some(more) = alike.iter().find(|alike| alike.key == key) {
                session.alike = more.number;
                session.latest.clone_from(&more.latest);
            }
            let number = *kinds.entry(kind_of(&session)).or_insert(sessions.len());
            match sessions.get_mut(number) {
                Some(first) => {
                    first.alike = first.alike.saturating_add(session.alike);
                    if session.latest > first.latest {
                        first.latest = session.latest;
                    }
                }
                None => sessions.push(session),
            }
        }
        sessions
    }
}

/// How a session went: alike for those that went alike.
fn kind_of(session: &LoggedSession) -> String {
    let mut kind = String::new();
    let mut add = |text: Option<&Spanned<String>>| {
        kind.push_str(text.map_or("", |text| text.value.as_str()));
        kind.push('\n');
    };
    add(session.connector.as_ref());
    for extension in session.dialogue.ehlo.iter().flat_map(|ehlo| &ehlo.extensions) {
        add(Some(extension));
    }
    for certificate in [&session.sent, &session.received].into_iter().flatten() {
        add(certificate.thumbprint.as_ref());
        add(certificate.subject.as_ref());
    }
    add(session.domain_capabilities.as_ref());
    add(session.tls_line.as_ref());
    let other_end = session.remote.as_ref().map_or("", |remote| remote.value.as_str());
    let facts = [
        session.side == LogSide::Send,
        session.exchange_online,
        network::is_private(other_end),
        session.anonymous,
        session.sent.is_some(),
        session.received.is_some(),
        session.dialogue.ehlo.as_ref().is_some_and(|ehlo| ehlo.complete),
        session.dialogue.within_tls,
        session.dialogue.port.as_ref().is_some_and(|port| port.value == 25),
    ];
    kind.extend(facts.map(|fact| if fact { '1' } else { '0' }));
    kind.push(char::from(b'0' + session.tls as u8));
    kind
}

impl<'a> Open<'a> {
    fn new(page: &Page<'a>, side: Option<LogSide>, record: &Record<'a>, span: Span) -> Self {
        let given = |part: &str| (!part.trim().is_empty()).then(|| text_of(page, part));
        let dialogue = SmtpSession {
            span,
            kind: SessionKind::Telnet,
            host: None,
            port: None,
            banner: None,
            ehlo: None,
            masked: Vec::new(),
            within_tls: false,
            starttls_not_found: None,
        };
        let session = LoggedSession {
            span,
            side: side.unwrap_or(LogSide::Receive),
            connector: given(record.connector),
            id: text_of(page, record.id),
            local: given(record.local),
            remote: given(record.remote),
            client: None,
            exchange_online: network::is_exchange_online(record.remote.trim()),
            began: given(record.time),
            dialogue,
            sent: None,
            received: None,
            anonymous: false,
            tls: TlsOutcome::Unknown,
            tls_line: None,
            domain_capabilities: None,
            alike: 1,
            latest: record.time.to_owned(),
        };
        Self {
            session,
            side,
            greeted: false,
            begun: false,
            asked_for_tls: false,
            disconnected: false,
            answer: Vec::new(),
            whose: None,
            nobodys: LoggedCertificate::default(),
        }
    }

    fn take(&mut self, page: &Page<'a>, record: &Record<'a>) {
        match record.event {
            b'+' => self.begun = true,
            b'-' => self.disconnected = true,
            b'*' => self.information(page, record),
            b'>' | b'<' => {
                let data = record.data.trim();
                let code = data.get(..3).and_then(|code| code.parse().ok());
                let sent = record.event == b'>';
                let server_speaks = code.is_some();
                let side = if sent == server_speaks { LogSide::Receive } else { LogSide::Send };
                self.side.get_or_insert(side);
                match code {
                    Some(code) => self.reply(page, record, code, data),
                    None => self.verb(page, data),
                }
            }
            _ => {}
        }
    }

    fn verb(&mut self, page: &Page<'a>, data: &'a str) {
        let (verb, rest) = data.split_once([' ', '\n']).unwrap_or((data, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" | "HELO" => {
                self.greeted = verb.eq_ignore_ascii_case("EHLO");
                self.answer.clear();
                if self.session.client.is_none() && !rest.is_empty() {
                    self.session.client = Some(text_of(page, rest));
                }
            }
            "STARTTLS" => self.asked_for_tls = true,
            "X-ANONYMOUSTLS" => (self.asked_for_tls, self.session.anonymous) = (true, true),
            _ => {}
        }
    }

    fn reply(&mut self, page: &Page<'a>, record: &Record<'a>, code: u16, data: &'a str) {
        let separator = data.as_bytes().get(3).copied();
        match code {
            220 if !self.asked_for_tls && self.session.dialogue.banner.is_none() => {
                self.session.dialogue.banner = Some(text_of(page, data));
                self.begun = true;
            }
            250 if separator == Some(b'-') && self.answer.len() < MAX_ANSWER => self.answer.push(data),
            250 if !self.answer.is_empty() => {
                self.answer.push(data);
                let answer = std::mem::take(&mut self.answer);
                let (ehlo, masked) = ehlo::from_parts(page, &answer, true, self.greeted);
                self.session.dialogue.masked.extend(masked);
                self.answered(ehlo);
            }
            250 if data.contains(" Hello ") => {
                let words: Vec<&str> =
                    data.get(3..).unwrap_or("").split_whitespace().take(MAX_ANSWER).collect();
                let ehlo = ehlo::from_words(page, &words, record.ended);
                if !ehlo.extensions.is_empty() {
                    self.answered(ehlo);
                }
            }
            400..=599 if self.asked_for_tls && self.session.tls == TlsOutcome::Unknown => {
                self.session.tls = TlsOutcome::Failed;
                self.session.tls_line = Some(text_of(page, data));
            }
            _ => {}
        }
    }

    fn answered(&mut self, mut ehlo: Ehlo) {
        let dialogue = &mut self.session.dialogue;
        // Within TLS neither is offered: where the beginning is not there, the lack of both shows nothing.
        ehlo.complete &= self.begun || ehlo.offers("STARTTLS") || ehlo.offers("X-ANONYMOUSTLS");
        if dialogue.ehlo.as_ref().is_none_or(|known| !known.complete && ehlo.complete) {
            dialogue.within_tls = self.asked_for_tls || self.session.tls == TlsOutcome::Negotiated;
            dialogue.ehlo = Some(ehlo);
        }
    }

    fn information(&mut self, page: &Page<'a>, record: &Record<'a>) {
        // Some records lack the comma between the two.
        let alone = record.context.is_empty();
        let context = if alone { record.data } else { record.context };
        if context.contains("negotiation succeeded") {
            self.tls(page, TlsOutcome::Negotiated, context);
        } else if context.contains("TLS negotiation failed") {
            if self.session.sent.is_none() && self.nobodys.subject.is_some() {
                // The other side's certificate is logged after success only.
                self.session.sent = Some(std::mem::take(&mut self.nobodys));
            }
            self.tls(page, TlsOutcome::Failed, context);
        } else if context.contains("TlsDomainCapabilities=") {
            self.session.domain_capabilities.get_or_insert_with(|| text_of(page, context));
        } else if let Some(says) = certificate::says(context.trim_start()) {
            self.certificate(page, says, if alone { "" } else { record.data });
        }
    }

    fn tls(&mut self, page: &Page<'a>, outcome: TlsOutcome, line: &str) {
        if matches!(self.session.tls, TlsOutcome::Unknown | TlsOutcome::NotAttempted) {
            self.session.tls = outcome;
            self.session.tls_line = Some(text_of(page, line));
        }
    }

    fn certificate(&mut self, page: &Page<'a>, says: Says, data: &'a str) {
        match says {
            Says::Begins(whose) => self.whose = Some(whose),
            Says::Whole(whose) => {
                let certificate = certificate::whole(page, data);
                self.side_of(Some(whose)).get_or_insert(certificate);
            }
            Says::Property(property) => {
                let value = text_of(page, data);
                let known = property(self.current());
                if known.is_none() && !value.value.is_empty() {
                    *known = Some(value);
                }
            }
            Says::Names => {
                let names = certificate::names(page, data);
                let current = self.current();
                if current.names.is_empty() {
                    current.names = names;
                }
            }
        }
    }

    fn side_of(&mut self, whose: Option<Whose>) -> &mut Option<LoggedCertificate> {
        match whose {
            Some(Whose::Received) => &mut self.session.received,
            _ => &mut self.session.sent,
        }
    }

    fn current(&mut self) -> &mut LoggedCertificate {
        match self.whose {
            None => &mut self.nobodys,
            whose => self.side_of(whose).get_or_insert_default(),
        }
    }

    fn finish(mut self) -> Option<LoggedSession> {
        let session = &mut self.session;
        if let Some(answer) = session.dialogue.ehlo.as_ref() {
            // An answer without a TLS that was asked for, in a session that is known to have ended.
            if session.tls == TlsOutcome::Unknown
                && !self.asked_for_tls
                && self.disconnected
                && answer.complete
            {
                session.tls = TlsOutcome::NotAttempted;
            }
        }
        let end = |end: &Option<Spanned<String>>| {
            let end = end.as_ref()?;
            Some(Spanned::new(network::port(&end.value)?, end.span))
        };
        session.side = self.side.unwrap_or_else(|| {
            let outward = end(&session.remote).is_some_and(|port| port.value == 25);
            if outward { LogSide::Send } else { LogSide::Receive }
        });
        session.dialogue.port = end(match session.side {
            LogSide::Receive => &session.local,
            LogSide::Send => &session.remote,
        });
        session.dialogue.span = session.span;
        let name = match session.side {
            LogSide::Receive => session.client.as_ref(),
            LogSide::Send => session.dialogue.ehlo.as_ref().and_then(|ehlo| ehlo.host.as_ref()),
        };
        session.exchange_online |= name.is_some_and(|name| network::is_name_of_exchange_online(&name.value));
        let tells = session.dialogue.ehlo.is_some()
            || session.sent.is_some()
            || session.received.is_some()
            || session.tls_line.is_some()
            || session.domain_capabilities.is_some();
        tells.then_some(self.session)
    }
}
