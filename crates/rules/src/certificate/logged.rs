//! What is found where only the log of a server tells of the end of a certificate.

use super::wording::when;
use crate::{Outcome, fixes};
use htd_model::{Estate, LoggedEnd, urgency};
use htd_report::{Confidence, Direction, Finding, Fix, Label, Severity, Shell, Subject, SubjectKind, code};

/// Event 12016: the certificate for a name has expired.
pub(crate) fn expired(rule: &'static str, estate: &Estate, outcome: &mut Outcome) {
    for logged in estate.logged_as_expired() {
        let hybrid = estate.may_be_hybrid(logged.event, logged.name);
        // The event tells of one connector of the server, whichever, and of the day on which it was logged.
        let severity = match hybrid && !estate.was_logged_long_ago(logged.event) {
            true if logged.event.date.is_some() && estate.is_asked_for(logged.name) => Severity::Error,
            true => Severity::Warning,
            false => Severity::Note,
        };
        let title = format!("{} had expired, by the log of the server", called(&logged));
        let why = match logged.name {
            _ if !hybrid => ANOTHER_CONNECTOR.to_owned(),
            "" => format!("When the event was logged, the certificate had expired. {PERHAPS_DEFERRED}"),
            name => format!(
                "When the event was logged, the certificate for {} had expired. {PERHAPS_DEFERRED}",
                code(name)
            ),
        };
        outcome.found(finding(rule, severity, title, &logged, why).confidence(Confidence::Possible));
    }
}

/// Event 12018: the certificate of STARTTLS is about to expire.
pub(crate) fn expiring(rule: &'static str, estate: &Estate, outcome: &mut Outcome) {
    for logged in estate.logged_as_expiring() {
        let (severity, when) = match logged.end.filter(|end| !end.is_ambiguous()) {
            Some(end) => {
                (urgency(estate.at, end.latest, None).unwrap_or(Severity::Note), when(estate.at, &end))
            }
            None => (Severity::Warning, "will expire soon".to_owned()),
        };
        let severity = match estate.may_be_hybrid(logged.event, logged.name) {
            true if estate.is_asked_for(logged.name) => severity,
            true => severity.min(Severity::Warning),
            false => Severity::Note,
        };
        let title = format!("{} {when}, by the log of the server", called(&logged));
        outcome.found(finding(rule, severity, title, &logged, RENEW.to_owned()));
    }
}

fn called(logged: &LoggedEnd<'_>) -> String {
    let name = if logged.name.is_empty() { "STARTTLS" } else { logged.name };
    match &logged.event.computer {
        Some(computer) => format!("The certificate for {} on {}", code(name), code(&computer.value)),
        None => format!("The certificate for {}", code(name)),
    }
}

fn finding(
    rule: &'static str,
    severity: Severity,
    title: String,
    logged: &LoggedEnd<'_>,
    why: String,
) -> Finding {
    let event = logged.event;
    let server = event.computer.as_ref().map(|computer| computer.value.clone());
    let subject = Subject { kind: SubjectKind::Event, name: format!("Event {}", event.id.value), server };
    let proof = Label::new(event.message_span, "the server says so itself");
    let finding = Finding::new(rule, severity, title, subject, proof)
        .confidence(Confidence::Likely)
        .direction(Direction::ToOnPremises)
        .why(why)
        .fix(find_connectors());
    logged.spans.iter().fold(finding, |finding, span| finding.explains(*span))
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

const PERHAPS_DEFERRED: &str = "If a hybrid connector presents it and it was not renewed since, Exchange \
    Online defers the mail. The command below tells.";
const ANOTHER_CONNECTOR: &str = "By its name it is not the certificate of hybrid mail flow. Another \
    connector of this server presents it.";
const RENEW: &str = "When the certificate that hybrid connectors present has expired, Exchange Online defers \
    the mail. Renew it, enable the renewed one for SMTP, and compare its issuer and subject with what the \
    connectors name: another issuer makes it another certificate to Exchange.";
