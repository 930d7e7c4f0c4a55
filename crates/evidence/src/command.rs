use crate::value::Joined;
use crate::{Command, Page, property_line};
use htd_source::Spanned;
use std::ops::Range;
use std::sync::Arc;

/// A prompt, with the command line behind it, if any; or a command line without a prompt.
#[derive(Debug)]
pub(crate) struct CommandLine {
    /// The lines it takes up.
    pub(crate) lines: Range<usize>,
    /// What it runs, where that is a cmdlet whose output follows.
    pub(crate) command: Option<Arc<Command>>,
}

/// Long commands are wrapped; more lines than this are no command.
const MAX_LINES: usize = 60;

/// Verbs by which a command is known where no prompt stands before it.
const VERBS: [&str; 20] = [
    "get",
    "set",
    "new",
    "remove",
    "enable",
    "disable",
    "import",
    "export",
    "test",
    "add",
    "start",
    "stop",
    "restart",
    "update",
    "invoke",
    "connect",
    "disconnect",
    "write",
    "select",
    "clear",
];

/// All prompts and command lines among the free lines of a page, in order.
pub(crate) fn find(page: &Page<'_>) -> Vec<CommandLine> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < page.len() {
        match at(page, index) {
            Some(line) => {
                index = line.lines.end;
                found.push(line);
            }
            None => index += 1,
        }
    }
    found
}

/// The line without its prompts, and the server that the last one names.
pub(crate) fn prompt(line: &str) -> Option<(Option<&str>, &str)> {
    let mut found = one_prompt(line)?;
    loop {
        // Several prompts on one line: output below belongs to what was typed behind the last one.
        let next = found.1.find("[PS]").and_then(|at| found.1.get(at..)).and_then(one_prompt);
        match next.or_else(|| one_prompt(found.1)) {
            Some(later) => found = later,
            None => return Some(found),
        }
    }
}

/// Walks down a page beside a reader and knows which command printed what stands below.
#[derive(Debug)]
pub(crate) struct Above<'a> {
    lines: &'a [CommandLine],
    next: usize,
    current: Option<&'a CommandLine>,
}

impl<'a> Above<'a> {
    pub(crate) fn new(lines: &'a [CommandLine]) -> Self {
        Self { lines, next: 0, current: None }
    }

    /// The command line that begins at a line. Lines are asked for in order.
    pub(crate) fn begins_at(&mut self, index: usize) -> Option<&'a CommandLine> {
        while self.lines.get(self.next).is_some_and(|line| line.lines.start < index) {
            self.next += 1;
        }
        let found = self.lines.get(self.next).filter(|line| line.lines.start == index)?;
        self.current = Some(found);
        Some(found)
    }

    /// Something stands there that the command did not print: what follows need not be its output.
    pub(crate) fn interrupt(&mut self) {
        self.current = None;
    }

    /// Where the next command line begins, past all lines where there is none; asked for behind the last one.
    pub(crate) fn next_start(&self) -> usize {
        self.lines.get(self.next).map_or(usize::MAX, |line| line.lines.start)
    }

    pub(crate) fn command(&self) -> Option<&'a Arc<Command>> {
        self.current.and_then(|line| line.command.as_ref())
    }
}

fn at(page: &Page<'_>, index: usize) -> Option<CommandLine> {
    if !page.is_free(index) {
        return None;
    }
    let line = page.line(index);
    let (server, typed, prompted) = match prompt(line) {
        Some((server, typed)) => (server, typed, true),
        None if begins_like_a_command(line) => (None, line, false),
        None => return None,
    };
    if typed.trim().is_empty() {
        return Some(CommandLine { lines: index..index + 1, command: None });
    }
    if !prompted && is_prose(typed, &words(typed)) {
        return None;
    }
    let (joined, end) = gather(page, index, typed, prompted);
    let words = words(joined.text());
    let mut command = command(page, &joined, &words);
    if let Some(command) = &mut command {
        command.session_server = server.map(|name| Spanned::new(name.to_owned(), page.span_of(name)));
    }
    Some(CommandLine { lines: index..end, command: command.map(Arc::new) })
}

