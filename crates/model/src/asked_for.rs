//! Whether a name that an event tells is one that hybrid connectors ask for.

use crate::{Connector, Estate, Known, common_name_of, same_server, same_text};
use htd_evidence::Event;

impl Estate {
    /// Whether a logged name may be that of a hybrid certificate: the server's own name is that of its own
    /// certificate, and where connectors are in evidence one of them must ask for it.
    pub fn may_be_hybrid(&self, event: &Event, name: &str) -> bool {
        let own = event
            .computer
            .as_ref()
            .is_some_and(|computer| !name.contains('=') && same_server(&computer.value, name));
        let mut connectors = self.hybrid_connectors().peekable();
        let alone = connectors.peek().is_none();
        !own && (alone || connectors.any(|connector| may_ask_for(connector, name)))
    }

    /// Whether a hybrid connector of the evidence surely asks for a name.
    pub fn is_asked_for(&self, name: &str) -> bool {
        let mut connectors = self.hybrid_connectors();
        !name.is_empty()
            && connectors.any(|connector| {
                connector.tls_certificate_name().value().is_some() && may_ask_for(connector, name)
            })
    }
}

fn may_ask_for(connector: Connector<'_>, name: &str) -> bool {
    let Known::Value(wanted) = connector.tls_certificate_name() else { return true };
    if name.is_empty() {
        return true;
    }
    let subject = htd_x509::parse_identifier(&wanted.value.text).map(|name| name.subject);
    let common: Vec<String> =
        subject.ok().as_deref().and_then(common_name_of).map(str::to_owned).into_iter().collect();
    same_text(&wanted.value.text, name)
        || subject_is(&common, name)
        || htd_x509::names_cover(&[], &common, name)
}

/// Whether a logged subject, `CN=mail.contoso.example, O=…`, is of a common name.
fn subject_is(common: &[String], logged: &str) -> bool {
    let logged = common_name_of(logged);
    common.iter().any(|name| logged.is_some_and(|logged| logged.eq_ignore_ascii_case(name)))
}
