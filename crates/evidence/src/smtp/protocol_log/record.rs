//! One record of a protocol log.

/// A record that was pasted may be wrapped.
pub(super) const MAX_LINES: usize = 8;

/// A record: `date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context`.
/// Where it was wrapped, its fields hold line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record<'a> {
    pub(super) time: &'a str,
    pub(super) connector: &'a str,
    pub(super) id: &'a str,
    pub(super) local: &'a str,
    pub(super) remote: &'a str,
    pub(super) event: u8,
    pub(super) data: &'a str,
    pub(super) context: &'a str,
    /// Whether the end of the data shows, so that nothing of it was cut.
    pub(super) ended: bool,
}

/// Whether a line begins as records do: `2025-01-29T20:14:51.470Z,`.
pub(crate) fn begins(line: &[u8]) -> bool {
    let byte = |at: usize| line.get(at).copied().unwrap_or(0);
    byte(0).is_ascii_digit()
        && byte(4) == b'-'
        && byte(7) == b'-'
        && byte(10) == b'T'
        && byte(13) == b':'
        && byte(16) == b':'
        && matches!(line.iter().skip(17).take(16).find(|byte| !is_of_time(**byte)), Some(b','))
}

fn is_of_time(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b'Z' | b':' | b'+' | b'-')
}

/// Reads a record.
pub(super) fn parse(text: &str) -> Option<Record<'_>> {
    if !begins(text.as_bytes()) {
        return None;
    }
    let mut rest = text;
    let mut head = [""; 7];
    for field in &mut head {
        (*field, rest) = field_of(rest)?;
    }
    let [time, connector, id, number, local, remote, event] = head;
    let (&[event], true) = (event.as_bytes(), number.bytes().all(|byte| byte.is_ascii_digit())) else {
        return None;
    };
    if !matches!(event, b'+' | b'-' | b'>' | b'<' | b'*') || id.is_empty() || id.len() > 64 {
        return None;
    }
    let (data, context, ended) = tail(rest, event);
    Some(Record {
        time,
        connector: connector.trim(),
        id: id.trim(),
        local,
        remote,
        event,
        data,
        context,
        ended,
    })
}

/// A field, and what follows its comma.
fn field_of(text: &str) -> Option<(&str, &str)> {
    match quoted(text) {
        Some((field, rest)) => Some((field, rest.strip_prefix(',')?)),
        None => text.split_once(','),
    }
}

/// A field in quotes, and what follows them.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let at = from + inner.get(from..)?.find('"')?;
        let behind = inner.get(at + 1..)?;
        if !behind.starts_with('"') {
            return Some((inner.get(..at)?, behind));
        }
        from = at + 2;
    }
}

/// The data and the context. Some records have one of the two only, and copies lose quotes.
fn tail(text: &str, event: u8) -> (&str, &str, bool) {
    if let Some((data, rest)) = quoted(text) {
        return (data, unquoted(rest.strip_prefix(',').unwrap_or(rest)), true);
    }
    let text = text.strip_prefix('"').unwrap_or(text);
    let cut = if event != b'*' || text.starts_with(',') {
        text.find(',')
    } else if text.trim_end().ends_with('"') {
        text.find(",\"")
    } else {
        text.rfind(',')
    };
    let parts = cut.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?)));
    parts.map_or((text, "", false), |(data, context)| (data, unquoted(context), true))
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix('"').unwrap_or(text);
    text.strip_suffix('"').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tail_of(end: &str) -> Option<(String, String, bool)> {
        let text = format!(
            "2025-01-29T20:14:51.470Z,EX01\\Default Frontend EX01,08DD,3,192.0.2.1:25,203.0.113.4:5,{end}"
        );
        parse(&text).map(|record| (record.data.to_owned(), record.context.to_owned(), record.ended))
    }

    #[test]
    fn data_and_context_are_told_apart() {
        let case = |end: &str, data: &str, context: &str, ended: bool| {
            assert_eq!(tail_of(end), Some((data.to_owned(), context.to_owned(), ended)), "{end}");
        };
        case("<,STARTTLS,", "STARTTLS", "", true);
        case("<,STARTTLS", "STARTTLS", "", false);
        case(">,\"220 ready at Wed, 11 Jan\",", "220 ready at Wed, 11 Jan", "", true);
        case(
            "*,\"CN=a, O=\"\"b, c\"\"\",Certificate subject",
            "CN=a, O=\"\"b, c\"\"",
            "Certificate subject",
            true,
        );
        case("*,CN=a, O=b,Certificate subject", "CN=a, O=b", "Certificate subject", true);
        case("*,,\"TLS protocol, and so on\"", "", "TLS protocol, and so on", true);
        case("*,,TLS protocol, and so on", "", "TLS protocol, and so on", true);
        case("*,Sending certificate", "Sending certificate", "", false);
        case("+,,", "", "", true);
        assert_eq!(tail_of("?,,"), None);
        assert_eq!(parse("2025-01-29T20:14:51.470Z,a,b"), None);
        assert_eq!(parse("29.01.2025 20:14,a,b,1,c,d,+,,"), None);
    }

    #[test]
    fn a_connector_may_have_a_comma() {
        let text = "2025-01-29T20:14:51Z,\"To, and from\",08DD,3,,192.0.2.1:25,*,,attempting to connect";
        let record = parse(text).unwrap();
        assert_eq!((record.connector, record.remote), ("To, and from", "192.0.2.1:25"));
    }
}
