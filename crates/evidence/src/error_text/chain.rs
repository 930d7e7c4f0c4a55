//! What an error stands in. Servers wrap the answer of another server into their own, and Exchange Online puts
//! it all into blocks: `[{LED=450 4.4.317 … [Message=…] [LastAttemptedIP=…]};{FQDN=…};{IP=…}]`.

use super::context::{fact, push};
use crate::item::Fact;
use crate::page::Page;
use crate::page::view::View;
use htd_source::Spanned;

/// Who wrapped an error.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Outer {
    pub(super) online: bool,
    pub(super) on_premises: bool,
}

/// Wrappings, and whether they are of Exchange Online and of an on-premises queue.
const WRAPPINGS: [(&str, bool, bool); 9] = [
    ("cannot connect to remote server", true, false),
    ("cannot establish session with remote server", true, false),
    ("proxy session setup failed on frontend with", true, false),
    ("certificate validation failed", true, false),
    ("primary target ip address responded with", false, true),
    ("target host responded with error", false, true),
    ("message", false, false),
    ("msg", false, false),
    ("led", false, false),
];

const PUNCTUATION: [char; 16] =
    [' ', '"', '\'', '[', '{', '(', '=', '-', '>', ':', '.', ',', ';', '<', '|', '\u{2192}'];

/// Where the error begins that a wording at `at` is the end of, with its codes and wrappings.
pub(super) fn outer(view: &View<'_>, at: usize) -> (usize, Outer) {
    let mut outer = Outer::default();
    let mut start = at;
    for _ in 0..12 {
        let window = view.window_before(start, 120);
        let before = window.trim_end_matches(PUNCTUATION);
        if window.len() - before.len() > 12 {
            break;
        }
        let wrapping = WRAPPINGS.iter().find(|(text, ..)| {
            before.strip_suffix(text).is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
        });
        let length = match wrapping {
            Some((text, online, on_premises)) => {
                outer.online |= online;
                outer.on_premises |= on_premises;
                text.len()
            }
            None => code(before),
        };
        if length == 0 {
            break;
        }
        start = start - window.len() + before.len() - length;
    }
    (start, outer)
}

/// The host that gave an error, where a report says so above it: `mx.adatum.example gave this error:`.
pub(super) fn giver(page: &Page<'_>, view: &View<'_>, start: usize) -> Option<Spanned<String>> {
    /// What stands between the two is an address of a page with help at most.
    const MOST_BETWEEN: usize = 100;
    let gave = " gave this error";
    let window = view.window_before(start, 300);
    let at = window.rfind(gave)?;
    let host = window.get(..at)?.rsplit(' ').next().unwrap_or("");
    let near = window.len() - at - gave.len() <= MOST_BETWEEN;
    if !near || !host.contains(".") || host.contains("@") {
        return None;
    }
    let end = start - window.len() + at;
    // What emphasises it is not of it.
    let range = view.start(end - host.len())..view.end(end);
    let host = page.text().get(range.clone())?;
    Some(Spanned::new(host.to_owned(), page.span(range)))
}

