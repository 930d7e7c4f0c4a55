//! The headers of a message, as Outlook shows them, as a header analyzer lists them, or saved.

use crate::item::{Format, MessageHeaders};
use crate::page::Page;
use crate::page::property_line::indent;
use htd_scan::{Beginnings, marks};
use htd_source::Spanned;
use std::ops::Range;

/// Names that stand in headers and nowhere else; those with a hyphen at the end are beginnings of names.
const TELLING: [&str; 24] = [
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "authentication-results",
    "authentication-results-original",
    "received-spf",
    "content-type",
    "content-transfer-encoding",
    "content-language",
    "accept-language",
    "auto-submitted",
    "delivered-to",
    "in-reply-to",
    "reply-to",
    "thread-topic",
    "thread-index",
    "x-",
    "arc-",
    "dkim-",
    "list-",
    "ironport-",
    "msip_labels",
    "acceptlanguage",
];

/// Names of Exchange's own headers: one of them is enough.
const OF_EXCHANGE: [&str; 7] = [
    "x-ms-exchange-",
    "x-ms-has-attach",
    "x-originatororg",
    "x-crosspremises",
    "x-organizationheaders",
    "x-eop",
    "x-forefront-",
];

/// Names that stand elsewhere too.
const COMMON: [&str; 12] = [
    "from",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "sender",
    "importance",
    "priority",
    "precedence",
    "references",
    "sensitivity",
];

/// How many fields of one source are kept. No message has more; a file of nothing but headers costs this much.
const MAX_FIELDS: usize = 5_000;

/// A folded field that lost its indentation has no more lines.
const MAX_FOLDED: usize = 8;

/// Reads the free lines of a page and claims the headers in them.
pub(super) fn read(page: &mut Page<'_>) -> Vec<MessageHeaders> {
    let mut found = Vec::new();
    let mut room = MAX_FIELDS;
    let names = Beginnings::new(&mut TELLING.iter().chain(&COMMON).copied().filter(|name| name.len() > 3));
    let mut index = 0;
    while index < page.len() {
        let first = index;
        index = page.unlisted(index + 1);
        if !may_be_field(page, first, &names) || field(page.line(first)).is_none() || !page.is_free(first) {
            continue;
        }
        let block = Block::at(page, first);
        index = block.end.max(first + 1);
        if !block.is_convincing() {
            continue;
        }
        page.claim(first..block.end, Format::Headers);
        let whole = page.range(first).start..page.range(block.end - 1).end;
        let text = page.text().get(whole).unwrap_or("").trim();
        let fields: Vec<_> = block.fields.iter().take(room).map(|lines| spanned(page, lines)).collect();
        room -= fields.len();
        found.push(MessageHeaders { span: page.span_of(text), fields });
    }
    found
}

/// Lines of headers, one after the other.
struct Block {
    end: usize,
    /// The lines of each field.
    fields: Vec<Range<usize>>,
    telling: usize,
    of_exchange: bool,
}

impl Block {
    fn at(page: &Page<'_>, first: usize) -> Self {
        let base = indent(page.line(first));
        let mut block = Self { end: first, fields: Vec::new(), telling: 0, of_exchange: false };
        let mut index = first;
        while index < page.len() && page.is_free(index) {
            let line = page.line(index);
            if line.trim().is_empty() {
                // A forum that doubles the line ends: the next field, and a blank line behind it.
                let next = page.line(index + 1);
                let goes_on = indent(next) > base || field(next).is_some_and(|(name, _)| is_telling(name));
                if next.trim().is_empty() || !goes_on || !page.line(index + 2).trim().is_empty() {
                    break;
                }
            } else if let Some((name, _)) = field(line).filter(|_| indent(line) <= base) {
                block.telling += usize::from(is_telling(name));
                block.of_exchange |= is_one_of(name, &OF_EXCHANGE);
                block.fields.push(index..index + 1);
                block.end = index + 1;
            } else if indent(line) > base || is_folded(page, index, base) {
                if let Some(last) = block.fields.last_mut() {
                    last.end = index + 1;
                }
                block.end = index + 1;
            } else {
                break;
            }
            index += 1;
        }
        block
    }

    /// One header that stands nowhere else may be a word; two are not.
    fn is_convincing(&self) -> bool {
        self.telling >= 2 || self.of_exchange
    }
}

