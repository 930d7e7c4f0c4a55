//! Whether a text is of mail to another system than its entry is about. Queues and send logs hold the mail to
//! everyone, and reports those of every server on the way.

use super::seen::Seen;
use crate::symptom_table::{PRX_OTHER, PRX5, SOCKET_ERROR, Symptom, UNABLE_TO_RELAY};
use htd_evidence::{ErrorText, Fact, LogSide, LoggedSession, TlsOutcome};
use htd_model::{Estate, SendConnector};
use htd_report::Direction;

/// The name of the other end, where it is known and not the one that the entry is about.
pub(super) fn other_end<'a>(estate: &'a Estate, entry: &Symptom, seen: Seen<'a>) -> Option<&'a str> {
    let Seen::Text(text) = seen else { return None };
    // What an on-premises server answers to Exchange Online, another server of Exchange Online may answer as well.
    if [&PRX5, &PRX_OTHER, &UNABLE_TO_RELAY].iter().any(|known| known.is(entry)) {
        return text.fact(Fact::Host).map(|host| host.value.as_str()).filter(|host| is_microsofts(host));
    }
    // What both sides say is of the way out where the own server says it of another one.
    let is_outward = entry.directions == [Direction::ToExchangeOnline]
        || entry.is(&SOCKET_ERROR) && is_of_own_server(estate, text);
    if !is_outward {
        return None;
    }
    // The host that was tried decides: a domain of one's own may have its mailboxes in Exchange Online.
    for fact in [Fact::Host, Fact::NextHop] {
        if let Some(name) = text.fact(fact) {
            return Some(name.value.as_str())
                .filter(|name| is_of_another(name) && !is_accepted(estate, name));
        }
    }
    // Where nobody answered, the connector tells, if it is in evidence.
    if let Some(name) = text.fact(Fact::Connector) {
        let mut known = estate.send_connectors.iter();
        if known.any(|known| known.name.value.eq_ignore_ascii_case(&name.value) && !leads_online(known)) {
            return Some(&name.value);
        }
    }
    let failed = estate.logged_sessions.iter().filter(|session| {
        session.side == LogSide::Send
            && session.tls == TlsOutcome::Failed
            && session.span.source == text.span.source
    });
    // Sessions that went alike were joined, so which of them a text is of is not known: all must go elsewhere.
    let mut host = None;
    for session in failed {
        host = Some(host_of(session).filter(|name| !session.exchange_online && is_of_another(name))?);
    }
    host
}

/// Whether the own server says a text: in its queue, or in its log of what it sent.
fn is_of_own_server(estate: &Estate, text: &ErrorText) -> bool {
    let sends =
        |session: &LoggedSession| session.side == LogSide::Send && session.span.source == text.span.source;
    text.fact(Fact::NextHop).is_some() || estate.logged_sessions.iter().any(sends)
}

/// Whether a send connector may lead to Exchange Online, as far as it was printed.
fn leads_online(connector: &SendConnector) -> bool {
    connector.is_hybrid()
        || connector.relays_to_internet()
        || connector.address_spaces.value().is_none()
        || connector.smart_hosts.value().is_some()
}

/// Whether it is a domain of the organisation itself, whose mailboxes may be in Exchange Online.
fn is_accepted(estate: &Estate, name: &str) -> bool {
    let mut domains = estate.accepted_domains.iter().filter_map(|domain| domain.domain_name.value());
    domains.any(|domain| domain.eq_ignore_ascii_case(name))
}

/// Who answered in a session.
fn host_of(session: &LoggedSession) -> Option<&str> {
    let dialogue = &session.dialogue;
    let answered = dialogue.ehlo.as_ref().and_then(|ehlo| ehlo.host.as_ref());
    let greeted = || dialogue.banner.as_ref()?.value.trim_start_matches('"').split(' ').nth(1);
    answered.map(|host| host.value.as_str()).or_else(greeted)
}

