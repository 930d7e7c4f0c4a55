//! How fast lists and certificates are read: natively, in WebAssembly under Node, and certificates by two
//! libraries of others, on the same bytes.

use crate::project::Project;
use crate::{build, process};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Connectors of the list: more than anybody has, so that one round takes a while.
const CONNECTORS: usize = 500;

/// How often all of the input is read in a second.
#[derive(Deserialize)]
struct Native {
    lists: f64,
    certificates: f64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Browser {
    lists: f64,
    certificates: f64,
    node_crypto: f64,
    peculiar: f64,
}

pub(crate) fn run(project: &Project) -> Result<()> {
    let built = build::run_over_budget(project)?;
    let folder = project.target.join("bench");
    let (bytes, count) = lay_out(project, &folder)?;

    println!("Measuring natively");
    let mut cargo = project.cargo();
    cargo.args([
        "bench",
        "--quiet",
        "--locked",
        "--package",
        "hybrid-tls-doctor-wasm",
        "--bench",
        "reading",
        "--",
    ]);
    let native: Native = measured(&process::read(cargo.arg(&folder))?)?;
    println!("Measuring in WebAssembly");
    let mut node = project.node();
    node.arg("build/bench.mjs").arg(built.dist.join("npm/inline.js")).arg(&folder);
    let browser: Browser = measured(&process::read(&mut node)?)?;

    println!("\nFormat-List, {CONNECTORS} receive connectors, {} KB", bytes / 1000);
    let megabytes = bytes as f64 / 1e6;
    row("natively", native.lists * megabytes, "MB/s", native.lists / browser.lists, "WebAssembly");
    row("WebAssembly", browser.lists * megabytes, "MB/s", 1.0, "WebAssembly");
    println!("\nCertificates, {count} different ones");
    let rows = [
        ("natively", native.certificates),
        ("WebAssembly", browser.certificates),
        ("node:crypto", browser.node_crypto),
        ("@peculiar/x509", browser.peculiar),
    ];
    for (name, rounds) in rows {
        row(name, rounds * count as f64, "per second", rounds / browser.node_crypto, "node:crypto");
    }
    Ok(())
}

fn row(name: &str, amount: f64, unit: &str, ratio: f64, reference: &str) {
    println!("{name:>16} {amount:>12.1} {unit}  {ratio:>7.2} × {reference}");
}

/// The last line that a benchmark prints.
fn measured<T: for<'a> Deserialize<'a>>(output: &str) -> Result<T> {
    let line = output.trim_end().lines().last().context("the benchmark printed nothing")?;
    serde_json::from_str(line).with_context(|| line.to_owned())
}

/// Writes the input. Says how long the list is, and how many certificates there are.
fn lay_out(project: &Project, folder: &Path) -> Result<(usize, usize)> {
    let certificates = folder.join("certificates");
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(&certificates)?;
    let list = receive_connectors();
    fs::write(folder.join("receive.txt"), &list)?;
    let mut count = 0;
    for entry in fs::read_dir(project.root.join("tests/fixtures/certificates"))? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "der") {
            fs::copy(entry.path(), certificates.join(entry.file_name()))?;
            count += 1;
        }
    }
    Ok((list.len(), count))
}

/// What `Get-ReceiveConnector | Format-List` prints, of many servers.
fn receive_connectors() -> String {
    let mut text = String::from("[PS] C:\\>Get-ReceiveConnector | Format-List\r\n\r\n");
    for number in 0..CONNECTORS {
        let server = format!("EX{number:03}");
        let identity = format!("{server}\\Default Frontend {server}");
        let properties = [
            ("AuthMechanism", "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer"),
            ("Bindings", "{[::]:25, 0.0.0.0:25}"),
            ("ChunkingEnabled", "True"),
            ("DomainSecureEnabled", "True"),
            ("Fqdn", "mail.contoso.com"),
            ("Enabled", "True"),
            ("ConnectionTimeout", "00:10:00"),
            ("MaxMessageSize", "36 MB (37,748,736 bytes)"),
            ("PermissionGroups", "AnonymousUsers, ExchangeServers, ExchangeLegacyServers"),
            ("ProtocolLoggingLevel", "Verbose"),
            ("RemoteIPRanges", "{::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255}"),
            ("RequireTLS", "False"),
            ("SuppressXAnonymousTls", "False"),
            (
                "TlsCertificateName",
                "<I>CN=Fabrikam TLS CA 2, O=Fabrikam, C=US<S>CN=mail.contoso.com, O=Contoso",
            ),
            ("TlsDomainCapabilities", "{mail.protection.outlook.com:AcceptCloudServicesMail}"),
            ("TransportRole", "FrontendTransport"),
            ("Server", &server),
            ("Identity", &identity),
        ];
        for (name, value) in properties {
            // Writing to a String cannot fail.
            let _ = write!(text, "{name:<40}: {value}\r\n");
        }
        text.push_str("\r\n");
    }
    text
}
