use crate::merge::{Account, Contradictions, Merge};
use crate::moment::Order;
use crate::{CertificateName, Connector, Known, List, Profile, known};
use htd_evidence::Record;
use htd_source::{Span, Spanned};

/// The lowest bits first; the higher ones are not known for certain.
const AUTH_MECHANISMS: [&str; 5] =
    ["Tls", "Integrated", "BasicAuth", "BasicAuthRequireTLS", "ExchangeServer"];
const PERMISSION_GROUPS: [&str; 4] =
    ["AnonymousUsers", "ExchangeUsers", "ExchangeServers", "ExchangeLegacyServers"];
const TRANSPORT_ROLES: [(i64, &str); 2] = [(32, "HubTransport"), (16384, "FrontendTransport")];
const LOGGING_LEVELS: [(i64, &str); 2] = [(0, "None"), (1, "Verbose")];
const TLS_AUTH_LEVELS: [(i64, &str); 3] =
    [(1, "EncryptionOnly"), (2, "CertificateValidation"), (3, "DomainValidation")];

/// What a connector is called whose name was not printed. No script is made for it.
const UNNAMED_RECEIVE: &str = "receive connector";
const UNNAMED_SEND: &str = "send connector";

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
    pub(crate) account: Account,
}

impl ReceiveConnector {
    pub(crate) fn new(record: &Record, order: Order) -> Self {
        let identity = known::text(record, "Identity");
        let plain = known::text(record, "Name");
        let server = known::text(record, "Server").value().cloned();
        let command_server =
            || record.command.as_ref()?.argument("Server").map(|server| server.value.clone());
        let from_identity =
            identity.value().and_then(|text| text.split_once('\\')).map(|(s, _)| s.to_owned());
        let given = identity.spanned().or(plain.spanned()).cloned();
        let name = given.unwrap_or_else(|| Spanned::new(UNNAMED_RECEIVE.to_owned(), record.span));
        let server = from_identity.or(server).or_else(command_server).or_else(|| server_in_name(&name.value));
        let name = match (&server, name.value.contains("\\")) {
            (Some(server), false) if name.value != UNNAMED_RECEIVE => {
                name.map(|name| format!("{server}\\{name}"))
            }
            _ => name,
        };
        Self {
            span: record.span,
            name,
            server,
            tls_certificate_name: CertificateName::read(record, "TlsCertificateName"),
            tls_domain_capabilities: capabilities_of(record),
            auth_mechanism: known::words(record, "AuthMechanism", &AUTH_MECHANISMS),
            permission_groups: known::words(record, "PermissionGroups", &PERMISSION_GROUPS),
            bindings: known::list(record, "Bindings"),
            remote_ip_ranges: known::list(record, "RemoteIPRanges"),
            require_tls: known::flag(record, "RequireTLS"),
            suppress_x_anonymous_tls: known::flag(record, "SuppressXAnonymousTls"),
            domain_secure_enabled: known::flag(record, "DomainSecureEnabled"),
            protocol_logging_level: known::word(record, "ProtocolLoggingLevel", &LOGGING_LEVELS),
            fqdn: known::text(record, "Fqdn"),
            transport_role: known::word(record, "TransportRole", &TRANSPORT_ROLES),
            enabled: known::flag(record, "Enabled"),
            outside_hybrid: false,
            account: Account::new(record, order),
        }
    }

    /// Takes over what another account of the same connector says.
    pub(crate) fn absorb(&mut self, other: Self, contradictions: &mut Contradictions) {
        let subject = Connector::Receive(self).subject();
        let mut merge = Merge::new(&mut self.account, other.account, true);
        if merge.other_is_later() {
            (self.span, self.name) = (other.span, other.name);
        }
        merge.property("TlsCertificateName", &mut self.tls_certificate_name, other.tls_certificate_name);
        merge.property(
            "TlsDomainCapabilities",
            &mut self.tls_domain_capabilities,
            other.tls_domain_capabilities,
        );
        merge.property("AuthMechanism", &mut self.auth_mechanism, other.auth_mechanism);
        merge.property("PermissionGroups", &mut self.permission_groups, other.permission_groups);
        merge.property("Bindings", &mut self.bindings, other.bindings);
        merge.property("RemoteIPRanges", &mut self.remote_ip_ranges, other.remote_ip_ranges);
        merge.property("RequireTLS", &mut self.require_tls, other.require_tls);
        merge.property(
            "SuppressXAnonymousTls",
            &mut self.suppress_x_anonymous_tls,
            other.suppress_x_anonymous_tls,
        );
        merge.property("DomainSecureEnabled", &mut self.domain_secure_enabled, other.domain_secure_enabled);
        merge.property(
            "ProtocolLoggingLevel",
            &mut self.protocol_logging_level,
            other.protocol_logging_level,
        );
        merge.property("Fqdn", &mut self.fqdn, other.fqdn);
        merge.property("TransportRole", &mut self.transport_role, other.transport_role);
        merge.property("Enabled", &mut self.enabled, other.enabled);
        merge.finish(contradictions, || subject.clone());
    }

