//! A certificate as the evidence shows it: printed by Exchange, listed by Windows, or given as a file.

use crate::contradiction::Contradictions;
use crate::date_order::DateOrder;
use crate::merge::Merge;
use crate::provenance::Provenance;
use crate::services::services_of;
use crate::thumbprint::thumbprint;
use crate::{CertificateName, Known, List, Moment, Services, common_name_of, known};
use htd_evidence::Record;
use htd_exchange::objects::{every_object, exchange_certificate as property};
use htd_report::{Subject, SubjectKind};
use htd_source::{Span, Spanned, Timestamp};
use htd_x509::KeyAlgorithm;

/// Whether a certificate is in date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// It is.
    Current,
    /// It expired.
    Expired,
    /// It is not valid yet.
    NotYet,
    /// The evidence does not tell.
    Unknown,
}

/// A certificate: of `Get-ExchangeCertificate`, of a store listing or of a file, and what is known of it.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// Where it was seen first.
    pub span: Span,
    /// Whether it was printed by `Get-ExchangeCertificate`, so that Exchange has it with a private key.
    pub is_exchange: bool,
    /// Whether it comes from a PEM or DER file.
    pub is_file: bool,
    /// The server it is on.
    pub server: Option<String>,
    /// SHA-1, upper-case hexadecimal.
    pub thumbprint: Known<String>,
    /// As Windows prints it.
    pub subject: Known<CertificateName>,
    /// As Windows prints it.
    pub issuer: Known<CertificateName>,
    /// What it is enabled for.
    pub services: Known<Services>,
    /// `Valid`, `DateInvalid`, `Untrusted`…
    pub status: Known<String>,
    /// `ThirdParty`, `Enterprise`, `Registry`…: where Windows knows its root from.
    pub root_ca_type: Known<String>,
    /// Whether a private key belongs to it.
    pub has_private_key: Known<bool>,
    /// Whether it signed itself.
    pub is_self_signed: Known<bool>,
    /// First moment of validity.
    pub not_before: Known<Moment>,
    /// Last moment of validity.
    pub not_after: Known<Moment>,
    /// Host names, as printed.
    pub names: Known<List>,
    /// The public key, where the certificate itself was given.
    pub key: Option<KeyAlgorithm>,
    /// Its place among the estate's certificates.
    pub(crate) index: usize,
    /// Where a shell printed it; files have none.
    pub(crate) provenance: Option<Provenance>,
}

impl Certificate {
    pub(crate) fn from_record(record: &Record, is_exchange: bool, order: DateOrder) -> Self {
        let date = |property| known::text(record, property).and_then(|text| Moment::parse(&text, order));
        let mut printed = Self {
            span: record.span,
            is_exchange,
            is_file: false,
            server: server_of(record),
            thumbprint: known::text(record, property::THUMBPRINT).and_then(|text| thumbprint(&text)),
            subject: CertificateName::read(record, property::SUBJECT),
            issuer: CertificateName::read(record, property::ISSUER),
            services: services_of(record),
            status: known::word(record, property::STATUS),
            root_ca_type: known::word(record, property::ROOT_CA_TYPE),
            has_private_key: known::flag(record, property::HAS_PRIVATE_KEY),
            is_self_signed: known::flag(record, property::IS_SELF_SIGNED),
            not_before: date(property::NOT_BEFORE),
            not_after: date(property::NOT_AFTER),
            names: known::list(record, property::CERTIFICATE_DOMAINS),
            key: None,
            index: 0,
            provenance: Some(Provenance::new(record, order)),
        };
        if let Some(certificate) = &record.certificate {
            let exact = Spanned::new(certificate.as_ref().clone(), record.span);
            printed.take_exact(Self::from_file(&exact));
        }
        printed
    }

    /// Takes from the certificate itself what a shell prints less exactly. The place stays that of the printed
    /// value, where there is one.
    fn take_exact(&mut self, exact: Self) {
        self.thumbprint.correct(exact.thumbprint);
        self.subject.correct(exact.subject);
        self.issuer.correct(exact.issuer);
        self.is_self_signed.correct(exact.is_self_signed);
        self.not_before.correct(exact.not_before);
        self.not_after.correct(exact.not_after);
        self.names.correct(exact.names);
        self.key = exact.key;
    }

