//! Exports of real servers, where the reference material stands beside the checkout. They are read, never copied.

use htd_evidence::{Format, Item, Reader, Reading, Record};
use htd_source::{Source, SourceId};
use hybrid_tls_doctor_tests::reference::reference;

/// What a file gives; `None` where there is no corpus.
fn file(name: &str) -> Option<(Source, Reading)> {
    let bytes = std::fs::read(reference("corpus/css-exchange")?.join(name)).ok()?;
    let mut reader = Reader::new(SourceId(0), name);
    bytes.chunks(60_001).for_each(|piece| reader.push(piece));
    Some(reader.finish())
}

fn records(reading: &Reading) -> Vec<&Record> {
    reading.records().collect()
}

fn text<'a>(record: &'a Record, name: &str) -> &'a str {
    record.get(name).map_or("", |property| &property.value.text)
}

/// Each file, and how many objects of which type it gives.
const OBJECTS: [(&str, usize, &str); 28] = [
    ("authenticode/acs_Test-SignedBy3rdParty.xml", 1, "Signature"),
    ("authenticode/acs_Test-Unsigned.xml", 1, "Signature"),
    ("authenticode/acs_Test-UnsignedInvalid.xml", 1, "Signature"),
    ("authenticode/acs_authanon.xml", 1, "Signature"),
    ("authenticode/acs_authbas.xml", 1, "Signature"),
    ("authenticode/acs_authcert.xml", 1, "Signature"),
    ("e16/GetAcceptedDomain.xml", 3, "AcceptedDomain"),
    ("e16/GetAuthConfig.xml", 1, "AuthConfig"),
    ("e16/GetExchangeCertificate.xml", 3, "ExchangeCertificate"),
    ("e16/GetExchangeServer.xml", 1, "ExchangeServer"),
    ("e16/GetMailboxServer.xml", 1, "MailboxServer"),
    ("e19/GetAcceptedDomain.xml", 3, "AcceptedDomain"),
    ("e19/GetAuthConfig.xml", 1, "AuthConfig"),
    ("e19/GetExchangeCertificate.xml", 3, "ExchangeCertificate"),
    ("e19/GetExchangeServer.xml", 1, "ExchangeServer"),
    ("e19/GetHybridConfiguration.xml", 1, "HybridConfiguration"),
    ("e19/GetInternalTransportCertificateFromServer.xml", 1, "X509Certificate2"),
    ("e19/GetMailboxServer.xml", 1, "MailboxServer"),
    ("e19/GetReceiveConnector.xml", 5, "ReceiveConnector"),
    ("e19/GetSendConnector.xml", 1, "SmtpSendConnectorConfig"),
    ("health-checker/GetExchangeCertificate.xml", 4, "ExchangeCertificate"),
    ("health-checker/GetExchangeCertificateBroken.xml", 5, "ExchangeCertificate"),
    ("health-checker/GetExchangeCertificateIncomplete.xml", 2, "ExchangeCertificate"),
    ("health-checker/GetExchangeCertificateMultipleMatches.xml", 5, "ExchangeCertificate"),
    ("health-checker/GetExchangeCertificateOnAzure.xml", 3, "ExchangeCertificate"),
    ("health-checker/GetExchangeCertificateWithoutAuth.xml", 3, "ExchangeCertificate"),
    ("health-checker/GetReceiveConnectorEmptyTlsCertificateName.xml", 5, "ReceiveConnector"),
    ("health-checker/GetSendConnectorConfiguredToRelayToM365.xml", 1, "SmtpSendConnectorConfig"),
];

#[test]
fn every_file_gives_its_objects() {
    for (name, count, kind) in OBJECTS {
        let Some((_, reading)) = file(name) else { return };
        assert_eq!((reading.format, records(&reading).len()), (Format::Clixml, count), "{name}");
        for record in records(&reading) {
            let type_name = record.type_name.as_deref().unwrap_or("");
            assert!(type_name.rsplit('.').next() == Some(kind), "{name}: {type_name}");
        }
        assert!(reading.problems.is_empty(), "{name}: {:?}", reading.problems);
    }
}

