//! What the collector's scripts write is read back, property by property: each that a script keeps is one that the
//! model reads, and each that the model reads is kept.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at what it does not expect"
)]

use htd_evidence::{Item, Reader, Reading};
use htd_model::Estate;
use htd_source::{SourceId, Timestamp};
use hybrid_tls_doctor::{Collector, Examination, json_v1};

const CERTIFICATE: &[u8] = include_bytes!("../../../tests/fixtures/certificates/mail-in-use.der");

const EXPIRED: &str = "There is no valid SMTP Transport Layer Security (TLS) certificate for the FQDN of \
    mail.contoso.example. The existing certificate for that FQDN has expired. The continued use of that \
    FQDN will cause mail flow problems. A new certificate that contains the FQDN of mail.contoso.example \
    should be installed on this server as soon as possible. You can create a new certificate by using the \
    New-ExchangeCertificate task.";

enum Value {
    Text(&'static str),
    Flag(bool),
    Number(i32),
    Bytes(&'static [u8]),
    List(&'static [&'static str]),
}

/// A value of every property that a script keeps.
fn value(kind: &str, property: &str) -> Value {
    let text = match property {
        "Id" => return Value::Number(12016),
        "RawData" => return Value::Bytes(CERTIFICATE),
        "Bindings" => return Value::List(&["[::]:25", "0.0.0.0:25"]),
        "RemoteIPRanges" => return Value::List(&["0.0.0.0-255.255.255.255"]),
        "TlsDomainCapabilities" => {
            return Value::List(&["mail.protection.outlook.com:AcceptCloudServicesMail"]);
        }
        "AddressSpaces" => return Value::List(&["smtp:contoso.mail.onmicrosoft.com;1"]),
        "SmartHosts" => return Value::List(&["mail.contoso.example"]),
        "SourceTransportServers"
        | "ReceivingTransportServers"
        | "SendingTransportServers"
        | "EdgeTransportServers" => return Value::List(&["EX01"]),
        "CertificateDomains" => {
            return Value::List(&["mail.contoso.example", "autodiscover.contoso.example"]);
        }
        "Features" => return Value::List(&["FreeBusy", "SecureMail"]),
        "SenderDomains" => return Value::List(&["smtp:*;1"]),
        "SenderIPAddresses" => return Value::List(&["192.0.2.1"]),
        "AssociatedAcceptedDomains" | "RecipientDomains" => return Value::List(&["contoso.example"]),
        "Identity" if kind == "ReceiveConnector" => "EX01\\Default Frontend EX01",
        "Identity" => "EX01.contoso.example\\5C6A4B0E9D1F27A38C4E5D6F708192A3B4C5D6E7",
        "Name" if kind == "SendConnector" => "Outbound to Office 365 - 11111111-2222-3333-4444-555555555555",
        "Name" => "EX01",
        "Fqdn" => "EX01.contoso.example",
        "ServerRole" => "Mailbox",
        "AdminDisplayVersion" => "Version 15.2 (Build 1544.4)",
        "Guid" => "1d1f7c5a-7b0e-4d4e-8a43-0b6f3c7d9e22",
        "WhenChangedUTC" | "TimeCreated" => "2026-11-20T09:14:22.0000000Z",
        "TransportRole" => "FrontendTransport",
        "AuthMechanism" => "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer",
        "PermissionGroups" => "AnonymousUsers, ExchangeServers, ExchangeLegacyServers",
        "ErrorPolicies" => "Default",
        "TlsCertificateName" => "<I>CN=Fabrikam Trust CA 1, C=US<S>CN=mail.contoso.example",
        "Thumbprint" | "InternalTransportCertificateThumbprint" => "5C6A4B0E9D1F27A38C4E5D6F708192A3B4C5D6E7",
        "Services" => "IIS, SMTP",
        "Status" => "Valid",
        "RootCAType" => "ThirdParty",
        "NotBefore" => "2026-05-20T00:00:00.0000000Z",
        "NotAfter" => "2027-06-20T11:59:59.0000000Z",
        "Issuer" => "CN=Fabrikam Trust CA 1, C=US",
        "Subject" | "TlsSenderCertificateName" => "mail.contoso.example",
        "ServiceInstance" => "0",
        "TlsAuthLevel" | "TlsSettings" => "DomainValidation",
        "TlsDomain" => "mail.protection.outlook.com",
        "ProtocolLoggingLevel" => "Verbose",
        "DomainName" => "contoso.example",
        "DomainType" => "InternalRelay",
        "ConnectorType" => "OnPremises",
        "ConnectorSource" => "HybridWizard",
        "SmtpDaneMode" => "Opportunistic",
        "What" => "Get-ExchangeCertificate -Server EX02",
        "Message" if kind == "Note" => "The RPC server is unavailable.",
        "Message" => EXPIRED,
        "ProviderName" => "MSExchangeTransport",
        "MachineName" => "EX01.contoso.example",
        "LevelDisplayName" => "Error",
        _ => return Value::Flag(true),
    };
    Value::Text(text)
}

/// A kind of object and the properties that are kept of it.
type Kept = (String, Vec<String>);

/// What a script keeps, as it stands there.
fn kept(collector: Collector) -> Vec<Kept> {
    let lines = collector.script().lines().skip_while(|line| !line.contains("$keep = @{")).skip(1);
    let mut kinds = Vec::new();
    for line in lines.take_while(|line| line.trim() != "}") {
        let (kind, list) = line.split_once('=').unwrap();
        let properties = list.split(',').map(|name| name.trim().trim_matches('\'').to_owned()).collect();
        kinds.push((kind.trim().to_owned(), properties));
    }
    assert!(kinds.len() >= 5, "{kinds:?}");
    kinds
}

/// The file that a script writes of such objects: `Export-Clixml` of objects made by `New-Object PSObject`.
fn file(objects: &[Kept], from: &str) -> Vec<u8> {
    let mut text = String::from(
        "\u{FEFF}<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\r\n",
    );
    for (number, (kind, properties)) in objects.iter().enumerate() {
        let id = number * 100;
        text += &format!(
            "  <Obj RefId=\"{id}\">\r\n    <TN RefId=\"{id}\">\r\n      <T>HybridTlsDoctor.{kind}</T>\r\n"
        );
        text += "      <T>System.Management.Automation.PSCustomObject</T>\r\n      \
            <T>System.Object</T>\r\n    </TN>\r\n    <MS>\r\n";
        text += "      <S N=\"CollectedUTC\">2026-11-21T08:00:00.0000000Z</S>\r\n";
        text += &format!("      <S N=\"CollectedFrom\">{from}</S>\r\n");
        if kind == "ExchangeCertificate" {
            text += "      <S N=\"Server\">EX01</S>\r\n";
        }
        for (index, name) in properties.iter().enumerate() {
            text += &match value(kind, name) {
                Value::Text(value) => format!("      <S N=\"{name}\">{}</S>\r\n", escaped(value)),
                Value::Flag(value) => format!("      <B N=\"{name}\">{value}</B>\r\n"),
                Value::Number(value) => format!("      <I32 N=\"{name}\">{value}</I32>\r\n"),
                Value::Bytes(value) => format!("      <BA N=\"{name}\">{}</BA>\r\n", base64(value)),
                Value::List(entries) => {
                    let entries: String =
                        entries.iter().map(|entry| format!("<S>{}</S>", escaped(entry))).collect();
                    let id = id + index + 1;
                    let types = "<T>System.Object[]</T><T>System.Array</T><T>System.Object</T>";
                    format!(
                        "      <Obj N=\"{name}\" RefId=\"{id}\"><TN \
                        RefId=\"{id}\">{types}</TN><LST>{entries}</LST></Obj>\r\n"
                    )
                }
            };
        }
        text += "    </MS>\r\n  </Obj>\r\n";
    }
    text += "</Objs>";
    text.into_bytes()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, &byte| group << 8 | u32::from(byte));
        let group = group << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(group >> (18 - 6 * place) & 63) as usize];
            text.push(if place > chunk.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

fn judging_date() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-22").unwrap()
}