    pub(crate) fn from_file(file: &Spanned<htd_x509::Certificate>) -> Self {
        let span = file.span;
        let certificate = &file.value;
        let name = |text: &Option<String>| match text {
            Some(text) => Known::Value(Spanned::new(
                CertificateName { text: text.clone(), wrapped: false, row: None },
                span,
            )),
            None => Known::NotCollected,
        };
        let entries = certificate.names().into_iter().map(|name| Spanned::new(name, span)).collect();
        Self {
            span,
            is_exchange: false,
            is_file: true,
            server: None,
            thumbprint: Known::Value(Spanned::new(certificate.thumbprint.clone(), span)),
            subject: name(&certificate.subject),
            issuer: name(&certificate.issuer),
            services: Known::NotCollected,
            status: Known::NotCollected,
            root_ca_type: Known::NotCollected,
            has_private_key: Known::NotCollected,
            is_self_signed: Known::Value(Spanned::new(certificate.self_issued, span)),
            not_before: Known::Value(Spanned::new(Moment::exact(certificate.not_before), span)),
            not_after: Known::Value(Spanned::new(Moment::exact(certificate.not_after), span)),
            names: Known::Value(Spanned::new(List { entries, cut: false }, span)),
            key: Some(certificate.key.clone()),
            index: 0,
            provenance: None,
        }
    }

    /// Takes over what another account of the same certificate says and this one does not. A file says
    /// more exactly than a console what both say.
    ///
    /// `sure` tells whether both are on the same server.
    pub(crate) fn absorb(&mut self, mut other: Self, sure: bool, contradictions: &mut Contradictions) {
        if other.is_file {
            std::mem::swap(&mut self.not_before, &mut other.not_before);
            std::mem::swap(&mut self.not_after, &mut other.not_after);
            if matches!(other.issuer, Known::Value(_)) {
                std::mem::swap(&mut self.issuer, &mut other.issuer);
            }
            if matches!(other.subject, Known::Value(_)) {
                std::mem::swap(&mut self.subject, &mut other.subject);
            }
        }
        self.is_exchange |= other.is_exchange;
        self.is_file |= other.is_file;
        self.server = self.server.take().or(other.server);
        self.thumbprint.fill(other.thumbprint);
        self.subject.fill(other.subject);
        self.issuer.fill(other.issuer);
        let subject = || subject_of(&self.thumbprint, self.server.as_deref());
        if let (Some(own), Some(another)) = (&mut self.provenance, other.provenance) {
            let mut merge = Merge::new(own, another, sure);
            merge.property(property::SERVICES, &mut self.services, other.services);
            merge.property(property::STATUS, &mut self.status, other.status);
            merge.property(property::ROOT_CA_TYPE, &mut self.root_ca_type, other.root_ca_type);
            merge.property(property::HAS_PRIVATE_KEY, &mut self.has_private_key, other.has_private_key);
            merge.finish(contradictions, subject);
        }
        self.is_self_signed.fill(other.is_self_signed);
        sharpen(&mut self.not_before, other.not_before);
        sharpen(&mut self.not_after, other.not_after);
        self.names.fill(other.names);
        self.key = self.key.take().or(other.key);
    }

    /// What a finding about contradictions of it names.
    pub(crate) fn subject_of_finding(&self) -> Subject {
        subject_of(&self.thumbprint, self.server.as_deref())
    }

    /// Its place among the certificates of the estate; those of `store` have none.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Whether it is in date at a moment.
    pub fn validity(&self, at: Timestamp) -> Validity {
        let after = self.not_after.value();
        let before = self.not_before.value();
        if after.is_some_and(|end| end.is_before(at)) {
            return Validity::Expired;
        }
        if before.is_some_and(|start| start.is_after(at)) {
            return Validity::NotYet;
        }
        match after {
            Some(end) if end.is_after(at) => Validity::Current,
            _ => Validity::Unknown,
        }
    }

    /// `<I>issuer<S>subject`, where both are known whole.
    pub fn tls_certificate_name(&self) -> Option<String> {
        let (issuer, subject) = (self.issuer.value()?, self.subject.value()?);
        Some(format!("<I>{}<S>{}", issuer.text, subject.text))
    }

    /// The common name of its subject as printed, for a sentence.
    pub fn common_name(&self) -> Option<&str> {
        let subject = match &self.subject {
            Known::Value(name) => name.value.text.as_str(),
            Known::Cut(text) => text.value.as_str(),
            _ => return None,
        };
        common_name_of(subject)
    }

    /// Whether it signed itself, by what Exchange says or by its names; `None` where not known.
    pub fn self_signed(&self) -> Option<bool> {
        if let Some(known) = self.is_self_signed.value() {
            return Some(*known);
        }
        let (issuer, subject) = (self.issuer.value()?, self.subject.value()?);
        Some(issuer.text.eq_ignore_ascii_case(&subject.text))
    }

