use crate::merge::{Account, Contradictions, Merge};
use crate::moment::Order;
use crate::{Known, List, known};
use htd_evidence::Record;
use htd_report::{Subject, SubjectKind};
use htd_source::Span;
use std::fmt;

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
    pub(crate) account: Account,
}

/// The four numbers of `Version 15.0 (Build 1076.9)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// 15
    pub major: u32,
    /// 0
    pub minor: u32,
    /// 1076
    pub build: u32,
    /// 9
    pub revision: u32,
}

impl Version {
    /// Cumulative Update 9 of Exchange 2013, the first whose Hybrid Configuration Wizard names the domain
    /// of Exchange Online instead of its certificate.
    pub const EXCHANGE_2013_CU9: Self = Self { major: 15, minor: 0, build: 1104, revision: 5 };

    /// Reads `Version 15.0 (Build 1076.9)` and `15.0.1076.9`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| !digits.is_empty())
            .map(|digits| digits.parse::<u32>().ok());
        let mut number = || numbers.next().flatten();
        Some(Self { major: number()?, minor: number()?, build: number()?, revision: number()? })
    }

    /// Whether it is Exchange 2013.
    pub fn is_exchange_2013(self) -> bool {
        (self.major, self.minor) == (15, 0)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}.{}", self.major, self.minor, self.build, self.revision)
    }
}

impl ExchangeServer {
    pub(crate) fn new(record: &Record, order: Order) -> Self {
        let name =
            ["Name", "Identity", "Fqdn"].iter().find_map(|name| known::text(record, name).value().cloned());
        Self {
            span: record.span,
            name,
            version: known::text(record, "AdminDisplayVersion").and_then(|text| Version::parse(&text)),
            role: known::words(record, "ServerRole", &[]),
            account: Account::new(record, order),
        }
    }

    /// Takes over what another account of the same server says.
    pub(crate) fn absorb(&mut self, other: Self, contradictions: &mut Contradictions) {
        let mut merge = Merge::new(&mut self.account, other.account, true);
        if merge.other_is_later() {
            self.span = other.span;
        }
        merge.property("AdminDisplayVersion", &mut self.version, other.version);
        merge.property("ServerRole", &mut self.role, other.role);
        merge.finish(contradictions, || Subject {
            kind: SubjectKind::ExchangeServer,
            name: self.name.clone().unwrap_or_default(),
            server: self.name.clone(),
        });
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
