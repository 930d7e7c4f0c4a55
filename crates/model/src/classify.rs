use htd_evidence::Record;

/// What object a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    ReceiveConnector,
    SendConnector,
    InboundConnector,
    OutboundConnector,
    ExchangeCertificate,
    StoreListing,
    HybridConfiguration,
    ExchangeServer,
    TransportService,
    AcceptedDomain,
    RemoteDomain,
    EdgeSubscription,
    /// Told only; its errors are texts.
    Queue,
    Other,
}

impl Kind {
    /// The key in `items` of the report; none for what is of no interest.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::ReceiveConnector => Some("receive-connector"),
            Self::SendConnector => Some("send-connector"),
            Self::InboundConnector => Some("inbound-connector"),
            Self::OutboundConnector => Some("outbound-connector"),
            Self::ExchangeCertificate => Some("exchange-certificate"),
            Self::StoreListing => Some("store-listing"),
            Self::HybridConfiguration => Some("hybrid-configuration"),
            Self::ExchangeServer => Some("exchange-server"),
            Self::TransportService => Some("transport-service"),
            Self::AcceptedDomain => Some("accepted-domain"),
            Self::RemoteDomain => Some("remote-domain"),
            Self::EdgeSubscription => Some("edge-subscription"),
            Self::Queue => Some("queue"),
            Self::Other => None,
        }
    }
}

/// The .NET types whose objects are known, without their namespaces. The collector names its objects alike.
const TYPES: [(&str, Kind); 21] = [
    ("ReceiveConnector", Kind::ReceiveConnector),
    ("SmtpSendConnectorConfig", Kind::SendConnector),
    ("SendConnector", Kind::SendConnector),
    ("ForeignConnector", Kind::Other),
    ("DeliveryAgentConnector", Kind::Other),
    ("InboundConnector", Kind::InboundConnector),
    ("TenantInboundConnector", Kind::InboundConnector),
    ("OutboundConnector", Kind::OutboundConnector),
    ("TenantOutboundConnector", Kind::OutboundConnector),
    ("ExchangeCertificate", Kind::ExchangeCertificate),
    ("HybridConfiguration", Kind::HybridConfiguration),
    ("HybridRelationship", Kind::HybridConfiguration),
    ("ExchangeServer", Kind::ExchangeServer),
    ("TransportService", Kind::TransportService),
    ("TransportServer", Kind::TransportService),
    ("FrontendTransportServer", Kind::TransportService),
    ("FrontendTransportServerPresentationObject", Kind::TransportService),
    ("AcceptedDomain", Kind::AcceptedDomain),
    ("RemoteDomain", Kind::RemoteDomain),
    ("DomainContentConfig", Kind::RemoteDomain),
    ("EdgeSubscription", Kind::EdgeSubscription),
];

/// The cmdlets whose objects are known.
const CMDLETS: [(&str, Kind); 14] = [
    ("Get-ReceiveConnector", Kind::ReceiveConnector),
    ("Get-SendConnector", Kind::SendConnector),
    ("Get-InboundConnector", Kind::InboundConnector),
    ("Get-OutboundConnector", Kind::OutboundConnector),
    ("Get-ExchangeCertificate", Kind::ExchangeCertificate),
    ("Get-HybridConfiguration", Kind::HybridConfiguration),
    ("Get-ExchangeServer", Kind::ExchangeServer),
    ("Get-TransportService", Kind::TransportService),
    ("Get-TransportServer", Kind::TransportService),
    ("Get-FrontendTransportService", Kind::TransportService),
    ("Get-AcceptedDomain", Kind::AcceptedDomain),
    ("Get-RemoteDomain", Kind::RemoteDomain),
    ("Get-EdgeSubscription", Kind::EdgeSubscription),
    ("Get-ChildItem", Kind::StoreListing),
];

