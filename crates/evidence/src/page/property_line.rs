//! A line that prints a property: `Label : value`.

use super::lines::Page;
use htd_scan::{Label, marks};

/// `Label : value` as it stands on one line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PropertyLine<'a> {
    /// Columns before the label.
    pub(crate) indent: usize,
    /// The label.
    pub(crate) label: &'a str,
    /// The column of the colon.
    pub(crate) colon: usize,
    /// Whether a blank stands before the colon, as PowerShell prints it.
    pub(crate) spaced: bool,
    /// Whether several blanks do: the labels are padded.
    pub(crate) padded: bool,
    /// Whether blanks stand inside the label: only its neighbours can tell whether it is one.
    pub(crate) several_words: bool,
    /// The offset in the line just behind the colon.
    pub(crate) behind: usize,
    /// What stands behind the colon, without leading blanks; empty, at the end of the line, for nothing.
    pub(crate) value: &'a str,
}

/// No label that Exchange prints is longer.
const MAX_LABEL: usize = 80;

/// A line whose label is one word.
pub(crate) fn parse(line: &str) -> Option<PropertyLine<'_>> {
    parse_any(line).filter(|found| !found.several_words)
}

/// A line of a page whose label may be several words.
pub(crate) fn at<'a>(page: &Page<'a>, index: usize) -> Option<PropertyLine<'a>> {
    if let Some(label) = page.label(index) {
        return printed(page.line(index), label);
    }
    match page.marks(index) {
        found if found & marks::ODD != 0 => parse_any(page.line(index)),
        // The colon is one of the others.
        found if found & marks::OTHER != 0 => parse_plain(page.line(index)),
        _ => None,
    }
}

/// A line whose label is known.
pub(crate) fn printed(line: &str, label: Label) -> Option<PropertyLine<'_>> {
    let (name, colon) = (usize::from(label.name), usize::from(label.colon));
    let behind = line.get(colon + 1..)?;
    Some(PropertyLine {
        indent: 0,
        label: line.get(..name)?,
        colon,
        spaced: true,
        padded: colon - name > 1,
        several_words: false,
        behind: colon + 1,
        value: behind.get(htd_scan::count_blanks(behind.as_bytes())..)?,
    })
}

/// The same as [`parse_any`], for a line in which only blanks are white space, and all else is ASCII.
fn parse_plain(line: &str) -> Option<PropertyLine<'_>> {
    let indent = htd_scan::count_blanks(line.as_bytes());
    let rest = line.as_bytes().get(indent..)?;
    let near = rest.get(..MAX_LABEL).unwrap_or(rest);
    let length = htd_scan::find(near, b':')?;
    let (before, behind) = (rest.get(..length)?, rest.get(length + 1..)?);
    if behind.first().is_some_and(|&byte| byte != b' ') {
        return None;
    }
    let name = htd_scan::name_prefix(before);
    let blanks = before.get(name..)?;
    if htd_scan::count_blanks(blanks) < blanks.len() {
        return parse_any(line);
    }
    if !before.first().is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_') {
        return None;
    }
    let colon = indent + length;
    Some(PropertyLine {
        indent,
        label: line.get(indent..indent + name)?,
        colon,
        spaced: !blanks.is_empty(),
        padded: blanks.len() > 1,
        several_words: false,
        behind: colon + 1,
        value: line.get(colon + 1 + htd_scan::count_blanks(behind)..)?,
    })
}

/// A line whose label may be several words.
pub(crate) fn parse_any(line: &str) -> Option<PropertyLine<'_>> {
    let rest = line.trim_start();
    let near = rest.get(..rest.floor_char_boundary(MAX_LABEL))?;
    let (before, _) = near.split_once(':')?;
    let behind = rest.get(before.len() + 1..)?;
    // `SMTP:*;1`, `[::]:25`, `https://…` and times have no blank behind the colon.
    if !(behind.is_empty() || behind.starts_with(char::is_whitespace)) {
        return None;
    }
    let label = before.trim_end();
    let several_words = label.contains(" ");
    let spaced = label.len() < before.len();
    let valid = if several_words {
        spaced && !label.contains("  ") && label.split(' ').all(|word| is_word(word, "()-_."))
    } else {
        is_word(label, "-_") && label.starts_with(|c: char| c.is_alphabetic() || c == '_')
    };
    let indent = columns(line.get(..line.len() - rest.len()).unwrap_or(""));
    valid.then(|| PropertyLine {
        indent,
        label,
        colon: indent + before.chars().count(),
        spaced,
        padded: before.len() - label.len() > 1,
        several_words,
        behind: line.len() - behind.len(),
        value: behind.trim_start(),
    })
}

/// The columns that leading white space takes up.
pub(crate) fn indent(line: &str) -> usize {
    columns(line.get(..line.len() - line.trim_start().len()).unwrap_or(""))
}

/// A name made of several words written together, `TlsCertificateName`: prose has none before a colon.
pub(crate) fn is_compound(label: &str) -> bool {
    let letters = label.as_bytes();
    letters.iter().all(u8::is_ascii_alphanumeric)
        && letters.windows(2).any(|pair| matches!(pair, [b'a'..=b'z', b'A'..=b'Z']))
}

/// A name that Exchange's objects are known by, in any case: it is printed as it was typed.
pub(crate) fn is_known(label: &str) -> bool {
    const KNOWN: [&str; 20] = [
        "thumbprint",
        "fqdn",
        "name",
        "identity",
        "bindings",
        "services",
        "banner",
        "subject",
        "issuer",
        "enabled",
        "domains",
        "features",
        "tlscertificatename",
        "tlsdomaincapabilities",
        "tlsauthlevel",
        "tlsdomain",
        "requiretls",
        "smarthosts",
        "addressspaces",
        "authmechanism",
    ];
    KNOWN.iter().any(|known| label.eq_ignore_ascii_case(known))
}

fn is_word(word: &str, others: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || others.chars().any(|other| other == c))
}

fn columns(blanks: &str) -> usize {
    blanks.chars().fold(0, |column, c| if c == '\t' { (column / 8 + 1) * 8 } else { column + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_label() {
        for (line, label, value) in [
            ("Name : EX01", "Name", "EX01"),
            ("Name: EX01", "Name", "EX01"),
            ("    Fqdn                : mail.contoso.com  ", "Fqdn", "mail.contoso.com  "),
            ("TlsCertificateName :", "TlsCertificateName", ""),
            ("unspaceId : 5e4d", "unspaceId", "5e4d"),
            ("Größe : 5", "Größe", "5"),
        ] {
            let found = parse(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.label, found.value), (label, value), "{line}");
        }
    }

    #[test]
    fn takes_nothing_else_for_a_label() {
        for line in [
            "<I>CN=A, O=B : C",
            "mail.protection.outlook.com:AcceptCloudServicesMail}",
            "[::]:25, 0.0.0.0:25}",
            "250-SIZE 37748736",
            "12:00:00",
            "12 : 00",
            "https://contoso.com",
            "SMTP:*;1}",
            "Error Details: nothing",
            "CN=A : B",
            ": x",
            "",
        ] {
            assert!(parse(line).is_none(), "{line}");
        }
        let plain = |line: &str| format!("{:?}", parse_plain(line));
        for line in ["Name : EX01 ", "  Name   :x : y", "a-_1:", ": x", "9 : 1", "A B : c", "x :  ", ""] {
            assert_eq!(plain(line), format!("{:?}", parse_any(line)), "{line}");
        }
        assert!(parse_any("Message Trace ID  : d33e").unwrap().several_words);
        assert!(parse_any("Error Details: nothing").is_none());
    }
}
