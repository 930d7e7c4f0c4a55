//! The exports among the cases are what the generator writes: nobody can write SerializationData by hand.

use hybrid_tls_doctor_tests::case::root;
use hybrid_tls_doctor_tests::clixml::{Object, Serialized, Value, utf8_with_mark, utf16_le, write};
use std::fs;

/// The certificate that is in use, and the one that it replaced.
const NAME_2025: &str = "<I>CN=Fabrikam Trust RSA CA 2025, O=Fabrikam Trust Services, \
    C=US<S>CN=mail.contoso.example, OU=IT, O=Contoso, L=Seattle, S=Washington, C=US";

fn certificate(name: &str) -> Vec<u8> {
    fs::read(root().join("fixtures/certificates").join(name).with_extension("der")).unwrap()
}

fn certificate_with(name: &str, thumbprint: &str, services: i32) -> (Vec<u8>, String, i32) {
    (certificate(name), format!("EX01.contoso.example\\{thumbprint}"), services)
}

/// The certificates of EX01: `mail` is that of the organisation, beside those that setup made.
fn certificates(mail: (Vec<u8>, String, i32), readable: bool) -> Vec<Object> {
    let own = certificate_with("ex01-self-signed", "FACE5509160F7AC5801C47E78779916C9542FDD3", 11);
    [mail, own]
        .into_iter()
        .enumerate()
        .map(|(index, (der, identity, services))| {
            let self_signed = index == 1;
            let serialized = Serialized {
                der: &der,
                services,
                status: 1,
                root_ca_type: if self_signed { 3 } else { 1 },
                self_signed,
                exportable: !self_signed,
                has_key: true,
                friendly_name: if self_signed { "Microsoft Exchange" } else { "mail.contoso.example" },
                identity: &identity,
            };
            let mut blob = if self_signed { serialized.bytes() } else { serialized.signed() };
            if !readable {
                blob.truncate(600);
            }
            Object::exchange_certificate(&der, "ex01.contoso.example", Some(blob))
        })
        .collect()
}

fn connectors(name: &str) -> Vec<Object> {
    let trusted = [("mail.protection.outlook.com", "AcceptCloudServicesMail")];
    vec![
        Object::receive_connector(
            "EX01",
            "Default Frontend EX01",
            Value::identifier(name),
            Value::capabilities(&trusted),
        ),
        Object::send_connector("Outbound to Office 365 - 5f0c6f5e", &["EX01"], Value::identifier(name)),
    ]
}

/// A report of Health Checker of 2022, which has nothing but objects of its own.
fn report(services: i32) -> Object {
    let connector = |kind: &str, name: &str| {
        let details = Object::custom(vec![
            ("CertificateMatchDetected", Value::Flag(true)),
            ("TlsCertificateName", Value::text(NAME_2025)),
        ]);
        let spaces = ["smtp:contoso.mail.onmicrosoft.com;1"];
        Value::Object(Object::custom(vec![
            ("Identity", Value::text(name)),
            ("Name", Value::text(name.rsplit('\\').next().unwrap_or(name))),
            ("Enabled", Value::Flag(true)),
            ("CloudEnabled", Value::Flag(true)),
            ("ConnectorType", Value::text(kind)),
            ("TransportRole", if kind == "Send" { Value::Null } else { Value::text("FrontendTransport") }),
            ("AddressSpaces", Value::list("Microsoft.Exchange.Data.AddressSpace", &spaces)),
            ("RequireTLS", Value::Flag(kind == "Send")),
            ("CertificateDetails", Value::Object(details)),
        ]))
    };
    let windows = "System.Security.Cryptography.X509Certificates.X509Certificate2";
    let raw = Object::typed(windows).with("RawData", Value::Bytes(certificate("mail-in-use")));
    let flags = "Microsoft.Exchange.Management.SystemConfigurationTasks.AllowedServices";
    let mail = Object::custom(vec![
        ("FriendlyName", Value::text("mail.contoso.example")),
        ("Thumbprint", Value::text("BD7C7BBAF50E49D7CCD6D619B2B528F533B1D788")),
        ("Services", Value::enumeration(flags, "IIS", services.into())),
        ("Status", Value::text("Valid")),
        ("LifetimeInDays", Value::Number(49)),
        ("CertificateObject", Value::Object(raw)),
    ]);
    let exchange = Object::custom(vec![
        ("ExchangeCertificates", Value::array(vec![Value::Object(mail)])),
        (
            "ExchangeConnectors",
            Value::array(vec![
                connector("Receive", "EX01\\Default Frontend EX01"),
                connector("Send", "Outbound to Office 365 - 5f0c6f5e"),
            ]),
        ),
    ]);
    let server = Object::custom(vec![
        ("ServerName", Value::text("EX01")),
        ("ExchangeInformation", Value::Object(exchange)),
        ("HealthCheckerVersion", Value::text("22.04.01.0000")),
    ]);
    Object::custom(vec![("HealthCheckerExchangeServer", Value::Object(server))])
}

#[test]
fn snapshot_of_the_exports_that_the_generator_writes() {
    let mail =
        |services| certificate_with("mail-in-use", "BD7C7BBAF50E49D7CCD6D619B2B528F533B1D788", services);
    let renewed =
        certificate_with("mail-renewed-other-issuer", "F2F4B746F4BD9D1FBCC53469D28CAD602BC06558", 24);
    let files = [
        (
            "health-checker-xml-certificate-without-smtp/evidence/HealthChecker-EX01-20261120101112.xml",
            utf8_with_mark(&write(&[report(8)])),
        ),
        (
            "clixml-certificate-without-smtp/evidence/certificates.xml",
            utf8_with_mark(&write(&certificates(mail(8), true))),
        ),
        (
            "clixml-certificate-without-smtp/evidence/connectors.xml",
            utf8_with_mark(&write(&connectors(NAME_2025))),
        ),
        (
            "clixml-services-unreadable/evidence/certificates.xml",
            utf8_with_mark(&write(&certificates(mail(8), false))),
        ),
        (
            "clixml-services-unreadable/evidence/connectors.xml",
            utf8_with_mark(&write(&connectors(NAME_2025))),
        ),
        (
            "clixml-names-removed-certificate/evidence/certificates.xml",
            utf16_le(&write(&certificates(renewed, true))),
        ),
        (
            "clixml-names-removed-certificate/evidence/connectors.xml",
            utf16_le(&write(&connectors(NAME_2025))),
        ),
    ];
    for (path, bytes) in files {
        let path = root().join("cases").join(path);
        if std::env::var_os("BLESS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &bytes).unwrap();
        }
        assert!(fs::read(&path).unwrap_or_default() == bytes, "{}: write it with BLESS=1", path.display());
    }
}
