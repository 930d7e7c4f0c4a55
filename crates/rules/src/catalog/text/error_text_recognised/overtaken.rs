//! Events 12014 that look for another certificate than their connector names by now. They may tell of a state
//! that is over, which is not what an event about today's certificate tells.

use super::seen::Seen;
use htd_model::{Connector, Estate};

/// What became of the connector that an event names.
#[derive(Clone, Copy)]
pub(super) struct Overtaken<'a> {
    pub(super) connector: Connector<'a>,
    /// Whether the event is certainly the older of the two.
    pub(super) over: bool,
}

impl PartialEq for Overtaken<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.over == other.over && self.connector.name() == other.connector.name()
    }
}

impl<'a> Overtaken<'a> {
    /// The connector of an event, where it names another certificate now and the event is not the newer of the two.
    pub(super) fn by(estate: &'a Estate, seen: Seen<'_>) -> Option<Self> {
        let Seen::Event(event) = seen else { return None };
        let mut overtaken = None;
        for connector in estate.connectors().filter(|known| known.is_named_by(event)) {
            if !connector.names_another_than(event) {
                return None;
            }
            let logged = event.date.as_ref().and_then(|date| estate.moment(date));
            let over = match logged.map(|logged| connector.is_newer_than(logged)) {
                Some(Some(false)) => return None,
                Some(Some(true)) => true,
                _ => false,
            };
            overtaken = Some(Self { connector, over });
        }
        overtaken
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::{ErrorTextRecognised, ReceiveCertificateNotFound};
    use crate::testing::{certificate, certificates, frontend, judge, outbound};
    use htd_report::{Severity, Verdict};

    const OLD: &str = "<I>CN=Fabrikam Trust CA 1<S>CN=mail.contoso.example";
    const NEW: &str = "<I>CN=Fabrikam Trust CA 2<S>CN=mail.contoso.example";

    fn event(name: &str, connector: &str, computer: &str) -> String {
        format!(
            "Log Name:      Application\nSource:        MSExchangeFrontEndTransport\nDate:          11/20/\
             2026 10:14:22 PM\n\
             Event ID:      12014\nLevel:         Error\nComputer:      {computer}.contoso.example\nDescription:\n\
             Microsoft Exchange could not find a certificate that contains the domain name {name} in the \
             personal store on the local computer. \
             Therefore, it is unable to support the STARTTLS SMTP verb for the connector {connector} with a \
             FQDN parameter of {name}. \
             If the connector's FQDN is not specified, the computer's FQDN is used.\n\n"
        )
    }

    fn list() -> String {
        let new = certificate("CN=Fabrikam Trust CA 2", "CN=mail.contoso.example", "SMTP", "06/20/2027", 7);
        certificates(&[&new])
    }

    fn changed(at: &str) -> String {
        frontend(NEW).replace("Enabled     ", &format!("WhenChangedUTC        : {at}\nEnabled     "))
    }

    #[test]
    fn an_event_about_a_former_certificate_is_no_error() {
        let text = event(OLD, "Default Frontend EX01", "EX01") + &frontend(NEW) + &list();
        let judged = judge::<ErrorTextRecognised>(&text);
        let finding =
            judged.finding("looks for another certificate than `EX01\\Default Frontend EX01` names now");
        assert_eq!(finding.severity, Severity::Warning);
        assert!(finding.fixes.iter().all(|fix| fix.risk == htd_report::Risk::ReadsOnly));
        let name = "Outbound to Office 365 - 11111111-2222-3333-4444-555555555555";
        let text = event(OLD, name, "EX01") + &outbound(NEW) + &list();
        assert_eq!(judge::<ErrorTextRecognised>(&text).finding("than `Outbound").severity, Severity::Warning);
    }

    #[test]
    fn times_tell_which_is_older() {
        let event = event(OLD, "Default Frontend EX01", "EX01");
        let after = event.clone() + &changed("11/22/2026 8:00:00 PM") + &list();
        assert_eq!(
            judge::<ErrorTextRecognised>(&after).finding("is older than what").severity,
            Severity::Note
        );
        // The connector was changed later by its date, but perhaps not where the event was logged.
        let same_day = event.clone() + &changed("11/20/2026 11:00:00 PM") + &list();
        assert_eq!(
            judge::<ErrorTextRecognised>(&same_day).finding("looks for another").severity,
            Severity::Warning
        );
        let before = event + &changed("11/10/2026 8:00:00 PM") + &list();
        assert_eq!(
            judge::<ErrorTextRecognised>(&before).finding("does not find its certificate").severity,
            Severity::Error
        );
    }

    #[test]
    fn an_event_about_the_certificate_of_today_stays_what_it_is() {
        for name in
            [NEW.to_owned(), NEW.replace("<I>", "").replace("<S>", ""), NEW.replace(" CA 2", "\nCA 2")]
        {
            let named = event(&name, "Default Frontend EX01", "EX01");
            let judged = judge::<ErrorTextRecognised>(&(named.clone() + &frontend(NEW) + &list()));
            assert_eq!(judged.finding("does not find its certificate").severity, Severity::Error, "{name}");
            // Where the certificate is not there, that finding accounts for it.
            let gone = named + &frontend(NEW) + &list().replace("CA 2", "CA 3");
            assert_eq!(judge::<ErrorTextRecognised>(&gone).verdict, Verdict::Pass, "{name}");
        }
    }

    #[test]
    fn a_former_event_is_no_proof_of_what_is_missing_now() {
        let text =
            event(OLD, "Default Frontend EX01", "EX01") + &frontend(NEW) + &list().replace("CA 2", "CA 3");
        assert_eq!(
            judge::<ErrorTextRecognised>(&text).finding("looks for another").severity,
            Severity::Warning
        );
        let missing = judge::<ReceiveCertificateNotFound>(&text);
        assert!(missing.finding("not on").explains.is_empty());
    }

    #[test]
    fn what_is_named_by_host_and_what_by_certificate_differs() {
        let host = event("EX01.contoso.example", "Default Frontend EX01", "EX01") + &frontend(NEW) + &list();
        assert_eq!(
            judge::<ErrorTextRecognised>(&host).finding("looks for another").severity,
            Severity::Warning
        );
        let none = event(OLD, "Default Frontend EX01", "EX01") + &frontend("") + &list();
        assert_eq!(
            judge::<ErrorTextRecognised>(&none).finding("looks for another").severity,
            Severity::Warning
        );
        let empty = event("EX01.contoso.example", "Default Frontend EX01", "EX01") + &frontend("") + &list();
        assert_eq!(judge::<ErrorTextRecognised>(&empty).verdict, Verdict::Pass);
    }

    #[test]
    fn another_server_has_connectors_of_its_own() {
        let text = event(OLD, "Default Frontend EX01", "EX02") + &frontend(NEW) + &list();
        assert_eq!(
            judge::<ErrorTextRecognised>(&text).finding("does not find its certificate").severity,
            Severity::Error
        );
    }
}
