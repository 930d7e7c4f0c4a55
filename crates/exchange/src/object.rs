use crate::{Property, Side};

/// What object something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is named as Exchange or Windows names the object")]
pub enum ObjectKind {
    ReceiveConnector,
    SendConnector,
    ForeignConnector,
    DeliveryAgentConnector,
    InboundConnector,
    OutboundConnector,
    OnPremisesOrganization,
    ExchangeCertificate,
    /// A certificate as a listing of the machine's store prints it.
    StoreListing,
    HybridConfiguration,
    ExchangeServer,
    TransportService,
    TransportConfig,
    AcceptedDomain,
    RemoteDomain,
    EdgeSubscription,
    Queue,
    Event,
    RegistryKey,
    /// What the collector could not read.
    Note,
}

/// A kind of object: by what it is known, and what can be known of it.
#[derive(Debug)]
pub struct Object {
    /// Which one it is.
    pub kind: ObjectKind,
    /// The key by which the report counts such objects; none where it does not.
    pub key: Option<&'static str>,
    /// The .NET types whose objects are of this kind, without their namespaces. The first is the one that the collector
    /// gives to its objects.
    pub types: &'static [&'static str],
    /// The cmdlets that print them. The first is the one that rules ask for.
    pub cmdlets: &'static [&'static str],
    /// The shells in which the collector looks for them.
    pub collected: &'static [Side],
    /// The properties, in the order in which commands and the collector ask for them.
    pub properties: &'static [&'static Property],
}

impl Object {
    /// The property of a name, in whatever case.
    pub fn property(&self, label: &str) -> Option<&'static Property> {
        self.properties.iter().copied().find(|property| property.is(label))
    }
}
