mod changed;
mod gather;

use crate::choice;
use crate::classify::{Kind, classify};
use crate::exact_dates::ExactDates;
use crate::merge::{Contradiction, Contradictions};
use crate::moment::Order;
use crate::{
    AcceptedDomain, Certificate, CertificateName, EdgeSubscription, ExchangeServer, HybridConfiguration,
    InboundConnector, Known, List, Listing, Lookup, Moment, OutboundConnector, Profile, ReceiveConnector,
    Relation, RemoteDomain, Scope, SendConnector, TransportService, choose, relation, same_server,
};
use htd_evidence::{ErrorText, Event, Item, LoggedSession, PrivateKey, Reading, SmtpSession};
use htd_report::{Direction, Subject, SubjectKind};
use htd_source::{SourceId, Span, Spanned, Timestamp};
use std::collections::BTreeMap;

/// How many objects of one kind are examined. No organisation has as many; a hostile paste may, and
/// comparing each with each would take for ever.
const MOST_CONNECTORS: usize = 500;
const MOST_CERTIFICATES: usize = 1_000;
const MOST_OTHERS: usize = 2_000;

/// Everything that the evidence says of an organisation, and the moment to judge it by.
#[derive(Debug)]
pub struct Estate {
    /// The moment to judge by.
    pub at: Timestamp,
    /// The cloud, where it was told.
    pub told_profile: Option<Profile>,
    /// Receive connectors.
    pub receive_connectors: Vec<ReceiveConnector>,
    /// Send connectors.
    pub send_connectors: Vec<SendConnector>,
    /// Certificates, each once a server; those of files at last.
    pub certificates: Vec<Certificate>,
    /// The outputs that listed certificates.
    pub listings: Vec<Listing>,
    /// Certificates that a listing of the machine store shows; Exchange may not have them.
    pub store: Vec<Certificate>,
    /// The hybrid configuration, once for every time it was given.
    pub hybrid_configurations: Vec<HybridConfiguration>,
    /// Exchange servers.
    pub servers: Vec<ExchangeServer>,
    /// Inbound connectors of Exchange Online.
    pub inbound_connectors: Vec<InboundConnector>,
    /// Outbound connectors of Exchange Online.
    pub outbound_connectors: Vec<OutboundConnector>,
    /// Transport services.
    pub transport_services: Vec<TransportService>,
    /// Accepted domains of either organisation.
    pub accepted_domains: Vec<AcceptedDomain>,
    /// Remote domains of either organisation.
    pub remote_domains: Vec<RemoteDomain>,
    /// Edge subscriptions.
    pub edge_subscriptions: Vec<EdgeSubscription>,
    /// Events.
    pub events: Vec<Event>,
    /// SMTP sessions.
    pub sessions: Vec<SmtpSession>,
    /// Sessions of protocol logs.
    pub logged_sessions: Vec<LoggedSession>,
    /// Known error texts.
    pub error_texts: Vec<ErrorText>,
    /// Private keys that were pasted.
    pub private_keys: Vec<PrivateKey>,
    /// Values that the console cut, with the name of the property.
    pub cut_values: Vec<(String, Spanned<String>)>,
    /// What the evidence gives twice with different values.
    contradictions: Contradictions,
    /// Objects over the limits; they were not examined.
    pub(crate) left_out: Vec<Span>,
    /// How every name that an object gives relates to every certificate, compared once.
    relations: Vec<Vec<Relation>>,
    /// The servers that the evidence names; no more than two are kept.
    server_names: Vec<String>,
    /// Which of day and month comes first in the dates of every source.
    orders: Vec<(SourceId, Order)>,
    /// Where in `certificates` the one with a thumbprint on a server is.
    places: BTreeMap<String, usize>,
}

