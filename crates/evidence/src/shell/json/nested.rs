//! The text of objects that stand where a value is expected: `ConvertTo-Json` takes apart what the shell prints
//! as one text.

use super::scan::{Kind, Node, Scan};
use super::text::{date, unescaped};
use crate::shell::telling::is_type_name;

/// Objects inside objects; the identifiers of Exchange need three.
const MAX_LEVELS: u32 = 4;

/// A text put together from an object, and the number beside it where it is an enumeration.
pub(super) struct Told {
    pub(super) text: String,
    pub(super) number: Option<i64>,
    pub(super) wrapped: bool,
}

/// What a value that is no list says; `None` where its export cut it, or where its form is not known.
pub(super) fn told(scan: Scan<'_>, node: Node, level: u32) -> Option<Told> {
    let raw = scan.text(node.start..node.end);
    let plain = |text: &str| Some(Told { text: text.to_owned(), number: None, wrapped: false });
    match node.kind {
        Kind::Null => plain(""),
        Kind::True => plain("True"),
        Kind::False => plain("False"),
        Kind::Number => Some(Told { number: raw.parse().ok(), ..plain(raw)? }),
        Kind::Text => {
            let (text, wrapped) = unescaped(raw);
            let text = date(&text).unwrap_or_else(|| text.trim().to_owned());
            (!is_type_name(&text)).then_some(Told { text, number: None, wrapped })
        }
        Kind::Object if level < MAX_LEVELS => object(scan, node.start, level + 1),
        Kind::Object | Kind::Array => None,
    }
}

fn object(scan: Scan<'_>, at: usize, level: u32) -> Option<Told> {
    let any = |name: &str| told(scan, member(scan, at, name, false)?, level);
    let text = |name: &str| any(name).map(|told| told.text).filter(|text| !text.is_empty());
    let whole = |parts: &[&str]| Some(Told { text: parts.join(""), number: None, wrapped: false });
    if let Some(subject) = text("CertificateSubject") {
        return whole(&["<I>", &text("CertificateIssuer")?, "<S>", &subject]);
    }
    if let Some(capabilities) = text("Capabilities") {
        let domain = text("Domain").or_else(|| text("SmtpX509Identifier"))?;
        let capabilities = match capabilities.as_str() {
            "512" => "AcceptCloudServicesMail",
            other if other.bytes().all(|byte| byte.is_ascii_digit()) => return None,
            other => other,
        };
        return whole(&[&domain, ":", capabilities]);
    }
    if let (Some(major), Some(minor), Some(build)) = (text("Major"), text("Minor"), text("Build")) {
        return whole(&["Version ", &major, ".", &minor, " (Build ", &build, ".", &text("Revision")?, ")"]);
    }
    if let Some(address) = text("Address") {
        if let Some(cost) = text("Cost") {
            return whole(&[&text("Type")?, ":", &address, ";", &cost]);
        }
        if let Some(port) = text("Port") {
            return if address.contains(":") {
                whole(&["[", &address, "]:", &port])
            } else {
                whole(&[&address, ":", &port])
            };
        }
    }
    // An enumeration is written with its number and its text, told apart by the case of their names.
    if let Some(value) = member(scan, at, "value", true) {
        let number = told(scan, value, level).and_then(|told| told.number);
        let shown = member(scan, at, "Value", true).unwrap_or(value);
        return Some(Told { number, ..told(scan, shown, level)? });
    }
    if text("DistinguishedName").is_some() {
        return any("Name");
    }
    if let Some(domain) = text("Domain") {
        let all =
            text("IncludeSubDomains").is_some_and(|include| include == "True") && !domain.starts_with('*');
        return if all { whole(&["*.", &domain]) } else { whole(&[&domain]) };
    }
    any("IPAddressToString")
}

/// The member of a name, in its own letters where `exactly`.
fn member(scan: Scan<'_>, at: usize, name: &str, exactly: bool) -> Option<Node> {
    let mut inside = scan.inside(at);
    while let Ok(Some((key, node))) = inside.whole() {
        let key = scan.text(key);
        if key == name || !exactly && key.eq_ignore_ascii_case(name) {
            return Some(node);
        }
    }
    None
}
