//! A distinguished name in whatever spelling it was pasted, for advice only.

use crate::fold::fold;
use crate::names;

/// A distinguished name as somebody or some program spelled it, taken apart as far as possible: only to say
/// why it is not the string that Windows prints, never to treat it as equal to it.
///
/// Parts may be separated by `,`, `;` or, where the name begins with it, `/`; values may be quoted or
/// escaped with backslashes. A piece that does not begin with a known key belongs to the value before it:
/// `O=Contoso, Ltd.` without its quote marks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PastedName {
    /// In the order in which they stand, each with its attributes.
    pub(crate) parts: Vec<Vec<PastedAttribute>>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PastedAttribute {
    /// As Windows prints it.
    key: String,
    /// In lower case and without blanks, as it is only compared.
    value: String,
}

impl PastedName {
    /// Takes a name apart. `escapes`: whether a backslash escapes, as everywhere but on Windows.
    pub(crate) fn new(text: &str, escapes: bool) -> Self {
        let mut parts: Vec<Vec<PastedAttribute>> = Vec::new();
        let text = text.trim();
        let slashes = text.starts_with('/');
        let mut rest = text.strip_prefix('/').unwrap_or(text);
        let mut separator = ',';
        loop {
            let (piece, after) = piece(rest, slashes, escapes);
            match (attribute(piece, escapes), parts.last_mut()) {
                (Some(attribute), Some(part)) if separator == '+' => part.push(attribute),
                (Some(attribute), _) => parts.push(vec![attribute]),
                (None, Some(part)) => {
                    if let Some(last) = part.last_mut() {
                        last.value.push(separator);
                        last.value.push_str(&value(piece, escapes));
                    }
                }
                (None, None) => {}
            }
            let mut characters = after.chars();
            match characters.next() {
                Some(found) => separator = found,
                None => return Self { parts },
            }
            rest = characters.as_str();
        }
    }

    /// The first common name as it stands, in lower case and without blanks. Of a name in the opposite order
    /// it is the last part's, which is the first where there is one, as there nearly always is.
    pub(crate) fn common_name(&self) -> Option<&str> {
        let named = self.parts.iter().flatten().find(|attribute| attribute.key == "CN");
        named.map(|attribute| attribute.value.as_str())
    }

    /// Whether the other name has the same parts in the opposite order.
    pub(crate) fn is_reverse_of(&self, other: &Self) -> bool {
        self.parts.len() > 1 && self.parts.iter().eq(other.parts.iter().rev())
    }
}

/// The text up to the next separator outside quote marks, and the rest, which begins with the separator.
fn piece(text: &str, slashes: bool, escapes: bool) -> (&str, &str) {
    let mut quoted = false;
    let mut at_value = false;
    let mut escaped = false;
    for (offset, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if escapes => escaped = true,
            // Only a quote mark at the start of a value opens a quoted one.
            '"' if quoted || at_value => quoted = !quoted,
            ',' | ';' | '+' if !quoted && !slashes => {
                return text.split_at_checked(offset).unwrap_or((text, ""));
            }
            '/' if !quoted && slashes => return text.split_at_checked(offset).unwrap_or((text, "")),
            _ => {}
        }
        // A doubled quote mark closes and opens again.
        at_value = c == '=' || c == '"' || at_value && c.is_whitespace();
    }
    (text, "")
}

fn attribute(piece: &str, escapes: bool) -> Option<PastedAttribute> {
    let (key, text) = piece.split_once('=')?;
    Some(PastedAttribute { key: windows_key(key.trim())?, value: value(text, escapes) })
}

/// The value without quote marks around it, without escapes, blanks and capitals.
fn value(text: &str, escapes: bool) -> String {
    let text = text.trim();
    let quoted = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let plain = match quoted {
        Some(inside) => inside.replace("\"\"", "\""),
        None if escapes && text.contains("\\") => unescape(text),
        None => text.to_owned(),
    };
    fold(&plain)
}