fn organisation(collector: Collector) -> &'static str {
    match collector {
        Collector::OnPremises => "OnPremises",
        Collector::ExchangeOnline => "ExchangeOnline",
        other => unreachable!("{other:?} is new"),
    }
}

/// What the model makes of one object, without the places, which move with every property.
fn account(kind: &str, properties: &[String], collector: Collector) -> String {
    let mut reader = Reader::new(SourceId(0), "collected.xml");
    reader.push(&file(&[(kind.to_owned(), properties.to_vec())], organisation(collector)));
    let reading: Reading = reader.finish().1;
    let event = reading.items.iter().find(|item| matches!(item, Item::Event(_)));
    let events = format!("{event:?}");
    let estate = Estate::new(judging_date(), None, &[reading]);
    let whole = format!("{estate:?} {events}");
    // A place is printed as `0:103..118`, and nothing else is printed like that.
    let is_place = |c: char| c.is_ascii_digit() || c == ':' || c == '.';
    let mut text = String::new();
    let mut rest = whole.as_str();
    while let Some(start) = rest.find(is_place) {
        let (before, from) = rest.split_at(start);
        let (run, behind) = from.split_at(from.find(|c| !is_place(c)).unwrap_or(from.len()));
        text.push_str(before);
        text.push_str(if run.contains("..") { "" } else { run });
        rest = behind;
    }
    text.push_str(rest);
    text
}

