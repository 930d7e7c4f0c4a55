//! How long a certificate lives, how near its end is, and whether it has passed.

use crate::{Certificate, Validity};
use htd_report::Severity;
use htd_source::{Span, Timestamp};

const ERROR_DAYS: i64 = 7;
const WARNING_DAYS: i64 = 30;

/// What the evidence says of the end of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Its date lies behind.
    Past(Span),
    /// Exchange says so, and the date is not in evidence.
    SaidToBePast(Span),
    /// It lies ahead.
    Ahead,
    /// Day and month can be mistaken for each other, or the evidence contradicts itself.
    Ambiguous,
    /// Nothing tells.
    Unknown,
}

impl Certificate {
    /// The shortest life that its dates allow, so that the verdict is the milder one.
    pub fn lifetime(&self) -> Option<i64> {
        let (start, end) = (self.not_before.value()?, self.not_after.value()?);
        let life = (end.earliest.0 - start.earliest.0).min(end.latest.0 - start.latest.0);
        (life > 0).then_some(life)
    }

    /// Whether its end lies behind.
    pub fn end(&self, at: Timestamp) -> End {
        let status = self.status.spanned();
        let is = |wanted: &str| status.filter(|status| status.value.eq_ignore_ascii_case(wanted));
        match (self.validity(at), self.not_after.value()) {
            (Validity::Expired, _) => End::Past(self.not_after.span_or(self.span)),
            // The dates and the word of Exchange contradict each other, or it is not valid yet.
            (Validity::Current, _) if is("DateInvalid").is_some() => End::Ambiguous,
            (Validity::NotYet, _) => End::Ambiguous,
            (Validity::Current, _) => End::Ahead,
            // A day more or less is the unknown time zone; the milder verdict holds.
            (Validity::Unknown, Some(end)) if !end.is_ambiguous() => End::Ahead,
            (Validity::Unknown, Some(_)) => End::Ambiguous,
            (Validity::Unknown, None) => match (is("DateInvalid"), is("Valid")) {
                (Some(status), _) => End::SaidToBePast(status.span),
                (None, Some(_)) => End::Ahead,
                (None, None) => End::Unknown,
            },
        }
    }

    /// Whether Exchange made it for the mail between its servers: signed by itself and named after its server.
    pub fn is_of_setup(&self) -> bool {
        let named_after_server = self.server.as_deref().zip(self.common_name());
        self.self_signed() == Some(true)
            && named_after_server.is_some_and(|(server, name)| crate::same_server(server, name))
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
