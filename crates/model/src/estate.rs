//! Everything that the evidence says of an organisation, and what can be asked of it.

use crate::contradiction::Contradictions;
use crate::date_order::DateOrder;
use crate::{
    AcceptedDomain, Certificate, CertificateName, Connector, Contradiction, EdgeSubscription, ExchangeServer,
    HybridConfiguration, InboundConnector, Listing, Lookup, Moment, OutboundConnector, ReceiveConnector,
    Relation, RemoteDomain, Scope, SendConnector, TransportService, choose, relation, same_server,
};
use htd_evidence::{ErrorText, Event, LoggedSession, PrivateKey, SmtpSession};
use htd_exchange::Cloud;
use htd_source::{SourceId, Span, Spanned, Timestamp};
use std::collections::BTreeMap;

/// Everything that the evidence says of an organisation, and the moment to judge it by.
#[derive(Debug)]
pub struct Estate {
    /// The moment to judge by.
    pub at: Timestamp,
    /// The cloud, where it was told.
    pub told_profile: Option<Cloud>,
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
    pub(crate) contradictions: Contradictions,
    /// Objects over the limits; they were not examined.
    pub(crate) left_out: Vec<Span>,
    /// How every name that an object gives relates to every certificate, compared once.
    pub(crate) relations: Vec<Vec<Relation>>,
    /// The servers that the evidence names; no more than two are kept.
    pub(crate) server_names: Vec<String>,
    /// Which of day and month comes first in the dates of every source.
    pub(crate) orders: Vec<(SourceId, DateOrder)>,
    /// Where in `certificates` the one with a thumbprint on a server is.
    pub(crate) places: BTreeMap<String, usize>,
}

impl Estate {
    /// The estate that no evidence describes.
    pub(crate) fn empty(at: Timestamp, profile: Option<Cloud>) -> Self {
        Self {
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
        }
    }

    /// The moment of a date that stands in the evidence.
    pub fn moment(&self, date: &Spanned<String>) -> Option<Moment> {
        let order = self.orders.iter().find(|(source, _)| *source == date.span.source);
        Moment::parse(&date.value, order.map_or(DateOrder::Unknown, |(_, order)| *order))
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
    pub fn profile(&self) -> Cloud {
        let inferred = || self.send_connectors.iter().find_map(SendConnector::cloud);
        self.told_profile.or_else(inferred).unwrap_or(Cloud::Worldwide)
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
