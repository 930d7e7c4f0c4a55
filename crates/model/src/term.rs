//! How long a certificate lives, and how near its end is.

use crate::Certificate;
use htd_report::Severity;
use htd_source::Timestamp;

const ERROR_DAYS: i64 = 7;
const WARNING_DAYS: i64 = 30;

impl Certificate {
    /// The shortest life that its dates allow, so that the verdict is the milder one.
    pub fn lifetime(&self) -> Option<i64> {
        let (start, end) = (self.not_before.value()?, self.not_after.value()?);
        let life = (end.earliest.0 - start.earliest.0).min(end.latest.0 - start.latest.0);
        (life > 0).then_some(life)
    }
}

/// What the end of a certificate comes to: under seven days an error; under thirty days, or under a third of its life
/// where that is less, a warning. A certificate of three weeks or less is in its last seven days for much of its life,
/// so the third counts for the error as well.
pub fn urgency(at: Timestamp, end: Timestamp, lifetime: Option<i64>) -> Option<Severity> {
    let left = end.0 - at.0;
    let third = lifetime.map_or(i64::MAX, |lifetime| lifetime / 3);
    if left < third.min(ERROR_DAYS * Timestamp::DAY) {
        Some(Severity::Error)
    } else if left < third.min(WARNING_DAYS * Timestamp::DAY) {
        Some(Severity::Warning)
    } else {
        None
    }
}
