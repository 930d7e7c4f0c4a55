//! What a command line runs: its cmdlet, the arguments, and whether it narrows the objects.

use super::cmdlet::{assigns, is_cmdlet};
use super::variable::Variables;
use super::words::{Word, quote_kind, words as words_of};
use crate::item::Command;
use crate::page::Page;
use crate::shell::value::Joined;
use htd_source::Spanned;
use std::ops::Range;

/// A sentence that begins with the name of a cmdlet.
pub(super) fn is_prose(text: &str, words: &[Word]) -> bool {
    let ends_sentence = text.trim_end().ends_with(['.', ':', '!']);
    let mut bare = 0;
    let mut named = false;
    for word in words.iter().skip(1) {
        let part = text.get(word.range.clone()).unwrap_or("");
        if part == "|" || part == ";" {
            break;
        }
        let parameter = is_parameter(part) && !word.quoted;
        bare += usize::from(!parameter && !named && !word.quoted && !part.starts_with(['$', '(', '<']));
        named = parameter;
    }
    !assigns(text.trim_start()) && (bare > 1 || ends_sentence)
}

fn is_parameter(part: &str) -> bool {
    part.strip_prefix('-').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

pub(super) fn command(
    page: &Page<'_>,
    joined: &Joined,
    words: &[Word],
    variables: &Variables,
) -> Option<Command> {
    let text = joined.text();
    let part = |word: &Word| text.get(word.range.clone()).unwrap_or("");
    let (first, rest) = words.split_first()?;
    if first.quoted || !is_cmdlet(part(first), false) {
        return None;
    }
    let own = rest.iter().position(|word| !word.quoted && matches!(part(word), "|" | ";"));
    let (own, later) = rest.split_at_checked(own.unwrap_or(rest.len())).unwrap_or((rest, &[]));
    let arguments = arguments(page, joined, own, variables);
    let several =
        later.iter().any(|word| !word.quoted && part(word) == ";" && word.range.end < text.trim_end().len());
    let gets = part(first).get(..4).is_some_and(|verb| verb.eq_ignore_ascii_case("get-"));
    let filtered = several || narrows(text, later) || (gets && arguments.iter().any(narrows_get));
    Some(Command {
        cmdlet: joined.spanned(page, first.range.clone()),
        // Which statement printed an object cannot be seen, so neither can its arguments.
        arguments: if several { Vec::new() } else { arguments },
        filtered,
        session_server: None,
    })
}

/// The last cmdlet of a pipeline that has another one before it, also inside of `foreach { … }`. It acts on what the
/// first one got.
pub(super) fn piped(
    page: &Page<'_>,
    joined: &Joined,
    words: &[Word],
    got: Option<&Command>,
    variables: &Variables,
) -> Option<Command> {
    let text = joined.text();
    let part = |word: &Word| text.get(word.range.clone()).unwrap_or("");
    let bar = words.iter().rposition(|word| !word.quoted && part(word) == "|")?;
    let mut last: Vec<Word> = words.iter().skip(bar + 1).cloned().collect();
    if let Some(block) = last.get(1).filter(|word| part(word).starts_with('{')) {
        let inside = block.range.start + 1..block.range.end.checked_sub(1)?;
        last = words_of(text.get(inside.clone())?);
        for word in &mut last {
            word.range = word.range.start + inside.start..word.range.end + inside.start;
        }
    }
    let (first, rest) = last.split_first()?;
    if first.quoted || !is_cmdlet(part(first), true) {
        return None;
    }
    let mut arguments = arguments(page, joined, rest, variables);
    let identity = got.and_then(Command::identity);
    if let Some(identity) = identity.filter(|_| !arguments.iter().any(|(name, _)| name.is_empty())) {
        arguments.push((String::new(), identity.clone()));
    }
    let cmdlet = joined.spanned(page, first.range.clone());
    Some(Command { cmdlet, arguments, filtered: true, session_server: None })
}

/// The arguments in some words. One that is a variable is what the variable holds, where that is known.
fn arguments(
    page: &Page<'_>,
    joined: &Joined,
    words: &[Word],
    variables: &Variables,
) -> Vec<(String, Spanned<String>)> {
    let text = joined.text();
    let value = |range: Range<usize>, quoted: bool| {
        let held = variables.value(text.get(range.clone()).unwrap_or("")).filter(|_| !quoted);
        held.cloned().unwrap_or_else(|| joined.spanned(page, range))
    };
    let mut found = Vec::new();
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        let part = text.get(word.range.clone()).unwrap_or("");
        if word.quoted || !is_parameter(part) {
            found.push((String::new(), value(word.range.clone(), word.quoted)));
            continue;
        }
        let name = part.trim_start_matches('-');
        if let Some((name, given)) = name.split_once(':').filter(|(_, given)| !given.is_empty()) {
            let inside = given.trim_matches(|c| quote_kind(c).is_some());
            let lead = given.len() - given.trim_start_matches(|c| quote_kind(c).is_some()).len();
            let start = word.range.end - given.len() + lead;
            found.push((name.to_owned(), value(start..start + inside.len(), inside.len() < given.len())));
            continue;
        }
        let given =
            words.next_if(|next| next.quoted || !is_parameter(text.get(next.range.clone()).unwrap_or("")));
        let (range, quoted) =
            given.map_or((word.range.end..word.range.end, true), |given| (given.range.clone(), given.quoted));
        found.push((name.trim_end_matches(':').to_owned(), value(range, quoted)));
    }
    found
}

/// Whether an argument of a `Get-` cmdlet picks objects. `-Server` picks a server, which is known then.
fn narrows_get((name, value): &(String, Spanned<String>)) -> bool {
    let picks = ["filter", "identity", "thumbprint", "domainname", "resultsize", "sendersaddress"];
    let named = name.is_empty() || picks.iter().any(|known| name.eq_ignore_ascii_case(known));
    named && value.value != "*" && !value.value.eq_ignore_ascii_case("unlimited")
}

/// Whether a later part of the pipeline drops objects.
fn narrows(text: &str, words: &[Word]) -> bool {
    let mut first = true;
    let mut selects = false;
    for word in words {
        let part = text.get(word.range.clone()).unwrap_or("");
        if !word.quoted && (part == "|" || part == ";") {
            (first, selects) = (true, false);
            continue;
        }
        if std::mem::take(&mut first) {
            let name = part.split(['{', '(']).next().unwrap_or("").to_ascii_lowercase();
            let drops = ["where", "where-object", "?", "findstr", "find", "select-string", "sls", "foreach"];
            if drops.contains(&name.as_str()) || name == "%" || name == "foreach-object" {
                return true;
            }
            selects = ["select", "select-object", "sort", "sort-object"].contains(&name.as_str());
        } else if selects && is_parameter(part) {
            let name = part.trim_start_matches('-').to_ascii_lowercase();
            if ["first", "last", "skip", "skiplast", "index", "unique"].iter().any(|p| p.starts_with(&name)) {
                return true;
            }
        }
    }
    false
}
