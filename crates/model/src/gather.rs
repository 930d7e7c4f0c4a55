//! How the items of all readings become an estate.

use crate::choice;
use crate::classify::classify;
use crate::exact_dates::ExactDates;
use crate::limits::MOST_OTHERS;
use crate::{Certificate, CertificateName, Estate, Known, List, same_server};
use htd_evidence::{ErrorText, Event, Item, PrivateKey, Reading, SmtpSession};
use htd_exchange::{Cloud, ObjectKind};
use htd_source::Timestamp;
use std::collections::BTreeMap;

impl Estate {
    /// The estate that readings describe.
    pub fn new(at: Timestamp, profile: Option<Cloud>, readings: &[Reading]) -> Self {
        let mut estate = Self::empty(at, profile);
        let exact = ExactDates::new(readings);
        let mut listed = Vec::new();
        for reading in readings {
            let order = exact.order_of(reading);
            estate.orders.extend(reading.items.first().map(|item| (item.span().source, order)));
            for item in &reading.items {
                match item {
                    Item::Record(record) => match classify(record).map(|object| object.kind) {
                        Some(ObjectKind::ExchangeCertificate) => listed.push((record, order)),
                        Some(kind) => estate.add_record(record, kind, order),
                        None => estate.note_cut_values(record),
                    },
                    Item::Event(event) if estate.events.len() < MOST_OTHERS => {
                        estate.events.push(event.clone())
                    }
                    Item::Session(session) if estate.sessions.len() < MOST_OTHERS => {
                        estate.sessions.push(session.clone());
                    }
                    Item::LoggedSession(session) if estate.logged_sessions.len() < MOST_OTHERS => {
                        estate.logged_sessions.push((**session).clone());
                    }
                    Item::ErrorText(text) if estate.error_texts.len() < MOST_OTHERS => {
                        estate.error_texts.push(text.clone());
                    }
                    Item::PrivateKey(key) if estate.private_keys.len() < MOST_OTHERS => {
                        estate.private_keys.push(key.clone());
                    }
                    Item::Event(Event { span, .. })
                    | Item::Session(SmtpSession { span, .. })
                    | Item::ErrorText(ErrorText { span, .. })
                    | Item::PrivateKey(PrivateKey { span, .. }) => estate.left_out.push(*span),
                    Item::LoggedSession(session) => estate.left_out.push(session.span),
                    Item::Certificate(_)
                    | Item::Bounce(_)
                    | Item::Headers(_)
                    | Item::RegistryKey(_)
                    | Item::WizardLog(_) => {}
                }
            }
        }
        estate.add_certificates(&listed);
        // Files come last, so that they complete what the servers' own lists say, whatever came first.
        for item in readings.iter().flat_map(|reading| &reading.items) {
            if let Item::Certificate(file) = item {
                estate.add_file(Certificate::from_file(file));
            }
        }
        estate.share_names();
        estate.apply_changes(readings);
        estate.relate();
        estate.name_servers(&[]);
        estate.leave_out_servers();
        estate
    }

    /// Where the hybrid configuration lists the servers that take mail from Exchange Online, the connectors
    /// of the others are as setup made them, and rightly so.
    fn leave_out_servers(&mut self) {
        let lists: Vec<&List> =
            self.hybrid_configurations.iter().filter_map(|c| c.receiving_transport_servers.value()).collect();
        let whole = !lists.is_empty()
            && lists.len() == self.hybrid_configurations.len()
            && lists.iter().all(|list| !list.cut && !list.entries.is_empty());
        if !whole {
            return;
        }
        for connector in &mut self.receive_connectors {
            let Some(server) = connector.server.as_deref() else { continue };
            let mut entries = lists.iter().flat_map(|list| &list.entries);
            connector.outside_hybrid = !entries.any(|entry| same_server(&entry.value, server));
        }
    }

    /// Compares every name with every certificate.
    fn relate(&mut self) {
        let receive = self.receive_connectors.iter_mut().map(|connector| &mut connector.tls_certificate_name);
        let send = self.send_connectors.iter_mut().map(|connector| &mut connector.tls_certificate_name);
        let configurations = self.hybrid_configurations.iter_mut().map(|c| &mut c.tls_certificate_name);
        let (mut rows, mut relations) = (BTreeMap::new(), Vec::new());
        let printed: Vec<_> = self.certificates.iter().map(|c| (c, choice::names(c))).collect();
        for name in receive.chain(send).chain(configurations).filter_map(Known::value_mut) {
            let row = *rows.entry(key_of_name(name)).or_insert(relations.len());
            if row == relations.len() {
                let pasted = htd_x509::Pasted::new(&name.text);
                let mut row = Vec::with_capacity(printed.len());
                for (certificate, names) in &printed {
                    row.push(choice::relate(name, &pasted, certificate, names.as_ref()));
                }
                relations.push(row);
            }
            name.row = Some(row);
        }
        self.relations = relations;
        for (index, certificate) in self.certificates.iter_mut().enumerate() {
            certificate.index = index;
        }
    }

    /// Remembers the servers that the evidence names, until there are two.
    pub(crate) fn name_servers(&mut self, certificates: &[Certificate]) {
        let receive = self.receive_connectors.iter().filter_map(|connector| connector.server.as_deref());
        let sources = self.send_connectors.iter().filter_map(|c| c.source_transport_servers.value());
        let sources = sources.flat_map(|list| list.entries.iter().map(|entry| entry.value.as_str()));
        let listed = self.listings.iter().filter_map(|listing| listing.server.as_deref());
        let mut names: Vec<String> = Vec::new();
        let listing = certificates.iter().filter_map(|certificate| certificate.server.as_deref());
        for name in receive.chain(sources).chain(listed).chain(listing) {
            if names.len() < 2 && !names.iter().any(|known| same_server(known, name)) {
                names.push(name.to_owned());
            }
        }
        self.server_names = names;
    }
}

/// A name, and whether it was wrapped, in one text.
fn key_of_name(name: &CertificateName) -> String {
    let mut key = name.text.clone();
    key.push(if name.wrapped { 'w' } else { '-' });
    key
}
