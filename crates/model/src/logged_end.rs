//! What events 12016 and 12018 tell of certificates where the evidence holds no list of the certificates of the server
//! that logged them. A list says more, and newer things, than a log.

use crate::{Estate, Moment};
use htd_evidence::{Event, EventMessage};
use htd_source::{Span, Spanned, Timestamp};

/// After how many seconds the log of an expired certificate says little of today: a server that logs the event
/// with every start of its service would have logged it again.
const LONG_AGO: i64 = 90 * Timestamp::DAY;

/// Events of one server that tell of the end of one certificate.
#[derive(Debug)]
pub struct LoggedEnd<'a> {
    /// The last of them.
    pub event: &'a Event,
    /// What the events call the certificate; empty where that was lost in copying.
    pub name: &'a str,
    /// The end that they tell.
    pub end: Option<Moment>,
    /// All of them.
    pub spans: Vec<Span>,
}

impl Estate {
    /// Certificates that had expired when a server logged event 12016.
    pub fn logged_as_expired(&self) -> Vec<LoggedEnd<'_>> {
        let mut logged = Vec::new();
        for event in &self.events {
            let EventMessage::CertificateExpired { fqdn } = &event.message else { continue };
            let name = fqdn.as_ref().map_or("", |name| name.value.as_str());
            let known = self.certificates.iter().any(|known| known.answers_to(name));
            if !known && self.is_unlisted(event) {
                self.add_logged(&mut logged, event, name, None);
            }
        }
        logged
    }

    /// Certificates that were about to expire when a server logged event 12018.
    pub fn logged_as_expiring(&self) -> Vec<LoggedEnd<'_>> {
        let mut logged = Vec::new();
        for event in &self.events {
            let EventMessage::CertificateExpiresSoon { subject, thumbprint, hours } = &event.message else {
                continue;
            };
            let name = subject.as_ref().or(thumbprint.as_ref()).map_or("", |name| name.value.as_str());
            let known = thumbprint
                .as_ref()
                .is_some_and(|told| self.certificates.iter().any(|known| known.has_thumbprint(&told.value)));
            let end = self.logged_end(event, hours.as_ref());
            // What came of one that ended meanwhile, the event does not tell.
            let over = end.is_some_and(|end| end.is_before(self.at));
            if !known && !over && self.is_unlisted(event) {
                self.add_logged(&mut logged, event, name, end);
            }
        }
        logged
    }

    /// Whether an event was certainly logged so long ago that what it says was probably fixed since.
    pub fn was_logged_long_ago(&self, event: &Event) -> bool {
        let logged = event.date.as_ref().and_then(|date| self.moment(date));
        logged.is_some_and(|logged| logged.plus(LONG_AGO).is_before(self.at))
    }

    fn add_logged<'a>(
        &self,
        logged: &mut Vec<LoggedEnd<'a>>,
        event: &'a Event,
        name: &'a str,
        end: Option<Moment>,
    ) {
        let same = |known: &&mut LoggedEnd<'a>| {
            known.name.eq_ignore_ascii_case(name) && computer(known.event) == computer(event)
        };
        let Some(known) = logged.iter_mut().find(same) else {
            return logged.push(LoggedEnd { event, name, end, spans: vec![event.span] });
        };
        known.spans.push(event.span);
        if self.is_later(event, known.event) {
            known.event = event;
        }
        // The same certificate was renewed meanwhile where a later end is told.
        if let (Some(before), Some(end)) = (known.end, end) {
            known.end = Some(if end.latest > before.latest { end } else { before });
        }
    }

    /// Whether no list of the certificates of the server that logged an event is in evidence.
    fn is_unlisted(&self, event: &Event) -> bool {
        self.listings_of(computer(event)).is_empty()
    }

    /// Whether an event was logged after another one; what was logged last tells most about today.
    fn is_later(&self, event: &Event, than: &Event) -> bool {
        let logged = |event: &Event| Some(self.moment(event.date.as_ref()?)?.latest);
        logged(event) > logged(than) || event.date.is_none() && than.date.is_some()
    }

    /// When the remaining hours are over.
    fn logged_end(&self, event: &Event, hours: Option<&Spanned<String>>) -> Option<Moment> {
        let hours = hours?.value.trim().parse::<u32>().ok()?;
        Some(self.moment(event.date.as_ref()?)?.plus(i64::from(hours) * 3600))
    }
}

fn computer(event: &Event) -> Option<&str> {
    event.computer.as_ref().map(|computer| computer.value.as_str())
}
