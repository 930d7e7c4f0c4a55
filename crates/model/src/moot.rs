//! Whether a finding about an object may be about nothing.

use crate::Estate;
use htd_report::Subject;

/// The properties by which an object is one that hybrid mail passes.
const DECISIVE: [&str; 5] = ["Enabled", "TransportRole", "Bindings", "AddressSpaces", "SmartHosts"];

impl Estate {
    /// Whether an object rests on a property of which nobody knows which value holds: then it may not be one that
    /// hybrid mail passes.
    pub fn may_be_moot(&self, subject: &Subject) -> bool {
        self.contradictions().iter().any(|contradiction| {
            contradiction.settled.is_none()
                && DECISIVE.contains(&contradiction.property)
                && contradiction.subject == *subject
        })
    }
}
