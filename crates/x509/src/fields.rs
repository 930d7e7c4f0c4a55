use crate::der::{self, Element, Elements};
use htd_source::Timestamp;
use x509_parser::asn1_rs::{GeneralizedTime, UtcTime};
use x509_parser::prelude::FromDer;
use x509_parser::time::ASN1Time;
use x509_parser::x509::{AlgorithmIdentifier, SubjectPublicKeyInfo};

/// The fields of a certificate as they stand in its bytes.
///
/// x509-parser reads the moments, the algorithms and the key. Its reader of whole certificates brings many times
/// what is used here into the browser build, also with its readers of extensions left out.
pub(crate) struct Fields<'a> {
    /// As encoded: 2 for version 3.
    pub(crate) version: u32,
    pub(crate) serial_number: &'a [u8],
    /// The Name with its tag and length.
    pub(crate) issuer: &'a [u8],
    pub(crate) not_before: Timestamp,
    pub(crate) not_after: Timestamp,
    /// The Name with its tag and length.
    pub(crate) subject: &'a [u8],
    pub(crate) key: SubjectPublicKeyInfo<'a>,
    pub(crate) signature_algorithm: AlgorithmIdentifier<'a>,
    extensions: Vec<Extension<'a>>,
}

struct Extension<'a> {
    oid: &'a [u8],
    value: &'a [u8],
}

/// `[0] EXPLICIT Version`
const VERSION: u8 = 0xA0;
/// `[1] IMPLICIT UniqueIdentifier`
const ISSUER_UNIQUE_ID: u8 = 0x81;
/// `[2] IMPLICIT UniqueIdentifier`
const SUBJECT_UNIQUE_ID: u8 = 0x82;
/// `[3] EXPLICIT Extensions`
const EXTENSIONS: u8 = 0xA3;

impl<'a> Fields<'a> {
    /// The fields of the content of a `Certificate`; `None` where one of them is missing or damaged.
    pub(crate) fn read(certificate: &'a [u8]) -> Option<Self> {
        let mut outer = Elements(certificate);
        let mut signed = Elements(outer.next(der::SEQUENCE)?.content);
        let signature_algorithm = algorithm(&mut outer)?;
        bits(&mut outer)?;

        let version = signed.next(VERSION).map_or(Some(0), version)?;
        let serial_number = signed.next(der::INTEGER)?.content;
        algorithm(&mut signed)?;
        let issuer = signed.next(der::SEQUENCE)?.whole;
        let mut validity = Elements(signed.next(der::SEQUENCE)?.content);
        let not_before = moment(&mut validity)?;
        let not_after = moment(&mut validity)?;
        let subject = signed.next(der::SEQUENCE)?.whole;
        let (_, key) = SubjectPublicKeyInfo::from_der(signed.next(der::SEQUENCE)?.whole).ok()?;
        // What may be missing is taken only where it stands.
        signed.next(ISSUER_UNIQUE_ID);
        signed.next(SUBJECT_UNIQUE_ID);
        let extensions = signed.next(EXTENSIONS).map_or(Some(Vec::new()), extensions)?;
        signed.0.is_empty().then_some(Self {
            version,
            serial_number,
            issuer,
            not_before,
            not_after,
            subject,
            key,
            signature_algorithm,
            extensions,
        })
    }

    /// The value of the first extension with this OID. There may be one only; Windows takes the first.
    pub(crate) fn extension(&self, oid: &[u8]) -> Option<&'a [u8]> {
        self.extensions.iter().find(|extension| extension.oid == oid).map(|found| found.value)
    }
}

fn version(explicit: Element<'_>) -> Option<u32> {
    let digits = der::only(explicit.content, der::INTEGER)?;
    let positive = digits.first().is_some_and(|&first| first < 0x80);
    let version =
        digits.iter().try_fold(0u32, |version, &digit| version.checked_mul(256)?.checked_add(digit.into()));
    version.filter(|_| positive)
}

fn moment(elements: &mut Elements<'_>) -> Option<Timestamp> {
    let moment = match elements.next(der::UTC_TIME) {
        Some(short) => UtcTime::from_bytes(short.content).ok()?.utc_adjusted_datetime(),
        None => {
            let long = elements.next(der::GENERALIZED_TIME)?;
            GeneralizedTime::from_bytes(long.content).ok()?.utc_datetime()
        }
    };
    Some(Timestamp(ASN1Time::new(moment.ok()?).timestamp()))
}

fn algorithm<'a>(elements: &mut Elements<'a>) -> Option<AlgorithmIdentifier<'a>> {
    Some(AlgorithmIdentifier::from_der(elements.next(der::SEQUENCE)?.whole).ok()?.1)
}

/// The bytes of a `BIT STRING`; `None` where bits that are said not to count are set.
fn bits<'a>(elements: &mut Elements<'a>) -> Option<&'a [u8]> {
    let (&unused, bytes) = elements.next(der::BIT_STRING)?.content.split_first()?;
    let cleared = bytes.last().map_or(0, |last| last.trailing_zeros());
    (u32::from(unused) <= cleared).then_some(bytes)
}

fn extensions(explicit: Element<'_>) -> Option<Vec<Extension<'_>>> {
    let extensions = der::list(der::only(explicit.content, der::SEQUENCE)?)?;
    extensions.into_iter().map(extension).collect()
}

fn extension(element: Element<'_>) -> Option<Extension<'_>> {
    let mut parts = Elements((element.tag == der::SEQUENCE).then_some(element.content)?);
    let oid = parts.next(der::OID)?.content;
    // Whether it is critical makes no difference here.
    parts.next(der::BOOLEAN);
    Some(Extension { oid, value: parts.next(der::OCTET_STRING)?.content })
}