/// Whether a line without indentation goes on with the field above it: soon another field follows.
fn is_folded(page: &Page<'_>, index: usize, base: usize) -> bool {
    (index + 1..page.len().min(index + MAX_FOLDED))
        .take_while(|&next| page.is_free(next) && !page.line(next).trim().is_empty())
        .any(|next| {
            let line = page.line(next);
            indent(line) <= base && field(line).is_some_and(|(name, _)| is_telling(name))
        })
}

/// The name and the value of a line that begins a field. An analyzer lists them in columns, with a number
/// before them.
fn field(line: &str) -> Option<(&str, &str)> {
    let mut rest = line.trim_start();
    if let Some((number, behind)) = rest.split_once('\t') {
        let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        rest = if numbered { behind } else { rest };
    }
    let length =
        rest.bytes().take(80).take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte));
    let (name, behind) = rest.split_at_checked(length.count())?;
    let value = match behind.as_bytes().first()? {
        b':' => behind.get(1..)?,
        b'\t' if is_one_of(name, &OF_EXCHANGE) => behind,
        _ => return None,
    };
    // `C:\`, `https://` and `12:00` are no fields; what has a hyphen in its name is one if others are.
    let known = is_telling(name) || is_common(name) || name.contains("-") && value.starts_with([' ', '\t']);
    known.then(|| (name, value.trim()))
}

/// Whether a line may be a field, by a cheap look: by its first letters, or a hyphen.
fn may_be_field(page: &Page<'_>, index: usize, names: &Beginnings) -> bool {
    let line = page.line(index).trim_ascii_start().as_bytes();
    let is_short = || line.iter().take(4).any(|&byte| byte == b':');
    page.marks(index) & (marks::ODD | marks::HYPHEN) != 0 || names.may_begin(line) || is_short()
}

fn is_telling(name: &str) -> bool {
    is_one_of(name, &TELLING)
}

fn is_common(name: &str) -> bool {
    COMMON.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn is_one_of(name: &str, known: &[&str]) -> bool {
    known.iter().any(|known| match known.ends_with('-') || known.starts_with("x-") {
        true => name.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)),
        false => known.eq_ignore_ascii_case(name),
    })
}

