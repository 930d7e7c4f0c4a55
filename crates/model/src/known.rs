//! What is known of a property: its value, that it is empty, that the console cut it, or nothing.

use crate::List;
use htd_evidence::{Record, Value};
use htd_exchange::objects::every_object;
use htd_exchange::{Form, Property};
use htd_source::{Span, Spanned};

/// What is known of a property. *Absent* is evidence, *not collected* is the lack of it; the two are never
/// the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Known<T> {
    /// It was printed with a value.
    Value(Spanned<T>),
    /// It was printed and is empty.
    Absent(Span),
    /// It was printed and the console cut it; this much of it is known.
    Cut(Spanned<String>),
    /// It was not printed.
    #[default]
    NotCollected,
}

impl<T> Known<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        self.spanned().map(|spanned| &spanned.value)
    }

    /// The value to be changed, where there is one.
    pub(crate) fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(&mut value.value),
            _ => None,
        }
    }

    /// The value and its place, where there is one.
    pub fn spanned(&self) -> Option<&Spanned<T>> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Where it stands, where it was printed.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Value(value) => Some(value.span),
            Self::Absent(span) => Some(*span),
            Self::Cut(text) => Some(text.span),
            Self::NotCollected => None,
        }
    }

    /// Where it stands, or the object it belongs to where it was not printed.
    pub fn span_or(&self, object: Span) -> Span {
        self.span().unwrap_or(object)
    }

    /// It was printed again, later.
    pub(crate) fn stands_at(&mut self, span: Span) {
        match self {
            Self::Value(value) => value.span = span,
            Self::Absent(own) => *own = span,
            Self::Cut(text) => text.span = span,
            Self::NotCollected => {}
        }
    }

    /// Whether it was printed and is empty.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent(_))
    }

    /// Another value of the same property, where this one says less.
    pub(crate) fn fill(&mut self, other: Self) {
        let rank = |known: &Self| match known {
            Self::NotCollected => 0,
            Self::Cut(_) => 1,
            Self::Absent(_) | Self::Value(_) => 2,
        };
        if rank(&other) > rank(self) {
            *self = other;
        }
    }

    /// A value that is exact in place of this one. It stands where this one was printed.
    pub(crate) fn correct(&mut self, exact: Self) {
        if let Self::Value(mut exact) = exact {
            exact.span = self.span_or(exact.span);
            *self = Self::Value(exact);
        }
    }

    /// The value turned into another; `None` makes the property one that was not collected, as a value
    /// that cannot be understood says nothing.
    pub(crate) fn and_then<U>(self, f: impl FnOnce(T) -> Option<U>) -> Known<U> {
        match self {
            Self::Value(Spanned { value, span }) => {
                f(value).map_or(Known::NotCollected, |value| Known::Value(Spanned::new(value, span)))
            }
            Self::Absent(span) => Known::Absent(span),
            Self::Cut(text) => Known::Cut(text),
            Self::NotCollected => Known::NotCollected,
        }
    }
}

/// A property as one text.
pub(crate) fn text(record: &Record, property: &Property) -> Known<String> {
    record.get(property.name).map_or(Known::NotCollected, |printed| text_of(&printed.value))
}

/// A value as one text.
pub(crate) fn text_of(value: &Value) -> Known<String> {
    let empty =
        value.text.is_empty() || value.list.as_ref().is_some_and(Vec::is_empty) || value.text == "$null";
    if value.cut {
        Known::Cut(Spanned::new(value.text.clone(), value.span))
    } else if empty {
        Known::Absent(value.span)
    } else {
        Known::Value(Spanned::new(value.text.clone(), value.span))
    }
}

/// A property that is `True` or `False`.
pub(crate) fn flag(record: &Record, property: &Property) -> Known<bool> {
    debug_assert_eq!(property.form, Form::Flag, "{}", property.name);
    text(record, property).and_then(|text| match text.to_ascii_lowercase().as_str() {
        "true" | "$true" | "1" => Some(true),
        "false" | "$false" | "0" => Some(false),
        _ => None,
    })
}

/// An enumeration that some forms give as its number alone. A number whose word is not known tells nothing.
pub(crate) fn word(record: &Record, property: &Property) -> Known<String> {
    let Form::Word(words) = property.form else {
        debug_assert!(false, "{} is not one word", property.name);
        return Known::NotCollected;
    };
    let Some(value) = record.get(property.name).map(|printed| &printed.value) else {
        return Known::NotCollected;
    };
    match number_alone(value) {
        None => text_of(value),
        Some(number) => match words.iter().find(|(known, _)| *known == number) {
            Some((_, word)) => Known::Value(Spanned::new((*word).to_owned(), value.span)),
            None => Known::NotCollected,
        },
    }
}

