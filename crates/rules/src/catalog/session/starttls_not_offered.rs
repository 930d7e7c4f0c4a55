//! Sessions that were not offered STARTTLS, by hand or in a receive log. It is a symptom: where a cause is
//! among the findings, it names that instead of asking for more evidence.

use crate::catalog::{
    CertificateWithoutPrivateKey, ReceiveCertificateNotFound, StarttlsNotOffered, TlsCertificateNameMalformed,
};
use crate::citations::{HYBRID_CERTIFICATES_2025, INBOUND_SELECTION, KB2989382};
use crate::{Judge, Judged, Outcome, Rule, RuleId, RuleInfo, symptoms};
use htd_evidence::{LoggedSession, SessionKind, SmtpSession};
use htd_model::{Estate, LoggedStarttls, Starttls, answers_like_exchange};
use htd_report::{
    Confidence, Direction, Evidence, Finding, Fix, Label, Severity, Shell, Subject, SubjectKind, code,
};
use htd_source::Span;

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
            Starttls::Lacking(at) => outcome.found(finding(estate, causes, session, at)),
            Starttls::Offered => outcome.passed(),
            Starttls::Unknown => continue,
        }
        looked = true;
    }
    for logged in estate.logged_starttls() {
        match logged {
            LoggedStarttls::Lacking { session, at, offered_later } => {
                let finding = finding(estate, causes, &session.dialogue, at);
                let finding = if session.exchange_online {
                    of_log(finding, session)
                } else {
                    with_another_host(of_log(finding, session), shows_in_hybrid_mail(estate, causes))
                };
                outcome.found(match offered_later {
                    Some(later) => ended(finding, later),
                    None => finding,
                });
            }
            LoggedStarttls::Offered => outcome.passed(),
        }
        looked = true;
    }
    if !looked {
        outcome.undecided(Evidence::Ehlo, "telnet localhost 25   # then type: EHLO test");
    }
}

/// Whether something else in evidence shows that mail from Exchange Online is affected: what it answered, or the cause
/// on a connector that it passes.
fn shows_in_hybrid_mail(estate: &Estate, causes: &Judged) -> bool {
    let shows = |cause: &Finding| {
        cause.severity == Severity::Error && cause.directions.contains(&Direction::ToOnPremises)
    };
    symptoms::speak_for(estate, StarttlsNotOffered::ID) || causes.found_by(CAUSES).any(shows)
}

fn finding(estate: &Estate, causes: &Judged, session: &SmtpSession, at: Span) -> Finding {
    let host = session.ehlo.as_ref().and_then(|ehlo| ehlo.host.as_ref()).or(session.host.as_ref());
    let name = host.map_or_else(|| "the server".to_owned(), |host| host.value.clone());
    let called = host.map_or_else(|| "The server".to_owned(), |host| code(&host.value));
    let title = format!("{called} does not offer `STARTTLS`");
    let subject = Subject { kind: SubjectKind::SmtpSession, name, server: None };
    let note = match session.kind {
        SessionKind::OpenSsl => "openssl found no STARTTLS here",
        SessionKind::Telnet => "`STARTTLS` is not among these",
    };
    let proof = Label::new(at, note);
    let mut finding = Finding::new(StarttlsNotOffered::NAME, Severity::Error, title, subject, proof)
        .direction(Direction::ToOnPremises)
        .why(TLS_ONLY);
    finding = match causes.found_by(CAUSES).next() {
        Some(cause) => finding
            .confidence(Confidence::Likely)
            .label(Label::new(cause.primary.span, "the cause"))
            .why(format!(
                "The cause is in the evidence: {}. Fix that first, then ask the server again.",
                cause.title
            )),
        None if session.ehlo.as_ref().is_some_and(|ehlo| ehlo.offers("X-ANONYMOUSTLS")) => {
            finding.why(TRANSPORT_IS_HEALTHY).fix(find_cause())
        }
        None => finding.why(CAUSE_UNKNOWN).fix(find_cause()),
    };
    if !answers_like_exchange(session) {
        finding = finding.confidence(Confidence::Possible).why(NOT_EXCHANGE);
    }
    if let Some(masked) = session.masked.first() {
        let label = Label::new(*masked, "this was masked on the way");
        finding = finding.confidence(Confidence::Possible).label(label).why(MASKED);
    }
    symptoms::explain(finding, estate)
}

fn of_log(finding: Finding, session: &LoggedSession) -> Finding {
    match session.alike {
        0 | 1 => finding,
        alike => finding.why(format!("{alike} sessions of the log went like this one.")),
    }
}

/// The session shows what hybrid mail meets only where something else does too.
fn with_another_host(mut finding: Finding, shows_in_hybrid_mail: bool) -> Finding {
    if !shows_in_hybrid_mail {
        finding.severity = Severity::Warning;
    }
    finding.confidence(Confidence::Possible).why(ANOTHER_HOST)
}

/// What is no more is no proof of what is; what came once can come again.
fn ended(mut finding: Finding, later: &LoggedSession) -> Finding {
    let span = later.dialogue.ehlo.as_ref().map_or(later.span, |ehlo| ehlo.span);
    finding.severity = Severity::Warning;
    finding.title = format!("{} did not offer `STARTTLS` for a time", code(&finding.subject.name));
    let label = Label::new(span, "a later session was offered it");
    finding.confidence(Confidence::Possible).label(label).why(OFFERED_LATER)
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

const TLS_ONLY: &str = "Exchange Online sends hybrid mail over TLS only; without `STARTTLS` it defers the \
    mail with `451 5.7.3 STARTTLS is required to send mail`.";
const TRANSPORT_IS_HEALTHY: &str = "`X-ANONYMOUSTLS` is there, so the transport service is healthy: the \
    certificate for the outside could not be chosen. The connector names one that is not there, that lacks \
    its private key, or whose chain is broken.";
const CAUSE_UNKNOWN: &str = "The connector names a certificate that cannot be used, or its `AuthMechanism` \
    lacks `Tls`, or a device on the way removes the verb. Ask on the server itself first, so that no device \
    is between.";
const NOT_EXCHANGE: &str = "This does not look like the answer of an Exchange server. Whether hybrid mail \
    comes by here, the host and your outbound connector tell.";
const MASKED: &str = "Parts of the session are masked, as inspecting firewalls do. Ask again on the server \
    itself: if `STARTTLS` is there, a device on the way removes it.";
const ANOTHER_HOST: &str = "The other end of this session is not Exchange Online as far as the log tells, \
    and another connector may answer Exchange Online. Look for its sessions in the logs of the servers that \
    take hybrid mail, or for `451 5.7.3 STARTTLS is required to send mail` in a message trace.";
const OFFERED_LATER: &str = "A later session of the same connector was offered `STARTTLS`: the fault may be \
    fixed already, or it comes and goes.";

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
        let other = "220 gw.fabrikam.example ESMTP Postfix\nEHLO \
            test\n250-gw.fabrikam.example\n250-PIPELINING\n250-SIZE 10240000\n250-VRFY\n250 DSN\n\n";
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
            format!(
                "2026-06-01T{time}Z,EX01\\{connector} \
                 EX01,08DD34FA3086{time},3,192.0.2.1:25,203.0.113.43:57811,{tail}\n"
            )
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
        let trace = "\n\n450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required \
            to send mail]\n";
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