fn one_prompt(text: &str) -> Option<(Option<&str>, &str)> {
    let mut rest = text.trim_start();
    let mut server = None;
    let mut shell = false;
    if let Some(bracket) = rest.strip_prefix('[') {
        let (inside, behind) = split_near(bracket, ']', 100)?;
        if inside == "PS" {
            shell = true;
            rest = behind.trim_start();
        } else {
            server = Some(inside);
            rest = behind.strip_prefix(':')?.trim_start();
        }
    }
    if let Some(behind) = rest.strip_prefix("PS").filter(|behind| behind.starts_with([' ', '>'])) {
        shell = true;
        rest = behind.trim_start();
    }
    let (path, typed) = split_near(rest, '>', 260)?;
    let drive = match path.as_bytes() {
        [letter, b':', rest @ ..] => letter.is_ascii_alphabetic() && matches!(rest, [] | [b'\\' | b'/', ..]),
        _ => shell && (path.is_empty() || path.starts_with(['\\', '/', '~'])),
    };
    (drive && !path.contains(['<', '|', '"', '*', '?'])).then_some((server, typed))
}

/// Splits at a character that stands within the first `limit` bytes.
fn split_near(text: &str, at: char, limit: usize) -> Option<(&str, &str)> {
    let near = text.get(..text.floor_char_boundary(limit))?;
    let offset = near.find(at)?;
    Some((text.get(..offset)?, text.get(offset + at.len_utf8()..)?))
}

fn begins_like_a_command(line: &str) -> bool {
    let line = line.trim_start();
    let first = line.split(|c: char| c.is_whitespace() || c == '|').next().unwrap_or("");
    is_cmdlet(first, true) || assigns(line)
}

/// `$name = …`, whose output is not printed.
fn assigns(line: &str) -> bool {
    line.strip_prefix('$').is_some_and(|rest| {
        let behind = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
        behind.len() < rest.len() && behind.trim_start().starts_with(['=', '|'])
    })
}

fn is_cmdlet(word: &str, known_verb: bool) -> bool {
    word.split_once('-').is_some_and(|(verb, noun)| {
        (3..=12).contains(&verb.len())
            && verb.bytes().all(|byte| byte.is_ascii_alphabetic())
            && (2..=64).contains(&noun.len())
            && noun.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && noun.starts_with(|c: char| c.is_ascii_alphabetic())
            && (!known_verb || VERBS.iter().any(|known| verb.eq_ignore_ascii_case(known)))
    })
}

/// A command line with the lines that continue it, and the line behind it.
fn gather(page: &Page<'_>, index: usize, typed: &str, prompted: bool) -> (Joined, usize) {
    let mut joined = Joined::default();
    let mut nesting = Nesting::default();
    let mut last = page.range_of(typed);
    let mut blank = false;
    let mut next = index + 1;
    loop {
        let text = page.text().get(last.clone()).unwrap_or("");
        let ticked = text.trim_end().strip_suffix('`');
        let kept = ticked.unwrap_or(text);
        joined.push(page, last.start..last.start + kept.len(), blank);
        kept.chars().for_each(|character| nesting.take(character));
        let open = nesting.is_open() || kept.trim_end().ends_with(['|', ',', '{', '(']);
        let line = page.line(next);
        let can_continue = next < page.len()
            && next - index < MAX_LINES
            && page.is_free(next)
            && !line.trim().is_empty()
            && prompt(line).is_none();
        let continues = can_continue
            && (ticked.is_some()
                || property_line::parse(line).is_none() && (open || prompted && wrapped_hard(page, next)));
        if !continues {
            return (joined, next);
        }
        // A console wraps in the middle of a word; whoever breaks a line on purpose means white space.
        blank = ticked.is_some() || open;
        last = page.range(next);
        next += 1;
    }
}

/// Whether a console wrapped the line before `next`: it is long, and output has not begun yet.
fn wrapped_hard(page: &Page<'_>, next: usize) -> bool {
    let before = page.line(next.saturating_sub(1)).chars().count();
    let behind = page.line(next + 1);
    before >= 60
        && page.line(next).chars().count() <= before
        && !begins_like_a_command(page.line(next))
        && (next + 1 >= page.len() || behind.trim().is_empty() || property_line::parse(behind).is_some())
}

/// A word, a `|` or a `;` of a command line.
#[derive(Debug, Clone)]
struct Word {
    range: Range<usize>,
    quoted: bool,
}

/// The quote mark and the brackets that are open at a place of a command line.
#[derive(Debug, Default)]
struct Nesting {
    quote: Option<char>,
    depth: usize,
}

