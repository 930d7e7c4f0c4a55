//! What object a record is.

use htd_evidence::Record;
use htd_exchange::objects::{
    every_object, exchange_certificate, hybrid_configuration, outbound_connector, receive_connector,
    remote_domain, send_connector, store_listing,
};
use htd_exchange::{
    Object, ObjectKind, Property, SetupConnector, by_cmdlet, by_property, by_type,
    is_hybrid_configuration_name, is_outbound_name, is_wizard_send_connector,
};

/// Whether the collector wrote an object.
pub(crate) fn is_collected(record: &Record) -> bool {
    record.type_name.as_ref().is_some_and(|name| name.starts_with("HybridTlsDoctor."))
}

/// What object a record is: by its type, where the form tells one that is known; else by its properties, as the
/// command above it may be missing or another's. `None` for what is of no interest.
pub(crate) fn classify(record: &Record) -> Option<&'static Object> {
    // Exchange takes its certificates from the machine's own store; the roots, a user's store and files say
    // nothing of that.
    object_of(record).filter(|object| object.kind != ObjectKind::StoreListing || !is_of_another_store(record))
}

/// Whether a certificate is known to be somewhere else than in `LocalMachine\My`.
fn is_of_another_store(record: &Record) -> bool {
    let printed = record.get(store_listing::PS_PARENT_PATH.name).map(|printed| printed.value.text.as_str());
    let asked = || {
        let command = record.command.as_ref()?;
        let path = command.argument("Path").or(command.argument("LiteralPath")).or(command.argument(""))?;
        let is_store = path.value.get(..5).is_some_and(|drive| drive.eq_ignore_ascii_case("cert:"));
        is_store.then_some(path.value.as_str())
    };
    printed.or_else(asked).is_some_and(|path| !path.to_ascii_lowercase().contains("localmachine\\my"))
}

fn object_of(record: &Record) -> Option<&'static Object> {
    if let Some(object) = record.type_name.as_deref().and_then(by_type) {
        return Some(object);
    }
    let by_command = record.command.as_ref().and_then(|command| by_cmdlet(&command.cmdlet.value));
    let has = |property: &Property| record.has(property.name);
    if has(exchange_certificate::THUMBPRINT) || record.certificate.is_some() {
        const OF_EXCHANGE: [&Property; 4] = [
            exchange_certificate::SERVICES,
            exchange_certificate::ROOT_CA_TYPE,
            exchange_certificate::CERTIFICATE_DOMAINS,
            exchange_certificate::IS_SELF_SIGNED,
        ];
        return Some(match by_command {
            Some(object) if is_certificate(object) => object,
            _ if OF_EXCHANGE.into_iter().any(has) => &exchange_certificate::OBJECT,
            _ => &store_listing::OBJECT,
        });
    }
    let by_property = by_property(|name| record.has(name));
    match (by_property.map(|object| object.kind), by_command.map(|object| object.kind)) {
        // An outbound connector has SmartHosts as a send connector has, and a remote domain its DomainName as an
        // accepted one; the command tells them apart.
        (Some(ObjectKind::SendConnector), Some(ObjectKind::OutboundConnector)) => {
            Some(&outbound_connector::OBJECT)
        }
        (Some(ObjectKind::AcceptedDomain), Some(ObjectKind::RemoteDomain)) => Some(&remote_domain::OBJECT),
        (None, None) => by_name(record),
        _ => by_property.or(by_command),
    }
}

fn is_certificate(object: &Object) -> bool {
    matches!(object.kind, ObjectKind::ExchangeCertificate | ObjectKind::StoreListing)
}

