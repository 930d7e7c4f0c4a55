use crate::contradiction::Contradictions;
use crate::date_order::DateOrder;
use crate::merge::Merge;
use crate::provenance::Provenance;
use crate::same::Same;
use crate::{Known, List, known};
use htd_evidence::Record;
use htd_exchange::Version;
use htd_exchange::objects::exchange_server as property;
use htd_report::{Subject, SubjectKind};
use htd_source::Span;

/// An Exchange server.
#[derive(Debug, Clone)]
pub struct ExchangeServer {
    /// Where it was printed.
    pub span: Span,
    /// Its name.
    pub name: Option<String>,
    /// The build of its cumulative update.
    pub version: Known<Version>,
    /// `Mailbox`, `Edge`…
    pub role: Known<List>,
    pub(crate) provenance: Provenance,
}

impl ExchangeServer {
    pub(crate) fn new(record: &Record, order: DateOrder) -> Self {
        let name = [property::NAME, property::IDENTITY, property::FQDN]
            .into_iter()
            .find_map(|name| known::text(record, name).value().cloned());
        Self {
            span: record.span,
            name,
            version: known::text(record, property::ADMIN_DISPLAY_VERSION)
                .and_then(|text| Version::parse(&text)),
            role: known::words(record, property::SERVER_ROLE),
            provenance: Provenance::new(record, order),
        }
    }

    /// Takes over what another account of the same server says.
    pub(crate) fn absorb(&mut self, other: Self, contradictions: &mut Contradictions) {
        let mut merge = Merge::new(&mut self.provenance, other.provenance, true);
        if merge.other_is_later() {
            self.span = other.span;
        }
        merge.property(property::ADMIN_DISPLAY_VERSION, &mut self.version, other.version);
        merge.property(property::SERVER_ROLE, &mut self.role, other.role);
        merge.finish(contradictions, || Subject {
            kind: SubjectKind::ExchangeServer,
            name: self.name.clone().unwrap_or_default(),
            server: self.name.clone(),
        });
    }
}

impl Same for Version {
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

/// Whether two names mean one server: `EX01` and `ex01.contoso.example` do.
pub fn same_server(one: &str, other: &str) -> bool {
    !one.is_empty() && first_label(one) == first_label(other)
}

/// The name of a server without its domain.
pub(crate) fn first_label(name: &str) -> String {
    name.split('.').next().unwrap_or("").to_ascii_lowercase()
}
