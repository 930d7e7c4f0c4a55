//! What a single line of a session is.

use super::open_ssl;
use crate::item::SessionKind;
use crate::page::Page;
use htd_scan::marks;

/// A line.
pub(super) enum Line<'a> {
    Blank,
    /// A command that connects.
    Connect {
        kind: SessionKind,
        host: Option<&'a str>,
        port: Option<&'a str>,
    },
    /// `PORT 25:` above what that port answered.
    Heading {
        port: &'a str,
    },
    /// `Connected to mail.contoso.com.`
    Connected {
        host: Option<&'a str>,
    },
    /// What telnet itself says.
    Noise,
    /// A line of openssl; whether it says that STARTTLS was not offered.
    OpenSsl {
        starttls_not_found: bool,
    },
    /// A tool says that TLS is up.
    TlsStarted,
    /// An SMTP command, upper case.
    Verb(&'static str),
    /// A greeting of stars.
    MaskedBanner(&'a str),
    /// What a server answered; `tls` where the tool marks it as received within TLS.
    Reply {
        code: u16,
        more: bool,
        text: &'a str,
        tls: bool,
    },
    Other,
}

const VERBS: [&str; 14] = [
    "EHLO", "HELO", "STARTTLS", "MAIL", "RCPT", "DATA", "QUIT", "RSET", "NOOP", "AUTH", "HELP", "VRFY",
    "BDAT", "XEXCH50",
];

/// Marks of tools before what was sent and received; `~` means within TLS.
const MARKS: [&str; 10] = ["<~", "~>", "<-", "->", "<**", "**>", "S:", "C:", "<", ">"];

/// Whether a session may begin in a line, by a cheap look: where none is open, all other lines say nothing.
pub(super) fn may_begin(page: &Page<'_>, index: usize) -> bool {
    let found = page.marks(index);
    if found & marks::ODD != 0 {
        return !page.is_blank(index);
    }
    let line = page.line(index).trim_ascii();
    let bytes = line.as_bytes();
    let Some(&first) = bytes.first() else { return false };
    if found & (marks::GREATER | marks::PROMPT) != 0 {
        // `telnet`, `openssl` and `open` may have been typed behind a prompt.
        let prompt = bytes.iter().position(|byte| matches!(byte, b'>' | b'$' | b'#')).unwrap_or(0);
        let typed = bytes.get(prompt + 1..).unwrap_or_default().trim_ascii_start();
        if matches!(typed.first(), Some(b'o' | b'O' | b't' | b'T')) || matches!(first, b'o' | b'O') {
            return true;
        }
    }
    let begins = |word: &str| starts_with(line, word);
    let known = match first.to_ascii_lowercase() {
        b'c' => begins("c:") || begins("connected"),
        b'd' => begins("didn't"),
        b'e' => begins("ehlo"),
        b'h' => begins("helo"),
        b'o' => begins("openssl"),
        b's' => begins("s:"),
        b't' => begins("telnet"),
        b'2' => true,
        // Rows of signs stand around headings, and tools mark what was sent.
        other => !other.is_ascii_alphanumeric(),
    };
    known || may_be_heading(line)
}

/// Whether a line ends in the number of a port.
fn may_be_heading(line: &str) -> bool {
    let line = line.trim_end_matches([':', '-', '*', '=', '_', ' ', '#']);
    line.ends_with(|c: char| c.is_ascii_digit())
        && line.len() <= 44
        && htd_scan::find_word_ignoring_case(line.as_bytes(), b"port").is_some()
}

/// Tells what a line is.
pub(super) fn of(line: &str) -> Line<'_> {
    let whole = line.trim();
    if whole.is_empty() {
        return Line::Blank;
    }
    let (text, tls) = unmarked(whole);
    if let Some((code, more)) = reply(text) {
        if code == 220 && stars(text) {
            return Line::MaskedBanner(text);
        }
        return Line::Reply { code, more, text, tls };
    }
    if stars(text)
        && text.starts_with('2')
        && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'*' | b' ' | b'-'))
    {
        return Line::MaskedBanner(text);
    }
    if let Some(verb) = verb(text) {
        return Line::Verb(verb);
    }
    connect(whole).or_else(|| tool(whole)).unwrap_or(Line::Other)
}

/// Whether the text of a 220 line greets; numbers stand at the beginning of other lines too.
pub(super) fn is_banner(text: &str) -> bool {
    let rest = text.get(4..).unwrap_or("");
    let host = rest.split(' ').next().unwrap_or("");
    host.contains(".") || rest.to_ascii_uppercase().contains("SMTP")
}

fn unmarked(text: &str) -> (&str, bool) {
    for mark in MARKS {
        let rest = text.strip_prefix(mark).filter(|rest| rest.starts_with(' '));
        if let Some(rest) =
            rest.map(str::trim_start).filter(|rest| reply(rest).is_some() || verb(rest).is_some())
        {
            return (rest, mark.contains("~"));
        }
    }
    (text, false)
}

