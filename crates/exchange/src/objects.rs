//! The objects, each in a file of its own.

use crate::Object;

pub mod accepted_domain;
pub mod delivery_agent_connector;
pub mod edge_subscription;
pub mod event;
pub mod every_object;
pub mod exchange_certificate;
pub mod exchange_server;
pub mod foreign_connector;
pub mod hybrid_configuration;
pub mod inbound_connector;
pub mod note;
pub mod on_premises_organization;
pub mod outbound_connector;
pub mod queue;
pub mod receive_connector;
pub mod registry_key;
pub mod remote_domain;
pub mod send_connector;
pub mod store_listing;
pub mod transport_config;
pub mod transport_service;

/// Every kind of object. Where a property tells the kind, the first that has it counts: foreign connectors and those of
/// delivery agents have the address spaces of a send connector and something that it has not.
pub const ALL: [&Object; 20] = [
    &foreign_connector::OBJECT,
    &delivery_agent_connector::OBJECT,
    &inbound_connector::OBJECT,
    &outbound_connector::OBJECT,
    &on_premises_organization::OBJECT,
    &hybrid_configuration::OBJECT,
    &receive_connector::OBJECT,
    &send_connector::OBJECT,
    &exchange_certificate::OBJECT,
    &transport_service::OBJECT,
    &transport_config::OBJECT,
    &exchange_server::OBJECT,
    &remote_domain::OBJECT,
    &accepted_domain::OBJECT,
    &edge_subscription::OBJECT,
    &store_listing::OBJECT,
    &queue::OBJECT,
    &event::OBJECT,
    &registry_key::OBJECT,
    &note::OBJECT,
];