/// Whether a name is that of a host or a domain which is not Microsoft's. A name without a dot, an address and
/// the name of a site show nothing.
fn is_of_another(name: &str) -> bool {
    let name = name.trim().trim_end_matches('.');
    let is_host = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    is_host
        && name.bytes().any(|byte| byte == b'.')
        && name.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !is_microsofts(name)
}

/// Whether a name is that of a host or a domain of Exchange Online.
pub(super) fn is_microsofts(name: &str) -> bool {
    const MICROSOFT: [&str; 8] = [
        "outlook.com",
        "onmicrosoft.com",
        "onmicrosoft.us",
        "onmschina.cn",
        "office365.us",
        "outlook.cn",
        "mx.microsoft",
        "exchangelabs.com",
    ];
    let name = name.trim().trim_end_matches('.').to_ascii_lowercase();
    MICROSOFT
        .iter()
        .any(|suffix| name.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use crate::catalog::ErrorTextRecognised;
    use crate::testing::judge;
    use htd_report::Severity;

    fn queue(next: &str, host: &str) -> String {
        format!(
            "Identity      : EX01\\3\nNextHopDomain : {next}\nStatus        : Retry\n\
             LastError     : [{{LED=451 4.4.0 Primary target IP address responded with: \"421 4.4.1 \
             Connection timed out.\" Attempted failover to alternate host, but that did not succeed.}}{host}]\n\n"
        )
    }

    #[test]
    fn the_queue_of_a_partner_is_none_of_exchange_online() {
        for host in [";{FQDN=mx.adatum.example};{IP=203.0.113.4}", ""] {
            let judged = judge::<ErrorTextRecognised>(&queue("adatum.example", host));
            let finding = judged.finding("adatum.example");
            assert_eq!(finding.severity, Severity::Warning);
            assert!(finding.directions.is_empty() && finding.fixes.is_empty());
        }
    }

    #[test]
    fn a_queue_to_exchange_online_or_to_whom_is_not_known_stays_an_error() {
        let online = ";{FQDN=contoso-example.mail.protection.outlook.com}";
        for (next, host) in [
            ("contoso.example", online),
            ("contoso.mail.onmicrosoft.com", ""),
            ("edgesync - default-first-site-name to internet", ""),
            ("[192.0.2.25]", ""),
        ] {
            let judged = judge::<ErrorTextRecognised>(&queue(next, host));
            assert_eq!(judged.finding("to Exchange Online").severity, Severity::Error, "{next}");
        }
    }

    #[test]
    fn a_domain_of_ones_own_is_not_somebody_elses() {
        let domains = "DomainName : adatum.example\nDomainType : InternalRelay\nDefault    : False\n\n";
        let judged = judge::<ErrorTextRecognised>(&(domains.to_owned() + &queue("adatum.example", "")));
        assert_eq!(judged.finding("to Exchange Online").severity, Severity::Error);
    }

    #[test]
    fn both_kinds_of_queues_are_told_apart() {
        let judged = judge::<ErrorTextRecognised>(
            &(queue("adatum.example", "") + &queue("contoso.mail.onmicrosoft.com", "")),
        );
        let mut titles = judged.findings.iter().map(|finding| (finding.severity, finding.title.as_str()));
        let online = "The server ends or loses the connection to Exchange Online";
        assert_eq!(titles.next(), Some((Severity::Error, online)));
        assert_eq!(titles.next(), Some((Severity::Warning, "Mail to `adatum.example` meets an error")));
        assert_eq!(titles.next(), None);
    }

    #[test]
    fn the_server_that_gave_an_error_tells_whose_it_is() {
        let prx5 = |host: &str| {
            format!(
                "{host} gave this error:\n451 4.7.0 Temporary server error. Please try again later. PRX5\n\n"
            )
        };
        let judged = judge::<ErrorTextRecognised>(&prx5("mail.contoso.example"));
        assert_eq!(judged.finding("by the front end of the on-premises server").severity, Severity::Error);
        let judged = judge::<ErrorTextRecognised>(&prx5("BN8NAM11FT011.mail.protection.outlook.com"));
        let finding = judged.finding("Mail to `BN8NAM11FT011.mail.protection.outlook.com` meets an error");
        assert_eq!(finding.severity, Severity::Warning);
        assert!(finding.directions.is_empty() && finding.fixes.is_empty());
        assert!(finding.why.iter().any(|why| why.contains("one of Exchange Online")), "{:?}", finding.why);
        // Mail to Exchange Online, and mail to a partner.
        let expired =
            "454 4.7.0 Failed to establish appropriate TLS channel: CertificateExpired: Access Denied";
        for (host, title) in [
            ("contoso-example.mail.protection.outlook.com", "TLS is refused because a certificate expired"),
            ("mx.adatum.example", "Mail to `mx.adatum.example` meets an error"),
        ] {
            judge::<ErrorTextRecognised>(&format!("{host} gave this error:\n{expired}\n")).finding(title);
        }
    }

    fn send_log(connector: &str, id: &str, host: &str) -> String {
        let line = |number: u8, tail: &str| {
            format!(
                "2026-11-22T08:00:0{number}.000Z,{connector},{id},{number},192.0.2.10:2525,203.0.113.9:25,{tail}\n"
            )
        };
        line(0, "+,,")
            + &line(1, &format!("<,\"220 {host} Microsoft ESMTP MAIL Service ready\","))
            + &line(2, ">,EHLO mail.contoso.example,")
            + &line(3, &format!("<,250  {host} Hello [198.51.100.10] SIZE 1 STARTTLS 8BITMIME,"))
            + &line(4, ">,STARTTLS,")
            + &line(5, "<,220 2.0.0 SMTP server ready,")
            + &line(6, "*,,TLS negotiation failed with error NoCredentials")
            + &line(7, "-,,Local")
    }

    #[test]
    fn a_send_log_tells_to_whom_the_mail_went() {
        let partner = send_log("Partner", "08DD34FA30860001", "mx.adatum.example");
        assert_eq!(
            judge::<ErrorTextRecognised>(&partner).finding("mx.adatum.example").severity,
            Severity::Warning
        );
        let online = send_log("Hybrid", "08DD34FA30860002", "BN8.mail.protection.outlook.com");
        assert_eq!(
            judge::<ErrorTextRecognised>(&online).finding("to Exchange Online").severity,
            Severity::Error
        );
        // Both in one log, one after the other and by turns.
        let mut lines: Vec<&str> = partner.lines().chain(online.lines()).collect();
        let both = lines.join("\n") + "\n";
        lines.sort_by_key(|line| line.split(',').next());
        for log in [both, lines.join("\n") + "\n"] {
            let judged = judge::<ErrorTextRecognised>(&log);
            let titles: Vec<_> =
                judged.findings.iter().map(|finding| (finding.severity, finding.title.as_str())).collect();
            assert!(
                matches!(
                    titles[..],
                    [(Severity::Error, online), (Severity::Warning, "Mail to `mx.adatum.example` meets an \
                        error")]
                    if online.contains("to Exchange Online")
                ),
                "{titles:?}"
            );
        }
    }

    #[test]
    fn a_broken_negotiation_with_a_partner_is_none_with_exchange_online() {
        let broken =
            |host| send_log("To all", "08DD34FA30860003", host).replace("NoCredentials", "SocketError");
        assert_eq!(
            judge::<ErrorTextRecognised>(&broken("mx.adatum.example")).finding("mx.adatum").severity,
            Severity::Warning
        );
        let online = judge::<ErrorTextRecognised>(&broken("BN8.mail.protection.outlook.com"));
        assert_eq!(online.finding("broke off").severity, Severity::Error);
        // Told without a log, nobody knows whose it is.
        let told = "mx.adatum.example gave this error:\nTLS negotiation failed with error SocketError\n";
        assert_eq!(judge::<ErrorTextRecognised>(told).finding("broke off").severity, Severity::Error);
    }
}
