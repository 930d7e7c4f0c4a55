//! A receive connector, and which mail it takes.

use crate::contradiction::Contradictions;
use crate::date_order::DateOrder;
use crate::merge::Merge;
use crate::provenance::Provenance;
use crate::{CertificateName, Known, List, known};
use htd_evidence::Record;
use htd_exchange::SetupConnector;
use htd_exchange::objects::receive_connector as property;
use htd_report::{Subject, SubjectKind};
use htd_source::{Span, Spanned};

/// What a connector is called whose name was not printed. No script is made for it.
const UNNAMED: &str = "receive connector";

/// A receive connector.
#[derive(Debug, Clone)]
pub struct ReceiveConnector {
    /// Where it was printed.
    pub span: Span,
    /// Its identity, `EX01\Default Frontend EX01`, as far as the evidence gives it.
    pub name: Spanned<String>,
    /// The server it is on.
    pub server: Option<String>,
    /// The certificate it is told to present.
    pub tls_certificate_name: Known<CertificateName>,
    /// Whom it trusts with which capabilities.
    pub tls_domain_capabilities: Known<List>,
    /// `Tls, Integrated…`
    pub auth_mechanism: Known<List>,
    /// `AnonymousUsers, ExchangeServers…`
    pub permission_groups: Known<List>,
    /// `[::]:25, 0.0.0.0:25`
    pub bindings: Known<List>,
    /// The addresses it takes mail from.
    pub remote_ip_ranges: Known<List>,
    /// Whether it refuses mail without TLS.
    pub require_tls: Known<bool>,
    /// Whether it keeps X-ANONYMOUSTLS from other servers.
    pub suppress_x_anonymous_tls: Known<bool>,
    /// Mutual TLS.
    pub domain_secure_enabled: Known<bool>,
    /// `None` or `Verbose`.
    pub protocol_logging_level: Known<String>,
    /// The name it gives itself.
    pub fqdn: Known<String>,
    /// `FrontendTransport` or `HubTransport`; Edge servers have none.
    pub transport_role: Known<String>,
    /// Whether it is switched on.
    pub enabled: Known<bool>,
    /// Whether the hybrid configuration lists the receiving servers and its own is not among them.
    pub outside_hybrid: bool,
    pub(crate) provenance: Provenance,
}

impl ReceiveConnector {
    pub(crate) fn new(record: &Record, order: DateOrder) -> Self {
        let identity = known::text(record, property::IDENTITY);
        let plain = known::text(record, property::NAME);
        let server = known::text(record, property::SERVER).value().cloned();
        let command_server =
            || record.command.as_ref()?.argument("Server").map(|server| server.value.clone());
        let from_identity =
            identity.value().and_then(|text| text.split_once('\\')).map(|(s, _)| s.to_owned());
        let given = identity.spanned().or(plain.spanned()).cloned();
        let name = given.unwrap_or_else(|| Spanned::new(UNNAMED.to_owned(), record.span));
        let server = from_identity
            .or(server)
            .or_else(command_server)
            .or_else(|| SetupConnector::server_in(&name.value).map(str::to_owned));
        let name = match (&server, name.value.contains("\\")) {
            (Some(server), false) if name.value != UNNAMED => name.map(|name| format!("{server}\\{name}")),
            _ => name,
        };
        Self {
            span: record.span,
            name,
            server,
            tls_certificate_name: CertificateName::read(record, property::TLS_CERTIFICATE_NAME),
            tls_domain_capabilities: capabilities_of(record),
            auth_mechanism: known::words(record, property::AUTH_MECHANISM),
            permission_groups: known::words(record, property::PERMISSION_GROUPS),
            bindings: known::list(record, property::BINDINGS),
            remote_ip_ranges: known::list(record, property::REMOTE_IP_RANGES),
            require_tls: known::flag(record, property::REQUIRE_TLS),
            suppress_x_anonymous_tls: known::flag(record, property::SUPPRESS_X_ANONYMOUS_TLS),
            domain_secure_enabled: known::flag(record, property::DOMAIN_SECURE_ENABLED),
            protocol_logging_level: known::word(record, property::PROTOCOL_LOGGING_LEVEL),
            fqdn: known::text(record, property::FQDN),
            transport_role: known::word(record, property::TRANSPORT_ROLE),
            enabled: known::flag(record, property::ENABLED),
            outside_hybrid: false,
            provenance: Provenance::new(record, order),
        }
    }

