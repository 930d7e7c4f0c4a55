//! Which certificate Exchange presents for a connector.
//!
//! With TlsCertificateName set, it is one whose issuer and subject are those; among several, Microsoft's
//! documents disagree: the selection page sorts by the most recent start, the team blog by the latest end.
//! Both orders are computed. Whether the certificate is enabled for SMTP plays no part in the choice.

use crate::{Certificate, CertificateName, Known, Moment, Validity};
use htd_source::{Span, Timestamp};
use htd_x509::{Comparison, Name, NearMiss, Pasted};

/// How a TlsCertificateName relates to a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It names this certificate.
    Names(Comparison),
    /// It nearly does; why Exchange does not take it.
    Nearly(NearMiss),
    /// It names another.
    Another,
    /// What is known of the certificate's names does not tell.
    Unknown,
}

/// What came of looking for the certificate that a connector names.
#[derive(Debug, Clone)]
pub enum Lookup<'a> {
    /// The certificates of that server were not given, or only some of them.
    NotListed,
    /// One of those listed may be it, but its names were cut or left out.
    Undecidable(&'a Certificate),
    /// It is there.
    Found(Presented<'a>),
    /// It is not there.
    NotFound {
        /// Where the list begins that it is not in.
        listing: Span,
        /// Whether that list certainly holds every certificate.
        complete: bool,
        /// The certificate that comes nearest, and what differs.
        nearest: Option<(&'a Certificate, NearMiss)>,
    },
}

/// The certificates that a name leads to, and which of them Exchange presents.
#[derive(Debug, Clone)]
pub struct Presented<'a> {
    /// All that bear the name.
    pub candidates: Vec<&'a Certificate>,
    /// The one with the most recent start, where the dates tell.
    pub latest_start: Option<&'a Certificate>,
    /// The one with the latest end, where the dates tell.
    pub latest_end: Option<&'a Certificate>,
}

impl<'a> Presented<'a> {
    /// The one that is presented in both orders.
    pub fn agreed(&self) -> Option<&'a Certificate> {
        let (start, end) = (self.latest_start?, self.latest_end?);
        std::ptr::eq(start, end).then_some(start)
    }

    /// Why a candidate is presented, as far as either order says so.
    pub fn because(&self, candidate: &Certificate) -> Option<&'static str> {
        let is = |other: Option<&Certificate>| other.is_some_and(|other| std::ptr::eq(other, candidate));
        match (is(self.latest_start), is(self.latest_end)) {
            _ if self.candidates.len() == 1 => Some("It is the only certificate of that issuer and subject."),
            (true, true) => Some("Of the certificates of that issuer and subject, it starts and ends last."),
            (true, false) => {
                Some("Of the certificates of that issuer and subject, it starts last; another ends later.")
            }
            (false, true) => {
                Some("Of the certificates of that issuer and subject, it ends last; another starts later.")
            }
            (false, false) => None,
        }
    }

    /// Whether the two orders name different certificates.
    pub fn disagree(&self) -> bool {
        matches!((self.latest_start, self.latest_end), (Some(start), Some(end)) if !std::ptr::eq(start, end))
    }
}

/// How a TlsCertificateName relates to a certificate.
pub fn relation(name: &CertificateName, certificate: &Certificate) -> Relation {
    relate(name, &Pasted::new(&name.text), certificate, names(certificate).as_ref())
}

/// Issuer and subject of a certificate, where both are known, to be compared with many names.
pub(crate) fn names(certificate: &Certificate) -> Option<(Name, Name)> {
    let (issuer, subject) = (certificate.issuer.value()?, certificate.subject.value()?);
    Some((Name::new(&issuer.text), Name::new(&subject.text)))
}

/// The same, where the texts of both were taken apart.
pub(crate) fn relate(
    name: &CertificateName,
    pasted: &Pasted,
    certificate: &Certificate,
    names: Option<&(Name, Name)>,
) -> Relation {
    let (Known::Value(issuer), Known::Value(subject), Some(names)) =
        (&certificate.issuer, &certificate.subject, names)
    else {
        return by_subject_alone(name, &certificate.subject);
    };
    let wrapped = name.wrapped || issuer.value.wrapped || subject.value.wrapped;
    match pasted.compare(wrapped, &names.0, &names.1) {
        // A value that was cut, and letters that a console turned into question marks, may be equal in
        // Exchange.
        Comparison::Near(NearMiss::Truncated | NearMiss::LettersLost) => Relation::Unknown,
        Comparison::Near(why) => Relation::Nearly(why),
        Comparison::Different => Relation::Another,
        same => Relation::Names(same),
    }
}

/// Without the issuer nothing is proven equal, but a subject that begins otherwise proves it another one.
fn by_subject_alone(name: &CertificateName, subject: &Known<CertificateName>) -> Relation {
    let Ok(identifier) = htd_x509::parse_identifier(&name.text) else { return Relation::Unknown };
    let wanted = htd_x509::fold(&identifier.subject);
    let possible = match subject {
        Known::Value(subject) => wanted == htd_x509::fold(&subject.value.text),
        Known::Cut(begin) => wanted.starts_with(&htd_x509::fold(&begin.value)),
        Known::Absent(_) => false,
        Known::NotCollected => true,
    };
    if possible { Relation::Unknown } else { Relation::Another }
}

/// Which of the certificates of one name Exchange presents at a moment: those in date before the others.
pub fn choose<'a>(candidates: Vec<&'a Certificate>, at: Timestamp) -> Presented<'a> {
    let current: Vec<&Certificate> =
        candidates.iter().copied().filter(|c| c.validity(at) == Validity::Current).collect();
    let pool = if current.is_empty() { &candidates } else { &current };
    let latest_start = latest(pool, |certificate| certificate.not_before.value());
    let latest_end = latest(pool, |certificate| certificate.not_after.value());
    Presented { latest_start, latest_end, candidates }
}

/// The certificate whose moment is after that of every other one; `None` where the dates leave it open.
fn latest<'a>(
    pool: &[&'a Certificate],
    of: impl Fn(&Certificate) -> Option<&Moment>,
) -> Option<&'a Certificate> {
    let beats = |one: &Certificate, other: &Certificate| match (of(one), of(other)) {
        (Some(one), Some(other)) => one.earliest > other.earliest && one.latest > other.latest,
        _ => false,
    };
    pool.iter().copied().find(|one| pool.iter().all(|other| std::ptr::eq(*one, *other) || beats(one, other)))
}
