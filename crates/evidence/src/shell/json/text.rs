use htd_source::Timestamp;

/// Say nothing: a carriage return stands before a line break, or alone, where it separates nothing.
const SILENT: [char; 3] = ['\r', '\u{8}', '\u{C}'];

/// What a text says, and whether a console broke it over lines.
pub(super) fn unescaped(raw: &str) -> (String, bool) {
    let mut text = String::with_capacity(raw.len());
    let mut wrapped = false;
    let mut rest = raw;
    loop {
        let plain = htd_scan::find3(rest.as_bytes(), b'\\', b'\n', b'\r').unwrap_or(rest.len());
        text.push_str(rest.get(..plain).unwrap_or(rest));
        let mut characters = rest.get(plain..).unwrap_or("").chars();
        match characters.next() {
            None => return (text, wrapped),
            Some('\\') => match characters.next() {
                Some('u') => {
                    let (character, behind) = code(characters.as_str());
                    text.extend(Some(character).filter(|character| !SILENT.contains(character)));
                    rest = behind;
                    continue;
                }
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('r' | 'b' | 'f') => {}
                Some(other) => text.push(other),
                None => {}
            },
            Some(_) => wrapped = true,
        }
        rest = characters.as_str();
    }
}

/// The character of `003c`, or of two halves `d83d\ude00`, and what follows.
fn code(rest: &str) -> (char, &str) {
    let Some((unit, behind)) = hex(rest) else { return (char::REPLACEMENT_CHARACTER, rest) };
    if let Some(character) = char::from_u32(unit) {
        return (character, behind);
    }
    let low = behind.strip_prefix("\\u").and_then(hex).filter(|(low, _)| (0xDC00..0xE000).contains(low));
    match low {
        Some((low, behind)) if unit < 0xDC00 => {
            let character = char::from_u32(0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
            (character.unwrap_or(char::REPLACEMENT_CHARACTER), behind)
        }
        _ => (char::REPLACEMENT_CHARACTER, behind),
    }
}

fn hex(rest: &str) -> Option<(u32, &str)> {
    let (digits, behind) = rest.split_at_checked(4)?;
    let mut unit = 0;
    for digit in digits.chars() {
        unit = unit << 4 | digit.to_digit(16)?;
    }
    Some((unit, behind))
}

/// The moment of `/Date(1763800000000)/`, in milliseconds since 1970, in UTC.
pub(super) fn date(text: &str) -> Option<String> {
    let inside = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let digits = inside.strip_prefix('-').unwrap_or(inside);
    // A zone may follow; the number is in UTC all the same.
    let digits = digits.split(['+', '-']).next()?;
    let size: i64 = digits.parse().ok()?;
    let milliseconds = if inside.starts_with('-') { -size } else { size };
    let seconds = milliseconds.div_euclid(1000);
    // Beyond these, dates have no four digits for the year; Exchange writes such for `never`.
    (-62_135_596_800..=253_402_300_799).contains(&seconds).then(|| Timestamp(seconds).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_escape_is_read() {
        let read = |raw: &str| unescaped(raw).0;
        assert_eq!(read(r"\u003cI\u003eCN=A\u003CS\u003E"), "<I>CN=A<S>");
        assert_eq!(read(r#"EX01\\Default \"x\" \/ a\r\nb\tc"#), "EX01\\Default \"x\" / a\nb\tc");
        assert_eq!(read(r"a\u000d\u000ab\u0009c\u0008\u000c"), "a\nb\tc");
        assert_eq!(read(r"\ud83d\ude00 \ud83d \ude00 \u12 \u"), "😀 \u{FFFD} \u{FFFD} \u{FFFD}12 \u{FFFD}");
        assert_eq!(unescaped("CN=con\r\ntoso"), ("CN=contoso".to_owned(), true));
        assert_eq!(read("Prüfung\\"), "Prüfung");
    }

    #[test]
    fn moments_are_those_of_utc() {
        assert_eq!(date("/Date(1763800000000)/").as_deref(), Some("2025-11-22T08:26:40Z"));
        assert_eq!(date("/Date(1763800000000+0100)/").as_deref(), Some("2025-11-22T08:26:40Z"));
        assert_eq!(date("/Date(-1000)/").as_deref(), Some("1969-12-31T23:59:59Z"));
        for text in
            ["/Date()/", "/Date(x)/", "/Date(99999999999999999)/", "/Date(9223372036854775808)/", "Date"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
