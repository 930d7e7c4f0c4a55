//! How records become the objects of an estate.

use crate::classify::is_collected;
use crate::date_order::DateOrder;
use crate::limits::{MOST_CERTIFICATES, MOST_CONNECTORS, MOST_OTHERS};
use crate::same::Same;
use crate::server::first_label;
use crate::{
    AcceptedDomain, Certificate, EdgeSubscription, Estate, ExchangeServer, HybridConfiguration,
    InboundConnector, Known, Listing, OutboundConnector, ReceiveConnector, RemoteDomain, Scope,
    SendConnector, TransportService, same_server,
};
use htd_evidence::Record;
use htd_exchange::objects::{exchange_certificate, receive_connector};
use htd_exchange::{ObjectKind, Property};
use htd_source::Spanned;

/// How many accounts of certificates are examined, several of each among them.
const MOST_ACCOUNTS: usize = 20_000;

impl Estate {
    /// Adds an object. Certificates come when the servers are known.
    pub(crate) fn add_record(&mut self, record: &Record, kind: ObjectKind, order: DateOrder) {
        self.note_cut_values(record);
        let (count, most) = match kind {
            ObjectKind::ReceiveConnector => (self.receive_connectors.len(), MOST_CONNECTORS),
            ObjectKind::SendConnector => (self.send_connectors.len(), MOST_CONNECTORS),
            ObjectKind::HybridConfiguration => (self.hybrid_configurations.len(), MOST_CONNECTORS),
            ObjectKind::ExchangeCertificate => return,
            ObjectKind::StoreListing => (self.store.len(), MOST_CERTIFICATES),
            ObjectKind::InboundConnector => (self.inbound_connectors.len(), MOST_CONNECTORS),
            ObjectKind::OutboundConnector => (self.outbound_connectors.len(), MOST_CONNECTORS),
            ObjectKind::TransportService => (self.transport_services.len(), MOST_OTHERS),
            ObjectKind::AcceptedDomain => (self.accepted_domains.len(), MOST_OTHERS),
            ObjectKind::RemoteDomain => (self.remote_domains.len(), MOST_OTHERS),
            ObjectKind::EdgeSubscription => (self.edge_subscriptions.len(), MOST_CONNECTORS),
            ObjectKind::ExchangeServer => (self.servers.len(), MOST_OTHERS),
            _ => return,
        };
        if count >= most {
            return self.left_out.push(record.span);
        }
        match kind {
            ObjectKind::ReceiveConnector => self.add_receive(ReceiveConnector::new(record, order)),
            ObjectKind::SendConnector => self.add_send(SendConnector::new(record, order)),
            ObjectKind::ExchangeCertificate => {}
            ObjectKind::StoreListing => self.store.push(Certificate::from_record(record, false, order)),
            ObjectKind::HybridConfiguration => {
                self.add_hybrid_configuration(HybridConfiguration::new(record, order));
            }
            ObjectKind::ExchangeServer => self.add_server(ExchangeServer::new(record, order)),
            ObjectKind::InboundConnector => self.inbound_connectors.push(InboundConnector::new(record)),
            ObjectKind::OutboundConnector => self.outbound_connectors.push(OutboundConnector::new(record)),
            ObjectKind::TransportService => self.transport_services.push(TransportService::new(record)),
            ObjectKind::AcceptedDomain => self.accepted_domains.push(AcceptedDomain::new(record)),
            ObjectKind::RemoteDomain => self.remote_domains.push(RemoteDomain::new(record)),
            ObjectKind::EdgeSubscription => self.edge_subscriptions.push(EdgeSubscription::new(record)),
            _ => {}
        }
    }

    /// Adds what was listed of certificates. Two accounts of one that name no server are of one server where the
    /// evidence knows no two.
    pub(crate) fn add_certificates(&mut self, listed: &[(&Record, DateOrder)]) {
        let certificates: Vec<Certificate> = listed
            .iter()
            .take(MOST_ACCOUNTS)
            .map(|(record, order)| Certificate::from_record(record, true, *order))
            .collect();
        self.left_out.extend(listed.iter().skip(MOST_ACCOUNTS).map(|(record, _)| record.span));
        self.name_servers(&certificates);
        for (certificate, (record, _)) in certificates.into_iter().zip(listed) {
            self.note_cut_values(record);
            if self.certificates.len() < MOST_CERTIFICATES {
                self.add_certificate(certificate, record);
            } else {
                self.left_out.push(record.span);
            }
        }
    }

    fn add_certificate(&mut self, certificate: Certificate, record: &Record) {
        let (server, span) = (certificate.server.clone(), certificate.span);
        let first = certificate.thumbprint.span_or(span);
        let scope = match &record.command {
            // The collector lists all certificates of a server.
            None if is_collected(record) => Scope::Complete,
            None => Scope::Assumed,
            Some(command) if command.filtered => Scope::Partial,
            Some(_) => Scope::Complete,
        };
        let index = self.place(certificate);
        let start = record.command.as_ref().map(|command| command.cmdlet.span);
        let same = |listing: &&mut Listing| {
            listing.span.source == span.source
                && listing.server == server
                && listing.scope == scope
                && start.is_none_or(|start| listing.span.contains(start))
        };
        match self.listings.iter_mut().find(same) {
            Some(listing) => {
                listing.span = listing.span.join(span);
                if !listing.certificates.contains(&index) {
                    listing.certificates.push(index);
                }
            }
            None => {
                let head = start.unwrap_or(first);
                let span = head.join(span);
                self.listings.push(Listing { head, span, server, scope, certificates: vec![index] });
            }
        }
    }