/// An enumeration of several words at once, of which each bit of the number is one, the lowest first.
pub(crate) fn words(record: &Record, property: &Property) -> Known<List> {
    let Form::Words(bits) = property.form else {
        debug_assert!(false, "{} is not several words", property.name);
        return Known::NotCollected;
    };
    let Some(value) = record.get(property.name).map(|printed| &printed.value) else {
        return Known::NotCollected;
    };
    let Some(number) = number_alone(value) else { return list_of(value) };
    if number < 0 || number >> bits.len() != 0 {
        return Known::NotCollected;
    }
    let mut entries = Vec::new();
    for (bit, word) in bits.iter().enumerate() {
        if number >> bit & 1 == 1 {
            entries.push(Spanned::new((*word).to_owned(), value.span));
        }
    }
    if entries.is_empty() {
        entries.push(Spanned::new("None".to_owned(), value.span));
    }
    Known::Value(Spanned::new(List { entries, cut: false }, value.span))
}

/// The number of an enumeration, where its words were not given.
pub(crate) fn number_alone(value: &Value) -> Option<i64> {
    if value.text.is_empty() { value.number } else { value.text.parse().ok() }
}

/// The name of an object, or what stands for it.
pub(crate) fn name(record: &Record) -> Known<String> {
    match text(record, every_object::NAME) {
        Known::NotCollected => text(record, every_object::IDENTITY),
        name => name,
    }
}

/// A multi-valued property, printed in braces or, by calculated properties, without them.
pub(crate) fn list(record: &Record, property: &Property) -> Known<List> {
    debug_assert_eq!(property.form, Form::List, "{}", property.name);
    record.get(property.name).map_or(Known::NotCollected, |printed| list_of(&printed.value))
}

/// A value as its entries.
pub(crate) fn list_of(value: &Value) -> Known<List> {
    let entries: Vec<Spanned<String>> = match &value.list {
        Some(entries) => entries.clone(),
        None if value.text.is_empty() || value.text == "$null" => Vec::new(),
        None => value
            .text
            .split(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
            .map(|entry| Spanned::new(entry.to_owned(), value.span))
            .collect(),
    };
    if entries.is_empty() && !value.cut {
        Known::Absent(value.span)
    } else {
        Known::Value(Spanned::new(List { entries, cut: value.cut }, value.span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{numbered, record};
    use htd_exchange::objects::receive_connector::AUTH_MECHANISM;
    use htd_exchange::objects::send_connector::TLS_AUTH_LEVEL;

    fn entries(known: &Known<List>) -> Vec<&str> {
        known.value().map_or(Vec::new(), |list| list.entries.iter().map(|e| e.value.as_str()).collect())
    }

    #[test]
    fn a_number_gives_the_words_of_its_bits() {
        for record in [record(&[("AuthMechanism", "17")]), numbered("AuthMechanism", 17)] {
            assert_eq!(entries(&words(&record, AUTH_MECHANISM)), ["Tls", "ExchangeServer"]);
        }
        let printed = record(&[("AuthMechanism", "Tls, ExchangeServer")]);
        assert_eq!(entries(&words(&printed, AUTH_MECHANISM)), ["Tls", "ExchangeServer"]);
        assert_eq!(entries(&words(&numbered("AuthMechanism", 0), AUTH_MECHANISM)), ["None"]);
    }

    #[test]
    fn a_number_whose_word_is_not_known_tells_nothing() {
        for number in [32, 63, -1, i64::MIN, i64::MAX] {
            let known = words(&numbered("AuthMechanism", number), AUTH_MECHANISM);
            assert_eq!(known, Known::NotCollected, "{number}");
        }
        let level = |text: &str| word(&record(&[("TlsAuthLevel", text)]), TLS_AUTH_LEVEL);
        assert_eq!(level("3").value().map(String::as_str), Some("DomainValidation"));
        assert_eq!(level("CertificateValidation").value().map(String::as_str), Some("CertificateValidation"));
        assert_eq!(level("7"), Known::NotCollected);
        assert!(level("").is_absent());
    }
}