/// Properties that one kind of object has and no other of them, the most telling first.
const PROPERTIES: [(&str, Kind); 49] = [
    // Foreign connectors and those of delivery agents have address spaces and source servers as well.
    ("DropDirectory", Kind::Other),
    ("DeliveryProtocol", Kind::Other),
    ("TlsSenderCertificateName", Kind::InboundConnector),
    ("SenderIPAddresses", Kind::InboundConnector),
    ("RestrictDomainsToCertificate", Kind::InboundConnector),
    ("RestrictDomainsToIPAddresses", Kind::InboundConnector),
    ("TreatMessagesAsInternal", Kind::InboundConnector),
    ("TlsSettings", Kind::OutboundConnector),
    ("UseMXRecord", Kind::OutboundConnector),
    ("RecipientDomains", Kind::OutboundConnector),
    ("RouteAllMessagesViaOnPremises", Kind::OutboundConnector),
    ("IsTransportRuleScoped", Kind::OutboundConnector),
    ("OnPremisesSmartHost", Kind::HybridConfiguration),
    ("ReceivingTransportServers", Kind::HybridConfiguration),
    ("SendingTransportServers", Kind::HybridConfiguration),
    ("SecureMailCertificateThumbprint", Kind::HybridConfiguration),
    ("TlsDomainCapabilities", Kind::ReceiveConnector),
    ("RemoteIPRanges", Kind::ReceiveConnector),
    ("Bindings", Kind::ReceiveConnector),
    ("PermissionGroups", Kind::ReceiveConnector),
    ("AuthMechanism", Kind::ReceiveConnector),
    ("SuppressXAnonymousTls", Kind::ReceiveConnector),
    ("TransportRole", Kind::ReceiveConnector),
    ("AddressSpaces", Kind::SendConnector),
    ("SourceTransportServers", Kind::SendConnector),
    ("TlsAuthLevel", Kind::SendConnector),
    ("DNSRoutingEnabled", Kind::SendConnector),
    ("SmartHosts", Kind::SendConnector),
    ("SmartHostAuthMechanism", Kind::SendConnector),
    ("IgnoreSTARTTLS", Kind::SendConnector),
    ("FrontendProxyEnabled", Kind::SendConnector),
    ("RootCAType", Kind::ExchangeCertificate),
    ("CertificateDomains", Kind::ExchangeCertificate),
    ("IsSelfSigned", Kind::ExchangeCertificate),
    ("ServicesStringForm", Kind::ExchangeCertificate),
    ("InternalTransportCertificateThumbprint", Kind::TransportService),
    ("UseDowngradedExchangeServerAuth", Kind::TransportService),
    ("AdminDisplayVersion", Kind::ExchangeServer),
    ("ServerRole", Kind::ExchangeServer),
    ("TrustedMailInboundEnabled", Kind::RemoteDomain),
    ("TrustedMailOutboundEnabled", Kind::RemoteDomain),
    ("AllowedOOFType", Kind::RemoteDomain),
    ("TNEFEnabled", Kind::RemoteDomain),
    ("DomainType", Kind::AcceptedDomain),
    ("DomainName", Kind::AcceptedDomain),
    ("PSParentPath", Kind::StoreListing),
    ("EnhancedKeyUsageList", Kind::StoreListing),
    ("NextHopDomain", Kind::Queue),
    ("Next Hop Domain", Kind::Queue),
];

/// Whether the collector wrote an object.
pub(crate) fn is_collected(record: &Record) -> bool {
    record.type_name.as_ref().is_some_and(|name| name.starts_with("HybridTlsDoctor."))
}

/// What object a record is: by its type, where the form tells one that is known; else by its properties, as the
/// command above it may be missing or another's.
pub(crate) fn classify(record: &Record) -> Kind {
    match kind_of(record) {
        // Exchange takes its certificates from the machine's own store; the roots, a user's store and files say
        // nothing of that.
        Kind::StoreListing if is_of_another_store(record) => Kind::Other,
        kind => kind,
    }
}

/// Whether a certificate is known to be somewhere else than in `LocalMachine\My`.
fn is_of_another_store(record: &Record) -> bool {
    let printed = record.get("PSParentPath").map(|property| property.value.text.as_str());
    let asked = || {
        let command = record.command.as_ref()?;
        let path = command.argument("Path").or(command.argument("LiteralPath")).or(command.argument(""))?;
        let is_store = path.value.get(..5).is_some_and(|drive| drive.eq_ignore_ascii_case("cert:"));
        is_store.then_some(path.value.as_str())
    };
    printed.or_else(asked).is_some_and(|path| !path.to_ascii_lowercase().contains("localmachine\\my"))
}

