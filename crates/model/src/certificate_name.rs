use crate::same::{Same, is_blank, same_letters};
use crate::{Known, known};
use htd_evidence::Record;
use htd_exchange::Property;
use htd_exchange::objects::receive_connector;

/// A printed name of a certificate: a TlsCertificateName, an issuer or a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateName {
    /// As printed, lines joined.
    pub text: String,
    /// Whether the console broke it over lines, so that a blank more or less means nothing.
    pub wrapped: bool,
    /// Which row of the estate's comparisons is its own.
    pub(crate) row: Option<usize>,
}

impl CertificateName {
    pub(crate) fn read(record: &Record, property: &Property) -> Known<Self> {
        let wrapped = record.get(property.name).is_some_and(|printed| printed.value.wrapped);
        let is_identifier = property.is(receive_connector::TLS_CERTIFICATE_NAME.name);
        match known::text(record, property) {
            // Without its tags it is as little whole as one that a console cut.
            Known::Value(text) if is_identifier && htd_x509::tags_are_lost(&text.value) => Known::Cut(text),
            text => text.and_then(|text| Some(Self { text, wrapped, row: None })),
        }
    }
}

impl Same for CertificateName {
    /// A page that was copied may have lost the tags.
    fn is_same(&self, other: &Self) -> bool {
        same_letters(&self.text, &other.text) || same_letters(&untagged(&self.text), &untagged(&other.text))
    }

    fn says_more_than(&self, other: &Self) -> bool {
        let tags = |name: &Self| name.text.contains("<");
        (tags(self), !self.wrapped) > (tags(other), !other.wrapped)
    }
}

impl CertificateName {
    /// Whether a certificate that is named elsewhere, by issuer and subject, may be the one that this names. A text
    /// that was copied may have lost its tags, its blanks or an end.
    pub fn may_be(&self, printed: &str) -> bool {
        let (own, other) = (letters_of(&self.text), letters_of(printed));
        own.contains(&other) || other.contains(&own)
    }
}

fn letters_of(name: &str) -> String {
    let mut letters = untagged(name);
    letters.retain(|c| !is_blank(c));
    letters
}

fn untagged(name: &str) -> String {
    let mut lower = name.to_ascii_lowercase();
    for tag in ["<i>", "<s>", "</i>", "</s>"] {
        lower = lower.replace(tag, "");
    }
    lower
}

/// The first common name of a printed name.
pub fn common_name_of(name: &str) -> Option<&str> {
    let name = name.trim_start();
    let start = name.get(..3).filter(|key| key.eq_ignore_ascii_case("CN="));
    let rest = match start {
        Some(_) => name.get(3..)?,
        None => {
            let lower = name.to_ascii_lowercase();
            let at = lower.find(", cn=")? + ", cn=".len();
            name.get(at..)?
        }
    };
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split([',', '+']).next()?,
    };
    Some(value.trim()).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_whatever_a_console_or_a_page_did_to_them() {
        let name = |text: &str, wrapped| CertificateName { text: text.to_owned(), wrapped, row: None };
        let whole = name("<I>CN=Fabrikam Trust CA 1, C=US<S>CN=mail.contoso.example", false);
        for (text, wrapped) in [
            ("<I>CN=Fabrikam TrustCA 1, C=US<S>CN=mail.contoso.example", true),
            ("<i>CN=Fabrikam Trust CA 1, C=US<s>CN=mail.contoso.example", true),
            ("CN=Fabrikam Trust CA 1, C=USCN=mail.contoso.example", false),
        ] {
            assert!(whole.is_same(&name(text, wrapped)), "{text}");
            assert!(whole.says_more_than(&name(text, wrapped)), "{text}");
            assert!(!name(text, wrapped).says_more_than(&whole), "{text}");
        }
        assert!(!whole.is_same(&name("<I>CN=Fabrikam Trust CA 2, C=US<S>CN=mail.contoso.example", false)));
    }

    #[test]
    fn the_common_name_is_found_wherever_it_stands() {
        assert_eq!(common_name_of("CN=mail.contoso.example, O=Contoso"), Some("mail.contoso.example"));
        assert_eq!(common_name_of("C=US, O=Contoso, CN=mail.contoso.example"), Some("mail.contoso.example"));
        assert_eq!(common_name_of("CN=\"Contoso, Ltd.\", C=US"), Some("Contoso, Ltd."));
        // A console may break the line behind `<S>`.
        assert_eq!(common_name_of(" CN=mail.contoso.example"), Some("mail.contoso.example"));
        assert_eq!(common_name_of("O=Contoso"), None);
    }
}