/// A connector of either side.
#[derive(Debug, Clone, Copy)]
pub enum Connector<'a> {
    /// Takes mail.
    Receive(&'a ReceiveConnector),
    /// Sends mail.
    Send(&'a SendConnector),
}

impl<'a> Connector<'a> {
    /// Its identity.
    pub fn name(self) -> &'a Spanned<String> {
        match self {
            Self::Receive(connector) => &connector.name,
            Self::Send(connector) => &connector.name,
        }
    }

    /// The certificate it is told to present.
    pub fn tls_certificate_name(self) -> &'a Known<CertificateName> {
        match self {
            Self::Receive(connector) => &connector.tls_certificate_name,
            Self::Send(connector) => &connector.tls_certificate_name,
        }
    }

    /// Whether its name was printed, so that a script can call it.
    pub fn is_named(self) -> bool {
        match self {
            Self::Receive(connector) => connector.is_named(),
            Self::Send(connector) => connector.is_named(),
        }
    }

    /// Its lane.
    pub fn direction(self) -> Direction {
        match self {
            Self::Receive(_) => Direction::ToOnPremises,
            Self::Send(_) => Direction::ToExchangeOnline,
        }
    }

    /// Whether hybrid mail passes it.
    pub fn is_hybrid(self) -> bool {
        match self {
            Self::Receive(connector) => connector.is_hybrid(),
            Self::Send(connector) => connector.is_hybrid(),
        }
    }

    /// Whether a moment certainly lies before it became what the evidence shows, or after it was shown: before it was
    /// changed last, else collected; and after it was collected, else changed.
    pub fn is_newer_than(self, at: Moment) -> Option<bool> {
        let account = match self {
            Self::Receive(connector) => &connector.account,
            Self::Send(connector) => &connector.account,
        };
        let (from, to) = (account.changed.or(account.collected)?, account.collected.or(account.changed)?);
        if at.is_before(from.earliest) {
            return Some(true);
        }
        at.is_after(to.latest).then_some(false)
    }

    /// What a finding about it names.
    pub fn subject(self) -> Subject {
        let (kind, server) = match self {
            Self::Receive(connector) => (SubjectKind::ReceiveConnector, connector.server.clone()),
            Self::Send(_) => (SubjectKind::SendConnector, None),
        };
        Subject { kind, name: self.name().value.clone(), server }
    }

    /// The servers on which its certificate must be; one `None` where the evidence does not say.
    pub fn servers(self) -> Vec<Option<&'a str>> {
        match self {
            Self::Receive(connector) => vec![connector.server.as_deref()],
            Self::Send(connector) => match connector.source_transport_servers.value() {
                Some(list) => list.entries.iter().map(|server| Some(server.value.as_str())).collect(),
                None => vec![None],
            },
        }
    }
}