    /// Whether nothing speaks against presenting it to Exchange Online: it is not self-signed, its status is
    /// good as far as it is known, its root is not the organisation's own, and its key is not known missing.
    pub fn is_trustworthy(&self) -> bool {
        const OWN_ROOTS: [&str; 3] = ["Enterprise", "GroupPolicy", "None"];
        self.self_signed() == Some(false)
            && self.has_private_key.value() != Some(&false)
            && self.status.value().is_none_or(|status| status.eq_ignore_ascii_case("Valid"))
            && self
                .root_ca_type
                .value()
                .is_none_or(|root| !OWN_ROOTS.iter().any(|own| root.eq_ignore_ascii_case(own)))
    }

    /// Whether it is the certificate of Exchange's own authentication between servers and with Exchange
    /// Online services, which never has to do with SMTP connectors.
    pub fn is_auth_certificate(&self) -> bool {
        self.common_name()
            .is_some_and(|name| name.eq_ignore_ascii_case("Microsoft Exchange Server Auth Certificate"))
    }

    /// How a sentence calls it: its common name, else its thumbprint.
    pub fn display_name(&self) -> String {
        let name = self.common_name().map(str::to_owned);
        name.or_else(|| self.thumbprint.value().cloned()).unwrap_or_else(|| "certificate".to_owned())
    }
}

fn subject_of(thumbprint: &Known<String>, server: Option<&str>) -> Subject {
    Subject {
        kind: SubjectKind::ExchangeCertificate,
        name: thumbprint.value().cloned().unwrap_or_default(),
        server: server.map(str::to_owned),
    }
}

/// Of two accounts of one moment the narrower counts: a date that reads two ways is settled by one that does
/// not.
fn sharpen(known: &mut Known<Moment>, other: Known<Moment>) {
    let width = |known: &Known<Moment>| known.value().map(|moment| moment.latest.0 - moment.earliest.0);
    match (width(known), width(&other)) {
        (Some(here), Some(there)) if there < here => *known = other,
        _ => known.fill(other),
    }
}

/// The server a record of a certificate says it is on. A session of one server can list the certificates of
/// another, so `PSComputerName` counts for less than what names the server itself.
fn server_of(record: &Record) -> Option<String> {
    let text = |property| known::text(record, property).value().cloned();
    let by_identity = || Some(text(property::IDENTITY)?.split_once('\\')?.0.to_owned());
    let command = record.command.as_ref();
    let argument = || Some(command?.argument("Server")?.value.clone());
    let session = || Some(command?.session_server.as_ref()?.value.clone());
    let server = by_identity().or_else(|| text(property::SERVER)).or_else(argument);
    server
        .or_else(|| text(every_object::PS_COMPUTER_NAME))
        .or_else(session)
        .filter(|server| !server.is_empty() && !server.starts_with('$'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{numbered, record};

    #[test]
    fn services_that_were_not_printed_are_not_known() {
        let services = |text: &str| {
            Certificate::from_record(&record(&[("Services", text)]), true, DateOrder::Unknown).services
        };
        assert_eq!(services(""), Known::NotCollected);
        assert_eq!(services("{}"), Known::NotCollected);
        assert_eq!(services("None").value().map(|services| services.smtp()), Some(false));
        let number = Certificate::from_record(&numbered("Services", 24), true, DateOrder::Unknown).services;
        assert_eq!(number.value().map(|services| services.smtp()), Some(true));
    }

    #[test]
    fn the_certificate_itself_says_more_than_what_is_printed() {
        let der = std::fs::read(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/fixtures/certificates/mail-expired.der"
        ));
        let exact = htd_x509::parse_der(&der.unwrap()).unwrap();
        let mut printed = record(&[
            ("Subject", "CN=cut"),
            ("NotAfter", "01/02/2030 10:00:00"),
            ("Services", "SMTP"),
            ("Identity", "EX01.contoso.example\\AB"),
            ("PSComputerName", "EX02"),
        ]);
        printed.certificate = Some(Box::new(exact.clone()));
        let certificate = Certificate::from_record(&printed, true, DateOrder::Unknown);
        let end = certificate.not_after.spanned().unwrap();
        assert_eq!(end.value, Moment::exact(exact.not_after));
        assert_eq!(end.span, printed.get("NotAfter").unwrap().value.span);
        assert_eq!(certificate.thumbprint.value(), Some(&exact.thumbprint));
        assert_eq!(certificate.server.as_deref(), Some("EX01.contoso.example"));
        assert!(certificate.services.value().is_some_and(Services::smtp));
        assert_eq!(certificate.key, Some(exact.key));
    }
}
