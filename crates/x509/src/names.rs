//! X.500 names as .NET Framework prints them on Windows, where Exchange takes the issuer and the subject for
//! a TlsCertificateName from. Other platforms and libraries print other keys, another order or other quote
//! marks; a certificate is found by the whole string, so none of them will do.

use crate::der::{self, Element};

/// Prints a Name in DER the Windows way: `reversed` is how Issuer and Subject are printed, last part first;
/// otherwise the parts come as encoded. A damaged name prints as nothing there, and so it does here.
/// `None` where the printing on Windows is not known.
pub fn windows_name(der: &[u8], reversed: bool) -> Option<String> {
    let Some(mut parts) = relative_names(der) else {
        return Some(String::new());
    };
    if reversed {
        parts.reverse();
    }
    let mut text = String::new();
    for (index, attributes) in parts.iter().enumerate() {
        text.push_str(if index > 0 { ", " } else { "" });
        // Attributes of one part keep the encoded order in both directions.
        for (index, attribute) in attributes.iter().enumerate() {
            text.push_str(if index > 0 { " + " } else { "" });
            attribute.print(&mut text)?;
        }
    }
    Some(text)
}

/// The values of the common names of a Name in DER, as encoded; without those that are no text.
pub(crate) fn common_names(der: &[u8]) -> Vec<String> {
    let parts = relative_names(der).unwrap_or_default();
    let attributes = parts.iter().flatten().filter(|attribute| attribute.oid == COMMON_NAME);
    attributes
        .filter_map(|attribute| match value(attribute.value) {
            Value::Text(text) => Some(text),
            Value::Hexadecimal(_) | Value::Unknown => None,
        })
        .collect()
}

/// 2.5.4.3
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];

struct Attribute<'a> {
    oid: &'a [u8],
    value: Element<'a>,
}

/// The relative distinguished names, each with its attributes, as encoded; `None` where it is no Name.
fn relative_names(der: &[u8]) -> Option<Vec<Vec<Attribute<'_>>>> {
    let parts = der::list(der::only(der, der::SEQUENCE)?)?;
    parts
        .into_iter()
        .map(|part| {
            let attributes = (part.tag == der::SET).then(|| der::list(part.content))??;
            let attributes: Option<Vec<_>> = attributes.into_iter().map(attribute).collect();
            attributes.filter(|attributes| !attributes.is_empty())
        })
        .collect()
}

fn attribute(element: Element<'_>) -> Option<Attribute<'_>> {
    let (oid, rest) = (element.tag == der::SEQUENCE).then(|| der::read(element.content))??;
    let (value, rest) = der::read(rest)?;
    (oid.tag == der::OID && rest.is_empty()).then_some(Attribute { oid: oid.content, value })
}

impl Attribute<'_> {
    fn print(&self, text: &mut String) -> Option<()> {
        let oid = der::dotted(self.oid)?;
        match key(&oid) {
            Some(key) => text.push_str(key),
            None => {
                text.push_str("OID.");
                text.push_str(&oid);
            }
        }
        text.push('=');
        match value(self.value) {
            Value::Text(value) if needs_quotes(&value) => {
                text.push('"');
                text.push_str(&value.replace('"', "\"\""));
                text.push('"');
            }
            Value::Text(value) => text.push_str(&value),
            Value::Hexadecimal(bytes) => {
                text.push('#');
                text.push_str(&der::hexadecimal(bytes));
            }
            Value::Unknown => return None,
        }
        Some(())
    }
}

/// The key that Windows has for an attribute. What is missing here is missing there, also where OpenSSL and
/// other systems have a name for it (`organizationIdentifier`, `businessCategory`, `UID`).
pub(crate) fn key(oid: &str) -> Option<&'static str> {
    KEYS.iter().find(|(known, _)| *known == oid).map(|&(_, key)| key)
}

const KEYS: [(&str, &str); 23] = [
    ("2.5.4.3", "CN"),
    ("2.5.4.4", "SN"),
    ("2.5.4.5", "SERIALNUMBER"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "S"),
    ("2.5.4.9", "STREET"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.12", "T"),
    ("2.5.4.13", "Description"),
    ("2.5.4.17", "PostalCode"),
    ("2.5.4.18", "POBox"),
    ("2.5.4.20", "Phone"),
    ("2.5.4.24", "X21Address"),
    ("2.5.4.42", "G"),
    ("2.5.4.43", "I"),
    ("2.5.4.46", "dnQualifier"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("1.2.840.113549.1.9.1", "E"),
    ("2.23.133.2.1", "TPMManufacturer"),
    ("2.23.133.2.2", "TPMModel"),
    ("2.23.133.2.3", "TPMVersion"),
];

enum Value<'a> {
    Text(String),
    /// Printed as `#` and these bytes.
    Hexadecimal(&'a [u8]),
    /// How Windows prints it is not known.
    Unknown,
}

fn value(element: Element<'_>) -> Value<'_> {
    let bytes = element.content;
    let text = match element.tag {
        // UTF8String
        12 => std::str::from_utf8(bytes).ok().map(str::to_owned),
        // NumericString, PrintableString, VideotexString, IA5String, GraphicString, VisibleString,
        // GeneralString. Windows does not check which characters the type allows.
        18 | 19 | 21 | 22 | 25..=27 => Some(latin_1(bytes)),
        // TeletexString: not T.61, but what its users put there.
        20 => Some(std::str::from_utf8(bytes).map_or_else(|_| latin_1(bytes), str::to_owned)),
        // UniversalString
        28 => utf_32(bytes),
        // BMPString
        30 => utf_16(bytes),
        // One header is taken off an OCTET STRING, and off no other type.
        der::OCTET_STRING => return Value::Hexadecimal(bytes),
        _ => return Value::Hexadecimal(element.whole),
    };
    match text {
        // Behind a zero character one interface of Windows goes on and another ends.
        Some(text) if !text.contains("\0") => Value::Text(text),
        _ => Value::Unknown,
    }
}

fn latin_1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

fn utf_16(bytes: &[u8]) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units = units.iter().map(|&unit| u16::from_be_bytes(unit));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().filter(|_| rest.is_empty())
}

fn utf_32(bytes: &[u8]) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<4>();
    let text: Option<String> = units.iter().map(|&unit| char::from_u32(u32::from_be_bytes(unit))).collect();
    text.filter(|_| rest.is_empty())
}

/// No-break and other blanks of Unicode do not count, nor does a carriage return or tab inside.
fn needs_quotes(value: &str) -> bool {
    let edge = |c: char| matches!(c, ' ' | '\t'..='\r');
    value.is_empty()
        || value.starts_with(edge)
        || value.ends_with(edge)
        || value.contains([',', '+', '=', '"', '\n', '<', '>', '#', ';'])
}
