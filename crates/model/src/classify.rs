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
            Self::Other => None,
        }
    }
}

/// The cmdlets whose objects are known.
const CMDLETS: [(&str, Kind); 11] = [
    ("Get-ReceiveConnector", Kind::ReceiveConnector),
    ("Get-SendConnector", Kind::SendConnector),
    ("Get-InboundConnector", Kind::InboundConnector),
    ("Get-OutboundConnector", Kind::OutboundConnector),
    ("Get-ExchangeCertificate", Kind::ExchangeCertificate),
    ("Get-HybridConfiguration", Kind::HybridConfiguration),
    ("Get-ExchangeServer", Kind::ExchangeServer),
    ("Get-TransportService", Kind::TransportService),
    ("Get-TransportServer", Kind::TransportService),
    ("Get-AcceptedDomain", Kind::AcceptedDomain),
    ("Get-ChildItem", Kind::StoreListing),
];

/// Properties that one kind of object has and no other of them, the most telling first.
const PROPERTIES: [(&str, Kind); 40] = [
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
    ("AdminDisplayVersion", Kind::ExchangeServer),
    ("ServerRole", Kind::ExchangeServer),
    ("DomainType", Kind::AcceptedDomain),
    ("DomainName", Kind::AcceptedDomain),
    ("PSParentPath", Kind::StoreListing),
    ("EnhancedKeyUsageList", Kind::StoreListing),
];

/// What object a record is: by its properties first, as the command above it may be missing or another's.
pub(crate) fn classify(record: &Record) -> Kind {
    let by_command = record.command.as_ref().and_then(|command| {
        let cmdlet = command.cmdlet.value.as_str();
        CMDLETS.iter().find(|(name, _)| name.eq_ignore_ascii_case(cmdlet)).map(|(_, kind)| *kind)
    });
    if record.has("Thumbprint") {
        let exchange = record.has("Services") || record.has("RootCAType") || record.has("CertificateDomains");
        return match by_command {
            Some(kind @ (Kind::ExchangeCertificate | Kind::StoreListing)) => kind,
            _ if exchange || record.has("IsSelfSigned") => Kind::ExchangeCertificate,
            _ => Kind::StoreListing,
        };
    }
    let by_property = PROPERTIES.iter().find(|(name, _)| record.has(name)).map(|(_, kind)| *kind);
    // An outbound connector has SmartHosts as a send connector has; the command tells them apart.
    match (by_property, by_command) {
        (Some(Kind::SendConnector), Some(Kind::OutboundConnector)) => Kind::OutboundConnector,
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
        if any(&|name| name.contains('\\') || name.starts_with("default ") || name.starts_with("client ")) {
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
