//! The text of values: entities of XML, escapes of the shell.

/// A value as the shell had it: entities and `_xHHHH_` replaced. What is neither stays as it is, so that an
/// entity that a document declares is worth nothing.
pub(super) fn unescaped(raw: &str) -> String {
    if htd_scan::find2(raw.as_bytes(), b'&', b'_').is_none() {
        return raw.to_owned();
    }
    let mut text = String::with_capacity(raw.len());
    let mut left = raw;
    while let Some((before, behind)) = left.split_once('&') {
        text.push_str(before);
        let name = behind.get(..behind.floor_char_boundary(12)).unwrap_or("");
        let found = name.split_once(';').and_then(|(name, _)| Some((entity(name)?, name.len() + 1)));
        match found {
            Some((c, length)) => {
                text.push(c);
                left = behind.get(length..).unwrap_or("");
            }
            None => {
                text.push('&');
                left = behind;
            }
        }
    }
    text.push_str(left);
    if text.contains("_x") { without_escapes(&text) } else { text }
}

fn entity(name: &str) -> Option<char> {
    let number = match name {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => name.strip_prefix('#')?,
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

/// `_x000D_` is a unit of UTF-16, and so is the half of a character outside the first plane.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut left = text;
    let mut lead: Option<u32> = None;
    loop {
        let before = left.find("_x").unwrap_or(left.len());
        let (verbatim, escape) = left.split_at_checked(before).unwrap_or((left, ""));
        if !verbatim.is_empty() && lead.take().is_some() {
            plain.push(char::REPLACEMENT_CHARACTER);
        }
        plain.push_str(verbatim);
        if escape.is_empty() {
            break;
        }
        let unit = match escape.as_bytes() {
            [_, _, a, b, c, d, b'_', ..] => [a, b, c, d]
                .iter()
                .try_fold(0, |sum, digit| Some(sum * 16 + char::from(**digit).to_digit(16)?)),
            _ => None,
        };
        let Some(unit) = unit else {
            if lead.take().is_some() {
                plain.push(char::REPLACEMENT_CHARACTER);
            }
            plain.push_str("_x");
            left = escape.get(2..).unwrap_or("");
            continue;
        };
        match (lead.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => {
                let code = 0x10000 + ((high & 0x3FF) << 10) + (unit & 0x3FF);
                plain.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            (high, _) => {
                if high.is_some() {
                    plain.push(char::REPLACEMENT_CHARACTER);
                }
                match unit {
                    0xD800..=0xDBFF => lead = Some(unit),
                    _ => plain.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)),
                }
            }
        }
        left = escape.get(7..).unwrap_or("");
    }
    if lead.is_some() {
        plain.push(char::REPLACEMENT_CHARACTER);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_escapes_are_replaced_and_nothing_else() {
        for (raw, text) in [
            ("&lt;I&gt;CN=A &amp; B&lt;S&gt;CN=&quot;C&quot;&apos;", "<I>CN=A & B<S>CN=\"C\"'"),
            ("&#65;&#x42;&#x1F512;", "AB\u{1F512}"),
            ("a_x000D__x000A_b", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDD12_!", "\u{1F512}!"),
            ("_xD83D_a_xDD12_", "\u{FFFD}a\u{FFFD}"),
            ("_xD83D__xD83D__xDD12_", "\u{FFFD}\u{1F512}"),
            ("&lol9; &; & &#xD800; &#x; _x00_ _xGGGG_ _x", "&lol9; &; & &#xD800; &#x; _x00_ _xGGGG_ _x"),
            ("_x12é4_", "_x12é4_"),
            ("&üüüüüüüüüü;", "&üüüüüüüüüü;"),
        ] {
            assert_eq!(unescaped(raw), text, "{raw}");
        }
    }
}