/// The length of the code that a text ends with: `451`, `5.7.3`.
fn code(text: &str) -> usize {
    let word = text.rsplit(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or("");
    let mut numbers = word.split('.');
    let class = numbers.next().unwrap_or("");
    let counted = numbers.clone().count();
    let small = numbers.all(|number| (1..=3).contains(&number.len()));
    let basic = counted == 0 && class.len() == 3;
    let enhanced = counted == 2 && class.len() == 1 && small;
    let begins = class.starts_with(['2', '4', '5']);
    if begins && (basic || enhanced) { word.len() } else { 0 }
}

/// Sentences that follow an error.
const SENTENCES: [&str; 5] = [
    "attempted failover to alternate host, but that did not succeed",
    "either there are no alternate hosts, or delivery failed to all alternate hosts",
    "either there are no alternate hosts, or deliver failed to all alternate hosts",
    "access denied",
    "to send mail",
];

/// What is named behind an error, and where each value ends.
const KEYS: [(&str, Option<Fact>, &[char]); 14] = [
    ("lastattemptedservername=", Some(Fact::Host), &[']', '}']),
    ("lastattemptedip=", Some(Fact::Address), &[']', '}']),
    ("smtpsecurity=", None, &[']', '}']),
    ("message=", None, &[']', '}']),
    ("msg=", None, &[']', '}']),
    ("fqdn=", Some(Fact::Host), &[']', '}']),
    ("ip=", Some(Fact::Address), &[']', '}']),
    ("lrt=", Some(Fact::LastTried), &[']', '}']),
    ("led=", None, &[']', '}']),
    ("outboundproxytargetip:", Some(Fact::Address), &[' ']),
    ("outboundproxytargethostname:", Some(Fact::Host), &[' ']),
    ("the last endpoint attempted was", Some(Fact::Address), &['\'', ' ', '"']),
    ("remote server:", Some(Fact::Host), &[' ']),
    ("message rejected by:", Some(Fact::Host), &[' ']),
];

/// Where an error ends whose wording ends at `end`, with what follows it in its blocks.
pub(super) fn tail(
    page: &Page<'_>,
    view: &View<'_>,
    end: usize,
    facts: &mut Vec<(Fact, Spanned<String>)>,
) -> usize {
    let mut reach = end;
    let mut at = end;
    let mut in_blocks = false;
    for _ in 0..40 {
        let window = view.window(at, 400);
        let rest = window
            .trim_start_matches([' ', '\\', '.', ';', ',', ':', ']', '}', ')', '\'', '"', '[', '{', '|']);
        let skipped = window.len() - rest.len();
        if skipped > 16 {
            break;
        }
        in_blocks |= window.get(..skipped).is_some_and(|marks| marks.contains(['[', '{', ']', '}']));
        at += skipped;
        if let Some(sentence) = SENTENCES.iter().find(|sentence| rest.starts_with(**sentence)) {
            at += sentence.len();
            reach = at;
        } else if let Some((key, kind, ends)) = KEYS.iter().find(|(key, ..)| rest.starts_with(key)) {
            let value = rest.get(key.len()..).unwrap_or("");
            let gap = value.len() - value.trim_start().len();
            let value = value.trim_start();
            let length = value.find(*ends).unwrap_or(value.len());
            let from = at + key.len();
            at = from + gap + length;
            if let Some(kind) = kind {
                push(facts, *kind, fact(page, view, from..at));
            }
            reach = at;
        } else {
            // A server's stamp in brackets, `[BN7PR01 2026-01-29T19:07:30Z]`, before the next block.
            let near = view.window(at, 160);
            let next = KEYS.iter().filter(|_| in_blocks).filter_map(|(key, ..)| near.find(key)).min();
            // What is a property, or a column, in between is of another object, whose errors are its own.
            let leads_on = |next: &usize| {
                let between = near.get(..*next).unwrap_or("");
                *next > 0 && ![" : ", "\": ", "\",\""].iter().any(|sign| between.contains(sign))
            };
            match next.filter(leads_on) {
                Some(next) => at += next,
                None => break,
            }
        }
    }
    reach
}

/// Where an error ends that is known by nothing but its code: with its block, or with the line of it that is
/// shown. `None` where no code stands there.
pub(super) fn unknown(view: &View<'_>, at: usize) -> Option<usize> {
    let window = view.window(at, 600);
    let code = window.get(..3)?;
    let is_code = code.starts_with(['4', '5']) && code.bytes().all(|byte| byte.is_ascii_digit());
    let end = window.find("};{").or_else(|| window.find("]}")).or_else(|| window.find('}'));
    (is_code && window.get(3..)?.starts_with(' ')).then(|| at + end.unwrap_or(code.len()))
}

/// `Expected Subject: X. Presented Subject: Y. Thumbprint: Z.` behind `SubjectMismatch`.
pub(super) fn mismatch(
    page: &Page<'_>,
    view: &View<'_>,
    end: usize,
    facts: &mut Vec<(Fact, Spanned<String>)>,
) -> usize {
    let labels = [
        ("expected subject:", Fact::ExpectedSubject),
        ("presented subject:", Fact::PresentedSubject),
        ("thumbprint:", Fact::Thumbprint),
    ];
    let window = view.window(end, 1_500);
    let window = window.get(..window.find("subjectmismatch").unwrap_or(window.len())).unwrap_or("");
    let mut at = 0;
    let mut reach = end;
    for (index, (label, kind)) in labels.iter().enumerate() {
        let Some(found) = window.get(at..).and_then(|rest| rest.find(label)) else { continue };
        // The first label follows at once; further off it belongs to something else.
        if reach == end && found > 40 {
            break;
        }
        let start = at + found + label.len();
        let value = window.get(start..).unwrap_or("");
        let next = labels.iter().skip(index + 1).filter_map(|(label, _)| value.find(label)).min();
        let bracket = value.find(if *kind == Fact::Thumbprint { [']', '.'] } else { [']', ']'] });
        let length = next.or(bracket).unwrap_or(value.len().min(64));
        at = start + length;
        push(facts, *kind, fact(page, view, end + start..end + at));
        reach = end + at;
    }
    reach
}
