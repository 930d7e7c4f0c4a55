//! The hybrid estate: connectors, certificates, servers and the hybrid configuration, made of the records
//! that readers found; which of them are hybrid; and which certificate Exchange presents for a connector.
//! It knows Exchange and no format.

mod certificate;
mod choice;
mod classify;
mod connector;
mod domain;
mod estate;
mod exact_dates;
mod hybrid;
mod known;
mod merge;
mod moment;
mod moot;
mod online;
mod printed_date;
mod profile;
mod server;
mod starttls;
mod store;
mod summary;
mod term;
mod transport;

#[cfg(test)]
mod testing;

pub use certificate::{Certificate, CertificateName, Listing, Scope, Services, Validity, common_name_of};
pub use choice::{Lookup, Presented, Relation, choose, relation};
pub use connector::{ReceiveConnector, SendConnector};
pub use domain::{AcceptedDomain, RemoteDomain};
pub use estate::{Connector, Estate};
pub use hybrid::HybridConfiguration;
pub use known::{Known, List};
pub use merge::{Contradiction, Given, Settled};
pub use moment::Moment;
pub use online::{InboundConnector, OutboundConnector};
pub use profile::Profile;
pub use server::{ExchangeServer, Version, same_server};
pub use starttls::Starttls;
pub use term::urgency;
pub use transport::{EdgeSubscription, TransportService};