    /// The name without its server.
    pub fn short_name(&self) -> &str {
        self.name.value.rsplit_once('\\').map_or(self.name.value.as_str(), |(_, name)| name)
    }

    /// Whether its name was printed.
    pub fn is_named(&self) -> bool {
        self.name.value != UNNAMED_RECEIVE
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
        self.short_name().to_ascii_lowercase().starts_with("default internal receive connector")
    }

    /// Whether it is the front-end connector that setup makes and the wizard configures.
    pub fn is_default_frontend(&self) -> bool {
        is_default_frontend(self.short_name())
    }

    /// Whether a certificate name that leads nowhere costs it the mail of the outside: it names one, and
    /// may listen where other mail servers knock.
    pub fn names_a_certificate_outside(&self) -> bool {
        self.is_on() && self.may_take_port_25() && !self.is_inner_by_name()
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

    /// The other connectors that setup makes never meet Exchange Online.
    fn is_inner_by_name(&self) -> bool {
        let name = self.short_name().to_ascii_lowercase();
        ["client frontend", "client proxy", "outbound proxy frontend"]
            .iter()
            .any(|known| name.starts_with(known))
    }
}

/// Whether a connector's name, without its server, is that of the front-end connector that setup makes.
pub(crate) fn is_default_frontend(name: &str) -> bool {
    name.to_ascii_lowercase().starts_with("default frontend")
}

/// Whom a receive connector trusts. Some forms give the capability of Exchange Online as its number.
fn capabilities_of(record: &Record) -> Known<List> {
    let mut capabilities = known::list(record, "TlsDomainCapabilities");
    for entry in capabilities.value_mut().into_iter().flat_map(|list| &mut list.entries) {
        if let Some(domain) = entry.value.strip_suffix(":512") {
            entry.value = format!("{domain}:AcceptCloudServicesMail");
        }
    }
    capabilities
}

/// `Default Frontend EX01` and its like end with the server's name.
fn server_in_name(name: &str) -> Option<String> {
    const PREFIXES: [&str; 6] = [
        "default frontend ",
        "client frontend ",
        "client proxy ",
        "outbound proxy frontend ",
        "default internal receive connector ",
        "default ",
    ];
    let lower = name.to_ascii_lowercase();
    let rest = PREFIXES
        .iter()
        .find(|prefix| lower.starts_with(*prefix))
        .and_then(|prefix| name.get(prefix.len()..))?;
    (!rest.is_empty() && !rest.contains(" ")).then(|| rest.to_owned())
}

/// A send connector.
#[derive(Debug, Clone)]
pub struct SendConnector {
    /// Where it was printed.
    pub span: Span,
    /// Its name.
    pub name: Spanned<String>,
    /// The certificate it is told to present.
    pub tls_certificate_name: Known<CertificateName>,
    /// The name it gives itself; empty: the server's.
    pub fqdn: Known<String>,
    /// `SMTP:contoso.mail.onmicrosoft.com;1`
    pub address_spaces: Known<List>,
    /// `contoso-com.mail.protection.outlook.com`; empty where DNS decides.
    pub smart_hosts: Known<List>,
    /// The servers that send for it.
    pub source_transport_servers: Known<List>,
    /// Whose certificate it accepts.
    pub tls_domain: Known<String>,
    /// `EncryptionOnly`, `CertificateValidation`, `DomainValidation`.
    pub tls_auth_level: Known<String>,
    /// Whether it sends with TLS only.
    pub require_tls: Known<bool>,
    /// Whether it sends without TLS only.
    pub ignore_starttls: Known<bool>,
    /// Whether it keeps the headers that make mail internal.
    pub cloud_services_mail_enabled: Known<bool>,
    /// Whether DNS tells where it sends.
    pub dns_routing_enabled: Known<bool>,
    /// Mutual TLS.
    pub domain_secure_enabled: Known<bool>,
    /// `Default`, `DowngradeDnsFailures`…
    pub error_policies: Known<List>,
    /// Whether the front end of a server sends for it.
    pub frontend_proxy_enabled: Known<bool>,
    /// Whether it is switched on.
    pub enabled: Known<bool>,
    pub(crate) account: Account,
}

impl SendConnector {
    pub(crate) fn new(record: &Record, order: Order) -> Self {
        let identity = known::text(record, "Identity");
        let plain = known::text(record, "Name");
        let given = identity.spanned().or(plain.spanned()).cloned();
        Self {
            span: record.span,
            name: given.unwrap_or_else(|| Spanned::new(UNNAMED_SEND.to_owned(), record.span)),
            tls_certificate_name: CertificateName::read(record, "TlsCertificateName"),
            fqdn: known::text(record, "Fqdn"),
            address_spaces: known::list(record, "AddressSpaces"),
            smart_hosts: known::list(record, "SmartHosts"),
            source_transport_servers: known::list(record, "SourceTransportServers"),
            tls_domain: known::text(record, "TlsDomain"),
            tls_auth_level: known::word(record, "TlsAuthLevel", &TLS_AUTH_LEVELS),
            require_tls: known::flag(record, "RequireTLS"),
            ignore_starttls: known::flag(record, "IgnoreSTARTTLS"),
            cloud_services_mail_enabled: known::flag(record, "CloudServicesMailEnabled"),
            dns_routing_enabled: known::flag(record, "DNSRoutingEnabled"),
            domain_secure_enabled: known::flag(record, "DomainSecureEnabled"),
            error_policies: known::words(record, "ErrorPolicies", &[]),
            frontend_proxy_enabled: known::flag(record, "FrontendProxyEnabled"),
            enabled: known::flag(record, "Enabled"),
            account: Account::new(record, order),
        }
    }

