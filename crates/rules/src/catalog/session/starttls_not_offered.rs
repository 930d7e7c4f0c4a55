use crate::catalog::{CertificateWithoutPrivateKey, ReceiveCertificateNotFound, TlsCertificateNameMalformed};
use crate::citations::{HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB2989382};
use crate::{Judge, Judged, Outcome, Rule, RuleId, RuleInfo, symptoms};
use htd_evidence::{LoggedSession, SessionKind, SmtpSession};
use htd_model::{Estate, Starttls};
use htd_report::{
    Confidence, Direction, Evidence, Finding, Fix, Label, Severity, Shell, Subject, SubjectKind, code,
};
use htd_source::Span;

/// A server does not offer STARTTLS on port 25.
pub(crate) struct StarttlsNotOffered;

impl Rule for StarttlsNotOffered {
    const INFO: RuleInfo = RuleInfo {
        name: Self::NAME,
        rank: 610,
        passes: "The answer to EHLO offers STARTTLS.",
        severities: &[Severity::Error, Severity::Warning],
        evidence: &[Evidence::Ehlo],
        directions: &[Direction::ToOnPremises],
        decisive: false,
        citations: &[KB2989382, HYBRID_CERTIFICATES_2025, INBOUND_SELECTION],
        reviewed: "2026-11-22",
    };
    const JUDGE: Judge = Judge::Symptom(check);
}

/// The rules whose findings are a cause of the missing STARTTLS.
const CAUSES: &[RuleId] =
    &[ReceiveCertificateNotFound::ID, CertificateWithoutPrivateKey::ID, TlsCertificateNameMalformed::ID];

fn check(estate: &Estate, causes: &Judged, outcome: &mut Outcome) {
    let mut looked = false;
    for session in estate.sessions_on_port_25() {
        match Starttls::of(session) {
            Starttls::Lacking(span) => outcome.found(finding(estate, session, span, causes)),
            Starttls::Offered => outcome.passed(),
            Starttls::Unknown => continue,
        }
        looked = true;
    }
    looked |= logged(estate, causes, outcome);
    if !looked {
        outcome.undecided(Evidence::Ehlo, "telnet localhost 25   # then type: EHLO test");
    }
}

/// Looks at what the receive logs say of the connectors that Exchange Online reaches. A connector has one finding,
/// however many sessions of it were logged.
fn logged(estate: &Estate, causes: &Judged, outcome: &mut Outcome) -> bool {
    let sessions: Vec<&LoggedSession> = estate.logged_sessions_from_outside().collect();
    let mut found: Vec<&str> = Vec::new();
    for first in [true, false] {
        for session in sessions.iter().filter(|session| session.exchange_online == first) {
            let connector = connector(session);
            let Starttls::Lacking(span) = Starttls::of(&session.dialogue) else { continue };
            if found.contains(&connector) {
                continue;
            }
            found.push(connector);
            let offered_later = sessions.iter().find(|other| {
                self::connector(other) == connector
                    && Starttls::of(&other.dialogue) == Starttls::Offered
                    && other.latest > session.latest
            });
            let finding = finding(estate, &session.dialogue, span, causes);
            let mut finding = of_log(finding, session, offered_later.copied());
            if !session.exchange_online && !shows_in_hybrid_mail(estate, causes) {
                finding.severity = Severity::Warning;
            }
            outcome.found(finding);
        }
    }
    let offers = |session: &&&LoggedSession| Starttls::of(&session.dialogue) == Starttls::Offered;
    for session in sessions.iter().filter(offers) {
        if !found.contains(&connector(session)) {
            outcome.passed();
        }
    }
    sessions.iter().any(|session| Starttls::of(&session.dialogue) != Starttls::Unknown)
}

/// Adds what the log says besides the answer.
fn of_log(finding: Finding, session: &LoggedSession, offered_later: Option<&LoggedSession>) -> Finding {
    let mut finding = finding;
    if session.alike > 1 {
        finding = finding.why(format!("{} sessions of the log went like this one.", session.alike));
    }
    if !session.exchange_online {
        finding = finding.confidence(Confidence::Possible).why(
            "The other end of this session is not Exchange Online as far as the log tells, and another connector may answer Exchange Online. Look for its sessions in the logs of the servers that take hybrid mail, or for `451 5.7.3 STARTTLS is required to send mail` in a message trace.",
        );
    }
    if let Some(later) = offered_later {
        let span = later.dialogue.ehlo.as_ref().map_or(later.span, |ehlo| ehlo.span);
        // What is no more is no proof of what is; what came once can come again.
        finding.severity = Severity::Warning;
        finding.title = format!("{} did not offer `STARTTLS` for a time", code(&finding.subject.name));
        finding = finding.confidence(Confidence::Possible).label(Label::new(span, "a later session was offered it")).why(
            "A later session of the same connector was offered `STARTTLS`: the fault may be mended already, or it comes and goes.",
        );
    }
    finding
}

