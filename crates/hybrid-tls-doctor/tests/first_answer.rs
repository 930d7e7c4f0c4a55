//! The first answer for a large organisation: fifty connectors, each with a name of its own, and two hundred
//! certificates. In a browser it is to be there within 100 ms.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a test may look at the clock, and stop at a date that is none"
)]

use hybrid_tls_doctor::{Examination, Timestamp, json_v1};
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Without optimisation and beside other programs.
const MOST: Duration = Duration::from_secs(3);

const ISSUER: &str = "CN=Fabrikam Trust RSA CA 2025, O=Fabrikam Trust Services, C=US";

fn connectors() -> String {
    let mut text = String::from("[PS] C:\\>Get-ReceiveConnector | fl\r\n\r\n");
    for number in 0..50 {
        let issuer = ISSUER.replace("2025", if number % 2 == 0 { "2025" } else { "2026" });
        let _ = write!(
            text,
            "Bindings           : {{[::]:25, 0.0.0.0:25}}\r\nEnabled            : True\r\n\
             Fqdn               : mail{number}.contoso.example\r\nTransportRole      : FrontendTransport\r\n\
             TlsCertificateName : <I>{issuer}<S>CN=mail{number}.contoso.example, O=Contoso, C=US\r\n\
             Server             : EX01\r\nIdentity           : EX01\\Connector {number}\r\n\
             Name               : Connector {number}\r\n\r\n"
        );
    }
    text
}

fn certificates() -> String {
    let mut text = String::from("[PS] C:\\>Get-ExchangeCertificate -Server EX01 | fl\r\n\r\n");
    for number in 0..200 {
        let _ = write!(
            text,
            "CertificateDomains : {{mail{number}.contoso.example}}\r\nHasPrivateKey      : True\r\n\
             IsSelfSigned       : False\r\nIssuer             : {ISSUER}\r\n\
             NotAfter           : 6/20/2027 11:59:59 AM\r\nNotBefore          : 5/20/2026 12:00:00 AM\r\n\
             Services           : SMTP\r\nStatus             : Valid\r\n\
             Subject            : CN=mail{number}.contoso.example, O=Contoso, C=US\r\n\
             Thumbprint         : {number:040X}\r\n\r\n"
        );
    }
    text
}

#[test]
fn fifty_connectors_and_two_hundred_certificates_are_judged_at_once() {
    let at = Timestamp::parse_rfc3339("2026-11-22").expect("a date");
    let (connectors, certificates) = (connectors(), certificates());
    let mut best = Duration::MAX;
    for _ in 0..4 {
        let began = Instant::now();
        let mut examination = Examination::new(at);
        examination.add("connectors.txt", connectors.as_bytes());
        examination.add("certificates.txt", certificates.as_bytes());
        let report = examination.report();
        let json = json_v1(&report);
        best = best.min(began.elapsed());
        assert_eq!(report.certificates.len(), 200);
        assert!(json.contains("mail48.contoso.example"));
    }
    assert!(best < MOST, "{best:?}");
}
