//! The vocabulary of Exchange, said once: which objects there are, by which types, cmdlets and properties they are
//! known, whose a host or an address is, which clouds and builds exist, and how setup and the Hybrid Configuration
//! Wizard name what they make.
//!
//! It knows no format and no text that was pasted. Readers take the spelling from here, the model the meaning of a
//! name, rules the commands that they print, and the collector's scripts are generated from it.
//!
//! A property is one line in the file of its object in [`objects`]; an object is one file there.

mod address;
mod build;
mod cloud;
mod collector;
pub mod command;
mod host;
mod lookup;
mod object;
mod property;
mod setup;
mod side;
mod within;

pub mod objects;

pub use address::is_exchange_online;
pub use build::{Product, Version};
pub use cloud::Cloud;
pub use collector::collected;
pub use host::{
    answers_for_microsoft, greets_as_exchange_online, is_of_microsoft, is_report_of_exchange_online,
    resembles_service_domain,
};
pub use lookup::{by_cmdlet, by_member, by_property, by_type, property};
pub use object::{Object, ObjectKind};
pub use property::{Form, Property, Telling};
pub use setup::{SetupConnector, is_hybrid_configuration_name, is_outbound_name, is_wizard_send_connector};
pub use side::Side;
