use crate::item::{Format, Reading, Record};
use crate::sample::changed;
use crate::sample::read;
use htd_source::{Source, SourceId};
use proptest::prelude::*;

const NAME: &str = "<I>CN=Fabrikam CA 1, C=US<S>CN=mail.contoso.example";

/// What the script prints; `name` is the TlsCertificateName as it comes out.
fn screen(name: &str) -> String {
    format!(
        "Exchange Health Checker version 25.09.16.1616\n\
         Virtual Machine Detected.\n\n\
         Exchange Information\n--------------------\n\
         \tName: EX01\n\tGeneration Time: 11/20/2026 10:11:12\n\tVersion: Exchange 2019 CU14 Nov24SU\n\
         \tBuild Number: 15.02.1544.014\n\tExchange IU or Security Hotfix Detected: \n\t\tSecurity Update\n\
         \tServer Role: Mailbox\n\tDAG Name: Standalone Server\n\n\
         Organization Information\n------------------------\n\tMAPI/HTTP Enabled: True\n\n\
         Hybrid Information\n------------------\n\
         \tOrganization Hybrid Enabled: True\n\tOn-Premises Smart Host Domain: mail.contoso.example\n\
         \tDomain(s) configured for Hybrid use: \n\t\tcontoso.example\n\t\tfabrikam.example\n\
         \tReceiving Transport Server(s): \n\t\tEX01\n\t\tEX02\n\
         \tSending Transport Server(s): \n\t\tNo Sending Transport Server configured for Hybrid use\n\
         \tTLS Certificate Name: {name}\n\tFeature(s) enabled for Hybrid use: \n\t\tSecureMail\n\
         \t\r\n\tConnector Name: Default Frontend EX01\n\tConnector Enabled: True\n\tCloud Mail Enabled: True\n\
         \tConnector Type: Receive\n\tTlsCertificateName: {name}\n\tCertificate Found On Server: False\n\
         \t\tThe configured 'TlsCertificateName' was not found on the server.\n\
         \t\r\n\tConnector Name: Outbound to Office 365\n\tConnector Enabled: True\n\tCloud Mail Enabled: False\n\
         \tConnector Type: Send\n\tTlsAuthLevel: DomainValidation\n\tTlsCertificateName: Not set\n\
         \tCertificate Found On Server: False\n\n\
         Operating System Information\n----------------------------\n\tVersion: Windows Server 2022\n\n\
         Security Settings\n-----------------\n\
         \tCertificate: \n\t\tFriendlyName: mail 2026\n\t\tThumbprint: 0123456789ABCDEF0123456789ABCDEF01234567\n\
         \t\tLifetime in days: 179\n\t\tCertificate has expired: False\n\t\tCertificate status: Valid\n\
         \t\tKey size: 2048\n\t\tECC Certificate: False\n\t\tBound to services: IIS, SMTP\n\
         \t\tSAN Certificate: True\n\t\tNamespaces: \n\t\t\tmail.contoso.example\n\t\t\tautodiscover.contoso.example\n\
         \tCertificate: \n\t\tFriendlyName: \n\t\tThumbprint: 1123456789ABCDEF0123456789ABCDEF01234567\n\
         \t\tLifetime in days: -3\n\t\tCertificate status: DateInvalid\n\t\tBound to services: None\n\t\tNamespaces: \n\
         \tValid Internal Transport Certificate Found On Server: True\n\n"
    )
}

fn reading(text: &str) -> (Source, Reading) {
    read(SourceId(0), "HealthChecker-EX01.txt", text.as_bytes())
}

fn records(reading: &Reading) -> Vec<&Record> {
    reading.records().collect()
}

/// Name, text and list of the properties.
fn told(record: &Record) -> Vec<(&str, &str)> {
    record.properties.iter().map(|p| (&*p.name.value, p.value.text.as_str())).collect()
}

fn of_type<'a>(reading: &'a Reading, name: &str) -> Vec<&'a Record> {
    records(reading).into_iter().filter(|record| record.type_name.as_deref() == Some(name)).collect()
}

