//! What an exported certificate says: in its properties, in its own bytes, and in SerializationData.

use super::found::Found;
use super::nrbf::{self, Graph};
use super::object::{Kind, Member, Object, short_name};
use super::trouble::{Trouble, Troubles};
use crate::shell::account::Told;
use htd_source::Timestamp;
use htd_x509::Certificate;

/// By their numbers.
const STATUS: [&str; 8] = [
    "Unknown",
    "Valid",
    "Revoked",
    "DateInvalid",
    "Untrusted",
    "Invalid",
    "RevocationCheckFailure",
    "PendingRequest",
];

/// By their numbers.
const ROOT_CA_TYPE: [&str; 6] = ["None", "ThirdParty", "Enterprise", "Registry", "GroupPolicy", "Unknown"];

/// By their bits.
const SERVICES: [&str; 7] = ["IMAP", "POP", "UM", "IIS", "SMTP", "Federation", "UMCallRouter"];

/// An object of the pipeline, completed by what its bytes say where it is a certificate.
pub(super) fn found(object: Object, type_name: Option<String>, troubles: &mut Troubles) -> Found {
    let Object { line, mut members, der, blob, .. } = object;
    let mut certificate = None;
    if object.kind == Kind::Certificate || !der.is_empty() || blob.is_some() {
        let exchange = type_name.as_deref().is_some_and(|name| short_name(name) == "ExchangeCertificate");
        certificate = complete(&mut members, line, der, blob, exchange, troubles);
    }
    Found::Object { line, type_name, members, certificate }
}

/// Adds the properties that the bytes of a certificate tell. What the object printed itself wins. `exchange`
/// tells whether it is one of Get-ExchangeCertificate.
pub(super) fn complete(
    members: &mut Vec<Member>,
    line: u32,
    der: Vec<u8>,
    blob: Option<Vec<u8>>,
    exchange: bool,
    troubles: &mut Troubles,
) -> Option<Box<Certificate>> {
    // An enumeration is never empty: where nothing is printed, a program that does not know the type of the
    // certificate asked for it in vain.
    members.retain(|member| {
        let enumeration = matches!(member.name.as_str(), "Services" | "Status" | "RootCAType");
        !(enumeration && member.value.text.is_empty() && member.value.list.is_none())
    });
    let blob = blob.unwrap_or_default();
    let graph = if blob.is_empty() { None } else { nrbf::read(&blob) };
    let told = graph.as_ref().filter(|graph| graph.class() == EXCHANGE_CERTIFICATE);
    let store = told.and_then(|graph| graph.bytes("CertData")).map(Store::read).unwrap_or_default();
    let bytes = if der.is_empty() { store.der } else { &der };
    let certificate = if bytes.is_empty() { None } else { htd_x509::parse_der(bytes).ok() };
    if certificate.is_none() && !bytes.is_empty() {
        troubles.note(Trouble::Certificate, line);
    }
    let mut facts = Facts { members, line };
    if let Some(certificate) = &certificate {
        facts.add("Thumbprint", &certificate.thumbprint);
        if let (Some(subject), Some(issuer)) = (&certificate.subject, &certificate.issuer) {
            facts.add("Subject", subject);
            facts.add("Issuer", issuer);
        }
        facts.add("SerialNumber", &certificate.serial_number);
        facts.add("NotBefore", &moment(certificate.not_before));
        facts.add("NotAfter", &moment(certificate.not_after));
        let names = if exchange { "CertificateDomains" } else { "DnsNameList" };
        facts.put(names, Told { list: Some(certificate.names()), ..Told::default() });
    }
    match told {
        Some(graph) => facts.exchange(graph, &store),
        // The class of a plain certificate is another, and says nothing that Exchange knows.
        None if exchange && graph.is_none() && !blob.is_empty() => {
            troubles.note(Trouble::SerializationData, line);
        }
        None => {}
    }
    certificate.map(Box::new)
}

const EXCHANGE_CERTIFICATE: &str =
    "Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate";

fn moment(at: Timestamp) -> String {
    at.to_string()
}

struct Facts<'a> {
    members: &'a mut Vec<Member>,
    line: u32,
}

