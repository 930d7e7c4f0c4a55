//! What the events 12016 and 12018 prove where the evidence holds no certificate of the server that logged
//! them. A list of its certificates says more, and newer things, than its log.

use super::wording::when;
use crate::{Outcome, fixes};
use htd_evidence::{Event, EventMessage};
use htd_model::{Estate, Moment, urgency};
use htd_report::{Confidence, Direction, Finding, Fix, Label, Severity, Shell, Subject, SubjectKind, code};
use htd_source::{Span, Spanned, Timestamp};

/// Event 12016: the certificate for a name has expired.
pub(crate) fn expired(rule: &'static str, estate: &Estate, outcome: &mut Outcome) {
    let mut logged = Logged::default();
    for event in &estate.events {
        let EventMessage::CertificateExpired { fqdn } = &event.message else { continue };
        let name = fqdn.as_ref().map_or("", |name| name.value.as_str());
        let known = estate.certificates.iter().any(|known| known.answers_to(name));
        if !known && is_unlisted(estate, event) {
            logged.add(estate, event, name, None);
        }
    }
    for Group { event, name, spans, .. } in logged.groups {
        let hybrid = estate.may_be_hybrid(event, name);
        // The event tells of one connector of the server, whichever, and of the day on which it was logged.
        let severity = match hybrid && !is_long_ago(estate, event) {
            true if event.date.is_some() && estate.is_asked_for(name) => Severity::Error,
            true => Severity::Warning,
            false => Severity::Note,
        };
        let title = format!("{} had expired, by the log of the server", called(event, name));
        let why = if hybrid {
            let expired = match name {
                "" => "When the event was logged, the certificate had expired.".to_owned(),
                name => format!("When the event was logged, the certificate for {} had expired.", code(name)),
            };
            format!(
                "{expired} If a hybrid connector presents it and it was not renewed since, Exchange Online \
                 defers the mail. The command below tells."
            )
        } else {
            "By its name it is not the certificate of hybrid mail flow. Another connector of this server \
             presents it."
                .to_owned()
        };
        let finding = finding(rule, severity, title, event, why, &spans);
        outcome.found(finding.confidence(Confidence::Possible));
    }
}

/// Event 12018: the certificate of STARTTLS is about to expire.
pub(crate) fn expiring(rule: &'static str, estate: &Estate, outcome: &mut Outcome) {
    let mut logged = Logged::default();
    for event in &estate.events {
        let EventMessage::CertificateExpiresSoon { subject, thumbprint, hours } = &event.message else {
            continue;
        };
        let name = subject.as_ref().or(thumbprint.as_ref()).map_or("", |name| name.value.as_str());
        let known = estate
            .certificates
            .iter()
            .any(|known| thumbprint.as_ref().is_some_and(|told| known.has_thumbprint(&told.value)));
        let end = end(estate, event, hours.as_ref());
        // What came of one that ended meanwhile, the event does not tell.
        let over = end.is_some_and(|end| end.is_before(estate.at));
        if !known && !over && is_unlisted(estate, event) {
            logged.add(estate, event, name, end);
        }
    }
    for Group { event, name, end, spans } in logged.groups {
        let end = end.filter(|end| !end.is_ambiguous());
        let (severity, when) = match end {
            Some(end) => {
                (urgency(estate.at, end.latest, None).unwrap_or(Severity::Note), when(estate.at, &end))
            }
            None => (Severity::Warning, "will expire soon".to_owned()),
        };
        let severity = match estate.may_be_hybrid(event, name) {
            true if estate.is_asked_for(name) => severity,
            true => severity.min(Severity::Warning),
            false => Severity::Note,
        };
        let title = format!("{} {when}, by the log of the server", called(event, name));
        let why = "When the certificate that hybrid connectors present has expired, Exchange Online defers \
            the mail. Renew it, enable the renewed one for SMTP, and compare its issuer and subject with \
            what the connectors name: another issuer makes it another certificate to Exchange.";
        outcome.found(finding(rule, severity, title, event, why.to_owned(), &spans));
    }
}