impl Nesting {
    fn take(&mut self, character: char) {
        let kind = quote_kind(character);
        match character {
            _ if self.quote.is_some() => self.quote = self.quote.filter(|_| kind != self.quote),
            _ if kind.is_some() => self.quote = kind,
            '(' | '{' | '[' => self.depth += 1,
            ')' | '}' | ']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn is_open(&self) -> bool {
        self.quote.is_some() || self.depth > 0
    }
}

/// Splits a command line at blanks, outside of quote marks and brackets.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut nesting = Nesting::default();
    let mut start = None;
    for (offset, character) in text.char_indices() {
        let outside = !nesting.is_open();
        nesting.take(character);
        let separates = matches!(character, '|' | ';');
        if outside && (separates || character.is_whitespace()) {
            finish(text, &mut words, start.take(), offset);
            if separates {
                words.push(Word { range: offset..offset + 1, quoted: false });
            }
        } else {
            start.get_or_insert(offset);
        }
    }
    finish(text, &mut words, start, text.len());
    words
}

fn finish(text: &str, words: &mut Vec<Word>, start: Option<usize>, end: usize) {
    let Some(start) = start else { return };
    let word = text.get(start..end).unwrap_or("");
    // `a, b` is one argument.
    let separated = |last: &Word| text.get(last.range.clone()).is_some_and(|before| before.ends_with(','));
    if let Some(last) =
        words.last_mut().filter(|last| !last.quoted && separated(last) || word.starts_with(','))
    {
        last.range.end = end;
        last.quoted = false;
        return;
    }
    match unquoted(word) {
        Some(inside) => words.push(Word { range: start + inside.start..start + inside.end, quoted: true }),
        None => words.push(Word { range: start..end, quoted: false }),
    }
}

/// The inside of a word that is quoted as a whole.
fn unquoted(word: &str) -> Option<Range<usize>> {
    let first = word.chars().next()?;
    let kind = quote_kind(first)?;
    let inside = word.get(first.len_utf8()..)?;
    let end = inside.find(|c| quote_kind(c) == Some(kind))?;
    let close = inside.get(end..)?.chars().next()?;
    (end + close.len_utf8() == inside.len()).then_some(first.len_utf8()..first.len_utf8() + end)
}

/// PowerShell takes typographic quote marks for the plain ones.
fn quote_kind(character: char) -> Option<char> {
    match character {
        '"' | '“' | '”' | '„' => Some('"'),
        '\'' | '‘' | '’' | '‚' | '‛' => Some('\''),
        _ => None,
    }
}

