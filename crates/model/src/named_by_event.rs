//! Which connector an event 12014 is about.

use crate::{Connector, Known, same_server, same_text};
use htd_evidence::{Event, EventMessage};

impl Connector<'_> {
    /// Whether an event 12014 names it.
    pub fn is_named_by(self, event: &Event) -> bool {
        let EventMessage::CertificateNotFound { connector: Some(named), .. } = &event.message else {
            return false;
        };
        let full = self.name().value.as_str();
        let short = full.rsplit_once('\\').map_or(full, |(_, short)| short);
        (same_text(&named.value, short) || same_text(&named.value, full)) && self.may_have_logged(event)
    }

    /// Whether an event 12014 certainly looks for another certificate than it names now. With none named, Exchange
    /// looks for a host.
    pub fn names_another_than(self, event: &Event) -> bool {
        let EventMessage::CertificateNotFound { domain_name: Some(wanted), .. } = &event.message else {
            return false;
        };
        let is_host = !wanted.value.contains('=');
        match self.tls_certificate_name() {
            Known::Value(_) if is_host => true,
            Known::Value(name) => !name.value.may_be(&wanted.value),
            Known::Absent(_) => !is_host,
            Known::Cut(_) | Known::NotCollected => false,
        }
    }

    /// Whether an event says that its certificate was not found or expired.
    pub fn is_told_of_by(self, event: &Event) -> bool {
        let (wanted, named) = match &event.message {
            EventMessage::CertificateNotFound { domain_name, connector, .. } => {
                (domain_name, connector.as_ref())
            }
            EventMessage::CertificateExpired { fqdn } => (fqdn, None),
            _ => return false,
        };
        if named.is_some() {
            return self.is_named_by(event) && !self.names_another_than(event);
        }
        let name = self.tls_certificate_name().value();
        let same_name = |wanted: &str| name.is_some_and(|name| same_text(&name.text, wanted));
        self.may_have_logged(event) && wanted.as_ref().is_some_and(|wanted| same_name(&wanted.value))
    }

    /// Whether an event may come from one of its servers.
    fn may_have_logged(self, event: &Event) -> bool {
        match (self, &event.computer) {
            (Connector::Receive(receive), Some(computer)) => {
                receive.server.as_deref().is_none_or(|server| same_server(server, &computer.value))
            }
            _ => true,
        }
    }
}