/// Events that say the same of one server.
struct Group<'a> {
    event: &'a Event,
    /// What the event calls the certificate; empty where that was lost in copying.
    name: &'a str,
    end: Option<Moment>,
    spans: Vec<Span>,
}

#[derive(Default)]
struct Logged<'a> {
    groups: Vec<Group<'a>>,
}

impl<'a> Logged<'a> {
    fn add(&mut self, estate: &Estate, event: &'a Event, name: &'a str, end: Option<Moment>) {
        let computer = |event: &'a Event| event.computer.as_ref().map(|computer| computer.value.as_str());
        let same = |group: &&mut Group<'a>| {
            group.name.eq_ignore_ascii_case(name) && computer(group.event) == computer(event)
        };
        match self.groups.iter_mut().find(same) {
            Some(group) => {
                group.spans.push(event.span);
                if is_later(estate, event, group.event) {
                    group.event = event;
                }
                // The same certificate was renewed meanwhile where a later end is told.
                if let (Some(known), Some(end)) = (group.end, end) {
                    group.end = Some(if end.latest > known.latest { end } else { known });
                }
            }
            None => self.groups.push(Group { event, name, end, spans: vec![event.span] }),
        }
    }
}

/// After how many seconds the log of an expired certificate says little of today: a server that logs the event
/// with every start of its service would have logged it again.
const LONG_AGO: i64 = 90 * Timestamp::DAY;

/// Whether no list of the certificates of the server that logged an event is in evidence.
fn is_unlisted(estate: &Estate, event: &Event) -> bool {
    estate.listings_of(event.computer.as_ref().map(|computer| computer.value.as_str())).is_empty()
}

/// Whether an event was logged after another one; what was logged last tells most about today.
fn is_later(estate: &Estate, event: &Event, than: &Event) -> bool {
    let logged = |event: &Event| Some(estate.moment(event.date.as_ref()?)?.latest);
    logged(event) > logged(than) || event.date.is_none() && than.date.is_some()
}

/// Whether an event was certainly logged so long ago that what it says was probably mended since.
fn is_long_ago(estate: &Estate, event: &Event) -> bool {
    let logged = event.date.as_ref().and_then(|date| estate.moment(date));
    logged.is_some_and(|logged| logged.plus(LONG_AGO).is_before(estate.at))
}

/// When the remaining hours are over.
fn end(estate: &Estate, event: &Event, hours: Option<&Spanned<String>>) -> Option<Moment> {
    let hours = hours?.value.trim().parse::<u32>().ok()?;
    Some(estate.moment(event.date.as_ref()?)?.plus(i64::from(hours) * 3600))
}

fn called(event: &Event, name: &str) -> String {
    let name = if name.is_empty() { "STARTTLS" } else { name };
    match &event.computer {
        Some(computer) => format!("The certificate for {} on {}", code(name), code(&computer.value)),
        None => format!("The certificate for {}", code(name)),
    }
}

fn finding(
    rule: &'static str,
    severity: Severity,
    title: String,
    event: &Event,
    why: String,
    spans: &[Span],
) -> Finding {
    let server = event.computer.as_ref().map(|computer| computer.value.clone());
    let subject = Subject { kind: SubjectKind::Event, name: format!("Event {}", event.id.value), server };
    let proof = Label::new(event.message_span, "the server says so itself");
    let finding = Finding::new(rule, severity, title, subject, proof)
        .confidence(Confidence::Likely)
        .direction(Direction::ToOnPremises)
        .why(why)
        .fix(find_connectors());
    spans.iter().fold(finding, |finding, span| finding.explains(*span))
}

/// The commands that show which certificate it is and who presents it.
fn find_connectors() -> Fix {
    Fix::look(
        "See which certificate it is and which connectors name it, and add the output here",
        Shell::ExchangeManagementShell,
        None,
        &[fixes::LIST_CERTIFICATES, fixes::LIST_RECEIVE_CONNECTORS, fixes::LIST_SEND_CONNECTORS],
    )
}
