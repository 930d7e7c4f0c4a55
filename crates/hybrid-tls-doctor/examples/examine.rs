//! Examines a file and says what is wrong, where one sees it, and how to fix it:
//! `cargo run --example examine -- receive.txt`
#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use hybrid_tls_doctor::{Examination, Severity, Timestamp};
use std::error::Error;

/// What is examined where no file is named.
const EXAMPLE: &str = "\
[PS] C:\\>Get-ReceiveConnector 'EX01\\Default Frontend EX01' | Format-List

Identity              : EX01\\Default Frontend EX01
Fqdn                  : mail.contoso.com
TlsCertificateName    :
TlsDomainCapabilities : {mail.protection.outlook.com:AcceptOorgProtocol}
";

fn main() -> Result<(), Box<dyn Error>> {
    let (name, bytes) = match std::env::args().nth(1) {
        Some(path) => (path.clone(), std::fs::read(path)?),
        None => ("receive.txt".to_owned(), EXAMPLE.as_bytes().to_vec()),
    };
    // The time to judge by is the caller's: the same evidence and the same moment give the same report.
    let at = Timestamp::parse_rfc3339("2026-11-22T00:00:00Z").ok_or("no moment")?;
    let mut examination = Examination::new(at);
    examination.add(&name, &bytes);
    let report = examination.report();
    for finding in report.at_least(Severity::Warning).findings() {
        println!("{}: {}", finding.rule, finding.title);
        let place = finding.primary.span;
        if let Some(source) = report.texts.get(place.source) {
            let line = source.position(place.start).line;
            println!("  {}:{line}: {}", source.name(), source.slice(place.start, place.end));
        }
        for fix in &finding.fixes {
            println!("  {}", fix.title);
        }
    }
    Ok(())
}
