//! Reports of Health Checker in the shapes of its three generations.

use super::generator::{Object, Serialized, Value, utf8_with_mark, write};
use super::*;
use crate::item::RegistryKey;

const NAME: &str = "<I>CN=Fabrikam Trust RSA CA 2025<S>CN=mail.contoso.example";

fn certificate(services: Value, status: &str, object: Object) -> Value {
    let exact = htd_x509::parse_der(&fixture("mail-in-use.der")).unwrap();
    Value::Object(Object::custom(vec![
        ("FriendlyName", Value::text("mail.contoso.example")),
        ("Thumbprint", Value::text(&exact.thumbprint)),
        ("Namespaces", Value::array(vec![Value::text("mail.contoso.example")])),
        ("Services", services),
        ("Status", Value::text(status)),
        ("LifetimeInDays", Value::Number(200)),
        ("CertificateObject", Value::Object(object)),
    ]))
}

fn windows_certificate() -> Object {
    Object::printed("System.Security.Cryptography.X509Certificates.X509Certificate2", "[Subject]")
        .with("RawData", Value::Bytes(fixture("mail-in-use.der")))
}

fn services() -> Value {
    Value::enumeration(
        "Microsoft.Exchange.Management.SystemConfigurationTasks.AllowedServices",
        "IIS, SMTP",
        24,
    )
}

fn connector(kind: &str, cloud: bool, name: Value) -> Value {
    Value::Object(Object::custom(vec![
        (
            "Identity",
            Value::Object(Object::printed(
                "Microsoft.Exchange.Data.Directory.ADObjectId",
                "EX01\\Default Frontend EX01",
            )),
        ),
        ("Name", Value::text("Default Frontend EX01")),
        ("Enabled", Value::Flag(true)),
        ("CloudEnabled", Value::Flag(cloud)),
        ("ConnectorType", Value::text(kind)),
        ("TransportRole", Value::text("FrontendTransport")),
        ("SmartHosts", Value::Null),
        ("AddressSpaces", Value::Null),
        ("RequireTLS", Value::Flag(false)),
        ("TlsAuthLevel", Value::Null),
        ("TlsDomain", Value::Null),
        (
            "CertificateDetails",
            Value::Object(Object::custom(vec![
                ("CertificateMatchDetected", Value::Flag(true)),
                ("TlsCertificateName", name),
                ("TlsCertificateNameStatus", Value::text("TlsCertificateMatch")),
            ])),
        ),
    ]))
}

/// A report whose two parts about Exchange are these.
fn report(exchange: Vec<(&str, Value)>, organization: Vec<(&str, Value)>) -> (Source, Reading) {
    let mut tls = Object::typed("System.Collections.Hashtable");
    tls.table = Some(vec![(
        "1.2".to_owned(),
        Value::Object(Object::custom(vec![
            ("TLSVersion", Value::text("1.2")),
            ("ServerEnabled", Value::Flag(true)),
            ("ServerEnabledValue", Value::Number(0)),
            ("ServerDisabledByDefaultValue", Value::Null),
            ("ServerRegistryPath", Value::text("SYSTEM\\…\\TLS 1.0\\Server")),
            ("ClientEnabledValue", Value::Null),
            ("ClientDisabledByDefaultValue", Value::Null),
        ])),
    )]);
    let registry = Object::custom(vec![("TLS", Value::Object(tls))]);
    let settings = Object::custom(vec![("Registry", Value::Object(registry))]);
    let system = Object::custom(vec![("TLSSettings", Value::Object(settings))]);
    let server = Object::custom(vec![
        ("HardwareInformation", Value::Object(Object::custom(vec![("Thumbprint", Value::text("no"))]))),
        ("OSInformation", Value::Object(system)),
        ("ExchangeInformation", Value::Object(Object::custom(exchange))),
        ("OrganizationInformation", Value::Object(Object::custom(organization))),
        ("ServerName", Value::text("EX01")),
        ("HealthCheckerVersion", Value::text("26.01.01.0000")),
        ("GenerationTime", Value::Moment("2026-11-22T10:00:00Z".to_owned())),
    ]);
    let mut shown = Object::typed("System.Collections.Hashtable");
    shown.table = Some(vec![(
        "ServerDetails".to_owned(),
        Value::array(vec![services(), connector("Send", true, Value::Null)]),
    )]);
    let root = Object::custom(vec![
        ("HealthCheckerExchangeServer", Value::Object(server)),
        ("HtmlServerValues", Value::Object(shown.clone())),
        ("DisplayResults", Value::Object(shown)),
    ]);
    let read = read(&utf8_with_mark(&write(&[root])));
    assert_places(&read.0, &read.1);
    assert!(read.1.problems.is_empty(), "{:?}", read.1.problems);
    read
}

fn keys(reading: &Reading) -> Vec<&RegistryKey> {
    reading
        .items
        .iter()
        .filter_map(|item| if let Item::RegistryKey(key) = item { Some(key) } else { None })
        .collect()
}

