//! Renewed certificates that no connector presents yet.

use crate::{Certificate, Connector, Estate, Moment, Relation, common_name_of};
use htd_source::Timestamp;

/// What the hybrid connectors ask for, to know the renewed certificate by.
#[derive(Debug)]
pub struct Renewals<'a> {
    estate: &'a Estate,
    wanted: Vec<Wanted>,
}

#[derive(Debug)]
struct Wanted {
    /// The common name in a TlsCertificateName.
    common_name: String,
    /// When the newest certificate begins that it finds; `None` where one of them does not say.
    newest: Option<Moment>,
}

impl<'a> Renewals<'a> {
    /// Asks every hybrid connector.
    pub fn new(estate: &'a Estate) -> Self {
        let wanted = estate.hybrid_connectors().filter_map(|connector| wanted(estate, connector));
        Self { estate, wanted: wanted.collect() }
    }

    /// Whether an unused certificate plainly is the renewed one of a hybrid connector: of an authority, in date,
    /// of the common name that the connector gives, and newer than what the connector still finds.
    pub fn contain(&self, certificate: &Certificate) -> bool {
        let Some(common_name) = certificate.common_name() else { return false };
        let newer = |than: &Wanted| match (than.newest, certificate.not_before.value()) {
            (Some(old), Some(new)) => new.earliest > old.earliest && new.latest > old.latest,
            _ => false,
        };
        let asked_for =
            |wanted: &Wanted| wanted.common_name.eq_ignore_ascii_case(common_name) && newer(wanted);
        self.estate.is_fit_for_hybrid(certificate) && self.wanted.iter().any(asked_for)
    }
}

fn wanted(estate: &Estate, connector: Connector<'_>) -> Option<Wanted> {
    let name = connector.tls_certificate_name().value()?;
    let subject = htd_x509::parse_identifier(&name.text).ok()?.subject;
    let common_name = common_name_of(&subject)?.to_owned();
    let mut newest = Some(Moment::exact(Timestamp(i64::MIN)));
    for found in &estate.certificates {
        if matches!(estate.relation(name, found), Relation::Names(_)) {
            newest = later(newest, found.not_before.value().copied());
        }
    }
    Some(Wanted { common_name, newest })
}

fn later(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    let (one, other) = (one?, other?);
    Some(Moment { earliest: one.earliest.max(other.earliest), latest: one.latest.max(other.latest) })
}
