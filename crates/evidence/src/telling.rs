//! By which properties an object of Exchange is known in a form that other programs write as well.

/// Properties that objects of Exchange have and those of other programs hardly ever.
const TELLING: [&str; 55] = [
    "TlsCertificateName",
    "TlsDomainCapabilities",
    "TlsDomain",
    "TlsAuthLevel",
    "TlsSettings",
    "TlsSenderCertificateName",
    "CloudServicesMailEnabled",
    "AuthMechanism",
    "PermissionGroups",
    "RemoteIPRanges",
    "Bindings",
    "TransportRole",
    "SuppressXAnonymousTls",
    "DomainSecureEnabled",
    "ServiceDiscoveryFqdn",
    "AddressSpaces",
    "SmartHosts",
    "SmartHostAuthMechanism",
    "SourceTransportServers",
    "DNSRoutingEnabled",
    "IgnoreSTARTTLS",
    "FrontendProxyEnabled",
    "SenderIPAddresses",
    "SenderDomains",
    "RestrictDomainsToCertificate",
    "RestrictDomainsToIPAddresses",
    "TreatMessagesAsInternal",
    "RecipientDomains",
    "UseMXRecord",
    "RouteAllMessagesViaOnPremises",
    "IsTransportRuleScoped",
    "OnPremisesSmartHost",
    "ReceivingTransportServers",
    "SendingTransportServers",
    "EdgeTransportServers",
    "SecureMailCertificateThumbprint",
    "Thumbprint",
    "CertificateDomains",
    "RootCAType",
    "IsSelfSigned",
    "HasPrivateKey",
    "InternalTransportCertificateThumbprint",
    "AdminDisplayVersion",
    "ServerRole",
    "DomainType",
    "TargetDeliveryDomain",
    "TrustedMailInboundEnabled",
    "TrustedMailOutboundEnabled",
    "AllowedOOFType",
    "TlsSendDomainSecureList",
    "TlsReceiveDomainSecureList",
    "IntraOrgConnectorProtocolLoggingLevel",
    "NextHopDomain",
    "DeliveryType",
    "LastError",
];

/// Properties that they have and other objects as well.
const COMMON: [&str; 20] = [
    "Name",
    "Identity",
    "Enabled",
    "Server",
    "Fqdn",
    "Subject",
    "Issuer",
    "Services",
    "Status",
    "NotBefore",
    "NotAfter",
    "RequireTLS",
    "DomainName",
    "Domains",
    "Features",
    "ConnectorType",
    "ConnectorSource",
    "Edition",
    "Site",
    "PSComputerName",
];

/// How many properties of an object are known.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Names {
    /// Those that tell an object of Exchange.
    pub(crate) telling: usize,
    /// All that it can have, those included.
    pub(crate) known: usize,
}

impl Names {
    /// Counts a property.
    pub(crate) fn count(&mut self, name: &str) {
        let telling = is_one_of(&TELLING, name);
        self.telling += usize::from(telling);
        self.known += usize::from(telling || is_one_of(&COMMON, name));
    }
}

/// Whether something may depend on a property, so that its loss is worth a word.
pub(crate) fn is_known(name: &str) -> bool {
    is_one_of(&TELLING, name) || is_one_of(&COMMON, name)
}

/// Whether a text is what a shell writes instead of a value that it does not take apart: the name of its type,
/// or an object's own notation.
pub(crate) fn is_type_name(text: &str) -> bool {
    let text = text.trim();
    if text.starts_with("@{") {
        return true;
    }
    let starts = ["System.", "Microsoft.Exchange.", "Deserialized."];
    starts.iter().any(|start| text.starts_with(start))
        // Generic types name the assemblies of their arguments, `…[[System.String, mscorlib, Version=4.0.0.0]]`.
        && (text.contains("[[") || !text.contains([' ', '@', '/', '\\', ':', ';']))
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_types_are_no_values() {
        for text in [
            "Microsoft.Exchange.Data.SmtpX509Identifier",
            "Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.SmtpDomain]",
            "System.Collections.Generic.List`1[[System.String, mscorlib, Version=4.0.0.0]]",
            "System.String[]",
            "System.Object[]",
            "@{Domain=contoso.example; Capabilities=}",
        ] {
            assert!(is_type_name(text), "{text}");
        }
        for text in
            ["contoso.example", "Microsoft Exchange", "<I>CN=System.<S>CN=x", "System.example:AcceptX", ""]
        {
            assert!(!is_type_name(text), "{text}");
        }
    }
}
