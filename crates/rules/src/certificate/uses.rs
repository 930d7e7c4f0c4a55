//! Which hybrid connectors present which certificate. It is computed before a rule about certificates judges
//! them, as the same certificate in use and out of use is not the same fact.

use crate::{Outcome, fixes};
use htd_model::{Certificate, Connector, Estate, Known, Lookup, Presented, Relation, choose};
use htd_report::Evidence;

/// A hybrid connector that names a certificate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Use<'a> {
    /// The connector.
    pub(crate) connector: Connector<'a>,
    /// The server on which it does.
    pub(crate) server: Option<&'a str>,
    /// Whether Exchange certainly presents this certificate, not another of the same name.
    pub(crate) sure: bool,
    /// Whether none of the same name ends later, so that its end is the end of the name.
    pub(crate) ends_last: bool,
}

/// The uses of every certificate of an estate.
#[derive(Debug)]
pub(crate) struct Uses<'a> {
    of: Vec<Vec<Use<'a>>>,
    missing: Vec<(Evidence, String)>,
}

impl<'a> Uses<'a> {
    /// Looks up what every hybrid connector names on every server it is on.
    pub(crate) fn new(estate: &'a Estate) -> Self {
        let mut uses = Self { of: vec![Vec::new(); estate.certificates.len()], missing: Vec::new() };
        let mut connectors = estate.hybrid_connectors().peekable();
        if estate.certificates.is_empty() || connectors.peek().is_none() {
            uses.nothing_to_join(estate);
            return uses;
        }
        for connector in connectors {
            let name = match connector.tls_certificate_name() {
                Known::Value(name) => &name.value,
                // That no certificate is named is the business of another rule.
                Known::Absent(_) => continue,
                Known::Cut(_) | Known::NotCollected => {
                    uses.missing.push(connectors_missing(connector));
                    continue;
                }
            };
            for server in connector.servers() {
                match estate.look_up(name, server) {
                    Lookup::Found(presented) => uses.add(connector, server, &presented),
                    // That it is not there is the business of another rule.
                    Lookup::NotFound { .. } => {}
                    Lookup::Undecidable(_) => uses.certificates_missing(server),
                    Lookup::NotListed => {
                        let in_files = |certificate: &&Certificate| {
                            !certificate.is_exchange
                                && matches!(estate.relation(name, certificate), Relation::Names(_))
                        };
                        let files: Vec<&Certificate> = estate.certificates.iter().filter(in_files).collect();
                        if files.is_empty() {
                            uses.certificates_missing(server);
                        } else {
                            uses.add(connector, server, &choose(files, estate.at));
                        }
                    }
                }
            }
        }
        uses
    }

    /// The uses of a certificate.
    pub(crate) fn of(&self, certificate: &Certificate) -> &[Use<'a>] {
        self.of.get(certificate.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether every hybrid connector of the evidence could be joined with its certificate.
    pub(crate) fn all_known(&self) -> bool {
        self.missing.is_empty()
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

    fn certificates_missing(&mut self, server: Option<&str>) {
        self.missing.push((Evidence::ExchangeCertificates, fixes::list_certificates(server)));
    }

    fn nothing_to_join(&mut self, estate: &Estate) {
        if estate.certificates.is_empty() {
            return self.certificates_missing(None);
        }
        self.missing.push((Evidence::ReceiveConnectors, fixes::LIST_RECEIVE_CONNECTORS.to_owned()));
        self.missing.push((Evidence::SendConnectors, fixes::LIST_SEND_CONNECTORS.to_owned()));
    }
}

/// Hands every certificate with its uses to a rule, and says what was missing for joining them.
pub(crate) fn judge_each<'a>(
    estate: &'a Estate,
    outcome: &mut Outcome,
    judge: impl Fn(&Uses<'a>, &'a Certificate, &mut Outcome),
) {
    let uses = Uses::new(estate);
    uses.say_what_is_missing(outcome);
    for certificate in &estate.certificates {
        judge(&uses, certificate, outcome);
    }
}

impl Uses<'_> {
    /// Makes a rule undecided where a connector could not be joined with its certificate.
    pub(crate) fn say_what_is_missing(&self, outcome: &mut Outcome) {
        for (evidence, collect) in &self.missing {
            outcome.undecided(*evidence, collect.as_str());
        }
    }
}

fn connectors_missing(connector: Connector<'_>) -> (Evidence, String) {
    match connector {
        Connector::Receive(_) => (Evidence::ReceiveConnectors, fixes::LIST_RECEIVE_CONNECTORS.to_owned()),
        Connector::Send(_) => (Evidence::SendConnectors, fixes::LIST_SEND_CONNECTORS.to_owned()),
    }
}
