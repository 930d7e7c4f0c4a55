//! What a command line begins with: the name of a cmdlet, or a variable.

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

/// Whether a line without a prompt may be a command.
pub(super) fn begins_like_a_command(line: &str) -> bool {
    let line = line.trim_start();
    let first = line.split(|c: char| c.is_whitespace() || c == '|').next().unwrap_or("");
    is_cmdlet(first, true) || assigns(line)
}

/// `$name = …`, whose output is not printed.
pub(super) fn assigns(line: &str) -> bool {
    line.strip_prefix('$').is_some_and(|rest| {
        let behind = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
        behind.len() < rest.len() && behind.trim_start().starts_with(['=', '|'])
    })
}

/// Whether a word is the name of a cmdlet, with any verb or one that is known.
pub(super) fn is_cmdlet(word: &str, known_verb: bool) -> bool {
    word.split_once('-').is_some_and(|(verb, noun)| {
        (3..=12).contains(&verb.len())
            && verb.bytes().all(|byte| byte.is_ascii_alphabetic())
            && (2..=64).contains(&noun.len())
            && noun.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && noun.starts_with(|c: char| c.is_ascii_alphabetic())
            && (!known_verb || VERBS.iter().any(|known| verb.eq_ignore_ascii_case(known)))
    })
}
