//! By which properties an object of Exchange is known in a form that other programs write as well, and what
//! their values can look like there.

use std::ops::Range;

/// Properties that objects of Exchange, or others that say something of it, have and the rest hardly ever.
const TELLING: [&str; 59] = [
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
    // Events and keys of the registry
    "ProviderName",
    "EntryType",
    "InstanceId",
    "PSPath",
];

/// Properties that they have and other objects as well.
const COMMON: [&str; 23] = [
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
    "Message",
    "MachineName",
    "PSParentPath",
];

/// Properties that hold several values.
const LISTS: [&str; 20] = [
    "TlsDomainCapabilities",
    "Bindings",
    "RemoteIPRanges",
    "AddressSpaces",
    "SmartHosts",
    "SourceTransportServers",
    "CertificateDomains",
    "Domains",
    "Features",
    "ReceivingTransportServers",
    "SendingTransportServers",
    "EdgeTransportServers",
    "ClientAccessServers",
    "ExternalIPAddresses",
    "SenderDomains",
    "SenderIPAddresses",
    "RecipientDomains",
    "AssociatedAcceptedDomains",
    "TlsSendDomainSecureList",
    "TlsReceiveDomainSecureList",
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

/// The entries of a property that holds several values, where a remote session joined them with blanks:
/// `fabrikam.example:AcceptCloudServicesMail contoso.example:AcceptOorgProtocol`. `None` where the text is one
/// value, or may be.
pub(crate) fn entries(name: &str, text: &str) -> Option<Vec<Range<usize>>> {
    if !is_one_of(&LISTS, name) || !text.contains(" ") {
        return None;
    }
    // An entry of this one may be a certificate's name, with blanks of its own; it ends with what it grants.
    let granting = name.eq_ignore_ascii_case("TlsDomainCapabilities");
    let of_entry = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '*' | '[' | ']' | ';' | '/' | '_' | '-')
    };
    let (mut entries, mut start) = (Vec::new(), 0);
    for word in text.split(' ') {
        let end = start_of(text, word) + word.len();
        let ends = if granting { grants(word) } else { !word.is_empty() && word.chars().all(of_entry) };
        if ends {
            let entry = text.get(start..end)?;
            entries.push(start + entry.len() - entry.trim_start().len()..end);
            start = end;
        } else if !granting {
            return None;
        }
    }
    (start == text.len()).then_some(entries)
}

fn start_of(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize)
}

/// Whether a word ends as an entry of TlsDomainCapabilities does, with a colon and capabilities.
fn grants(word: &str) -> bool {
    word.rsplit_once(':').is_some_and(|(_, capabilities)| {
        !capabilities.is_empty()
            && capabilities.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b',')
            && !capabilities.ends_with(',')
    })
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

/// The name of a type without what a shell puts before it; none where every object is of that type.
pub(crate) fn own_type(name: &str) -> Option<&str> {
    let mut name = name.trim();
    for prefix in ["Deserialized.", "Selected."] {
        name = name.strip_prefix(prefix).unwrap_or(name);
    }
    (!name.is_empty() && !name.starts_with("System.Management.Automation.")).then_some(name)
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

    #[test]
    fn lists_joined_with_blanks_are_taken_apart() {
        let read = |name: &str, text: &str| {
            let entries = entries(name, text)?;
            Some(entries.into_iter().map(|entry| text.get(entry).unwrap().to_owned()).collect::<Vec<_>>())
        };
        let list = |entries: &[&str]| Some(entries.iter().map(|&entry| entry.to_owned()).collect::<Vec<_>>());
        assert_eq!(read("Bindings", "[::]:25 0.0.0.0:25"), list(&["[::]:25", "0.0.0.0:25"]));
        assert_eq!(
            read("TlsDomainCapabilities", "a.example:AcceptCloudServicesMail b.example:AcceptOorgProtocol"),
            list(&["a.example:AcceptCloudServicesMail", "b.example:AcceptOorgProtocol"])
        );
        let name = "<I>CN=A, O=B C<S>CN=d, L=E:AcceptCloudServicesMail";
        assert_eq!(
            read("TlsDomainCapabilities", &format!("{name} b.example:AcceptOorgProtocol")),
            list(&[name, "b.example:AcceptOorgProtocol"])
        );
        assert_eq!(read("TlsDomainCapabilities", name), list(&[name]));
        for (property, text) in [
            ("TlsDomainCapabilities", "<I>CN=A, O=B<S>CN=d, L=E"),
            ("SourceTransportServers", "EX01, EX02"),
            ("SmartHosts", "no entry, as prose"),
            ("Name", "Default Frontend"),
            ("Bindings", "[::]:25"),
        ] {
            assert_eq!(read(property, text), None, "{property}: {text}");
        }
    }

    #[test]
    fn a_type_is_told_where_it_tells_something() {
        assert_eq!(own_type("Selected.System.Management.Automation.PSCustomObject"), None);
        assert_eq!(own_type("Deserialized.Microsoft.Exchange.X"), Some("Microsoft.Exchange.X"));
        assert_eq!(own_type(" "), None);
    }
}
