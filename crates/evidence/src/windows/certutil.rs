//! What certutil prints of certificates, and which store of Windows a listing shows.
//!
//! ```text
//! my "Personal"
//! ================ Certificate 0 ================
//! Serial Number: 2025…
//! Issuer: CN=Fabrikam Trust RSA CA 2025, O=Fabrikam Trust Services, C=US
//!  NotBefore: 12/15/2025 12:00 AM
//!  NotAfter: 1/10/2027 12:00 AM
//! Subject: CN=mail.contoso.example
//! Cert Hash(sha1): bd7c7b…
//!   Provider = Microsoft RSA SChannel Cryptographic Provider
//! Encryption test passed
//! CertUtil: -store command completed successfully.
//! ```
//!
//! The labels of a store are translated, and mangled by code pages; in what order its lines stand, and what they hold,
//! is the same everywhere.

use crate::item::{Format, Item, Property, Record, Value};
use crate::page::Page;
use crate::page::prompt::prompt;
use crate::shell::command::CommandLine;
use htd_source::{Span, Spanned};

/// The labels, in lower case, and what the same is called by PowerShell.
const LABELS: [(&str, &str); 12] = [
    ("serial number", "SerialNumber"),
    ("seriennummer", "SerialNumber"),
    ("issuer", "Issuer"),
    ("aussteller", "Issuer"),
    ("notbefore", "NotBefore"),
    ("nicht vor", "NotBefore"),
    ("notafter", "NotAfter"),
    ("nicht nach", "NotAfter"),
    ("subject", "Subject"),
    ("antragsteller", "Subject"),
    ("cert hash(sha1)", "Thumbprint"),
    ("zertifikathash(sha1)", "Thumbprint"),
];

/// What certutil says where it used the private key, without the letters that a code page mangles. That it could not
/// does not prove that there is none: without elevation it cannot either.
const KEY_USED: [&str; 3] =
    ["Encryption test passed", "Signature test passed", "sselungstest wurde durchgef"];

/// Begins what `certutil -verify` prints of a chain, in every language.
const CHAIN: &str = "-------- CERT_CHAIN_CONTEXT --------";

/// A dump of one certificate has a few hundred lines.
const MAX_LINES: usize = 3_000;

/// Reads the free lines of a page and claims those that it understood.
pub(crate) fn read(page: &mut Page<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut index = 0;
    let mut store = None;
    while index < page.len() {
        let line = page.line(index);
        if page.is_free(index) && line.starts_with(CHAIN) {
            index = claim_chain(page, index);
            continue;
        }
        if !page.is_free(index) || !(line.starts_with("====") || is_dump(line)) {
            index = page.unlisted(index + 1);
            continue;
        }
        let first = index;
        let dump = is_dump(line);
        if !dump && !is_heading(line) {
            index += 1;
            continue;
        }
        if let Some((at, found)) = store_above(page, first) {
            store = Some(found);
            page.claim(at..first, Format::FormatList);
        }
        index = end_of_block(page, first + 1, dump);
        page.claim(first..index, Format::FormatList);
        // A file is in no store; what stands below the heading of a store is none.
        let of_file = dump && !(first > 0 && is_heading(page.line(first - 1)));
        let path = if of_file { None } else { store.clone() };
        items.extend(record(page, first, index, path, of_file).map(Item::Record));
    }
    items
}