#[test]
fn a_report_of_the_screen() {
    for text in [screen(NAME), screen(NAME).replace('\n', "\r\n")] {
        let (source, reading) = reading(&text);
        assert_eq!(reading.format, Format::FormatList);
        assert_eq!(records(&reading).len(), 6, "{:?}", records(&reading));
        let [server] = of_type(&reading, "ExchangeServer")[..] else { panic!() };
        assert_eq!(
            told(server),
            [("Name", "EX01"), ("AdminDisplayVersion", "15.02.1544.014"), ("ServerRole", "Mailbox")]
        );
        let [hybrid] = of_type(&reading, "HybridConfiguration")[..] else { panic!() };
        assert_eq!(
            told(hybrid),
            [
                ("OnPremisesSmartHost", "mail.contoso.example"),
                ("Domains", "{contoso.example, fabrikam.example}"),
                ("ReceivingTransportServers", "{EX01, EX02}"),
                ("SendingTransportServers", "{}"),
                ("TlsCertificateName", NAME),
                ("Features", "{SecureMail}"),
            ]
        );
        let [receive] = of_type(&reading, "ReceiveConnector")[..] else { panic!() };
        assert_eq!(
            told(receive),
            [
                ("Name", "Default Frontend EX01"),
                ("Enabled", "True"),
                ("TlsCertificateName", NAME),
                ("Server", "EX01"),
            ]
        );
        let span = receive.get("TlsCertificateName").unwrap().value.span;
        assert_eq!(source.slice(span.start, span.end), NAME);
        let [send] = of_type(&reading, "SmtpSendConnectorConfig")[..] else { panic!() };
        assert_eq!(
            told(send),
            [
                ("Name", "Outbound to Office 365"),
                ("Enabled", "True"),
                ("CloudServicesMailEnabled", "False"),
                ("TlsAuthLevel", "DomainValidation"),
                ("TlsCertificateName", ""),
            ]
        );
        let [first, second] = of_type(&reading, "ExchangeCertificate")[..] else { panic!() };
        assert_eq!(
            told(first),
            [
                ("FriendlyName", "mail 2026"),
                ("Thumbprint", "0123456789ABCDEF0123456789ABCDEF01234567"),
                ("Status", "Valid"),
                ("PublicKeySize", "2048"),
                ("Services", "IIS, SMTP"),
                ("CertificateDomains", "{mail.contoso.example, autodiscover.contoso.example}"),
                ("PSComputerName", "EX01"),
            ]
        );
        assert_eq!(second.get("CertificateDomains").unwrap().value.list, Some(Vec::new()));
        assert_eq!(reading.problems.len(), 0, "{:?}", reading.problems);
    }
}

#[test]
fn a_part_of_it_among_other_lines() {
    let whole = screen(NAME);
    let start = whole.find("\tConnector Name: Default").unwrap();
    let end = whole.find("Operating System").unwrap();
    let part = whole.get(start..end).unwrap();
    for part in [part.to_owned(), part.replace('\t', "  "), part.replace('\t', "")] {
        let text =
            format!("This is what it says\n\n{part}\n[PS] C:\\>Get-AcceptedDomain | fl Name\n\nName : a\n");
        let (_, reading) = reading(&text);
        assert_eq!(of_type(&reading, "ReceiveConnector").len(), 1, "{text}");
        assert_eq!(of_type(&reading, "SmtpSendConnectorConfig").len(), 1);
        assert_eq!(records(&reading).len(), 3);
        let [receive] = of_type(&reading, "ReceiveConnector")[..] else { panic!() };
        assert!(!receive.has("Server"), "nothing tells it");
    }
}

/// The page of two servers; `escape` is what newer versions do.
fn html(escape: bool) -> String {
    let name = if escape { NAME.replace('<', "&lt;").replace('>', "&gt;") } else { NAME.to_owned() };
    let row = |class: &str, label: &str, value: &str| {
        format!("<tr><td class=\"{class}\">{label}</td><td class=\"{class}\">{value}</td><tr>")
    };
    let mut text = String::from(
        "<html>\r\n<style>TD{padding: 5px; }</style><body>\r\n<h1 align=\"center\">Exchange Health Checker \
         v25.09</h1><br>\r\n\
         <h2>Servers Overview</h2><p><table><tr><th>Server Name</th><th>Generation Time</th><th>Exchange \
         Version</th></tr>\
         <tr><td class=\"\">EX01</td><td class=\"\">now</td><td class=\"Red\">x</td></tr></table></p>\
         <p><h2>Server Details</h2><table>",
    );
    for server in ["EX01", "EX02"] {
        text += &format!("<tr><th>Server Name</th><th>{server}</th><tr>");
        text += &row("", "Build Number", "15.01.2507.039");
        text += &row("Green", "Server Role", "Mailbox");
        text += &row("", "Receiving Transport Server(s)", "");
        text += &row("", "", "EX01");
        text += &row("", "TLS Certificate Name", &name);
        text += &row("", "Connector Name", &format!("Default Frontend {server}"));
        text += &row("Yellow", "Connector Enabled", "True");
        text += &row("", "Connector Type", "Receive");
        text += &row("Yellow", "TlsCertificateName", &name);
        text += &row("", "Certificate", "");
        text += &row("", "FriendlyName", "mail");
        text += &row("", "Thumbprint", "0123456789ABCDEF0123456789ABCDEF01234567");
        text += &row("Red", "Lifetime in days", "12");
        text += &row("", "Bound to services", "SMTP");
        text += &row("", "Namespaces", "");
        text += &row("", "", "mail.contoso.example");
    }
    text + "</table></p></body></html>\r\n"
}