/// Whether something else in evidence shows that mail from Exchange Online is affected: what it answered, or the cause
/// on a connector that it passes.
fn shows_in_hybrid_mail(estate: &Estate, causes: &Judged) -> bool {
    let shows = |cause: &Finding| {
        cause.severity == Severity::Error && cause.directions.contains(&Direction::ToOnPremises)
    };
    symptoms::texts(estate, symptoms::NO_STARTTLS).next().is_some() || causes.found_by(CAUSES).any(shows)
}

fn connector(session: &LoggedSession) -> &str {
    session.connector.as_ref().map_or("", |connector| &connector.value)
}

/// Whether it is an Exchange server that answers, as far as it shows.
fn is_exchange(session: &SmtpSession) -> bool {
    let extensions = ["X-ANONYMOUSTLS", "X-EXPS", "XRDST"];
    let offered = session.ehlo.as_ref().is_some_and(|ehlo| extensions.iter().any(|name| ehlo.offers(name)));
    let banner = session.banner.as_ref().map(|banner| banner.value.to_ascii_lowercase());
    offered || banner.is_none_or(|banner| banner.contains("microsoft") || banner.contains("*"))
}

fn finding(estate: &Estate, session: &SmtpSession, span: Span, causes: &Judged) -> Finding {
    let host = session.ehlo.as_ref().and_then(|ehlo| ehlo.host.as_ref()).or(session.host.as_ref());
    let name = host.map_or_else(|| "the server".to_owned(), |host| host.value.clone());
    let title = match host {
        Some(host) => format!("{} does not offer `STARTTLS`", code(&host.value)),
        None => "The server does not offer `STARTTLS`".to_owned(),
    };
    let subject = Subject { kind: SubjectKind::SmtpSession, name, server: None };
    let note = match session.kind {
        SessionKind::OpenSsl => "openssl found no STARTTLS here",
        SessionKind::Telnet => "`STARTTLS` is not among these",
    };
    let mut finding = Finding::new(StarttlsNotOffered::NAME, Severity::Error, title, subject, Label::new(span, note))
        .direction(Direction::ToOnPremises)
        .why("Exchange Online sends hybrid mail over TLS only; without `STARTTLS` it defers the mail with `451 5.7.3 STARTTLS is required to send mail`.");
    finding = match causes.found_by(CAUSES).next() {
        Some(cause) => finding
            .confidence(Confidence::Likely)
            .label(Label::new(cause.primary.span, "the cause"))
            .why(format!(
                "The cause is in the evidence: {}. Mend that first, then ask the server again.",
                cause.title
            )),
        None => finding.why(without_cause(session)).fix(find_cause()),
    };
    if !is_exchange(session) {
        finding = finding
            .confidence(Confidence::Possible)
            .why("This does not look like the answer of an Exchange server. Whether hybrid mail comes by here, the host and your outbound connector tell.");
    }
    if let Some(masked) = session.masked.first() {
        finding = finding
            .confidence(Confidence::Possible)
            .label(Label::new(*masked, "this was masked on the way"))
            .why("Parts of the session are masked, as inspecting firewalls do. Ask again on the server itself: if `STARTTLS` is there, a device on the way removes it.");
    }
    symptoms::explain(finding, estate, symptoms::NO_STARTTLS)
}

fn without_cause(session: &SmtpSession) -> &'static str {
    let anonymous = session.ehlo.as_ref().is_some_and(|ehlo| ehlo.offers("X-ANONYMOUSTLS"));
    if anonymous {
        "`X-ANONYMOUSTLS` is there, so the transport service is healthy: the certificate for the outside could not be chosen. The connector names one that is not there, that lacks its private key, or whose chain is broken."
    } else {
        "The connector names a certificate that cannot be used, or its `AuthMechanism` lacks `Tls`, or a device on the way removes the verb. Ask on the server itself first, so that no device is between."
    }
}

/// The two commands that find the cause.
fn find_cause() -> Fix {
    Fix::look(
        "Find the cause: print the connectors and the certificates, and add both here",
        Shell::ExchangeManagementShell,
        None,
        &[crate::fixes::LIST_RECEIVE_CONNECTORS, crate::fixes::LIST_CERTIFICATES],
    )
}

#[cfg(test)]
mod tests {
    use super::StarttlsNotOffered;
    use crate::testing::{certificate, certificates, frontend, judge};
    use htd_report::{Confidence, Severity, Verdict};

    const WITHOUT: &str = "220 mail.contoso.example Microsoft ESMTP MAIL Service ready\nEHLO test\n\
        250-mail.contoso.example Hello [192.0.2.7]\n250-SIZE 37748736\n250-PIPELINING\n250-DSN\n\
        250-ENHANCEDSTATUSCODES\n250-X-ANONYMOUSTLS\n250-AUTH NTLM\n250-8BITMIME\n250 XRDST\n\n";

    #[test]
    fn an_answer_without_starttls_is_found_and_asks_for_the_cause() {
        let judged = judge::<StarttlsNotOffered>(WITHOUT);
        let finding = judged.finding("does not offer `STARTTLS`");
        assert!(finding.why.iter().any(|why| why.contains("transport service is healthy")));
        assert!(finding.fixes.iter().all(|fix| fix.risk == htd_report::Risk::ReadsOnly));
    }

