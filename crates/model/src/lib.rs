//! The hybrid estate: connectors, certificates, servers and the hybrid configuration, made of the records
//! that readers found; which of them are hybrid; and which certificate Exchange presents for a connector.
//! It knows Exchange and no format.

mod accounts;
mod answers;
mod asked_for;
mod certificate;
mod certificate_name;
mod changed;
mod choice;
mod classify;
mod connector;
mod contradiction;
mod date_order;
mod domain;
mod estate;
mod exact_dates;
mod gather;
mod hybrid;
mod known;
mod limits;
mod list;
mod listing;
mod merge;
mod moment;
mod moot;
mod named_by_event;
mod namesakes;
mod online;
mod printed_date;
mod provenance;
mod receive_connector;
mod renewals;
mod replacement;
mod same;
mod send_connector;
mod server;
mod services;
mod starttls;
mod store;
mod successor;
mod summary;
mod term;
mod thumbprint;
mod transport;
mod trust;
mod uses;

#[cfg(test)]
mod testing;

pub use answers::same_text;
pub use certificate::{Certificate, Validity};
pub use certificate_name::{CertificateName, common_name_of};
pub use choice::{Lookup, Presented, Relation, choose, relation};
pub use connector::Connector;
pub use contradiction::{Contradiction, Occurrence, Settled};
pub use domain::{AcceptedDomain, RemoteDomain};
pub use estate::Estate;
pub use htd_exchange::{Cloud, Version};
pub use hybrid::HybridConfiguration;
pub use known::Known;
pub use list::List;
pub use listing::{Listing, Scope};
pub use moment::Moment;
pub use online::{InboundConnector, OutboundConnector};
pub use receive_connector::ReceiveConnector;
pub use renewals::Renewals;
pub use send_connector::SendConnector;
pub use server::{ExchangeServer, same_server};
pub use services::Services;
pub use starttls::Starttls;
pub use store::StoreOnly;
pub use successor::only_one;
pub use term::{End, urgency};
pub use transport::{EdgeSubscription, TransportService};
pub use trust::{Mistake, Trust, TrustEntry};
pub use uses::{Unjoined, Use, Uses};
