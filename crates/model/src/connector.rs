use crate::{CertificateName, Known, Moment, ReceiveConnector, SendConnector};
use htd_report::{Direction, Subject};
use htd_source::Spanned;

/// A connector of either side.
#[derive(Debug, Clone, Copy)]
pub enum Connector<'a> {
    /// Takes mail.
    Receive(&'a ReceiveConnector),
    /// Sends mail.
    Send(&'a SendConnector),
}

impl<'a> Connector<'a> {
    /// Its identity.
    pub fn name(self) -> &'a Spanned<String> {
        match self {
            Self::Receive(connector) => &connector.name,
            Self::Send(connector) => &connector.name,
        }
    }

    /// The certificate it is told to present.
    pub fn tls_certificate_name(self) -> &'a Known<CertificateName> {
        match self {
            Self::Receive(connector) => &connector.tls_certificate_name,
            Self::Send(connector) => &connector.tls_certificate_name,
        }
    }

    /// Whether its name was printed, so that a script can call it.
    pub fn is_named(self) -> bool {
        match self {
            Self::Receive(connector) => connector.is_named(),
            Self::Send(connector) => connector.is_named(),
        }
    }

    /// Its lane.
    pub fn direction(self) -> Direction {
        match self {
            Self::Receive(_) => Direction::ToOnPremises,
            Self::Send(_) => Direction::ToExchangeOnline,
        }
    }

    /// Whether hybrid mail passes it.
    pub fn is_hybrid(self) -> bool {
        match self {
            Self::Receive(connector) => connector.is_hybrid(),
            Self::Send(connector) => connector.is_hybrid(),
        }
    }

    /// Whether a moment certainly lies before it became what the evidence shows, or after it was shown: before it was
    /// changed last, else collected; and after it was collected, else changed.
    pub fn is_newer_than(self, at: Moment) -> Option<bool> {
        let known = match self {
            Self::Receive(connector) => &connector.provenance,
            Self::Send(connector) => &connector.provenance,
        };
        let (from, to) = (known.changed.or(known.collected)?, known.collected.or(known.changed)?);
        if at.is_before(from.earliest) {
            return Some(true);
        }
        at.is_after(to.latest).then_some(false)
    }

    /// Whether hybrid mail, or mail from outside, needs the certificate that it names.
    pub fn needs_its_certificate(self) -> bool {
        match self {
            Self::Receive(receive) => receive.is_hybrid() || receive.names_a_certificate_outside(),
            Self::Send(send) => send.is_hybrid(),
        }
    }

    /// What a finding about it names.
    pub fn subject(self) -> Subject {
        match self {
            Self::Receive(connector) => connector.subject(),
            Self::Send(connector) => connector.subject(),
        }
    }

    /// The servers on which its certificate must be; one `None` where the evidence does not say.
    pub fn servers(self) -> Vec<Option<&'a str>> {
        match self {
            Self::Receive(connector) => vec![connector.server.as_deref()],
            Self::Send(connector) => match connector.source_transport_servers.value() {
                Some(list) => list.entries.iter().map(|server| Some(server.value.as_str())).collect(),
                None => vec![None],
            },
        }
    }
}