    /// Takes over what another account of the same connector says.
    pub(crate) fn absorb(&mut self, other: Self, contradictions: &mut Contradictions) {
        let subject = self.subject();
        let mut merge = Merge::new(&mut self.provenance, other.provenance, true);
        if merge.other_is_later() {
            (self.span, self.name) = (other.span, other.name);
        }
        merge.property(
            property::TLS_CERTIFICATE_NAME,
            &mut self.tls_certificate_name,
            other.tls_certificate_name,
        );
        merge.property(
            property::TLS_DOMAIN_CAPABILITIES,
            &mut self.tls_domain_capabilities,
            other.tls_domain_capabilities,
        );
        merge.property(property::AUTH_MECHANISM, &mut self.auth_mechanism, other.auth_mechanism);
        merge.property(property::PERMISSION_GROUPS, &mut self.permission_groups, other.permission_groups);
        merge.property(property::BINDINGS, &mut self.bindings, other.bindings);
        merge.property(property::REMOTE_IP_RANGES, &mut self.remote_ip_ranges, other.remote_ip_ranges);
        merge.property(property::REQUIRE_TLS, &mut self.require_tls, other.require_tls);
        merge.property(
            property::SUPPRESS_X_ANONYMOUS_TLS,
            &mut self.suppress_x_anonymous_tls,
            other.suppress_x_anonymous_tls,
        );
        merge.property(
            property::DOMAIN_SECURE_ENABLED,
            &mut self.domain_secure_enabled,
            other.domain_secure_enabled,
        );
        merge.property(
            property::PROTOCOL_LOGGING_LEVEL,
            &mut self.protocol_logging_level,
            other.protocol_logging_level,
        );
        merge.property(property::FQDN, &mut self.fqdn, other.fqdn);
        merge.property(property::TRANSPORT_ROLE, &mut self.transport_role, other.transport_role);
        merge.property(property::ENABLED, &mut self.enabled, other.enabled);
        merge.finish(contradictions, || subject.clone());
    }

    /// The name without its server.
    pub fn short_name(&self) -> &str {
        self.name.value.rsplit_once('\\').map_or(self.name.value.as_str(), |(_, name)| name)
    }

    /// Whether its name was printed.
    pub fn is_named(&self) -> bool {
        self.name.value != UNNAMED
    }

    /// What a finding about it names.
    pub(crate) fn subject(&self) -> Subject {
        Subject {
            kind: SubjectKind::ReceiveConnector,
            name: self.name.value.clone(),
            server: self.server.clone(),
        }
    }

    /// Which of the connectors it is that setup makes, by its name.
    fn made_by_setup(&self) -> Option<SetupConnector> {
        SetupConnector::of(&self.name.value)
    }

    /// Whether it takes the mail of Exchange Online: the front-end connector of port 25 that setup makes,
    /// or one whose TlsDomainCapabilities trusts somebody. On an Edge server it is the connector of port 25.
    pub fn is_hybrid(&self) -> bool {
        self.is_on()
            && self.may_take_port_25()
            && ((self.is_default_frontend() && !self.outside_hybrid)
                || self.is_edge()
                || self.tls_domain_capabilities.spanned().is_some())
    }

    /// Whether it is the connector of an Edge server, which no wizard and no other server can configure.
    pub fn is_edge(&self) -> bool {
        self.made_by_setup() == Some(SetupConnector::Edge)
    }

    /// Whether it is the front-end connector that setup makes and the wizard configures.
    pub fn is_default_frontend(&self) -> bool {
        self.made_by_setup() == Some(SetupConnector::DefaultFrontend)
    }

    /// Whether a certificate name that leads nowhere costs it the mail of the outside: it names one, and
    /// may listen where other mail servers knock.
    pub fn names_a_certificate_outside(&self) -> bool {
        self.is_on() && self.may_take_port_25() && !self.made_by_setup().is_some_and(SetupConnector::is_inner)
    }

    fn is_on(&self) -> bool {
        self.enabled.value() != Some(&false)
    }

    fn may_take_port_25(&self) -> bool {
        let port = match self.bindings.value() {
            Some(bindings) => {
                bindings.cut
                    || bindings.entries.iter().any(|binding| binding.value.rsplit(':').next() == Some("25"))
            }
            None => true,
        };
        // An Edge server has no front end, and its connector may print either role.
        let front = self.is_edge()
            || self.transport_role.value().is_none_or(|role| !role.eq_ignore_ascii_case("HubTransport"));
        port && front
    }
}

/// Whom a receive connector trusts. Some forms give the capability of Exchange Online as its number.
fn capabilities_of(record: &Record) -> Known<List> {
    let mut capabilities = known::list(record, property::TLS_DOMAIN_CAPABILITIES);
    for entry in capabilities.value_mut().into_iter().flat_map(|list| &mut list.entries) {
        if let Some(domain) = entry.value.strip_suffix(":512") {
            entry.value = format!("{domain}:AcceptCloudServicesMail");
        }
    }
    capabilities
}