#[test]
fn every_kind_is_read_back() {
    for collector in Collector::ALL {
        let objects = kept(collector);
        let mut examination = Examination::new(judging_date());
        examination.add("collected.xml", &file(&objects, organisation(collector)));
        let report: serde_json::Value = serde_json::from_str(&json_v1(&examination.report())).unwrap();
        let source = &report["sources"][0];
        assert_eq!(source["format"], "clixml");
        for (kind, _) in objects.iter().filter(|(kind, _)| kind != "Note") {
            let word = kebab(kind);
            assert_eq!(source["items"][&word], 1, "{word}: {}", source["items"]);
        }
        let problems = source["problems"].to_string();
        assert!(problems.contains("Get-ExchangeCertificate -Server EX02"), "{problems}");
        assert!(problems.contains("The RPC server is unavailable."), "{problems}");
    }
}

#[test]
fn every_property_that_the_model_reads_is_kept() {
    for collector in Collector::ALL {
        for (kind, properties) in kept(collector).into_iter().filter(|(kind, _)| kind != "Note") {
            let account = account(&kind, &properties, collector);
            assert!(!account.contains("NotCollected"), "{kind}: {account}");
        }
    }
}

#[test]
fn every_property_that_is_kept_is_one_that_is_read() {
    /// The first is for a server without a name, the second tells that the object is an event.
    const SAID_TWICE: [(&str, &str); 2] = [("ExchangeServer", "Fqdn"), ("Event", "LevelDisplayName")];
    for collector in Collector::ALL {
        for (kind, mut properties) in kept(collector).into_iter().filter(|(kind, _)| kind != "Note") {
            if kind == "ExchangeCertificate" {
                // The certificate itself says again what most of the others say.
                let all = account(&kind, &properties, collector);
                properties.retain(|name| name != "RawData");
                assert_ne!(all, account(&kind, &properties, collector));
            }
            let all = account(&kind, &properties, collector);
            for name in &properties {
                let others: Vec<String> = properties.iter().filter(|other| *other != name).cloned().collect();
                let twice = SAID_TWICE.contains(&(kind.as_str(), name.as_str()));
                let read = all != account(&kind, &others, collector);
                assert!(read || twice, "{kind}.{name} is kept, and nobody reads it");
            }
        }
    }
}

#[test]
fn the_list_of_a_server_is_whole() {
    let wanted = |(kind, _): &Kept| ["ReceiveConnector", "ExchangeCertificate"].contains(&kind.as_str());
    let objects: Vec<Kept> = kept(Collector::OnPremises).into_iter().filter(wanted).collect();
    let mut examination = Examination::new(judging_date());
    examination.add("collected.xml", &file(&objects, "OnPremises"));
    let report: serde_json::Value = serde_json::from_str(&json_v1(&examination.report())).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let missing = findings.iter().find(|finding| finding["rule"] == "receive-certificate-not-found");
    // The certificate in RawData bears another name than the connector looks for.
    assert_eq!(missing.unwrap()["confidence"], "certain");
}

fn kebab(kind: &str) -> String {
    let mut word = String::new();
    for letter in kind.chars() {
        if letter.is_ascii_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}
