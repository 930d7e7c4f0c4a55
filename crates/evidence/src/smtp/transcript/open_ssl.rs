//! The lines that `openssl s_client` prints around a session.

const BEGINNINGS: [&str; 52] = [
    "CONNECTED(",
    "depth=",
    "verify ",
    "Certificate chain",
    "Server certificate",
    "subject=",
    "issuer=",
    "No client certificate",
    "Acceptable client",
    "Client Certificate Types",
    "Requested Signature",
    "Shared ",
    "Peer sign",
    "Peer Temp",
    "Server Temp Key",
    "Negotiated ",
    "SSL handshake",
    "Verification",
    "Verify return",
    "New, ",
    "Reused, ",
    "Server public key",
    "Secure Renegotiation",
    "This TLS version",
    "Compression:",
    "Expansion:",
    "No ALPN",
    "ALPN protocol",
    "SSL-Session:",
    "Protocol ",
    "Cipher ",
    "Session-ID",
    "Master-Key",
    "Resumption PSK",
    "PSK identity",
    "SRP username",
    "TLS session ticket",
    "Start Time",
    "Timeout ",
    "Extended master",
    "Max Early",
    "Early data",
    "Post-Handshake",
    "read R BLOCK",
    "read:errno",
    "write:errno",
    "closed",
    "DONE",
    "Key-Arg",
    "Protocol:",
    "Cipher:",
    "Connecting to ",
];

/// Whether openssl prints such a line.
pub(super) fn is_output(line: &str) -> bool {
    line == "---"
        || BEGINNINGS.iter().any(|beginning| line.starts_with(beginning))
        || says_starttls_was_not_found(line)
        || line.contains(":error:")
        || is_chain(line)
        || is_dump(line)
}

/// The only trace of an answer to EHLO without STARTTLS, in both wordings of openssl.
pub(super) fn says_starttls_was_not_found(line: &str) -> bool {
    let line = line.trim_start();
    let begins = line.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("didn't"));
    begins && line.to_ascii_lowercase().contains("starttls in server response")
}

/// ` 0 s:CN = mail.contoso.com`, `   i:…`, `   a:PKEY: …`, `   v:NotBefore: …`.
fn is_chain(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    ["s:", "i:", "a:PKEY", "v:NotBefore"].iter().any(|start| line.starts_with(start))
}

/// `0010 - 1f 2e 3d …`.
fn is_dump(line: &str) -> bool {
    line.split_once(" - ")
        .is_some_and(|(offset, _)| offset.len() == 4 && offset.bytes().all(|b| b.is_ascii_hexdigit()))
}
