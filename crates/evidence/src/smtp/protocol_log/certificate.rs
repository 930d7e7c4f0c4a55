//! Certificates as protocol logs tell them: since Exchange 2016 in one record, before in one record a property.

use super::text::text_of;
use crate::item::LoggedCertificate;
use crate::page::Page;
use htd_source::Spanned;

/// How many names of one certificate are kept.
const MAX_NAMES: usize = 100;

/// Whose certificate a context announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Sent,
    Received,
}

/// What a context says of the data before it.
pub(super) enum Says {
    /// A certificate follows, one record a property.
    Begins(Whose),
    /// The data is a whole certificate.
    Whole(Whose),
    /// The data is this property.
    Property(fn(&mut LoggedCertificate) -> &mut Option<Spanned<String>>),
    /// The data are its names.
    Names,
}

/// Understands a context.
pub(super) fn says(context: &str) -> Option<Says> {
    let starts = |with: &str| context.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    for (with, whose) in [
        ("Sending certificate", Whose::Sent),
        ("Remote certificate", Whose::Received),
        ("Received certificate", Whose::Received),
    ] {
        if starts(with) {
            let more = context.get(with.len()..).unwrap_or("");
            return Some(if more.trim().is_empty() { Says::Begins(whose) } else { Says::Whole(whose) });
        }
    }
    match () {
        () if starts("Certificate subject") => Some(Says::Property(|it| &mut it.subject)),
        () if starts("Certificate issuer") => Some(Says::Property(|it| &mut it.issuer)),
        () if starts("Certificate serial") => Some(Says::Property(|it| &mut it.serial_number)),
        () if starts("Certificate thumbprint") => Some(Says::Property(|it| &mut it.thumbprint)),
        () if starts("Certificate alternate") => Some(Says::Names),
        () => None,
    }
}

/// The names in `mail.contoso.com;contoso.com`.
pub(super) fn names(page: &Page<'_>, data: &str) -> Vec<Spanned<String>> {
    let names = data.split([';', ' ', '\n']).filter(|name| !name.is_empty());
    names.take(MAX_NAMES).map(|name| text_of(page, name)).collect()
}

/// A certificate in one record: ` CN=… CN=… serial thumbprint not-before not-after name;name`.
pub(super) fn whole(page: &Page<'_>, data: &str) -> LoggedCertificate {
    let words: Vec<&str> = data.split([' ', '\n']).filter(|word| !word.is_empty()).collect();
    let dates = words.windows(2).position(|pair| pair.iter().all(|word| is_moment(word)));
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|word| text_of(page, word));
    let mut certificate = LoggedCertificate {
        not_before: word(dates),
        not_after: word(dates.map(|at| at + 1)),
        thumbprint: word(dates.and_then(|at| at.checked_sub(1))),
        serial_number: word(dates.and_then(|at| at.checked_sub(2))),
        ..LoggedCertificate::default()
    };
    let Some(dates) = dates.filter(|&at| at > 2) else { return certificate };
    for list in words.iter().skip(dates + 2) {
        certificate.names.extend(names(page, list));
    }
    certificate.names.truncate(MAX_NAMES);
    if let Some((subject, issuer)) = words.get(..dates - 2).and_then(|words| parted(data, words)) {
        certificate.subject = Some(text_of(page, subject));
        certificate.issuer = Some(text_of(page, issuer));
    }
    certificate
}

/// `2020-01-17T15:15:33.000Z`.
fn is_moment(word: &str) -> bool {
    word.len() >= 19
        && word.as_bytes().get(10) == Some(&b'T')
        && word.bytes().next().is_some_and(|first| first.is_ascii_digit())
}

/// The subject and the issuer in the words of both. Nothing but a blank is between them, so the issuer begins at
/// the word that begins an attribute behind a word that no comma ends. Where there are several such words,
/// nobody knows.
fn parted<'a>(data: &'a str, words: &[&'a str]) -> Option<(&'a str, &'a str)> {
    let offset = |part: &str| (part.as_ptr() as usize).wrapping_sub(data.as_ptr() as usize);
    let mut issuer = None;
    for pair in words.windows(2) {
        let [before, word] = pair else { continue };
        if begins_attribute(word) && !before.ends_with([',', '+', ';']) {
            if issuer.is_some() {
                return None;
            }
            issuer = Some(offset(word));
        }
    }
    let (start, end) = (offset(words.first()?), offset(words.last()?) + words.last()?.len());
    Some((data.get(start..issuer?)?.trim_end(), data.get(issuer?..end)?))
}

/// `CN=mail.contoso.com`, `OID.2.5.4.15=…`.
fn begins_attribute(word: &str) -> bool {
    word.split_once('=').is_some_and(|(kind, _)| {
        kind.bytes().next().is_some_and(|first| first.is_ascii_uppercase())
            && kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    })
}
