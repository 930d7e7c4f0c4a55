//! The entries of TlsDomainCapabilities, `mail.protection.outlook.com:AcceptCloudServicesMail`.

use super::nrbf;
use super::object::Object;
use super::trouble::{Trouble, Troubles};
use crate::shell::account::Told;

/// The number of AcceptCloudServicesMail among the capabilities.
const ACCEPT_CLOUD_SERVICES_MAIL: i64 = 512;

/// Makes sure that an entry names its capability: a text without one would say that the domain has none.
pub(super) fn complete(object: &mut Object, troubles: &mut Troubles) {
    if object.has_value && object.value.text.contains(":") {
        return;
    }
    let mut domain = object.text("Domain");
    if domain.is_empty() {
        domain = object.text("SmtpX509Identifier");
    }
    if domain.is_empty() {
        domain = &object.value.text;
    }
    let mut capabilities = object.text("Capabilities");
    let graph = object.blob.as_deref().map(nrbf::read);
    if capabilities.is_empty() {
        match &graph {
            Some(Some(graph)) if graph.number("capabilities") == Some(ACCEPT_CLOUD_SERVICES_MAIL) => {
                capabilities = "AcceptCloudServicesMail";
            }
            Some(None) => troubles.note(Trouble::SerializationData, object.line),
            _ => {}
        }
    }
    let known = !domain.is_empty() && !capabilities.is_empty();
    let mut text = domain.to_owned();
    text.push(':');
    text.push_str(capabilities);
    object.value = Told::text(text);
    object.has_value = known;
}

/// A name of a certificate without a text: its two halves make it up.
pub(super) fn complete_identifier(object: &mut Object) {
    let (issuer, subject) = (object.text("CertificateIssuer"), object.text("CertificateSubject"));
    if object.has_value || issuer.is_empty() || subject.is_empty() {
        return;
    }
    let mut text = String::from("<I>");
    text.push_str(issuer);
    text.push_str("<S>");
    text.push_str(subject);
    object.value = Told::text(text);
    object.has_value = true;
}