#[test]
fn a_page_of_all_servers_new_and_old() {
    for escape in [true, false] {
        let (_, reading) = reading(&html(escape));
        assert_eq!((reading.format, reading.problems.len()), (Format::FormatList, 0));
        assert_eq!(records(&reading).len(), 8);
        for (number, connector) in of_type(&reading, "ReceiveConnector").into_iter().enumerate() {
            let server = ["EX01", "EX02"][number];
            assert_eq!(
                told(connector),
                [
                    ("Name", format!("Default Frontend {server}").as_str()),
                    ("Enabled", "True"),
                    ("TlsCertificateName", NAME),
                    ("Server", server),
                ],
                "{escape}"
            );
        }
        let [_, certificate] = of_type(&reading, "ExchangeCertificate")[..] else { panic!() };
        assert_eq!(
            told(certificate),
            [
                ("FriendlyName", "mail"),
                ("Thumbprint", "0123456789ABCDEF0123456789ABCDEF01234567"),
                ("Services", "SMTP"),
                ("CertificateDomains", "{mail.contoso.example}"),
                ("PSComputerName", "EX02"),
            ]
        );
        let [hybrid, _] = of_type(&reading, "HybridConfiguration")[..] else { panic!() };
        assert_eq!(told(hybrid), [("ReceivingTransportServers", "{EX01}"), ("TlsCertificateName", NAME)]);
    }
}

#[test]
fn what_a_browser_shows_of_an_old_page_passes_as_printed() {
    // Rows of a table come with a tab between their cells, and the tags are gone.
    let glued = "CN=Fabrikam CA 1, C=USCN=mail.contoso.example";
    let text = format!(
        "Server Name\tEX01\nBuild Number\t15.01.2507.039\nServer Role\tMailbox\nReceiving Transport Server(s)\t\n\
         \tEX01\n\
         TLS Certificate Name\t{glued}\nConnector Name\tDefault Frontend EX01\nConnector Enabled\tTrue\n\
         Connector Type\tReceive\nTlsCertificateName\t{glued}\n"
    );
    let (_, reading) = reading(&text);
    assert_eq!(records(&reading).len(), 3, "{:?}", records(&reading));
    let [receive] = of_type(&reading, "ReceiveConnector")[..] else { panic!() };
    let name = receive.get("TlsCertificateName").unwrap();
    assert_eq!((name.value.text.as_str(), name.value.cut), (glued, false));
    let [hybrid] = of_type(&reading, "HybridConfiguration")[..] else { panic!() };
    assert_eq!(told(hybrid)[0], ("ReceivingTransportServers", "{EX01}"));
}

#[test]
fn other_lists_are_left_alone() {
    let text = "FriendlyName: mail\nThumbprint: 0123456789ABCDEF0123456789ABCDEF01234567\nServices: SMTP\n\
                Subject: CN=a\nConnector Name: x\nName: y\n";
    let (_, reading) = reading(text);
    assert!(records(&reading).iter().all(|record| record.type_name.is_none()));
    let found = records(&reading);
    assert!(found.iter().any(|record| record.has("Subject")), "{found:?}");
}

#[test]
fn every_cut_is_survived() {
    for text in [screen(NAME), html(false), html(true)] {
        for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
            if let Some(text) = text.get(..end) {
                reading(text);
            }
        }
    }
    let rows = "<td>Namespaces</td><td></td><tr>";
    let many = "<td></td><td>a.example</td><tr>".repeat(20_000);
    reading(&format!("<html>Server Details Connector Name<td>FriendlyName</td><td>a</td><tr>{rows}{many}"));
    reading(&format!("<html>Server Details Connector Name <td{}", "<td".repeat(100_000)));
}

const MARKS: &[u8] = b"<>/\t\n: -\xFF";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn changed_bytes_are_survived(
        bytes in prop_oneof![
            changed(&screen(NAME), 1, MARKS),
            changed(&html(false), 1, MARKS),
            changed(&html(true), 1, MARKS),
        ],
    ) {
        let (source, reading) = read(SourceId(0), "x", &bytes);
        for record in records(&reading) {
            let span = record.span;
            assert!(source.text().get(span.start as usize..span.end as usize).is_some());
        }
    }
}