    #[test]
    fn the_cause_is_named_where_the_evidence_holds_it() {
        let old = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";
        let new = certificate("CN=Fabrikam Trust CA 2", "CN=mail.contoso.example", "SMTP", "06/20/2027", 7);
        let judged =
            judge::<StarttlsNotOffered>(&(WITHOUT.to_owned() + &frontend(old) + &certificates(&[&new])));
        let finding = judged.finding("does not offer");
        assert!(finding.why.iter().any(|why| why.contains("names a certificate that is not on")));
        assert!(finding.fixes.is_empty());
    }

    #[test]
    fn a_server_of_another_make_is_no_more_than_possible() {
        let other = "220 gw.fabrikam.example ESMTP Postfix\nEHLO test\n250-gw.fabrikam.example\n250-PIPELINING\n250-SIZE 10240000\n250-VRFY\n250 DSN\n\n";
        let judged = judge::<StarttlsNotOffered>(other);
        assert_eq!(judged.finding("does not offer").confidence, Confidence::Possible);
    }

    #[test]
    fn an_answer_with_starttls_passes() {
        let with = WITHOUT.replace("250-X-ANONYMOUSTLS", "250-STARTTLS\n250-X-ANONYMOUSTLS");
        assert_eq!(judge::<StarttlsNotOffered>(&with).verdict, Verdict::Pass);
    }

    fn log(connector: &str, client: &str, time: &str, words: &str) -> String {
        let line = |tail: &str| {
            format!("2026-06-01T{time}Z,EX01\\{connector} EX01,08DD34FA3086{time},3,192.0.2.1:25,203.0.113.43:57811,{tail}\n")
                .replace(&format!("3086{time}"), &format!("3086{}", time.replace(':', "")))
        };
        line("+,,")
            + &line(&format!("<,EHLO {client},"))
            + &line(&format!(">,250  EX01.contoso.example Hello [203.0.113.43] {words} XRDST,"))
    }

    const ONLINE: &str = "NAM12-BN8-obe.outbound.protection.outlook.com";

    #[test]
    fn a_receive_log_shows_what_exchange_online_was_offered() {
        let lacking = log("Default Frontend", ONLINE, "20:14:51", "SIZE 1 X-ANONYMOUSTLS");
        let judged = judge::<StarttlsNotOffered>(&lacking);
        assert_eq!(judged.finding("EX01.contoso.example").confidence, Confidence::Certain);
        let other = lacking.replace(ONLINE, "printer.contoso.example");
        let severity = |text: &str| judge::<StarttlsNotOffered>(text).finding("does not offer").severity;
        assert_eq!(
            judge::<StarttlsNotOffered>(&other).finding("does not offer").confidence,
            Confidence::Possible
        );
        assert_eq!(severity(&other), Severity::Warning);
        // Where Exchange Online says so, or the cause is there, hybrid mail is affected.
        let trace = "\n\n450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]\n";
        assert_eq!(severity(&(other.clone() + trace)), Severity::Error);
        let old = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";
        let new = certificate("CN=Fabrikam Trust CA 2", "CN=mail.contoso.example", "SMTP", "06/20/2027", 7);
        let cause = frontend(old) + &certificates(&[&new]);
        assert_eq!(severity(&format!("{other}\n\n{cause}")), Severity::Error);
        // Sessions of other connectors, of the submission port and among Exchange servers show nothing.
        let anonymous = lacking.replace(":57811,+,,", ":57811,<,X-ANONYMOUSTLS,");
        for unrelated in [
            other.replace("Default Frontend", "Relay"),
            lacking.replace("192.0.2.1:25", "192.0.2.1:587"),
            anonymous,
        ] {
            assert_eq!(judge::<StarttlsNotOffered>(&unrelated).verdict, Verdict::Undecided);
        }
    }

    #[test]
    fn a_lack_that_ended_is_a_warning() {
        let lacking = log("Default Frontend", ONLINE, "20:14:51", "SIZE 1 X-ANONYMOUSTLS");
        let before = log("Default Frontend", ONLINE, "19:00:00", "SIZE 1 STARTTLS X-ANONYMOUSTLS");
        let after = log("Default Frontend", ONLINE, "21:00:00", "SIZE 1 STARTTLS X-ANONYMOUSTLS");
        let judged = |text: &str, title| {
            let judged = judge::<StarttlsNotOffered>(text);
            let finding = judged.finding(title);
            (finding.severity, finding.confidence)
        };
        assert_eq!(judged(&(before + &lacking), "does not offer"), (Severity::Error, Confidence::Certain));
        assert_eq!(judged(&(lacking + &after), "for a time"), (Severity::Warning, Confidence::Possible));
        assert_eq!(judge::<StarttlsNotOffered>(&after).verdict, Verdict::Pass);
    }

    #[test]
    fn an_answer_that_breaks_off_proves_nothing() {
        let cut = WITHOUT.replace("250 XRDST\n", "");
        assert_eq!(judge::<StarttlsNotOffered>(&cut).verdict, Verdict::Undecided);
    }
}
