//! Which certificate is to take the place of another.

use crate::{Certificate, CertificateName, Estate, Known, Validity, same_server, same_text};

impl Estate {
    /// The certificate that most probably is to take the place of another: in date, of an authority, of the same
    /// common name and another issuer or subject, with a key, ending later; on the same server or in a file. Two
    /// of them leave the choice to the administrator.
    pub fn successor(&self, old: &Certificate) -> Option<&Certificate> {
        only_one(self.certificates.iter().filter(|certificate| {
            self.may_follow(old, certificate)
                && certificate.shares_common_name(old)
                && !certificate.shares_identifier(old)
        }))
    }

    /// A newer certificate of another common name that covers every name of the old one and is enabled for SMTP:
    /// a wildcard, say.
    pub fn covering_successor(&self, old: &Certificate) -> Option<&Certificate> {
        let names = old.names.value().filter(|names| !names.cut && !names.entries.is_empty())?;
        let covers = |certificate: &Certificate| {
            certificate.services.value().is_some_and(|services| services.smtp())
                && names.entries.iter().all(|name| certificate.covers(&name.value))
        };
        only_one(self.certificates.iter().filter(|certificate| {
            self.may_follow(old, certificate) && !certificate.shares_identifier(old) && covers(certificate)
        }))
    }

    /// Whether a certificate could be presented when an old one has ended, whatever its names.
    pub fn may_follow(&self, old: &Certificate, certificate: &Certificate) -> bool {
        let beside = match (old.server.as_deref(), certificate.server.as_deref()) {
            (Some(one), Some(other)) => same_server(one, other),
            _ => true,
        };
        let later = match (old.not_after.value(), certificate.not_after.value()) {
            (Some(old), Some(new)) => new.earliest > old.latest,
            _ => false,
        };
        beside && later && self.is_fit_for_hybrid(certificate)
    }

    /// Whether hybrid mail flow could use a certificate: in date, and nothing known speaks against its authority,
    /// its status or its key.
    pub fn is_fit_for_hybrid(&self, certificate: &Certificate) -> bool {
        certificate.validity(self.at) == Validity::Current && certificate.is_trustworthy()
    }
}

impl Certificate {
    /// Whether both have one common name.
    pub fn shares_common_name(&self, other: &Self) -> bool {
        match (self.common_name(), other.common_name()) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            _ => false,
        }
    }

    /// Whether one TlsCertificateName stands for both.
    pub fn shares_identifier(&self, other: &Self) -> bool {
        let same =
            |one: &Known<CertificateName>, other: &Known<CertificateName>| match (one.value(), other.value())
            {
                (Some(one), Some(other)) => same_text(&one.text, &other.text),
                _ => false,
            };
        same(&self.subject, &other.subject) && same(&self.issuer, &other.issuer)
    }
}

/// The first, where all are accounts of one certificate.
pub fn only_one<'a>(mut candidates: impl Iterator<Item = &'a Certificate>) -> Option<&'a Certificate> {
    let first = candidates.next()?;
    candidates.all(|other| other.thumbprint.value() == first.thumbprint.value()).then_some(first)
}
