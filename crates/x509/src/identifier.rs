//! The identifier `<I>issuer<S>subject`, taken apart.

use std::fmt;

/// The two halves of a TlsCertificateName, `<I>issuer<S>subject`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// Between `<I>` and `<S>`.
    pub issuer: String,
    /// Behind `<S>`.
    pub subject: String,
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<I>{}<S>{}", self.issuer, self.subject)
    }
}

/// Why a text is no TlsCertificateName.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// Neither tag is there; two distinguished names may be glued where they stood.
    TagsMissing,
    /// `<I>` is missing or does not come first.
    IssuerTagMissing,
    /// `<S>` is missing.
    SubjectTagMissing,
    /// `<S>` stands before `<I>`.
    HalvesSwapped,
    /// A closing tag, `</I>` or `</S>`, which the format does not have.
    ClosingTag,
    /// Quote marks stand around the whole value.
    QuotedWhole,
    /// It is the thumbprint of a certificate, not its name.
    Thumbprint,
    /// One half is empty.
    HalfEmpty,
}

/// Reads a TlsCertificateName. Tags are accepted in either case.
pub fn parse_identifier(text: &str) -> Result<Identifier, Malformed> {
    let text = text.trim();
    if is_thumbprint(text) {
        return Err(Malformed::Thumbprint);
    }
    let inside = without_quotes_around(text);
    if inside.len() < text.len() && tags(inside).first().is_some_and(|tag| tag.start == 0) {
        return Err(Malformed::QuotedWhole);
    }
    let tags = tags(text);
    if tags.iter().any(|tag| tag.closing) {
        return Err(Malformed::ClosingTag);
    }
    let first = |kind: Half| tags.iter().find(|tag| tag.half == kind);
    match (first(Half::Issuer), first(Half::Subject)) {
        (None, None) => Err(Malformed::TagsMissing),
        (None, Some(_)) => Err(Malformed::IssuerTagMissing),
        (Some(issuer), Some(subject)) if subject.start < issuer.start => Err(Malformed::HalvesSwapped),
        (Some(issuer), _) if issuer.start > 0 => Err(Malformed::IssuerTagMissing),
        (Some(_), None) => Err(Malformed::SubjectTagMissing),
        (Some(issuer), Some(subject)) => {
            let half = |range| text.get(range).unwrap_or("").to_owned();
            let identifier = Identifier {
                issuer: half(issuer.end..subject.start),
                subject: half(subject.end..text.len()),
            };
            if identifier.issuer.trim().is_empty() || identifier.subject.trim().is_empty() {
                return Err(Malformed::HalfEmpty);
            }
            Ok(identifier)
        }
    }
}

/// Whether a text is two names glued where `<I>` and `<S>` stood: whatever takes them for tags of HTML swallows
/// them. Exchange takes no value without them, so that the loss is one of the copy.
pub fn tags_are_lost(text: &str) -> bool {
    let bytes = text.trim().as_bytes();
    let begins = bytes.iter().position(|&byte| byte == b'=').is_some_and(|at| at < 20);
    let glued = |four: &[u8]| {
        // Behind a separator a common name is a part of the same name.
        matches!(four, [before, b'C' | b'c', b'N' | b'n', b'='] if !b" \t,;+/=\"".contains(before))
            || matches!(four, [b'"', b'C' | b'c', b'N' | b'n', b'='])
    };
    begins && tags(text).is_empty() && bytes.windows(4).any(glued)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    Issuer,
    Subject,
}

/// `<I>`, `<S>`, `</I>` or `</S>` at a place of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag {
    pub(crate) half: Half,
    pub(crate) closing: bool,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The tags of a text, in order. Windows quotes a value that has `<` or `>` in it, so what stands between
/// quote marks is no tag; where quote marks do not pair up, they say nothing.
pub(crate) fn tags(text: &str) -> Vec<Tag> {
    let quotes_pair = text.bytes().filter(|&byte| byte == b'"').count() % 2 == 0;
    let mut quoted = false;
    let mut tags = Vec::new();
    for (start, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted && quotes_pair,
            b'<' if !quoted => tags.extend(tag(text, start)),
            _ => {}
        }
    }
    tags
}

fn tag(text: &str, start: usize) -> Option<Tag> {
    let (half, closing, length) = match text.as_bytes().get(start..)? {
        [b'<', b'I' | b'i', b'>', ..] => (Half::Issuer, false, 3),
        [b'<', b'S' | b's', b'>', ..] => (Half::Subject, false, 3),
        [b'<', b'/', b'I' | b'i', b'>', ..] => (Half::Issuer, true, 4),
        [b'<', b'/', b'S' | b's', b'>', ..] => (Half::Subject, true, 4),
        _ => return None,
    };
    Some(Tag { half, closing, start, end: start + length })
}

