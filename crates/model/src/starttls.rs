//! Whether sessions show that Exchange Online is offered STARTTLS. Only an answer counts that Exchange Online
//! would get: that of the organisation's own server on port 25, outside of TLS.

use crate::Estate;
use htd_evidence::{LogSide, LoggedSession, SmtpSession};
use htd_exchange::{SetupConnector, answers_for_microsoft};
use htd_source::Span;

/// What a session shows of STARTTLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starttls {
    /// It was offered.
    Offered,
    /// It was not offered; where that shows: a whole answer to EHLO, or openssl's own words.
    Lacking(Span),
    /// The session does not tell.
    Unknown,
}

impl Starttls {
    /// What a session shows.
    pub fn of(session: &SmtpSession) -> Self {
        if session.within_tls {
            return Self::Offered;
        }
        let answer = session.ehlo.as_ref();
        let lacking = answer.filter(|ehlo| ehlo.complete && !ehlo.offers("STARTTLS")).map(|ehlo| ehlo.span);
        match lacking.or(session.starttls_not_found) {
            Some(span) => Self::Lacking(span),
            None if answer.is_some_and(|ehlo| ehlo.offers("STARTTLS")) => Self::Offered,
            None => Self::Unknown,
        }
    }

    pub(crate) fn is_lacking(self) -> bool {
        matches!(self, Self::Lacking(_))
    }
}

impl Estate {
    /// The sessions by hand with the organisation's own server where other mail servers connect.
    pub fn sessions_on_port_25(&self) -> impl Iterator<Item = &SmtpSession> {
        self.sessions.iter().filter(|session| is_own_port_25(session))
    }

    /// The logged sessions of Exchange Online, and those of the connector that takes mail from everywhere.
    /// Connectors for devices and among Exchange servers rightly offer other things.
    pub(crate) fn logged_sessions_from_outside(&self) -> impl Iterator<Item = &LoggedSession> {
        self.logged_sessions.iter().filter(|session| is_from_outside(session))
    }

    /// Whether a session proves that Exchange Online was not offered STARTTLS.
    pub fn proves_lack_of_starttls(&self) -> bool {
        let by_hand = self.sessions_on_port_25();
        let online = self.logged_sessions_from_outside().filter(|session| session.exchange_online);
        by_hand
            .chain(online.map(|session| &session.dialogue))
            .any(|session| Starttls::of(session).is_lacking())
    }
}

/// Whether it is an Exchange server that answers in a session, as far as it shows.
pub fn answers_like_exchange(session: &SmtpSession) -> bool {
    let extensions = ["X-ANONYMOUSTLS", "X-EXPS", "XRDST"];
    let offered = session.ehlo.as_ref().is_some_and(|ehlo| extensions.iter().any(|name| ehlo.offers(name)));
    let banner = session.banner.as_ref().map(|banner| banner.value.to_ascii_lowercase());
    offered || banner.is_none_or(|banner| banner.contains("microsoft") || banner.contains('*'))
}

fn is_from_outside(session: &LoggedSession) -> bool {
    let made_by_setup = session.connector.as_ref().and_then(|name| SetupConnector::of(&name.value));
    let takes_from_everywhere = made_by_setup == Some(SetupConnector::DefaultFrontend);
    session.side == LogSide::Receive
        && !session.anonymous
        && is_own_port_25(&session.dialogue)
        && (session.exchange_online || takes_from_everywhere)
}

/// A session with the organisation's own server where other mail servers connect: neither the submission
/// port nor Exchange Online's own answer.
fn is_own_port_25(session: &SmtpSession) -> bool {
    let port = session.port.as_ref().is_none_or(|port| port.value == 25);
    let host = session.ehlo.as_ref().and_then(|ehlo| ehlo.host.as_ref()).or(session.host.as_ref());
    port && !host.is_some_and(|host| answers_for_microsoft(&host.value))
}
