//! Which hybrid connectors present which certificate. The same certificate in use and out of use is not the same
//! fact.

use crate::{Certificate, Connector, Estate, Known, Lookup, Presented, Relation, choose};

/// A hybrid connector that names a certificate.
#[derive(Debug, Clone, Copy)]
pub struct Use<'a> {
    /// The connector.
    pub connector: Connector<'a>,
    /// The server on which it does.
    pub server: Option<&'a str>,
    /// Whether Exchange certainly presents this certificate, not another of the same name.
    pub sure: bool,
    /// Whether none of the same name ends later, so that its end is the end of the name.
    pub ends_last: bool,
}

/// What the evidence lacks for joining a connector with its certificate.
#[derive(Debug, Clone, Copy)]
pub enum Unjoined<'a> {
    /// The hybrid connectors, where there are certificates and no connector.
    Connectors,
    /// The certificate name of a connector.
    Name(Connector<'a>),
    /// The certificates of a server, or of all where none is in evidence.
    Certificates(Option<&'a str>),
}

/// The uses of every certificate of an estate.
#[derive(Debug)]
pub struct Uses<'a> {
    of: Vec<Vec<Use<'a>>>,
    /// What keeps connectors from being joined with their certificates.
    pub unjoined: Vec<Unjoined<'a>>,
}

impl<'a> Uses<'a> {
    /// Looks up what every hybrid connector names on every server it is on.
    pub fn new(estate: &'a Estate) -> Self {
        let mut uses = Self { of: vec![Vec::new(); estate.certificates.len()], unjoined: Vec::new() };
        if estate.certificates.is_empty() {
            uses.unjoined.push(Unjoined::Certificates(None));
        } else if estate.hybrid_connectors().next().is_none() {
            uses.unjoined.push(Unjoined::Connectors);
        } else {
            estate.hybrid_connectors().for_each(|connector| uses.join(estate, connector));
        }
        uses
    }

    /// The uses of a certificate.
    pub fn of(&self, certificate: &Certificate) -> &[Use<'a>] {
        self.of.get(certificate.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether every hybrid connector of the evidence could be joined with its certificate.
    pub fn all_known(&self) -> bool {
        self.unjoined.is_empty()
    }

    fn join(&mut self, estate: &'a Estate, connector: Connector<'a>) {
        let name = match connector.tls_certificate_name() {
            Known::Value(name) => &name.value,
            // Nothing is named.
            Known::Absent(_) => return,
            Known::Cut(_) | Known::NotCollected => return self.unjoined.push(Unjoined::Name(connector)),
        };
        for server in connector.servers() {
            match estate.look_up(name, server) {
                Lookup::Found(presented) => self.add(connector, server, &presented),
                // Nothing is presented.
                Lookup::NotFound { .. } => {}
                Lookup::Undecidable(_) => self.unjoined.push(Unjoined::Certificates(server)),
                Lookup::NotListed => {
                    let in_files = |certificate: &&Certificate| {
                        !certificate.is_exchange
                            && matches!(estate.relation(name, certificate), Relation::Names(_))
                    };
                    let files: Vec<&Certificate> = estate.certificates.iter().filter(in_files).collect();
                    if files.is_empty() {
                        self.unjoined.push(Unjoined::Certificates(server));
                    } else {
                        self.add(connector, server, &choose(files, estate.at));
                    }
                }
            }
        }
    }

    fn add(&mut self, connector: Connector<'a>, server: Option<&'a str>, presented: &Presented<'a>) {
        let is =
            |one: Option<&Certificate>, other: &Certificate| one.is_some_and(|one| std::ptr::eq(one, other));
        let open = presented.agreed().is_none();
        for candidate in presented.candidates.iter().copied() {
            let sure = is(presented.agreed(), candidate);
            // Where the dates leave the choice open, each of them may be the one.
            let may_be = open
                && (is(presented.latest_start, candidate)
                    || is(presented.latest_end, candidate)
                    || presented.latest_start.is_none()
                    || presented.latest_end.is_none());
            if !sure && !may_be {
                continue;
            }
            let ends_last = presented.latest_end.is_none() || is(presented.latest_end, candidate);
            if let Some(uses) = self.of.get_mut(candidate.index()) {
                uses.push(Use { connector, server, sure, ends_last });
            }
        }
    }
}