    /// Two accounts of one connector become one. Where the server is not known they are of one connector only if they
    /// agree, as another server may have one of the same name.
    fn add_receive(&mut self, connector: ReceiveConnector) {
        let same = self.receive_connectors.iter_mut().find(|known| {
            connector.is_named()
                && known.name.value.eq_ignore_ascii_case(&connector.name.value)
                && known.provenance.may_be(&connector.provenance)
                && (known.server.is_some()
                    || agree(&known.tls_certificate_name, &connector.tls_certificate_name)
                        && agree(&known.tls_domain_capabilities, &connector.tls_domain_capabilities))
        });
        match same {
            Some(known) if known.provenance.is_full() => self.left_out.push(connector.span),
            Some(known) => known.absorb(connector, &mut self.contradictions),
            None => self.receive_connectors.push(connector),
        }
    }

    fn add_send(&mut self, connector: SendConnector) {
        let same = self.send_connectors.iter_mut().find(|known| {
            connector.is_named()
                && known.name.value.eq_ignore_ascii_case(&connector.name.value)
                && known.provenance.may_be(&connector.provenance)
        });
        match same {
            Some(known) if known.provenance.is_full() => self.left_out.push(connector.span),
            Some(known) => known.absorb(connector, &mut self.contradictions),
            None => self.send_connectors.push(connector),
        }
    }

    fn add_hybrid_configuration(&mut self, configuration: HybridConfiguration) {
        let same = self
            .hybrid_configurations
            .iter_mut()
            .find(|known| known.provenance.may_be(&configuration.provenance));
        match same {
            Some(known) if known.provenance.is_full() => self.left_out.push(configuration.span),
            Some(known) => known.absorb(configuration, &mut self.contradictions),
            None => self.hybrid_configurations.push(configuration),
        }
    }

    fn add_server(&mut self, server: ExchangeServer) {
        let name = server.name.as_deref().unwrap_or("");
        let same = self.servers.iter_mut().find(|known| {
            known.name.as_deref().is_some_and(|known| same_server(known, name))
                && known.provenance.may_be(&server.provenance)
        });
        match same {
            Some(known) if known.provenance.is_full() => self.left_out.push(server.span),
            Some(known) => known.absorb(server, &mut self.contradictions),
            None => self.servers.push(server),
        }
    }

    /// Adds a certificate or completes the account of it that is there already.
    fn place(&mut self, certificate: Certificate) -> usize {
        let index = self.certificates.len();
        if let Some(thumbprint) = certificate.thumbprint.value() {
            let key = match &certificate.server {
                Some(server) => format!("{thumbprint} {}", first_label(server)),
                None => thumbprint.clone(),
            };
            let known = *self.places.entry(key).or_insert(index);
            if let Some(account) = self.certificates.get_mut(known) {
                let sure = account.server.is_some() || self.server_names.len() < 2;
                account.absorb(certificate, sure, &mut self.contradictions);
                return known;
            }
        }
        self.certificates.push(certificate);
        index
    }

    pub(crate) fn add_file(&mut self, file: Certificate) {
        let thumbprint = file.thumbprint.value();
        let mut known =
            self.certificates.iter_mut().filter(|known| known.thumbprint.value() == thumbprint).peekable();
        if known.peek().is_some() {
            for certificate in known {
                certificate.absorb(file.clone(), true, &mut self.contradictions);
            }
        } else if self.certificates.len() < MOST_CERTIFICATES {
            self.certificates.push(file);
        } else {
            self.left_out.push(file.span);
        }
    }

    /// A thumbprint is that of one certificate on every server: what is printed of it for one holds for all. Health
    /// Checker prints no issuer and no subject, and must not make doubtful what a list tells.
    pub(crate) fn share_names(&mut self) {
        for index in 0..self.certificates.len() {
            let bare =
                |known: &&Certificate| known.issuer.value().is_none() || known.subject.value().is_none();
            let Some(bare) = self.certificates.get(index).filter(bare) else { continue };
            let Some(thumbprint) = bare.thumbprint.value().filter(|thumbprint| thumbprint.len() == 40) else {
                continue;
            };
            let named = self.certificates.iter().find(|other| {
                other.thumbprint.value() == Some(thumbprint)
                    && other.issuer.value().is_some()
                    && other.subject.value().is_some()
            });
            let Some(named) = named.cloned() else { continue };
            if let Some(bare) = self.certificates.get_mut(index) {
                bare.issuer.fill(named.issuer);
                bare.subject.fill(named.subject);
                bare.not_before.fill(named.not_before);
                bare.not_after.fill(named.not_after);
                bare.is_self_signed.fill(named.is_self_signed);
            }
        }
    }

    /// Values that a rule needs whole.
    pub(crate) fn note_cut_values(&mut self, record: &Record) {
        const NEEDED: [&Property; 6] = [
            receive_connector::TLS_CERTIFICATE_NAME,
            receive_connector::TLS_DOMAIN_CAPABILITIES,
            exchange_certificate::ISSUER,
            exchange_certificate::SUBJECT,
            exchange_certificate::THUMBPRINT,
            exchange_certificate::SERVICES,
        ];
        for needed in NEEDED {
            let cut = record.get(needed.name).filter(|property| property.value.cut);
            if let Some(property) = cut.filter(|_| self.cut_values.len() < MOST_OTHERS) {
                let value = Spanned::new(property.value.text.clone(), property.value.span);
                self.cut_values.push((property.name.value.to_string(), value));
            }
        }
    }
}

fn agree<T: Same>(one: &Known<T>, other: &Known<T>) -> bool {
    match (one, other) {
        (Known::Value(one), Known::Value(other)) => one.value.is_same(&other.value),
        (Known::Value(_), Known::Absent(_)) | (Known::Absent(_), Known::Value(_)) => false,
        _ => true,
    }
}
