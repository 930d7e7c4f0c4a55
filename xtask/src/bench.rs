//! How fast lists, certificates and logs are read: natively, in WebAssembly under Node, and by what others would
//! take for it, on the same bytes.

use crate::project::Project;
use crate::{build, process};
use anyhow::{Context, Result};
use hybrid_tls_doctor_tests::clixml;
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
    exports: f64,
    logs: f64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Browser {
    lists: f64,
    certificates: f64,
    exports: f64,
    node_crypto: f64,
    peculiar: f64,
    logs: f64,
    /// Decoded and split into lines by JavaScript, and the lines into fields.
    split_lines: f64,
    split_fields: f64,
    /// What the memory of the WebAssembly grew to with a log of a gigabyte.
    log_memory: u64,
}

pub(crate) fn run(project: &Project) -> Result<()> {
    let built = build::run_over_budget(project)?;
    let folder = project.target.join("bench");
    let (bytes, count, log_bytes) = lay_out(project, &folder)?;
    let export = lay_out_export(project, &folder)?;

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
    let megabytes = export as f64 / 1e6;
    println!("\nExport-Clixml in UTF-8, {megabytes:.1} MB");
    row("natively", native.exports * megabytes, "MB/s", native.exports / browser.exports, "WebAssembly");
    row("WebAssembly", browser.exports * megabytes, "MB/s", 1.0, "WebAssembly");
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
    let megabytes = log_bytes as f64 / 1e6;
    println!("\nSMTP receive log, {megabytes:.0} MB");
    let rows = [
        ("natively", native.logs),
        ("WebAssembly", browser.logs),
        ("JS: lines", browser.split_lines),
        ("JS: fields", browser.split_fields),
    ];
    for (name, rounds) in rows {
        row(name, rounds * megabytes, "MB/s", rounds / browser.split_lines, "JS: lines");
    }
    println!("{:>16} {:>12.1} MB for 1 GB of log", "memory", browser.log_memory as f64 / 1e6);
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

/// Writes the input. Says how long the list is, how many certificates there are, and how long the log is.
fn lay_out(project: &Project, folder: &Path) -> Result<(usize, usize, usize)> {
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
    let log = receive_log();
    fs::write(folder.join("RECV.LOG"), &log)?;
    Ok((list.len(), count, log.len()))
}

/// How long the log is, in bytes.
const LOG: usize = 64_000_000;

/// What a receive connector logs of mail from the Internet, each message in a session of its own.
fn receive_log() -> String {
    let mut text = String::from(
        "#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n#Log-type: SMTP Receive Protocol \
        Log\r\n#Date: 2026-06-01T20:00:00.000Z\r\n#Fields: \
        date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\
        \r\n",
    );
    let mut session = 0;
    while text.len() < LOG {
        let (host, remote) = (session % 977, session % 250);
        let records = [
            "+,,".to_owned(),
            format!(
                ">,\"220 EX01.contoso.com Microsoft ESMTP MAIL Service ready at Mon, 1 Jun 2026 \
                22:14:{:02} +0200\",",
                session % 60
            ),
            format!("<,EHLO mail{host}.fabrikam.com,"),
            format!(
                ">,250  EX01.contoso.com Hello [203.0.113.{remote}] SIZE 37748736 PIPELINING DSN \
                ENHANCEDSTATUSCODES STARTTLS X-ANONYMOUSTLS AUTH NTLM X-EXPS GSSAPI NTLM 8BITMIME \
                BINARYMIME CHUNKING SMTPUTF8 XRDST,"
            ),
            "<,STARTTLS,".to_owned(),
            ">,220 2.0.0 SMTP server ready,".to_owned(),
            "*,\" CN=mail.contoso.com, O=Contoso, C=US CN=Fabrikam TLS CA 2, O=Fabrikam, C=US \
            12DEABC6565646512346ABDC13456894 1BDEABC6565646512346ABDC1345689413589876 \
            2026-01-17T15:15:33.000Z 2027-01-17T15:15:33.000Z mail.contoso.com;contoso.com\",Sending \
            certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate \
            names"
                .to_owned(),
            "*,,\"TLS protocol SP_PROT_TLS1_2_SERVER negotiation succeeded using bulk encryption algorithm \
            CALG_AES_256 with strength 256 bits, MAC hash algorithm CALG_SHA_384 with strength 0 bits and \
            key exchange algorithm CALG_ECDH_EPHEM with strength 384 bits\""
                .to_owned(),
            format!("<,EHLO mail{host}.fabrikam.com,"),
            "*,,Client certificate chain validation status: 'EmptyCertificate'".to_owned(),
            "*,,TlsDomainCapabilities='None'; Status='NoRemoteCertificate'".to_owned(),
            format!(
                ">,250  EX01.contoso.com Hello [203.0.113.{remote}] SIZE 37748736 PIPELINING DSN \
                ENHANCEDSTATUSCODES AUTH NTLM LOGIN X-EXPS GSSAPI NTLM 8BITMIME BINARYMIME CHUNKING \
                SMTPUTF8 XRDST,"
            ),
            format!("<,MAIL FROM:<sender{session}@fabrikam.com> SIZE={},", session * 37 % 99_999),
            format!("*,08DD{session:012X};2026-06-01T20:14:51.470Z;1,receiving message"),
            format!("<,RCPT TO:<user{}@contoso.com>,", session % 5000),
            ">,250 2.1.0 Sender OK,".to_owned(),
            ">,250 2.1.5 Recipient OK,".to_owned(),
            format!("<,BDAT {} LAST,", session * 91 % 200_000),
            format!(
                "*,,Proxy destination(s) obtained from OnProxyInboundMessage event. Correlation \
                Id:{session:08x}-1111-2222-3333-444444444444"
            ),
            format!(
                ">,\"250 2.6.0 <{session}@fabrikam.com> [InternalId={session}, \
                Hostname=EX01.contoso.com] 2417 bytes in 0.131, 17.9 KB/sec Queued mail for delivery\","
            ),
            "<,QUIT,".to_owned(),
            ">,221 2.0.0 Service closing transmission channel,".to_owned(),
            "-,,Local".to_owned(),
        ];
        for (number, record) in records.iter().enumerate() {
            // Writing to a String cannot fail.
            let _ = write!(
                text,
                "2026-06-01T20:14:51.470Z,EX01\\Default Frontend \
                EX01,08DD{session:012X},{number},192.0.2.10:25,203.0.113.{remote}:50111,{record}\r\n"
            );
        }
        session += 1;
    }
    text
}

/// Servers of the export.
const SERVERS: usize = 40;

/// Writes connectors and certificates of many servers as Clixml. Says how long that is.
fn lay_out_export(project: &Project, folder: &Path) -> Result<usize> {
    let der = fs::read(project.root.join("tests/fixtures/certificates/mail-in-use.der"))?;
    let export = clixml::export(SERVERS, &der);
    fs::write(folder.join("export.xml"), &export)?;
    Ok(export.len())
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