/// The field of some lines, unfolded.
fn spanned(page: &Page<'_>, lines: &Range<usize>) -> (Spanned<String>, Spanned<String>) {
    let first = page.line(lines.start);
    let (name, value) = field(first).unwrap_or((first, ""));
    let mut text = value.to_owned();
    for index in lines.start + 1..lines.end {
        let line = page.line(index).trim();
        if !text.is_empty() && !line.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
    }
    let start = page.range_of(value).start;
    let last = page.range(lines.end - 1).end.max(start);
    let under = page.text().get(start..last).unwrap_or("").trim();
    (Spanned::new(name.to_owned(), page.span_of(name)), Spanned::new(text, page.span_of(under)))
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests {
    use super::*;
    use crate::sample::nothing_sought;
    use htd_source::{Clean, SourceId};
    use proptest::prelude::*;

    const HEADERS: &str = "Received: from EX01.contoso.example (192.0.2.10) by\n relay.fabrikam.example with ESMTP \
                           id\n \
        abc-1; Thu, 23 Apr 2026 19:49:00 -0400\nX-CrossPremisesHeadersFilteredBySendConnector: EX01.contoso.example\n\
        X-MS-Exchange-Organization-AuthAs:\n\tAnonymous\nX-OriginatorOrg: contoso.example\nSubject: hello\n";

    fn blocks(original: &str) -> (Vec<MessageHeaders>, Vec<bool>) {
        let clean = Clean::new(SourceId(0), original);
        let mut page = Page::new(&clean, &nothing_sought());
        let found = read(&mut page);
        let claims = (0..page.len()).map(|line| page.claim_of(line) == Some(Format::Headers)).collect();
        (found, claims)
    }

    fn fields(headers: &MessageHeaders) -> Vec<(&str, &str)> {
        headers.fields.iter().map(|(name, value)| (name.value.as_str(), value.value.as_str())).collect()
    }

    fn expected() -> [(&'static str, &'static str); 5] {
        [
            (
                "Received",
                "from EX01.contoso.example (192.0.2.10) by relay.fabrikam.example with ESMTP id abc-1; Thu, 23 Apr \
                 2026 19:49:00 -0400",
            ),
            ("X-CrossPremisesHeadersFilteredBySendConnector", "EX01.contoso.example"),
            ("X-MS-Exchange-Organization-AuthAs", "Anonymous"),
            ("X-OriginatorOrg", "contoso.example"),
            ("Subject", "hello"),
        ]
    }

    #[test]
    fn folded_fields_are_unfolded_and_keep_their_places() {
        let lost = HEADERS.replace("\n ", "\n").replace("\n\t", "\n");
        let indented = HEADERS.lines().map(|line| format!("    {line}\n")).collect::<String>();
        let quoted = HEADERS.lines().map(|line| format!("> {line}\r\n")).collect::<String>();
        for original in [HEADERS.to_owned(), lost, indented, quoted] {
            let (found, claims) = blocks(&original);
            assert_eq!(found.len(), 1, "{original}");
            assert_eq!(fields(&found[0]), expected(), "{original}");
            for (name, value) in &found[0].fields {
                assert_eq!(&original[name.span.start as usize..name.span.end as usize], name.value);
                let under = &original[value.span.start as usize..value.span.end as usize];
                let squeezed = |text: &str| text.replace([' ', '\n', '\r', '\t', '>'], "");
                assert_eq!(squeezed(under), squeezed(&value.value));
            }
            assert!(claims[..8].iter().all(|claimed| *claimed));
        }
    }

    #[test]
    fn around_them_nothing_is_taken() {
        let (found, claims) = blocks(&format!("Here they are:\n\n{HEADERS}\nThanks for looking.\n"));
        assert_eq!(found.len(), 1);
        assert_eq!((claims[0], claims[claims.len() - 2]), (false, false));
        let (found, _) = blocks(&HEADERS.replace('\n', "\n\n"));
        assert_eq!(found.len(), 1);
        assert!(found[0].fields.len() >= 4, "{found:?}");
    }

    #[test]
    fn an_analyzer_lists_them_in_columns() {
        let (found, _) = blocks(
            "#\tHeader\tValue\n1\tX-MS-Exchange-Organization-AuthAs\tAnonymous\n2\tX-EOPAttributedMessage\t0\n",
        );
        assert_eq!(
            fields(&found[0]),
            [("X-MS-Exchange-Organization-AuthAs", "Anonymous"), ("X-EOPAttributedMessage", "0")]
        );
    }

    #[test]
    fn what_looks_like_headers_is_none() {
        for text in [
            "From: a@contoso.example\nSent: Monday\nTo: b@contoso.example\nSubject: TLS\n\nHello",
            "Log Name: Application\nSource: x\nDate: 1\nSubject: y",
            "Subject      : CN=mail\nReceived     : 18/02/2026 11:23:21\nMessage-ID   : x",
            "Received: yes, all of it.",
            "Thumbprint: AB\nSubject: CN=a\nServices: SMTP",
            "https://contoso.example\nC:\\temp\n12:00:00",
        ] {
            assert!(blocks(text).0.is_empty(), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        /// Folding anywhere at a blank gives the same fields.
        #[test]
        fn any_folding_reads_back(folds in prop::collection::vec(prop::bool::weighted(0.3), 120)) {
            let value = (0..60).map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ");
            let words = format!("X-One: {value}\nX-Two: {value}\n");
            let mut folds = folds.into_iter();
            let mut at_blank = || if folds.next() == Some(true) { "\r\n " } else { " " };
            let mut folded = String::new();
            for word in words.split_inclusive(' ') {
                folded.push_str(word.trim_end_matches(' '));
                folded.push_str(if word.ends_with(' ') { at_blank() } else { "" });
            }
            let (found, _) = blocks(&folded);
            assert_eq!(fields(&found[0]), [("X-One", value.as_str()), ("X-Two", value.as_str())], "{folded}");
        }
    }

    #[test]
    #[allow(
        clippy::disallowed_methods,
        reason = "the test measures that hostile text costs no more than its length"
    )]
    fn hostile_headers_end_soon() {
        let start = std::time::Instant::now();
        for piece in ["X-A: b\n", " folded\n", "x\n", "Received: a\n\n", "X-A:\n", "From: x\n", "1\t", ":"] {
            let (found, _) =
                blocks(&format!("X-One: 1\nX-Two: 2\n{}", piece.repeat(1_000_000 / piece.len())));
            assert!(found.iter().map(|block| block.fields.len()).sum::<usize>() <= MAX_FIELDS);
        }
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
        for cut in 0..HEADERS.len() {
            blocks(&HEADERS[..cut]);
        }
    }
}
