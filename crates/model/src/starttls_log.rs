//! What the receive logs show of STARTTLS, a connector at a time: however many sessions were logged, a connector offers
//! it or does not.

use crate::{Estate, Starttls};
use htd_evidence::LoggedSession;
use htd_source::Span;

/// What the receive logs show of a connector that Exchange Online may reach.
#[derive(Debug, Clone, Copy)]
pub enum LoggedStarttls<'a> {
    /// It did not offer STARTTLS.
    Lacking {
        /// The first session that shows it, one of Exchange Online if there is one.
        session: &'a LoggedSession,
        /// Where it shows.
        at: Span,
        /// A later session of the connector that was offered it.
        offered_later: Option<&'a LoggedSession>,
    },
    /// It offered STARTTLS whenever it was asked.
    Offered,
}

impl Estate {
    /// What the logs show of each connector that Exchange Online may reach: first those that lacked STARTTLS in a
    /// session of Exchange Online, then those that lacked it in another, then the others.
    pub fn logged_starttls(&self) -> Vec<LoggedStarttls<'_>> {
        let sessions: Vec<&LoggedSession> = self.logged_sessions_from_outside().collect();
        let (mut shown, mut connectors) = (Vec::new(), Vec::new());
        let (online, others): (Vec<&LoggedSession>, Vec<&LoggedSession>) =
            sessions.iter().partition(|session| session.exchange_online);
        for session in online.into_iter().chain(others) {
            let Starttls::Lacking(at) = Starttls::of(&session.dialogue) else { continue };
            let connector = connector(session);
            if connectors.contains(&connector) {
                continue;
            }
            connectors.push(connector);
            let offered_later = sessions.iter().copied().find(|other| {
                self::connector(other) == connector && is_offered(other) && other.latest > session.latest
            });
            shown.push(LoggedStarttls::Lacking { session, at, offered_later });
        }
        for session in sessions.into_iter().filter(|session| is_offered(session)) {
            if !connectors.contains(&connector(session)) {
                connectors.push(connector(session));
                shown.push(LoggedStarttls::Offered);
            }
        }
        shown
    }
}

fn is_offered(session: &LoggedSession) -> bool {
    Starttls::of(&session.dialogue) == Starttls::Offered
}

fn connector(session: &LoggedSession) -> &str {
    session.connector.as_ref().map_or("", |connector| &connector.value)
}
