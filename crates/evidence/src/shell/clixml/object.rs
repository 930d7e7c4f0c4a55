//! Objects of Clixml while they are being read, and what their types say.

use crate::shell::account::Told;

/// What the type of an object says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// An object of Exchange that matters wherever it stands.
    Exchange,
    /// A certificate: `RawData` and SerializationData matter.
    Certificate,
    /// An entry of TlsDomainCapabilities.
    Capabilities,
    /// A certificate's name in two halves.
    Identifier,
    /// An array or a list.
    Collection,
    /// A hash table.
    Dictionary,
    /// An object that a script put together.
    Custom,
    /// Any other.
    #[default]
    Other,
}

/// Types of Exchange whose objects matter, by the last part of their names.
const EXCHANGE: [&str; 20] = [
    "ReceiveConnector",
    "SmtpSendConnectorConfig",
    "SendConnector",
    "InboundConnector",
    "TenantInboundConnector",
    "OutboundConnector",
    "TenantOutboundConnector",
    "HybridConfiguration",
    "ExchangeServer",
    "TransportServer",
    "TransportService",
    "FrontendTransportServer",
    "MailboxTransportServer",
    "AcceptedDomain",
    "RemoteDomain",
    "DomainContentConfig",
    "OnPremisesOrganization",
    "HybridRelationship",
    "EdgeSubscription",
    "FrontendTransportServerPresentationObject",
];

/// A type's name.
#[derive(Debug)]
pub(super) struct TypeName {
    /// Without `Deserialized.` and `Selected.`
    pub(super) name: String,
    pub(super) kind: Kind,
}

impl TypeName {
    pub(super) fn new(printed: &str) -> Self {
        let mut name = printed.trim();
        while let Some(inner) = name.strip_prefix("Deserialized.").or(name.strip_prefix("Selected.")) {
            name = inner;
        }
        Self { name: name.to_owned(), kind: kind(name) }
    }
}

fn kind(name: &str) -> Kind {
    let plain = name.split(['`', '[', '#']).next().unwrap_or(name);
    let last = short_name(plain);
    if EXCHANGE.contains(&last) {
        return Kind::Exchange;
    }
    match last {
        "ExchangeCertificate" | "X509Certificate2" => Kind::Certificate,
        "SmtpReceiveDomainCapabilities" => Kind::Capabilities,
        "SmtpX509Identifier" | "SmtpX509IdentifierEx" => Kind::Identifier,
        "Hashtable" | "OrderedDictionary" | "Dictionary" => Kind::Dictionary,
        "PSCustomObject" | "PSObject" => Kind::Custom,
        _ if plain.starts_with("HealthChecker.") => Kind::Custom,
        _ if plain.starts_with("System.Collections.") || plain == "System.Object" && name.ends_with("[]") => {
            Kind::Collection
        }
        _ => Kind::Other,
    }
}

/// The last part of a type's name: `ReceiveConnector`.
pub(super) fn short_name(name: &str) -> &str {
    let plain = name.split(['`', '[', '#']).next().unwrap_or(name);
    plain.rsplit('.').next().unwrap_or(plain)
}

/// Whether a text is the name of a type, which is what an object without a text of its own prints, and what a
/// shell puts where it went no deeper: it says nothing about the value.
pub(super) fn is_type_name(text: &str) -> bool {
    const KNOWN: [&str; 5] =
        ["System.", "Microsoft.Exchange.", "Microsoft.PowerShell.", "Deserialized.", "Selected."];
    if !KNOWN.iter().any(|start| text.starts_with(start)) {
        return false;
    }
    let plain = text.split(['`', '[', ',']).next().unwrap_or(text);
    plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'#'))
}

/// A property of an object.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) line: u32,
    pub(super) value: Told,
}

/// What becomes of an object when it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Purpose {
    /// It is given out.
    Record,
    /// It is given out where its properties show that it matters.
    Perhaps,
    /// The certificate of the object around it.
    Certificate,
    /// It is worth its text to the object around it.
    #[default]
    Value,
}

/// An object that has not ended.
#[derive(Debug, Default)]
pub(super) struct Object {
    /// The property of the object around it that it is; empty for an entry of a list.
    pub(super) name: String,
    pub(super) line: u32,
    /// Its place in the table of objects that others refer to.
    pub(super) slot: Option<usize>,
    /// Its type, by its place in the table.
    pub(super) type_name: Option<usize>,
    pub(super) kind: Kind,
    /// Whether `purpose` and what follows are settled, which its type decides.
    pub(super) settled: bool,
    pub(super) purpose: Purpose,
    /// Whether its properties are kept.
    pub(super) collects: bool,
    /// Whether objects inside it may be given out by themselves.
    pub(super) searches: bool,
    /// Whether any object inside it is, whatever it is.
    pub(super) takes_all: bool,
    /// Its text, list and number.
    pub(super) value: Told,
    /// Whether anything of `value` was read.
    pub(super) has_value: bool,
    pub(super) members: Vec<Member>,
    /// `RawData`.
    pub(super) der: Vec<u8>,
    /// SerializationData.
    pub(super) blob: Option<Vec<u8>>,
}

impl Object {
    /// The value of a property.
    pub(super) fn member(&self, name: &str) -> Option<&Told> {
        let found = self.members.iter().find(|member| member.name.eq_ignore_ascii_case(name));
        found.map(|member| &member.value)
    }

    /// The text of a property; empty where there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.member(name).map_or("", |value| value.text.as_str())
    }

    /// Whether it is an event that has nothing to do with certificates: the log of a server has a hundred thousand
    /// of them.
    pub(super) fn is_idle_event(&self) -> bool {
        let (Some(id), Some(_)) = (self.member("EventID").or(self.member("Id")), self.member("Message"))
        else {
            return false;
        };
        let name = if self.member("ProviderName").is_some() { "ProviderName" } else { "Source" };
        let source = self.text(name);
        let matters = match id.number {
            Some(12_010..=12_029 | 1035 | 2004 | 2019) => source.starts_with("MSExchange"),
            Some(36_865..=36_888) => source.eq_ignore_ascii_case("Schannel"),
            _ => false,
        };
        !source.is_empty() && !matters
    }
}