/// `\,` and `\C3\BC`, as RFC 4514 has them.
fn unescape(text: &str) -> String {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let Some((&escaped, behind)) = after.split_first() else { break };
        let pair =
            behind.split_first().and_then(|(&low, behind)| Some((digit(escaped)?, digit(low)?, behind)));
        match pair {
            Some((high, low, behind)) => {
                bytes.push((high << 4 | low) as u8);
                rest = behind;
            }
            None => {
                bytes.push(escaped);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The key that Windows prints for a key as anything prints it; `None` where it is no known key.
fn windows_key(key: &str) -> Option<String> {
    if key.len() > LONGEST_KEY {
        return None;
    }
    let key = key.to_ascii_lowercase();
    let oid = key.strip_prefix("oid.").unwrap_or(&key);
    if oid.contains(".") && oid.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return Some(names::key(oid).map_or_else(|| format!("OID.{oid}"), str::to_owned));
    }
    KEYS.iter().find(|(spelled, _)| *spelled == key).map(|(_, windows)| (*windows).to_owned())
}

/// Spellings of other programs and standards in lower case, and the keys of Windows for them.
const KEYS: &[(&str, &str)] = &[
    ("cn", "CN"),
    ("commonname", "CN"),
    ("sn", "SN"),
    ("surname", "SN"),
    ("serialnumber", "SERIALNUMBER"),
    ("c", "C"),
    ("country", "C"),
    ("countryname", "C"),
    ("l", "L"),
    ("locality", "L"),
    ("localityname", "L"),
    ("s", "S"),
    ("st", "S"),
    ("sp", "S"),
    ("state", "S"),
    ("stateorprovincename", "S"),
    ("street", "STREET"),
    ("streetaddress", "STREET"),
    ("o", "O"),
    ("organization", "O"),
    ("organizationname", "O"),
    ("ou", "OU"),
    ("organizationalunit", "OU"),
    ("organizationalunitname", "OU"),
    ("t", "T"),
    ("title", "T"),
    ("description", "Description"),
    ("postalcode", "PostalCode"),
    ("pobox", "POBox"),
    ("postofficebox", "POBox"),
    ("phone", "Phone"),
    ("telephonenumber", "Phone"),
    ("x21address", "X21Address"),
    ("x121address", "X21Address"),
    ("g", "G"),
    ("gn", "G"),
    ("givenname", "G"),
    ("i", "I"),
    ("initials", "I"),
    ("dnqualifier", "dnQualifier"),
    ("dc", "DC"),
    ("domaincomponent", "DC"),
    ("e", "E"),
    ("email", "E"),
    ("emailaddress", "E"),
    ("tpmmanufacturer", "TPMManufacturer"),
    ("tpmmodel", "TPMModel"),
    ("tpmversion", "TPMVersion"),
    ("businesscategory", "OID.2.5.4.15"),
    ("organizationidentifier", "OID.2.5.4.97"),
    ("jurisdictionl", "OID.1.3.6.1.4.1.311.60.2.1.1"),
    ("jurisdictionlocality", "OID.1.3.6.1.4.1.311.60.2.1.1"),
    ("jurisdictionlocalityname", "OID.1.3.6.1.4.1.311.60.2.1.1"),
    ("jurisdictionst", "OID.1.3.6.1.4.1.311.60.2.1.2"),
    ("jurisdictionstate", "OID.1.3.6.1.4.1.311.60.2.1.2"),
    ("jurisdictionstateorprovincename", "OID.1.3.6.1.4.1.311.60.2.1.2"),
    ("jurisdictionc", "OID.1.3.6.1.4.1.311.60.2.1.3"),
    ("jurisdictioncountry", "OID.1.3.6.1.4.1.311.60.2.1.3"),
    ("jurisdictioncountryname", "OID.1.3.6.1.4.1.311.60.2.1.3"),
    ("uid", "OID.0.9.2342.19200300.100.1.1"),
    ("userid", "OID.0.9.2342.19200300.100.1.1"),
    ("name", "OID.2.5.4.41"),
    ("generationqualifier", "OID.2.5.4.44"),
    ("x500uniqueidentifier", "OID.2.5.4.45"),
    ("pseudonym", "OID.2.5.4.65"),
];

/// Longer than every name and every object identifier that is in use.
const LONGEST_KEY: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        let name = PastedName::new(text, true);
        let print = |part: &Vec<PastedAttribute>| {
            let attributes: Vec<_> = part.iter().map(|a| format!("{}={}", a.key, a.value)).collect();
            attributes.join("+")
        };
        name.parts.iter().map(print).collect()
    }

    #[test]
    fn takes_every_spelling_apart() {
        let expected = ["CN=mail.contoso.com", "O=contoso,ltd.", "S=wa", "C=us"];
        for text in [
            "CN=mail.contoso.com, O=\"Contoso, Ltd.\", S=WA, C=US",
            "CN=mail.contoso.com,O=Contoso\\, Ltd.,ST=WA,C=US",
            "CN = mail.contoso.com, O = \"Contoso, Ltd.\", ST = WA, C = US",
            "CN=mail.contoso.com, O=Contoso, Ltd., S=WA, C=US",
            "/CN=mail.contoso.com/O=Contoso, Ltd./ST=WA/C=US",
            "cn=mail.contoso.com; 2.5.4.10=\"Contoso, Ltd.\"; OID.2.5.4.8=WA; countryName=US",
            "CN=mail.contoso.com,O=Contoso\\2C Ltd.,ST=WA,C=US",
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
        assert_eq!(parts("O=\"The \"\"Best\"\", Inc.\", C=US"), ["O=the\"best\",inc.", "C=us"]);
        assert_eq!(parts("CN=a + OU=b, OU=R+D"), ["CN=a+OU=b", "OU=r+d"]);
        assert_eq!(parts("O=M\\C3\\BCller"), ["O=müller"]);
        assert_eq!(parts("O=a, Foo=b"), ["O=a,foo=b"]);
        assert_eq!(parts("nothing"), Vec::<String>::new());
        assert_eq!(parts("CN=,"), ["CN=,"]);
    }
}