impl Facts<'_> {
    fn add(&mut self, name: &str, text: &str) {
        self.put(name, Told::text(text));
    }

    fn put(&mut self, name: &str, value: Told) {
        let known = self.members.iter().any(|member| member.name.eq_ignore_ascii_case(name));
        if !known {
            self.members.push(Member { name: name.to_owned(), line: self.line, value });
        }
    }

    fn flag(&mut self, name: &str, value: bool) {
        self.add(name, if value { "True" } else { "False" });
    }

    fn number(&mut self, name: &str, text: &str, number: i64) {
        // A value that has no name is told by its number.
        let text = if text.is_empty() { number.to_string() } else { text.to_owned() };
        self.put(name, Told { text, number: Some(number), ..Told::default() });
    }

    fn exchange(&mut self, graph: &Graph<'_>, store: &Store<'_>) {
        let named = |names: &[&'static str], number: i64| {
            let place = usize::try_from(number).ok();
            place.and_then(|place| names.get(place)).copied().unwrap_or("")
        };
        if let Some(number) = graph.number("Services") {
            self.number("Services", &services(number), number);
        }
        let status = graph.number("Status");
        if let Some(number) = status {
            self.number("Status", named(&STATUS, number), number);
        }
        // Exchange fills in these two when it checks the chain; where it could not, they were never set.
        if status != Some(0) {
            if let Some(number) = graph.number("RootCAType") {
                self.number("RootCAType", named(&ROOT_CA_TYPE, number), number);
            }
            if let Some(number) = graph.number("SelfSigned") {
                self.flag("IsSelfSigned", number != 0);
            }
        }
        if store.has_key {
            // Where the record is missing, what Exchange prints is not known for certain, so nothing is said.
            self.flag("HasPrivateKey", true);
        }
        if let Some(number) = graph.number("PrivateKeyExportable") {
            self.flag("PrivateKeyExportable", number != 0);
        }
        if !store.friendly_name.is_empty() {
            self.add("FriendlyName", &store.friendly_name);
        }
        if let Some(identity) = graph.text("Identity") {
            self.add("Identity", identity);
        }
    }
}

/// The names of the bits, as the shell prints them; empty where a bit has no name.
fn services(number: i64) -> String {
    if number == 0 {
        return "None".to_owned();
    }
    if !(0..1 << SERVICES.len()).contains(&number) {
        return String::new();
    }
    let mut names = String::new();
    for (bit, name) in SERVICES.iter().enumerate() {
        if number >> bit & 1 == 1 {
            if !names.is_empty() {
                names.push_str(", ");
            }
            names.push_str(name);
        }
    }
    names
}

/// A certificate as Windows keeps it in a store: a row of properties, the certificate itself among them.
#[derive(Debug, Default)]
struct Store<'a> {
    der: &'a [u8],
    friendly_name: String,
    has_key: bool,
}

impl<'a> Store<'a> {
    fn read(bytes: &'a [u8]) -> Self {
        let mut store = Self::default();
        if bytes.first() == Some(&0x30) {
            store.der = bytes;
            return store;
        }
        let mut left = bytes;
        while let Some((head, behind)) = left.split_at_checked(12) {
            let (words, _) = head.as_chunks::<4>();
            let [property, _, length] = *words else { break };
            let length = u32::from_le_bytes(length) as usize;
            let Some((value, behind)) = behind.split_at_checked(length) else { break };
            match u32::from_le_bytes(property) {
                KEY_PROVIDER => store.has_key = true,
                FRIENDLY_NAME => {
                    let (name, _, _) = htd_source::decode(value);
                    store.friendly_name = utf16(value).unwrap_or(name);
                }
                CERTIFICATE => store.der = value,
                _ => {}
            }
            left = behind;
        }
        store
    }
}

/// Numbers of properties in a store.
const KEY_PROVIDER: u32 = 2;
const FRIENDLY_NAME: u32 = 11;
const CERTIFICATE: u32 = 32;

fn utf16(bytes: &[u8]) -> Option<String> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units: Vec<u16> =
        pairs.iter().map(|&pair| u16::from_le_bytes(pair)).take_while(|&unit| unit != 0).collect();
    String::from_utf16(&units).ok()
}