/// A sentence that begins with the name of a cmdlet.
fn is_prose(text: &str, words: &[Word]) -> bool {
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

fn command(page: &Page<'_>, joined: &Joined, words: &[Word]) -> Option<Command> {
    let text = joined.text();
    let part = |word: &Word| text.get(word.range.clone()).unwrap_or("");
    let (first, rest) = words.split_first()?;
    if first.quoted || !is_cmdlet(part(first), false) {
        return None;
    }
    let own = rest.iter().position(|word| !word.quoted && matches!(part(word), "|" | ";"));
    let (own, later) = rest.split_at(own.unwrap_or(rest.len()));
    let arguments = arguments(page, joined, own);
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

fn arguments(page: &Page<'_>, joined: &Joined, words: &[Word]) -> Vec<(String, Spanned<String>)> {
    let text = joined.text();
    let mut found = Vec::new();
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        let part = text.get(word.range.clone()).unwrap_or("");
        if word.quoted || !is_parameter(part) {
            found.push((String::new(), joined.spanned(page, word.range.clone())));
            continue;
        }
        let name = part.trim_start_matches('-');
        if let Some((name, value)) = name.split_once(':').filter(|(_, value)| !value.is_empty()) {
            let inside = value.trim_matches(|c| quote_kind(c).is_some());
            let lead = value.len() - value.trim_start_matches(|c| quote_kind(c).is_some()).len();
            let start = word.range.end - value.len() + lead;
            found.push((name.to_owned(), joined.spanned(page, start..start + inside.len())));
            continue;
        }
        let value =
            words.next_if(|next| next.quoted || !is_parameter(text.get(next.range.clone()).unwrap_or("")));
        let range = value.map_or(word.range.end..word.range.end, |value| value.range.clone());
        found.push((name.trim_end_matches(':').to_owned(), joined.spanned(page, range)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use htd_source::{Clean, SourceId};

    fn read(text: &str) -> Vec<CommandLine> {
        let clean = Clean::new(SourceId(0), text);
        find(&Page::new(&clean))
    }

    fn one(text: &str) -> Arc<Command> {
        let mut found = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.remove(0).command.unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn knows_prompts() {
        for line in [
            "[PS] C:\\Windows\\system32>Get-ReceiveConnector",
            "[PS] C:\\>Get-ReceiveConnector",
            "PS C:\\Program Files\\Scripts> Get-ReceiveConnector",
            "C:\\>Get-ReceiveConnector",
            "PS>Get-ReceiveConnector",
            "[PS] C:\\>[PS] C:\\>Get-ReceiveConnector",
            "[PS] C:\\>cls [PS] C:\\Scripts>Get-ReceiveConnector",
            "[ex01.contoso.com]: PS C:\\Users\\admin\\Documents> Get-ReceiveConnector",
            "PS /home/admin> Get-ReceiveConnector",
            "Get-ReceiveConnector",
        ] {
            assert_eq!(one(line).cmdlet.value, "Get-ReceiveConnector", "{line}");
        }
        for line in
            ["a > b", "<I>CN=A<S>CN=B", "http://contoso.com/>", "C: is full > 90 %", "x:y>z", "[note] C>"]
        {
            assert!(read(line).is_empty(), "{line}");
        }
        let command = one("[ex01.contoso.com]: PS C:\\>Get-ReceiveConnector");
        let server = command.session_server.as_ref().unwrap();
        assert_eq!(server.value, "ex01.contoso.com");
    }

    #[test]
    fn a_sentence_is_no_command() {
        for line in [
            "Get-ReceiveConnector shows the following:",
            "Get-ExchangeCertificate does not list the certificate any more",
            "Set-up of the server",
            "Get-well soon to everybody",
            "Then I ran Get-ReceiveConnector | fl",
        ] {
            assert!(read(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn reads_arguments() {
        let command = one(
            "Set-ReceiveConnector 'EX01\\Default Frontend EX01' -RequireTLS: $false -Server:EX01 -Bindings \
             '[::]:25','0.0.0.0:25' -Fqdn “mail.contoso.com” -Confirm",
        );
        let values: Vec<_> = command.arguments.iter().map(|(n, v)| (n.as_str(), v.value.as_str())).collect();
        assert_eq!(
            values,
            [
                ("", "EX01\\Default Frontend EX01"),
                ("RequireTLS", "$false"),
                ("Server", "EX01"),
                ("Bindings", "'[::]:25','0.0.0.0:25'"),
                ("Fqdn", "mail.contoso.com"),
                ("Confirm", ""),
            ]
        );
    }

    #[test]
    fn tells_what_narrows_the_output() {
        for (line, filtered) in [
            ("Get-ReceiveConnector | fl", false),
            ("Get-ReceiveConnector -Server EX01 | fl Name, Fqdn", false),
            ("Get-ReceiveConnector | select Name,Fqdn | fl", false),
            ("Get-ReceiveConnector | where {$_.Fqdn -like '*|*'} | fl", true),
            ("Get-ReceiveConnector|?{$_.Enabled}|fl", true),
            ("Get-ReceiveConnector | select -First 1", true),
            ("Get-ReceiveConnector 'EX01\\Default Frontend EX01' | fl", true),
            ("Get-ReceiveConnector -Identity \"EX01\\Default Frontend EX01\" | fl", true),
            ("Get-SendConnector -Filter {Enabled -eq $true}", true),
            ("Get-ExchangeCertificate -Thumbprint AB | fl", true),
            ("Get-ReceiveConnector | fl; Get-SendConnector | fl", true),
            ("Get-ReceiveConnector | fl;", false),
        ] {
            assert_eq!(one(line).filtered, filtered, "{line}");
        }
    }

    #[test]
    fn joins_wrapped_lines() {
        let ticked = read(
            "Set-SendConnector -Identity 'a' `\n    -Fqdn 'mail.contoso.com' `\n    -RequireTLS $true\n",
        );
        assert_eq!(ticked[0].lines, 0..3);
        assert_eq!(ticked[0].command.as_ref().unwrap().argument("Fqdn").unwrap().value, "mail.contoso.com");

        let wrapped = read(
            "[PS] C:\\Windows\\system32>Get-ExchangeCertificate -Server EX01 -DomainController dc0\n1.contoso.com \
             | fl Thumbprint\n\nThumbprint : AB\n",
        );
        assert_eq!(wrapped[0].lines, 0..2);
        let command = wrapped[0].command.as_ref().unwrap();
        assert_eq!(command.argument("DomainController").unwrap().value, "dc01.contoso.com");

        let piped = read("Get-ReceiveConnector |\n  fl Name,\n  Fqdn\nName : a\n");
        assert_eq!(piped[0].lines, 0..3);
    }
}