fn kind_of(record: &Record) -> Kind {
    let of_type = record.type_name.as_ref().and_then(|name| {
        let name = name.rsplit('.').next().unwrap_or(name);
        TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, kind)| *kind)
    });
    if let Some(kind) = of_type {
        return kind;
    }
    let by_command = record.command.as_ref().and_then(|command| {
        let cmdlet = command.cmdlet.value.as_str();
        CMDLETS.iter().find(|(name, _)| name.eq_ignore_ascii_case(cmdlet)).map(|(_, kind)| *kind)
    });
    if record.has("Thumbprint") || record.certificate.is_some() {
        let exchange = record.has("Services") || record.has("RootCAType") || record.has("CertificateDomains");
        return match by_command {
            Some(kind @ (Kind::ExchangeCertificate | Kind::StoreListing)) => kind,
            _ if exchange || record.has("IsSelfSigned") => Kind::ExchangeCertificate,
            _ => Kind::StoreListing,
        };
    }
    let by_property = PROPERTIES.iter().find(|(name, _)| record.has(name)).map(|(_, kind)| *kind);
    match (by_property, by_command) {
        // An outbound connector has SmartHosts as a send connector has, and a remote domain its DomainName as an
        // accepted one; the command tells them apart.
        (Some(Kind::SendConnector), Some(Kind::OutboundConnector)) => Kind::OutboundConnector,
        (Some(Kind::AcceptedDomain), Some(Kind::RemoteDomain)) => Kind::RemoteDomain,
        (Some(kind), _) | (None, Some(kind)) => kind,
        (None, None) => by_name(record),
    }
}

/// A list of two properties only (`fl Name,TlsCertificateName`): the names that setup and wizard give tell.
fn by_name(record: &Record) -> Kind {
    let names: Vec<String> = ["Identity", "Name"]
        .iter()
        .filter_map(|name| record.get(name))
        .map(|property| property.value.text.to_ascii_lowercase())
        .collect();
    let any = |test: &dyn Fn(&str) -> bool| names.iter().any(|name| test(name));
    if record.has("TlsCertificateName") {
        if any(&|name| name.starts_with("hybrid configuration")) {
            return Kind::HybridConfiguration;
        }
        if any(&|name| name.starts_with("outbound to office 365")) {
            return Kind::SendConnector;
        }
        if any(&|name| name.contains("\\") || name.starts_with("default ") || name.starts_with("client ")) {
            return Kind::ReceiveConnector;
        }
        if record.has("CloudServicesMailEnabled") || record.has("TlsDomain") {
            return Kind::SendConnector;
        }
    }
    if record.has("TlsDomain") && any(&|name| name.starts_with("outbound to ")) {
        return Kind::OutboundConnector;
    }
    Kind::Other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::record;

    fn typed(name: &str, properties: &[(&str, &str)]) -> Kind {
        let mut record = record(properties);
        record.type_name = Some(name.to_owned());
        classify(&record)
    }

    #[test]
    fn only_the_machines_own_store_is_a_listing() {
        let listed = |path: &str| classify(&record(&[("Thumbprint", "AB"), ("PSParentPath", path)]));
        for path in ["LocalMachine\\My", "Microsoft.PowerShell.Security\\Certificate::LocalMachine\\my"] {
            assert_eq!(listed(path), Kind::StoreListing, "{path}");
        }
        for path in ["LocalMachine\\Root", "CurrentUser\\My", "file"] {
            assert_eq!(listed(path), Kind::Other, "{path}");
        }
        assert_eq!(classify(&record(&[("Thumbprint", "AB"), ("Subject", "CN=a")])), Kind::StoreListing);
    }

    #[test]
    fn the_type_decides_where_it_is_known() {
        let of = "Microsoft.Exchange.Data.Directory.SystemConfiguration";
        assert_eq!(typed(&format!("{of}.SmtpSendConnectorConfig"), &[("Name", "A")]), Kind::SendConnector);
        assert_eq!(
            typed("HybridTlsDoctor.OutboundConnector", &[("SmartHosts", "a")]),
            Kind::OutboundConnector
        );
        assert_eq!(typed(&format!("{of}.DomainContentConfig"), &[("DomainName", "*")]), Kind::RemoteDomain);
    }

    #[test]
    fn the_properties_decide_where_the_type_says_nothing() {
        let custom = "System.Management.Automation.PSCustomObject";
        assert_eq!(typed(custom, &[("Bindings", "{0.0.0.0:25}")]), Kind::ReceiveConnector);
        let foreign = [("AddressSpaces", "{X400:c=US;1}"), ("DropDirectory", "x")];
        assert_eq!(typed(custom, &foreign), Kind::Other);
        let agents = [("SourceTransportServers", "{EX01}"), ("DeliveryProtocol", "MOBILE")];
        assert_eq!(typed(custom, &agents), Kind::Other);
        let windows = "System.Security.Cryptography.X509Certificates.X509Certificate2";
        assert_eq!(typed(windows, &[("Thumbprint", "AB")]), Kind::StoreListing);
        assert_eq!(typed(windows, &[("Thumbprint", "AB"), ("Services", "SMTP")]), Kind::ExchangeCertificate);
    }
}