/// A list of two properties only (`fl Name,TlsCertificateName`): the names that setup and wizard give tell.
fn by_name(record: &Record) -> Option<&'static Object> {
    let names = [every_object::IDENTITY, every_object::NAME];
    let names: Vec<&str> = names
        .iter()
        .filter_map(|name| record.get(name.name))
        .map(|printed| printed.value.text.as_str())
        .collect();
    let any = |test: fn(&str) -> bool| names.iter().any(|name| test(name));
    let has = |property: &Property| record.has(property.name);
    if has(receive_connector::TLS_CERTIFICATE_NAME) {
        if any(is_hybrid_configuration_name) {
            return Some(&hybrid_configuration::OBJECT);
        }
        if any(is_wizard_send_connector) {
            return Some(&send_connector::OBJECT);
        }
        if any(|name| name.contains('\\') || SetupConnector::of(name).is_some()) {
            return Some(&receive_connector::OBJECT);
        }
        if has(send_connector::CLOUD_SERVICES_MAIL_ENABLED) || has(send_connector::TLS_DOMAIN) {
            return Some(&send_connector::OBJECT);
        }
    }
    let is_outbound = has(outbound_connector::TLS_DOMAIN) && any(is_outbound_name);
    is_outbound.then_some(&outbound_connector::OBJECT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::record;

    fn kind(record: &Record) -> Option<ObjectKind> {
        classify(record).map(|object| object.kind)
    }

    fn typed(name: &str, properties: &[(&str, &str)]) -> Option<ObjectKind> {
        let mut record = record(properties);
        record.type_name = Some(name.to_owned());
        kind(&record)
    }

    #[test]
    fn only_the_machines_own_store_is_a_listing() {
        let listed = |path: &str| kind(&record(&[("Thumbprint", "AB"), ("PSParentPath", path)]));
        for path in ["LocalMachine\\My", "Microsoft.PowerShell.Security\\Certificate::LocalMachine\\my"] {
            assert_eq!(listed(path), Some(ObjectKind::StoreListing), "{path}");
        }
        for path in ["LocalMachine\\Root", "CurrentUser\\My", "file"] {
            assert_eq!(listed(path), None, "{path}");
        }
        assert_eq!(
            kind(&record(&[("Thumbprint", "AB"), ("Subject", "CN=a")])),
            Some(ObjectKind::StoreListing)
        );
    }

    #[test]
    fn the_type_decides_where_it_is_known() {
        let of = "Microsoft.Exchange.Data.Directory.SystemConfiguration";
        assert_eq!(
            typed(&format!("{of}.SmtpSendConnectorConfig"), &[("Name", "A")]),
            Some(ObjectKind::SendConnector)
        );
        assert_eq!(
            typed("HybridTlsDoctor.OutboundConnector", &[("SmartHosts", "a")]),
            Some(ObjectKind::OutboundConnector)
        );
        assert_eq!(
            typed(&format!("{of}.DomainContentConfig"), &[("DomainName", "*")]),
            Some(ObjectKind::RemoteDomain)
        );
    }

    #[test]
    fn the_properties_decide_where_the_type_says_nothing() {
        let custom = "System.Management.Automation.PSCustomObject";
        assert_eq!(typed(custom, &[("Bindings", "{0.0.0.0:25}")]), Some(ObjectKind::ReceiveConnector));
        let foreign = Some(ObjectKind::ForeignConnector);
        let properties = [("AddressSpaces", "{X400:c=US;1}"), ("DropDirectory", "x")];
        assert_eq!(typed(custom, &properties), foreign);
        let agents = [("SourceTransportServers", "{EX01}"), ("DeliveryProtocol", "MOBILE")];
        assert_eq!(typed(custom, &agents), Some(ObjectKind::DeliveryAgentConnector));
        let windows = "System.Security.Cryptography.X509Certificates.X509Certificate2";
        assert_eq!(typed(windows, &[("Thumbprint", "AB")]), Some(ObjectKind::StoreListing));
        assert_eq!(
            typed(windows, &[("Thumbprint", "AB"), ("Services", "SMTP")]),
            Some(ObjectKind::ExchangeCertificate)
        );
    }
}