fn reply(text: &str) -> Option<(u16, bool)> {
    let code: u16 = text.get(..3).filter(|code| code.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let more = match text.as_bytes().get(3) {
        Some(b'-') => true,
        Some(b' ') | None => false,
        // A firewall masks the blank of the greeting as well.
        Some(b'*') if code == 220 => false,
        Some(_) => return None,
    };
    (200..600).contains(&code).then_some((code, more))
}

fn stars(text: &str) -> bool {
    text.contains("****")
}

fn verb(text: &str) -> Option<&'static str> {
    let first = text.split([' ', ':']).next()?;
    let known = VERBS.into_iter().find(|verb| verb.eq_ignore_ascii_case(first))?;
    let rest = text.get(first.len()..)?.trim();
    // `help`, `data` and `mail` begin sentences too.
    let fits = match known {
        "MAIL" => starts_with(rest, "from"),
        "RCPT" => starts_with(rest, "to"),
        "STARTTLS" | "DATA" | "QUIT" | "RSET" => rest.is_empty(),
        _ => rest.split(' ').count() <= 2,
    };
    fits.then_some(known)
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

fn connect(text: &str) -> Option<Line<'_>> {
    if let Some(rest) = typed(text, "openssl s_client") {
        let target = rest.split_once("-connect ").map_or("", |(_, after)| after.trim_start());
        let target = target.split(' ').next().unwrap_or("").trim_matches(['"', '\'']);
        let (host, port) = target.rsplit_once(':').unwrap_or((target, ""));
        let filled = |part: &'_ str| !part.is_empty();
        return Some(Line::Connect {
            kind: SessionKind::OpenSsl,
            host: Some(host).filter(|part| filled(part)),
            port: Some(port).filter(|part| filled(part)),
        });
    }
    let rest = typed(text, "telnet ")
        .or_else(|| typed(text, "telnet.exe "))
        .or_else(|| text.contains("elnet>").then(|| typed(text, "open ").or_else(|| typed(text, "o ")))?)?;
    let mut words = rest.split_whitespace();
    let (host, port) = (words.next(), words.next());
    // A sentence that begins with the word goes on for longer.
    let command = words.next().is_none() && port.is_none_or(|port| port.bytes().all(|b| b.is_ascii_digit()));
    command.then_some(Line::Connect { kind: SessionKind::Telnet, host, port })
}

/// What stands behind a command that was typed at a prompt or at the beginning of a line.
fn typed<'a>(text: &'a str, command: &str) -> Option<&'a str> {
    let prompt = text.find(['>', '$', '#']).filter(|at| *at <= 120);
    [Some(0), prompt.map(|at| at + 1)].into_iter().flatten().find_map(|at| {
        let rest = text.get(at..)?.trim_start();
        starts_with(rest, command).then(|| rest.get(command.len()..))?
    })
}

fn tool(text: &str) -> Option<Line<'_>> {
    let said = text.trim_start_matches(['=', '*', ' ']);
    if let Some(rest) = said.strip_prefix("Connected to ") {
        let host =
            rest.split(' ').next().map(|host| host.trim_end_matches('.')).filter(|host| !host.is_empty());
        return Some(Line::Connected { host });
    }
    let begins = |starts: &[&str]| starts.iter().any(|start| starts_with(said, start));
    if begins(&["TLS started"]) {
        return Some(Line::TlsStarted);
    }
    if begins(&[
        "Microsoft Telnet>",
        "telnet>",
        "Trying ",
        "Escape character",
        "Connecting To ",
        "Welcome to Microsoft Telnet",
    ]) || begins(&[
        "Connection to host lost",
        "Connection closed",
        "Press any key to continue",
        "Log file:",
    ]) || begins(&["Local echo on", "Local_echo"])
    {
        return Some(Line::Noise);
    }
    if let Some(port) = heading(text) {
        return Some(Line::Heading { port });
    }
    open_ssl::is_output(text)
        .then(|| Line::OpenSsl { starttls_not_found: open_ssl::says_starttls_was_not_found(text) })
}

/// The port of a heading: `PORT 587:`, `Port 25`, `On port 25:`.
fn heading(text: &str) -> Option<&str> {
    let text = text.trim_matches(['#', '*', '=', '-', ' ', ':', '_']);
    if text.len() > 40 {
        return None;
    }
    let mut words = text.split([' ', ':']).filter(|word| !word.is_empty());
    words.by_ref().find(|word| word.eq_ignore_ascii_case("port"))?;
    let port = words.next().filter(|port| port.parse::<u16>().is_ok())?;
    words.next().is_none().then_some(port)
}
