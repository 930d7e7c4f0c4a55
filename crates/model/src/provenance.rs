use crate::date_order::DateOrder;
use crate::{Moment, Occurrence, Settled, known};
use htd_evidence::Record;
use htd_exchange::objects::every_object;
use htd_source::Span;

/// Where an object was printed, and when it was so.
#[derive(Debug, Clone)]
pub(crate) struct Provenance {
    pub(crate) span: Span,
    /// The command that printed it.
    pub(crate) command: Option<Span>,
    pub(crate) collected: Option<Moment>,
    pub(crate) changed: Option<Moment>,
    pub(crate) guid: Option<String>,
    /// Properties of which nobody knows which value holds.
    pub(crate) open: Vec<&'static str>,
    pub(crate) accounts: u32,
}

/// Nobody gives one object more often. A hostile paste may, and each account costs a comparison.
const MOST: u32 = 100;

impl Provenance {
    pub(crate) fn new(record: &Record, order: DateOrder) -> Self {
        let text = |property| known::text(record, property).value().cloned();
        let moment = |property| Moment::parse(&text(property)?, order);
        let utc = |property| moment(property).map(Moment::in_utc);
        Self {
            span: record.span,
            command: record.command.as_ref().map(|command| command.cmdlet.span),
            collected: utc(every_object::COLLECTED_UTC),
            changed: utc(every_object::WHEN_CHANGED_UTC).or_else(|| moment(every_object::WHEN_CHANGED)),
            guid: text(every_object::GUID),
            open: Vec::new(),
            accounts: 1,
        }
    }

    /// Whether two accounts that give the same name may be of one object.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        match (&self.guid, &other.guid) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            _ => true,
        }
    }

    /// Whether there are more accounts of the object than anybody gives.
    pub(crate) fn is_full(&self) -> bool {
        self.accounts >= MOST
    }

    /// Whether another account is later than this one, and how that is known.
    pub(crate) fn is_before(&self, other: &Self) -> Option<(bool, Settled)> {
        let by_time = |one: Option<Moment>, other: Option<Moment>| {
            let (one, other) = (one?, other?);
            (one.is_before(other.earliest) || other.is_before(one.earliest))
                .then_some(one.is_before(other.earliest))
        };
        let times = by_time(self.collected, other.collected).or_else(|| by_time(self.changed, other.changed));
        if let Some(before) = times {
            return Some((before, Settled::ByTime));
        }
        let (one, another) = (self.command?, other.command?);
        let one_session = one.source == another.source && one != another;
        one_session.then_some((one.start < another.start, Settled::BySession))
    }

    /// Where a value of it stands.
    pub(crate) fn occurrence(&self, span: Option<Span>) -> Occurrence {
        Occurrence { span: span.unwrap_or(self.span), time: self.collected.or(self.changed) }
    }
}
