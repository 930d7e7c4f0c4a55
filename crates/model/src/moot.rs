//! Whether a finding about an object may be about nothing.

use crate::Estate;
use htd_exchange::Property;
use htd_exchange::objects::{receive_connector, send_connector};
use htd_report::Subject;

/// The properties by which an object is one that hybrid mail passes.
const DECISIVE: [&Property; 5] = [
    receive_connector::ENABLED,
    receive_connector::TRANSPORT_ROLE,
    receive_connector::BINDINGS,
    send_connector::ADDRESS_SPACES,
    send_connector::SMART_HOSTS,
];

impl Estate {
    /// Whether an object rests on a property of which nobody knows which value holds: then it may not be one that
    /// hybrid mail passes.
    pub fn may_be_moot(&self, subject: &Subject) -> bool {
        self.contradictions().iter().any(|contradiction| {
            contradiction.settled.is_none()
                && DECISIVE.iter().any(|decisive| decisive.is(contradiction.property))
                && contradiction.subject == *subject
        })
    }
}