/// Claims what `certutil -verify` prints of a file around the heading of its chain, and returns the line behind it.
/// The errors in it are found as texts; the certificate is on no server for that.
fn claim_chain(page: &mut Page<'_>, heading: usize) -> usize {
    let mut first = heading;
    // Above stand the names of the certificate, its number, and flags.
    while let Some(above) = first.checked_sub(1).filter(|&above| heading - above < 60 && page.is_free(above))
    {
        let text = page.line(above);
        let names = text.ends_with(':') && page.line(first).starts_with("  ");
        let number = text.rsplit(' ').next().is_some_and(|last| last.len() >= 2 && is_hex(last));
        let told = text.starts_with(' ') || text.contains("_") || names || number;
        if !told && !text.trim().is_empty() || prompt(text).is_some() {
            break;
        }
        first = above;
    }
    let end = end_of_block(page, heading + 1, true);
    page.claim(first..end, Format::FormatList);
    end
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `================ Certificate 0 ================`
fn is_heading(line: &str) -> bool {
    let name = line.trim().trim_matches('=');
    line.trim_end().ends_with("====") && name.ends_with(' ') && name.bytes().any(|byte| byte.is_ascii_digit())
}

/// Where the account of a file begins.
fn is_dump(line: &str) -> bool {
    matches!(line.trim_end(), "X509 Certificate:" | "X509-Zertifikat:")
}

/// The line above the first certificate that names the store, and the store.
fn store_above(page: &Page<'_>, heading: usize) -> Option<(usize, Spanned<String>)> {
    let at = heading.checked_sub(1)?;
    let line = page.line(at).trim();
    let name = line.split_once(" \"").map_or(line, |(name, _)| name);
    let named = !name.is_empty() && name.len() < 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !page.is_free(at) || !named {
        return None;
    }
    // The command stands right above, if at all.
    let of_user = (at.saturating_sub(3)..at).any(|above| {
        let line = page.line(above).to_ascii_lowercase();
        line.contains("certutil") && line.contains("-user")
    });
    let path = [if of_user { "CurrentUser\\" } else { "LocalMachine\\" }, name].concat();
    Some((at, Spanned::new(path, page.span_of(name))))
}

/// The line behind a certificate: at the next one, at a prompt, behind certutil's last words, and, for a store, at
/// a blank line.
fn end_of_block(page: &Page<'_>, start: usize, dump: bool) -> usize {
    let mut index = start;
    while index < page.len() && index < start + MAX_LINES && page.is_free(index) {
        let line = page.line(index);
        if is_heading(line) || is_dump(line) || prompt(line).is_some() {
            return index;
        }
        index += 1;
        if line.starts_with("CertUtil:") {
            return index;
        }
        if line.trim().is_empty() && !dump {
            // The last words may stand behind a blank line.
            let more = page.is_free(index) && page.line(index).starts_with("CertUtil:");
            return if more { index + 1 } else { index };
        }
    }
    index
}

/// The certificate that some lines tell, where they tell its thumbprint.
fn record(
    page: &Page<'_>,
    first: usize,
    end: usize,
    store: Option<Spanned<String>>,
    of_file: bool,
) -> Option<Record> {
    let heading = page.line(first).trim();
    let mut properties: Vec<Property> = Vec::new();
    let mut add = |name: &str, label: &str, text: String, span: Span, wrapped: bool| {
        if properties.iter().all(|known| *known.name.value != *name) {
            let value = Value { text, span, list: None, cut: false, wrapped, number: None };
            let name = Spanned::new(name.to_owned(), page.span_of(label));
            properties.push(Property::new(name, value));
        }
    };
    match store {
        Some(store) => add("PSParentPath", heading, store.value, store.span, false),
        None if of_file => add("PSParentPath", heading, "file".to_owned(), page.span_of(heading), false),
        None => {}
    }
    // A store tells the issuer before the subject, and the beginning before the end, whatever it calls them.
    let listed = !is_dump(heading);
    let (mut issued, mut begun) = (false, false);
    let mut index = first + 1;
    while index < end {
        let line = page.line(index).trim();
        index += 1;
        if KEY_USED.iter().any(|used| line.contains(used)) {
            add("HasPrivateKey", line, "True".to_owned(), page.span_of(line), false);
            continue;
        }
        let Some((label, printed)) = line.split_once(':') else { continue };
        let printed = printed.trim();
        let lower = label.trim_end().to_ascii_lowercase();
        let whole = page.line(index - 1);
        let name = match LABELS.iter().find(|(known, _)| *known == lower) {
            Some((_, name)) => name,
            None if !listed => continue,
            None if printed.contains("=") && !whole.starts_with(' ') => {
                if issued {
                    "Subject"
                } else {
                    "Issuer"
                }
            }
            None if lower.ends_with("(sha1)") && is_hex(&printed.replace(' ', "")) => "Thumbprint",
            None if whole.starts_with(' ')
                && !whole.starts_with("  ")
                && printed.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                if begun {
                    "NotAfter"
                } else {
                    "NotBefore"
                }
            }
            None => continue,
        };
        issued |= name == "Issuer";
        begun |= name == "NotBefore";
        let (mut text, mut span, mut wrapped) = (printed.to_owned(), page.span_of(printed), false);
        // A dump prints a name in lines of its own, one part on each.
        while printed.is_empty() && index < end && page.line(index).starts_with("    ") {
            let part = page.line(index).trim();
            text.push_str(if text.is_empty() { "" } else { ", " });
            text.push_str(part);
            span = if wrapped { span.join(page.span_of(part)) } else { page.span_of(part) };
            wrapped = true;
            index += 1;
        }
        if !text.is_empty() {
            add(name, label, text, span, wrapped);
        }
    }
    let whole = page.text().get(page.range(first).start..page.range(end - 1).end).unwrap_or("").trim();
    let record =
        Record { span: page.span_of(whole), command: None, properties, type_name: None, certificate: None };
    record.has("Thumbprint").then_some(record)
}

/// Tells the certificates of a table which store they are in, as the line above it says:
/// `PSParentPath: Microsoft.PowerShell.Security\Certificate::LocalMachine\My`.
pub(crate) fn tell_stores(page: &mut Page<'_>, commands: &[CommandLine], items: &mut [Item]) {
    const HEADING: &[u8] = b"PSParentPath: ";
    let mut stores: Vec<(usize, Spanned<String>)> = Vec::new();
    let text = page.text();
    let mut from = 0;
    while let Some(at) = htd_scan::find_word(text.as_bytes().get(from..).unwrap_or_default(), HEADING) {
        let start = from + at + HEADING.len();
        from = start;
        let index = page.line_at(start);
        let path = text.get(start..page.range(index).end).unwrap_or("").trim();
        if !page.is_free(index) || !page.line(index).trim_start().starts_with("PSParentPath: ") {
            continue;
        }
        let path = path.split_once("Certificate::").map_or(path, |(_, path)| path);
        stores.push((index, Spanned::new(path.to_owned(), page.span_of(path))));
        page.claim(index..index + 1, Format::FormatTable);
    }
    if stores.is_empty() {
        return;
    }
    for item in items {
        let Item::Record(record) = item else { continue };
        if !record.has("Thumbprint") || record.has("PSParentPath") {
            continue;
        }
        let line = page.lines_of(record.span).start;
        let above = stores.partition_point(|(index, _)| *index < line).checked_sub(1);
        let Some((index, store)) = above.and_then(|above| stores.get(above)) else { continue };
        // The output of a later command is of no store that an earlier one listed.
        let next = commands.partition_point(|command| command.lines.start <= *index);
        if commands.get(next).is_some_and(|command| command.lines.start < line) {
            continue;
        }
        let value = Value {
            text: store.value.clone(),
            span: store.span,
            list: None,
            cut: false,
            wrapped: false,
            number: None,
        };
        record.properties.push(Property::new(Spanned::new("PSParentPath".to_owned(), store.span), value));
    }
}

#[cfg(test)]
mod tests;