#[test]
fn the_first_generation_has_objects_of_its_own_only() {
    let serialized = Serialized {
        der: &fixture("mail-in-use.der"),
        services: 24,
        status: 1,
        root_ca_type: 1,
        self_signed: false,
        exportable: false,
        has_key: true,
        friendly_name: "real name",
        identity: "EX01.contoso.example\\AB",
    }
    .signed();
    let exported = Object::exchange_certificate(&fixture("mail-in-use.der"), "ex01", Some(serialized));
    let (source, reading) = report(
        vec![
            ("ExchangeCertificates", Value::array(vec![certificate(services(), "Valid", exported)])),
            (
                "ExchangeConnectors",
                Value::array(vec![
                    connector("Receive", true, Value::text(NAME)),
                    connector("Send", true, Value::Null),
                ]),
            ),
            (
                "GetHybridConfiguration",
                Value::Object(
                    Object::typed("A.HybridConfiguration")
                        .with("TlsCertificateName", Value::identifier(NAME)),
                ),
            ),
        ],
        Vec::new(),
    );
    let found = records(&reading);
    assert_eq!(found.len(), 4, "{}", source.text());
    let certificate = found[0];
    assert!(certificate.certificate.is_some());
    assert_eq!(text(certificate, "Services"), Some("IIS, SMTP"));
    assert_eq!(certificate.get("Services").unwrap().value.number, Some(24));
    assert_eq!(text(certificate, "FriendlyName"), Some("real name"));
    assert_eq!(text(certificate, "RootCAType"), Some("ThirdParty"));
    assert_eq!(text(certificate, "Identity"), Some("EX01.contoso.example\\AB"));
    let receive = found[1];
    assert_eq!(text(receive, "TlsCertificateName"), Some(NAME));
    assert_eq!(text(receive, "TransportRole"), Some("FrontendTransport"));
    for unasked in [
        "AddressSpaces",
        "SmartHosts",
        "TlsDomain",
        "TlsDomainCapabilities",
        "CloudServicesMailEnabled",
        "CloudEnabled",
    ] {
        assert!(!receive.has(unasked), "{unasked}");
    }
    let send = found[2];
    assert_eq!(text(send, "CloudServicesMailEnabled"), Some("True"));
    assert_eq!(text(send, "TlsCertificateName"), Some(""));
    assert!(send.has("AddressSpaces") && !send.has("TransportRole"));
    assert_eq!(text(found[3], "TlsCertificateName"), Some(NAME));
}

#[test]
fn later_generations_have_the_objects_of_exchange() {
    let raw = Object::receive_connector(
        "EX01",
        "Default Frontend EX01",
        Value::identifier(NAME),
        Value::capabilities(&[("a.example", "AcceptCloudServicesMail")]),
    );
    let mut send = Object::typed(
        "Selected.Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig",
    );
    send.notes = vec![
        ("Name".to_owned(), Value::text("Outbound")),
        ("TlsCertificateName".to_owned(), Value::identifier(NAME)),
    ];
    let one = certificate(Value::Null, "Unknown", windows_certificate());
    let all = Object::custom(vec![
        (
            "Certificates",
            Value::array(vec![Value::Object(Object::exchange_certificate(
                &fixture("mail-expired.der"),
                "ex01",
                None,
            ))]),
        ),
        ("InternalCertificateThumbprint", Value::text("AB")),
        ("CustomCertificates", Value::array(vec![one])),
    ]);
    let (source, reading) = report(
        vec![
            ("ExchangeCertificateInformation", Value::Object(all)),
            (
                "GetExchangeServer",
                Value::Object(Object::typed("A.ExchangeServer").with(
                    "AdminDisplayVersion",
                    Value::Object(Object::printed("A.V", "Version 15.2 (Build 1748.10)")),
                )),
            ),
            ("GetReceiveConnector", Value::array(vec![Value::Object(raw)])),
            (
                "GetTransportService",
                Value::Object(Object::typed("A.TransportServer").with("Name", Value::text("EX01"))),
            ),
            (
                "GetMailboxServer",
                Value::Object(Object::typed("A.MailboxServer").with("Name", Value::text("EX01"))),
            ),
        ],
        vec![("GetSendConnector", Value::array(vec![Value::Object(send)]))],
    );
    let kinds: Vec<_> = records(&reading)
        .iter()
        .map(|record| record.type_name.as_deref().map_or("", object::short_name))
        .collect();
    assert_eq!(
        kinds,
        [
            "ExchangeCertificate",
            "",
            "ExchangeServer",
            "ReceiveConnector",
            "TransportServer",
            "SmtpSendConnectorConfig"
        ],
        "{}",
        source.text()
    );
    let custom = records(&reading)[1];
    // Health Checker asked for services and a status that its shell did not know: that is not None.
    assert!(!custom.has("Services") && !custom.has("Status"));
    assert_eq!(text(custom, "PSComputerName"), Some("EX01"));
    assert_eq!(custom.certificate.as_ref().unwrap().der, fixture("mail-in-use.der"));
}

#[test]
fn objects_that_lost_their_types_are_known_by_where_they_stand() {
    let plain = |name: &str| {
        Value::Object(Object::custom(vec![
            ("Name", Value::text(name)),
            ("TlsCertificateName", Value::text(NAME)),
            ("AuthMechanism", Value::Number(31)),
        ]))
    };
    let (_, reading) = report(
        vec![("GetReceiveConnector", Value::array(vec![plain("one"), plain("two")]))],
        vec![("GetHybridConfiguration", plain("three"))],
    );
    let names: Vec<_> = records(&reading).iter().map(|record| text(record, "Name").unwrap()).collect();
    assert_eq!(names, ["one", "two", "three"]);
    assert_eq!(records(&reading)[0].get("AuthMechanism").unwrap().value.number, Some(31));
}

#[test]
fn the_registry_is_told_with_the_values_that_are_set() {
    let (_, reading) = report(Vec::new(), Vec::new());
    let found: Vec<_> = keys(&reading)
        .iter()
        .map(|key| {
            let values: Vec<_> =
                key.values.iter().map(|(name, value)| (name.as_str(), value.value.as_str())).collect();
            (key.path.value.as_str(), values)
        })
        .collect();
    let path = "SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2";
    assert_eq!(
        found,
        [
            (format!("{path}\\Server").as_str(), vec![("Enabled", "0")]),
            (format!("{path}\\Client").as_str(), Vec::new())
        ]
    );
}