    /// Takes over what another account of the same connector says.
    pub(crate) fn absorb(&mut self, other: Self, contradictions: &mut Contradictions) {
        let subject = Connector::Send(self).subject();
        let mut merge = Merge::new(&mut self.account, other.account, true);
        if merge.other_is_later() {
            (self.span, self.name) = (other.span, other.name);
        }
        merge.property("TlsCertificateName", &mut self.tls_certificate_name, other.tls_certificate_name);
        merge.property("Fqdn", &mut self.fqdn, other.fqdn);
        merge.property("AddressSpaces", &mut self.address_spaces, other.address_spaces);
        merge.property("SmartHosts", &mut self.smart_hosts, other.smart_hosts);
        merge.property(
            "SourceTransportServers",
            &mut self.source_transport_servers,
            other.source_transport_servers,
        );
        merge.property("TlsDomain", &mut self.tls_domain, other.tls_domain);
        merge.property("TlsAuthLevel", &mut self.tls_auth_level, other.tls_auth_level);
        merge.property("RequireTLS", &mut self.require_tls, other.require_tls);
        merge.property("IgnoreSTARTTLS", &mut self.ignore_starttls, other.ignore_starttls);
        merge.property(
            "CloudServicesMailEnabled",
            &mut self.cloud_services_mail_enabled,
            other.cloud_services_mail_enabled,
        );
        merge.property("DNSRoutingEnabled", &mut self.dns_routing_enabled, other.dns_routing_enabled);
        merge.property("DomainSecureEnabled", &mut self.domain_secure_enabled, other.domain_secure_enabled);
        merge.property("ErrorPolicies", &mut self.error_policies, other.error_policies);
        merge.property(
            "FrontendProxyEnabled",
            &mut self.frontend_proxy_enabled,
            other.frontend_proxy_enabled,
        );
        merge.property("Enabled", &mut self.enabled, other.enabled);
        merge.finish(contradictions, || subject.clone());
    }

    /// Whether its name was printed.
    pub fn is_named(&self) -> bool {
        self.name.value != UNNAMED_SEND
    }

    /// Whether it sends to Exchange Online: by the name that the wizard gives, by the address space of the
    /// tenant, or by a smart host of Exchange Online.
    pub fn is_hybrid(&self) -> bool {
        self.enabled.value() != Some(&false)
            && (self.name.value.to_ascii_lowercase().starts_with("outbound to office 365")
                || self.cloud().is_some())
    }

    /// Whether it sends mail for the whole internet through Exchange Online, for which other values are
    /// right than for hybrid mail.
    pub fn relays_to_internet(&self) -> bool {
        let every = |list: &List| list.entries.iter().any(|space| address(&space.value) == "*");
        self.address_spaces.value().is_some_and(every)
    }

    /// The cloud that its address spaces, smart hosts or TlsDomain belong to.
    pub fn cloud(&self) -> Option<Profile> {
        let hosts = [&self.address_spaces, &self.smart_hosts].into_iter().filter_map(|list| list.value());
        let mut hosts = hosts.flat_map(|list| list.entries.iter().map(|entry| address(&entry.value)));
        hosts
            .find_map(Profile::of_host)
            .or_else(|| self.tls_domain.value().and_then(|host| Profile::of_host(host)))
    }
}

/// The domain of an address space, `SMTP:contoso.mail.onmicrosoft.com;1`.
fn address(space: &str) -> &str {
    let behind = space.split_once(':').map_or(space, |(_, rest)| rest);
    behind.split(';').next().unwrap_or(behind).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_is_read_from_the_names_that_setup_gives() {
        assert_eq!(server_in_name("Default Frontend EX01").as_deref(), Some("EX01"));
        assert_eq!(server_in_name("Default internal receive connector EDGE01").as_deref(), Some("EDGE01"));
        assert_eq!(server_in_name("Relay for printers"), None);
    }

    #[test]
    fn address_spaces_of_every_cloud_are_known() {
        let cloud = |space: &str| Profile::of_host(address(space));
        assert_eq!(cloud("SMTP:contoso.mail.onmicrosoft.com;1"), Some(Profile::Worldwide));
        assert_eq!(cloud("smtp:contoso.mail.onmicrosoft.us;1"), Some(Profile::GccHigh));
        assert_eq!(cloud("contoso.mail.partner.onmschina.cn"), Some(Profile::China));
        assert_eq!(cloud("SMTP:*;1"), None);
        assert_eq!(cloud("SMTP:notmail.onmicrosoft.com.example;1"), None);
    }
}
