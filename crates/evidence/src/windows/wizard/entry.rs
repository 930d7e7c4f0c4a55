//! What is kept of what the wizard did: commands that change something, codes and errors.

use crate::page::Page;
use htd_source::Spanned;

/// How many errors are kept. One is logged again with every try.
pub(super) const MAX_ERRORS: usize = 50;

/// No run of the wizard has more commands or codes.
pub(super) const MAX_ENTRIES: usize = 1_000;

/// What the wizard changes that has to do with mail between the two organisations.
const NOUNS: [&str; 12] = [
    "ReceiveConnector",
    "SendConnector",
    "InboundConnector",
    "OutboundConnector",
    "HybridConfiguration",
    "HybridMailflow",
    "ExchangeCertificate",
    "TransportService",
    "OnPremisesOrganization",
    "RemoteDomain",
    "AcceptedDomain",
    "EmailAddressPolicy",
];

/// Whether a cmdlet changes such a thing.
pub(super) fn changes(cmdlet: &str) -> bool {
    cmdlet.split_once('-').is_some_and(|(verb, noun)| {
        ["set", "new", "enable", "remove", "import", "update"]
            .iter()
            .any(|known| verb.eq_ignore_ascii_case(known))
            && NOUNS.iter().any(|known| noun.eq_ignore_ascii_case(known))
    })
}

/// The codes that stand in a stretch of the page.
pub(super) fn codes(page: &Page<'_>, text: &str, found: &mut Vec<Spanned<String>>) {
    for at in text.match_indices("HCW").map(|(at, _)| at) {
        let code = text.get(at..at + 7).unwrap_or("");
        let digits = code.bytes().skip(3).filter(u8::is_ascii_digit).count();
        if digits == 4 && found.len() < MAX_ENTRIES {
            found.push(Spanned::new(code.to_owned(), page.span_of(code)));
        }
    }
}