impl Estate {
    /// The estate that readings describe.
    pub fn new(at: Timestamp, profile: Option<Profile>, readings: &[Reading]) -> Self {
        let mut estate = Self {
            at,
            told_profile: profile,
            receive_connectors: Vec::new(),
            send_connectors: Vec::new(),
            certificates: Vec::new(),
            listings: Vec::new(),
            store: Vec::new(),
            hybrid_configurations: Vec::new(),
            servers: Vec::new(),
            inbound_connectors: Vec::new(),
            outbound_connectors: Vec::new(),
            transport_services: Vec::new(),
            accepted_domains: Vec::new(),
            remote_domains: Vec::new(),
            edge_subscriptions: Vec::new(),
            events: Vec::new(),
            sessions: Vec::new(),
            logged_sessions: Vec::new(),
            error_texts: Vec::new(),
            private_keys: Vec::new(),
            cut_values: Vec::new(),
            contradictions: Contradictions::default(),
            left_out: Vec::new(),
            relations: Vec::new(),
            server_names: Vec::new(),
            orders: Vec::new(),
            places: BTreeMap::new(),
        };
        let exact = ExactDates::new(readings);
        let mut listed = Vec::new();
        for reading in readings {
            let order = exact.order_of(reading);
            estate.orders.extend(reading.items.first().map(|item| (item.span().source, order)));
            for item in &reading.items {
                match item {
                    Item::Record(record) => match classify(record) {
                        Kind::ExchangeCertificate => listed.push((record, order)),
                        kind => estate.add_record(record, kind, order),
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

    /// The moment of a date that stands in the evidence.
    pub fn moment(&self, date: &Spanned<String>) -> Option<Moment> {
        let order = self.orders.iter().find(|(source, _)| *source == date.span.source);
        Moment::parse(&date.value, order.map_or(Order::Unknown, |(_, order)| *order))
    }

    /// What the evidence gives twice with different values.
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.contradictions.0
    }

    /// How a name relates to a certificate of this estate.
    pub fn relation(&self, name: &CertificateName, certificate: &Certificate) -> Relation {
        let row = name.row.and_then(|row| self.relations.get(row));
        let known = row.and_then(|relations| relations.get(certificate.index)).copied();
        known.unwrap_or_else(|| relation(name, certificate))
    }

    /// All connectors, the receiving ones first.
    pub fn connectors(&self) -> impl Iterator<Item = Connector<'_>> {
        let receive = self.receive_connectors.iter().map(Connector::Receive);
        receive.chain(self.send_connectors.iter().map(Connector::Send))
    }

    /// The connectors that hybrid mail passes.
    pub fn hybrid_connectors(&self) -> impl Iterator<Item = Connector<'_>> {
        self.connectors().filter(|connector| connector.is_hybrid())
    }

    /// The cloud: told, or read from the send connectors; worldwide where nothing says otherwise.
    pub fn profile(&self) -> Profile {
        let inferred = || self.send_connectors.iter().find_map(SendConnector::cloud);
        self.told_profile.or_else(inferred).unwrap_or(Profile::Worldwide)
    }

    /// Looks for the certificate of a name on a server.
    pub fn look_up(&self, name: &CertificateName, server: Option<&str>) -> Lookup<'_> {
        let listings = self.listings_of(server);
        let listed = || {
            let indices = listings.iter().flat_map(|listing| &listing.certificates);
            indices.filter_map(|index| self.certificates.get(*index))
        };
        let mut found: Vec<&Certificate> = Vec::new();
        for certificate in listed().filter(|c| matches!(self.relation(name, c), Relation::Names(_))) {
            if !found.iter().any(|known| std::ptr::eq(*known, certificate)) {
                found.push(certificate);
            }
        }
        if !found.is_empty() {
            return Lookup::Found(choose(found, self.at));
        }
        if let Some(certificate) = listed().find(|c| self.relation(name, c) == Relation::Unknown) {
            return Lookup::Undecidable(certificate);
        }
        let whole = |scope: Scope| listings.iter().find(|listing| listing.scope == scope);
        let Some(listing) = whole(Scope::Complete).or_else(|| whole(Scope::Assumed)) else {
            return Lookup::NotListed;
        };
        let near = listed().filter_map(|certificate| match self.relation(name, certificate) {
            Relation::Nearly(why) => Some((certificate, why)),
            _ => None,
        });
        Lookup::NotFound {
            listing: listing.head,
            complete: listing.scope == Scope::Complete,
            // The first of those that are equally near.
            nearest: near.min_by_key(|(_, why)| *why),
        }
    }

    /// The certificates that were listed for a server.
    pub fn certificates_on(&self, server: Option<&str>) -> impl Iterator<Item = &Certificate> {
        let listings = self.listings_of(server);
        let indices = listings.into_iter().flat_map(|listing| listing.certificates.iter());
        indices.filter_map(|index| self.certificates.get(*index))
    }

    /// The outputs that list the certificates of a server. One that names no server is that of the only
    /// server the evidence knows.
    pub fn listings_of(&self, server: Option<&str>) -> Vec<&Listing> {
        let only_one = !self.has_several_servers();
        let fits = |listing: &&Listing| match (server, listing.server.as_deref()) {
            (Some(server), Some(listed)) => same_server(server, listed),
            (Some(_), None) => only_one,
            (None, _) => true,
        };
        self.listings.iter().filter(fits).collect()
    }

    /// The server, where the evidence names one only.
    pub fn only_server(&self) -> Option<&str> {
        match self.server_names.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Whether the evidence names several servers, so that what names none may be of any of them.
    pub fn has_several_servers(&self) -> bool {
        self.server_names.len() > 1
    }

    /// Remembers the servers that the evidence names, until there are two.
    fn name_servers(&mut self, certificates: &[Certificate]) {
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

    /// The connectors whose TlsCertificateName names a certificate, hybrid ones or all.
    pub fn users_of(&self, certificate: &Certificate) -> Vec<Connector<'_>> {
        let names_it = |connector: &Connector<'_>| {
            let Some(name) = connector.tls_certificate_name().value() else { return false };
            matches!(self.relation(name, certificate), Relation::Names(_))
                && connector.servers().iter().any(|server| match (server, certificate.server.as_deref()) {
                    (Some(server), Some(on)) => same_server(server, on),
                    _ => true,
                })
        };
        self.connectors().filter(names_it).collect()
    }

    /// The hybrid connectors whose TlsCertificateName names a certificate.
    pub fn hybrid_users_of(&self, certificate: &Certificate) -> Vec<Connector<'_>> {
        self.users_of(certificate).into_iter().filter(|connector| connector.is_hybrid()).collect()
    }
}

/// A name, and whether it was wrapped, in one text.
fn key_of_name(name: &CertificateName) -> String {
    let mut key = name.text.clone();
    key.push(if name.wrapped { 'w' } else { '-' });
    key
}