#[test]
fn every_certificate_gives_its_bytes_and_all_but_the_broken_ones_their_services() {
    let mut count = 0;
    for (name, _, kind) in OBJECTS {
        if kind != "ExchangeCertificate" {
            continue;
        }
        let Some((_, reading)) = file(name) else { return };
        for record in records(&reading) {
            let exact = record.certificate.as_ref().unwrap();
            assert_eq!(text(record, "Thumbprint"), exact.thumbprint, "{name}");
            let known = ["Services", "Status", "RootCAType", "HasPrivateKey"].map(|name| record.has(name));
            assert_eq!(known, [!name.contains("Broken"); 4], "{name}");
            if let Some(identity) = record.get("Identity") {
                let thumbprint = identity.value.text.rsplit('\\').next();
                assert_eq!(thumbprint, Some(exact.thumbprint.as_str()), "{name}");
            }
            count += 1;
        }
    }
    assert_eq!(count, 28);
}

#[test]
fn what_the_documentation_says_of_the_certificates_that_setup_makes() {
    let mut seen = 0;
    for name in ["e16/GetExchangeCertificate.xml", "health-checker/GetExchangeCertificateOnAzure.xml"] {
        let Some((_, reading)) = file(name) else { return };
        for record in records(&reading) {
            match text(record, "FriendlyName") {
                "Microsoft Exchange Server Auth Certificate" => {
                    assert_eq!((text(record, "RootCAType"), text(record, "Services")), ("None", "SMTP"));
                }
                "Microsoft Exchange" => assert_eq!(text(record, "RootCAType"), "Registry"),
                _ => continue,
            }
            assert_eq!((text(record, "Status"), text(record, "IsSelfSigned")), ("Valid", "True"));
            seen += 1;
        }
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn connectors_name_their_certificates() {
    let Some((_, reading)) = file("e19/GetSendConnector.xml") else { return };
    let send = records(&reading);
    assert!(text(send[0], "TlsCertificateName").starts_with("<I>CN="));
    assert_eq!(text(send[0], "CloudServicesMailEnabled"), "True");
    let Some((_, reading)) = file("e19/GetHybridConfiguration.xml") else { return };
    let name = text(records(&reading)[0], "TlsCertificateName").to_owned();
    assert!(name.starts_with("<I>") && name.contains("<S>CN=mail."), "{name}");
    let Some((source, reading)) = file("e19/GetReceiveConnector.xml") else { return };
    let trusting: Vec<_> = records(&reading)
        .into_iter()
        .filter_map(|record| record.get("TlsDomainCapabilities")?.value.list.as_ref()?.first())
        .collect();
    assert_eq!(trusting.len(), 1);
    assert!(trusting[0].value.ends_with(":AcceptCloudServicesMail"));
    let shown = source.slice(trusting[0].span.start, trusting[0].span.end);
    assert_eq!(shown, trusting[0].value);
    assert!(source.text().len() < 30_000, "ten lines of the file are one here");
}

#[test]
fn settings_of_tls_are_keys_of_the_registry() {
    for (name, count) in
        [("GetAllTlsSettings.xml", 10), ("GetAllTlsSettings1.xml", 12), ("GetAllTlsSettings2.xml", 12)]
    {
        let Some((_, reading)) = file(&format!("tls-registry/{name}")) else { return };
        let keys: Vec<_> = reading
            .items
            .iter()
            .filter_map(|item| if let Item::RegistryKey(key) = item { Some(key) } else { None })
            .collect();
        assert_eq!(keys.len(), count, "{name}");
        let server = keys.iter().find(|key| key.path.value.ends_with("TLS 1.2\\Server")).unwrap();
        let enabled = server.values.iter().find(|(name, _)| name == "Enabled");
        assert!(enabled.is_none_or(|(_, value)| value.value != "0"), "{name}");
    }
}