/// The text without the quote mark at its start and the one at its end, of whatever kind.
pub(crate) fn without_quotes_around(text: &str) -> &str {
    const QUOTES: [char; 9] = ['"', '\'', '`', '“', '”', '„', '‘', '’', '‚'];
    let inside = text.strip_prefix(QUOTES).and_then(|rest| rest.strip_suffix(QUOTES));
    inside.map_or(text, str::trim)
}

/// Forty hexadecimal digits, also as certificate viewers show and copy them: in pairs, with an invisible
/// mark in front.
fn is_thumbprint(text: &str) -> bool {
    let mut digits = 0;
    text.chars().all(|c| {
        digits += usize::from(c.is_ascii_hexdigit());
        c.is_ascii_hexdigit() || matches!(c, ' ' | ':' | '-' | '\u{200E}' | '\u{200F}')
    }) && digits == 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_without_their_tags_are_told_from_one() {
        for text in [
            "CN=Fabrikam CA 1, C=USCN=mail.contoso.example",
            "cn=Fabrikam, o=\"Fabrikam, Inc.\"cn=mail.contoso.example, o=Contoso",
            " CN=ACN=b",
        ] {
            assert!(tags_are_lost(text), "{text}");
        }
        for text in [
            "<I>CN=Fabrikam, C=US<S>CN=mail.contoso.example",
            "<I>CN=Fabrikam, C=USCN=mail.contoso.example",
            "CN=mail.contoso.example, OU=Mail, CN=Contoso",
            "C=US, O=Contoso, CN=mail.contoso.example",
            "CN=a+CN=b",
            "mail.contoso.example",
            "0123456789ABCDEF0123456789ABCDEF01234567",
            "CN=",
            "",
        ] {
            assert!(!tags_are_lost(text), "{text}");
        }
    }

    #[test]
    fn reads_the_halves() {
        for text in [
            "<I>CN=Contoso CA, C=US<S>CN=mail.contoso.com",
            "<i>CN=Contoso CA, C=US<s>CN=mail.contoso.com",
            "  <I>CN=Contoso CA, C=US<S>CN=mail.contoso.com \n",
        ] {
            let identifier = parse_identifier(text).unwrap();
            assert_eq!(identifier.issuer, "CN=Contoso CA, C=US", "{text}");
            assert_eq!(identifier.subject, "CN=mail.contoso.com", "{text}");
            assert_eq!(identifier.to_string(), "<I>CN=Contoso CA, C=US<S>CN=mail.contoso.com");
        }
    }

    #[test]
    fn a_tag_between_quote_marks_is_part_of_a_name() {
        let identifier = parse_identifier("<I>O=\"a <S> b\"<S>CN=x").unwrap();
        assert_eq!((identifier.issuer.as_str(), identifier.subject.as_str()), ("O=\"a <S> b\"", "CN=x"));
        let unpaired = parse_identifier("<I>O=a\"b<S>CN=x").unwrap();
        assert_eq!(unpaired.subject, "CN=x");
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, expected) in [
            ("", Malformed::TagsMissing),
            ("CN=Contoso CACN=mail.contoso.com", Malformed::TagsMissing),
            ("CN=Contoso CA<S>CN=mail.contoso.com", Malformed::IssuerTagMissing),
            ("x <I>CN=Contoso CA<S>CN=mail.contoso.com", Malformed::IssuerTagMissing),
            ("<I>CN=Contoso CA", Malformed::SubjectTagMissing),
            ("<S>CN=mail.contoso.com<I>CN=Contoso CA", Malformed::HalvesSwapped),
            ("<I>CN=Contoso CA</I><S>CN=mail.contoso.com</S>", Malformed::ClosingTag),
            ("<I>CN=Contoso CA<S>CN=mail.contoso.com</s>", Malformed::ClosingTag),
            ("\"<I>CN=Contoso CA<S>CN=mail.contoso.com\"", Malformed::QuotedWhole),
            ("“<I>CN=Contoso CA<S>CN=mail.contoso.com”", Malformed::QuotedWhole),
            ("0123456789abcdef0123456789ABCDEF01234567", Malformed::Thumbprint),
            ("\u{200E}01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef 01 23 45 67", Malformed::Thumbprint),
            ("<I><S>CN=mail.contoso.com", Malformed::HalfEmpty),
            ("<I>CN=Contoso CA<S> ", Malformed::HalfEmpty),
        ] {
            assert_eq!(parse_identifier(text), Err(expected), "{text}");
        }
    }
}
