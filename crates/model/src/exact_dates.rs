use crate::date_order::DateOrder;
use crate::moment::Votes;
use crate::thumbprint::thumbprint;
use htd_evidence::{Item, Reading, Record};
use htd_exchange::Property;
use htd_exchange::objects::{every_object, exchange_certificate as certificate};
use htd_source::Timestamp;
use htd_x509::Certificate;
use std::collections::BTreeMap;

/// How many certificates are compared with what consoles print of them.
const MOST: usize = 1_000;

/// The first and the last moment of every certificate that was given itself, so that what a console prints of one
/// of them tells the order of day and month of its whole source.
#[derive(Default)]
pub(crate) struct ExactDates {
    by_thumbprint: BTreeMap<String, (Timestamp, Timestamp)>,
}

impl ExactDates {
    pub(crate) fn new(readings: &[Reading]) -> Self {
        let mut all = Self::default();
        for item in readings.iter().flat_map(|reading| &reading.items) {
            match item {
                Item::Certificate(certificate) => all.add(&certificate.value),
                Item::Record(Record { certificate: Some(certificate), .. }) => all.add(certificate),
                _ => {}
            }
        }
        all
    }

    fn add(&mut self, certificate: &Certificate) {
        if self.by_thumbprint.len() < MOST {
            let dates = (certificate.not_before, certificate.not_after);
            self.by_thumbprint.entry(certificate.thumbprint.clone()).or_insert(dates);
        }
    }

    /// What the dates of a source say together about the order of day and month.
    pub(crate) fn order_of(&self, reading: &Reading) -> DateOrder {
        let mut votes = Votes::default();
        for item in &reading.items {
            match item {
                Item::Record(record) => self.add_votes(record, &mut votes),
                Item::Event(event) => event.date.iter().for_each(|date| votes.add(&date.value)),
                _ => {}
            }
        }
        votes.order()
    }

    fn add_votes(&self, record: &Record, votes: &mut Votes) {
        const DATES: [&Property; 6] = [
            certificate::NOT_BEFORE,
            certificate::NOT_AFTER,
            every_object::WHEN_CHANGED,
            every_object::WHEN_CREATED,
            every_object::WHEN_CHANGED_UTC,
            every_object::WHEN_CREATED_UTC,
        ];
        for printed in DATES.into_iter().filter_map(|property| record.get(property.name)) {
            votes.add(&printed.value.text);
        }
        let by_thumbprint = || {
            let thumbprint = thumbprint(&record.get(certificate::THUMBPRINT.name)?.value.text)?;
            self.by_thumbprint.get(&thumbprint).copied()
        };
        let own = record.certificate.as_ref().map(|own| (own.not_before, own.not_after));
        let Some((start, end)) = own.or_else(by_thumbprint) else { return };
        for (property, exact) in [(certificate::NOT_BEFORE, start), (certificate::NOT_AFTER, end)] {
            if let Some(printed) = record.get(property.name) {
                votes.compare(&printed.value.text, exact);
            }
        }
    }
}
