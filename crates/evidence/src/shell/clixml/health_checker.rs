//! Objects that Health Checker puts together. Where it exports the objects of Exchange themselves they are read
//! as everywhere; these stand in for them, or beside them.

use super::certificate;
use super::found::Found;
use super::object::{Member, Object};
use super::trouble::Troubles;
use crate::shell::account::Told;

/// What it says of a certificate that Exchange says too. Its FriendlyName may be a host name, and its Namespaces
/// are those of the certificate's own bytes.
const CERTIFICATE: [&str; 10] = [
    "Thumbprint",
    "Subject",
    "Issuer",
    "Services",
    "Status",
    "PublicKeySize",
    "SignatureHashAlgorithm",
    "IsInternalTransportCertificate",
    "IsCurrentAuthConfigCertificate",
    "LifetimeInDays",
];

/// What it says of a connector under the name that Exchange has for it. The rest is its own judgement, or, of a
/// receive connector, not asked for and empty for that reason.
const RECEIVE: [&str; 7] =
    ["Identity", "Name", "Fqdn", "Enabled", "TransportRole", "RequireTLS", "TlsCertificateName"];
const SEND: [&str; 10] = [
    "Identity",
    "Name",
    "Fqdn",
    "Enabled",
    "SmartHosts",
    "AddressSpaces",
    "RequireTLS",
    "TlsAuthLevel",
    "TlsDomain",
    "TlsCertificateName",
];

/// Whether it is what Health Checker tells of a certificate.
pub(super) fn is_certificate(object: &Object) -> bool {
    object.member("Thumbprint").is_some() && object.member("LifetimeInDays").is_some()
}

/// The certificate that it tells of.
pub(super) fn certificate(object: Object, troubles: &mut Troubles) -> Found {
    let Object { line, mut members, der, blob, .. } = object;
    keep(&mut members, &CERTIFICATE);
    // That is what it writes as well where its shell did not know the status.
    members.retain(|member| member.name != "Status" || member.value.text != "Unknown");
    let certificate = certificate::complete(&mut members, line, der, blob, true, troubles);
    Found::Object { line, type_name: None, members, certificate }
}

/// The connector that it tells of.
pub(super) fn connector(object: &Object) -> Option<Found> {
    let cloud = object.member("CloudEnabled")?;
    let names: &[&str] = match object.text("ConnectorType") {
        "Receive" => &RECEIVE,
        "Send" => &SEND,
        _ => return None,
    };
    let mut members = object.members.clone();
    if names.len() == SEND.len() {
        let name = "CloudServicesMailEnabled".to_owned();
        members.push(Member { name, line: object.line, value: cloud.clone() });
    }
    let mut kept = names.to_vec();
    kept.push("CloudServicesMailEnabled");
    keep(&mut members, &kept);
    Some(Found::Object { line: object.line, type_name: None, members, certificate: None })
}

/// The server that a report is about.
pub(super) fn server(object: &Object) -> Option<&str> {
    let is_report = object.member("HealthCheckerVersion").or(object.member("GenerationTime")).is_some();
    let server = object.text("ServerName");
    (is_report && !server.is_empty()).then_some(server)
}

/// The keys of the registry that its account of a version of TLS or of .NET was read from, with the values that
/// are set there.
pub(super) fn registry_keys(object: &Object) -> Vec<Found> {
    const DISABLED: &str = "DisabledByDefault";
    const STRONG: &str = "SchUseStrongCrypto";
    const DEFAULTS: &str = "SystemDefaultTlsVersions";
    let mut keys = Vec::new();
    let version = object.text("TLSVersion");
    if !version.is_empty() {
        for side in ["Server", "Client"] {
            // The path that it gives beside the values is another version's at times.
            let mut path = String::from(
                "SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS ",
            );
            path.push_str(version);
            path.push('\\');
            path.push_str(side);
            keys.extend(key(object, path, side, ["Enabled", DISABLED]));
        }
    }
    for (path, prefix) in [("MicrosoftRegistryLocation", ""), ("WowRegistryLocation", "Wow")] {
        let path = object.text(path).to_owned();
        if !path.is_empty() {
            keys.extend(key(object, path, prefix, [DEFAULTS, STRONG]));
        }
    }
    keys
}

/// A key with the values that are told: `ServerEnabledValue` is the value `Enabled` of the server's key.
fn key(object: &Object, path: String, prefix: &str, names: [&str; 2]) -> Option<Found> {
    let mut values = Vec::new();
    let mut known = false;
    for name in names {
        let mut property = prefix.to_owned();
        property.push_str(name);
        property.push_str("Value");
        let found = object.members.iter().find(|member| member.name == property);
        known |= found.is_some();
        if let Some(member) = found.filter(|member| !member.value.text.is_empty()) {
            let value = Told::text(member.value.text.clone());
            values.push(Member { name: name.to_owned(), line: member.line, value });
        }
    }
    known.then_some(Found::Key { line: object.line, path, values })
}

fn keep(members: &mut Vec<Member>, names: &[&str]) {
    members.retain(|member| names.iter().any(|name| member.name.eq_ignore_ascii_case(name)));
}
