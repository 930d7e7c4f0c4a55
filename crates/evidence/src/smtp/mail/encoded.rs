//! What mail does to text: base64, quoted-printable, encoded words in headers, HTML.

use super::charset;
use super::line::Line;

/// Decodes base64: the bytes, the line of the file that each line of them begins in, and whether something
/// was left out because it is none.
pub(super) fn base64(lines: &[Line<'_>]) -> (Vec<u8>, Vec<u32>, bool) {
    let mut letters = String::new();
    // How many letters stand before each line.
    let mut before: Vec<(usize, u32)> = Vec::new();
    let mut damaged = false;
    'lines: for line in lines {
        before.push((letters.len(), line.number));
        for &byte in line.bytes {
            match byte {
                b' ' | b'\t' | b'=' => {}
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => letters.push(char::from(byte)),
                _ => {
                    damaged = true;
                    break 'lines;
                }
            }
        }
    }
    if letters.len() % 4 == 1 {
        letters.pop();
        damaged = true;
    }
    let bytes = htd_source::base64(&letters).unwrap_or_default();
    let mut numbers = Vec::new();
    let mut line = 0;
    let breaks = bytes.iter().enumerate().filter(|&(_, &byte)| byte == b'\n').map(|(at, _)| at + 1);
    for start in std::iter::once(0).chain(breaks) {
        // Three bytes stand in four letters.
        while before.get(line + 1).is_some_and(|&(letters, _)| letters / 4 * 3 <= start) {
            line += 1;
        }
        numbers.push(before.get(line).map_or(1, |&(_, number)| number));
    }
    (bytes, numbers, damaged)
}

/// Decodes quoted-printable: the bytes, and the line of the file that each line of them begins in.
pub(super) fn quoted_printable(lines: &[Line<'_>]) -> (Vec<u8>, Vec<u32>) {
    let mut bytes = Vec::new();
    let mut numbers = Vec::new();
    let mut goes_on = false;
    for line in lines {
        if !goes_on {
            numbers.push(line.number);
        }
        let text = line.bytes.trim_ascii_end();
        goes_on = text.ends_with(b"=");
        unescape(text.strip_suffix(b"=").unwrap_or(text), false, &mut bytes);
        if !goes_on {
            bytes.push(b'\n');
        }
    }
    (bytes, numbers)
}

/// Writes what `=XX` stands for; what stands for nothing stays.
fn unescape(text: &[u8], in_header: bool, bytes: &mut Vec<u8>) {
    let mut rest = text;
    while let [byte, behind @ ..] = rest {
        rest = behind;
        match (byte, behind) {
            (b'=', [high, low, behind @ ..]) => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                match (digit(*high), digit(*low)) {
                    (Some(high), Some(low)) => {
                        bytes.push((high << 4 | low) as u8);
                        rest = behind;
                    }
                    _ => bytes.push(b'='),
                }
            }
            (b'_', _) if in_header => bytes.push(b' '),
            _ => bytes.push(*byte),
        }
    }
}

/// A header line with its encoded words, `=?utf-8?B?…?=`, as what they stand for.
pub(super) fn words(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    let mut after_word = false;
    while let Some(at) = rest.find("=?") {
        let (before, word) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let Some((text, behind)) = encoded_word(word) else {
            out.push_str(before);
            out.push_str("=?");
            rest = word.get(2..).unwrap_or("");
            after_word = false;
            continue;
        };
        // Between two of them a blank only separates.
        if !(after_word && before.trim().is_empty()) {
            out.push_str(before);
        }
        // A line stays a line.
        out.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
        rest = behind;
        after_word = true;
    }
    out.push_str(rest);
    out
}

/// The text of the encoded word at the start, and what stands behind it.
fn encoded_word(word: &str) -> Option<(String, &str)> {
    let inside = word.strip_prefix("=?")?;
    // No word is longer than 75 characters by the standard; mail programs write longer ones.
    let near = inside.get(..inside.floor_char_boundary(2_000))?;
    let (charset, text) = near.split_once('?')?;
    let (kind, text) = text.split_once('?')?;
    let (text, _) = text.split_once("?=")?;
    if charset.is_empty() || charset.contains(" ") || text.contains(" ") {
        return None;
    }
    let mut bytes = Vec::new();
    match kind {
        "B" | "b" => bytes = htd_source::base64(text)?,
        "Q" | "q" => unescape(text.as_bytes(), true, &mut bytes),
        _ => return None,
    }
    let behind = inside.get(charset.len() + kind.len() + text.len() + 4..)?;
    Some((charset::decoded(&bytes, charset).0, behind))
}

/// Tags that begin a line, and whose content is not shown.
const BREAKS: [&str; 12] = ["br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "h4", "hr", "title"];
const HIDDEN: [&str; 2] = ["style", "script"];

/// Gives the lines that HTML shows, each with the line of the file that it begins in. `numbers` are those of
/// the lines of `text`. Entities stay: they are read in every text.
pub(super) fn html(text: &str, numbers: &[u32], line: &mut dyn FnMut(&str, u32)) {
    let mut shown = String::new();
    let mut row = 0;
    let number = |row: usize| numbers.get(row).or(numbers.last()).copied().unwrap_or(1);
    let mut began = number(0);
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let behind = rest.get(character.len_utf8()..).unwrap_or("");
        if character != '<' {
            row += usize::from(character == '\n');
            let blank = character.is_whitespace();
            if shown.trim().is_empty() {
                began = number(row);
            }
            if !blank || !shown.ends_with(' ') && !shown.is_empty() {
                shown.push(if blank { ' ' } else { character });
            }
            rest = behind;
            continue;
        }
        let end =
            if behind.starts_with("!--") { behind.find("-->").map(|at| at + 2) } else { behind.find('>') };
        let tag = behind.get(..end.unwrap_or(behind.len())).unwrap_or("");
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let name = name.get(..name.bytes().take_while(u8::is_ascii_alphanumeric).count()).unwrap_or("");
        let is_one = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(name));
        rest = behind.get(tag.len() + 1..).unwrap_or("");
        row += tag.matches('\n').count();
        if !closes && is_one(&HIDDEN) {
            let until = rest.find("</").unwrap_or(rest.len());
            row += rest.get(..until).unwrap_or("").matches('\n').count();
            rest = rest.get(until..).unwrap_or("");
        } else if is_one(&["td", "th"]) {
            // Beside the cell before it.
            if !shown.is_empty() && !shown.ends_with(' ') {
                shown.push(' ');
            }
        } else if is_one(&BREAKS) {
            line(shown.trim(), began);
            shown.clear();
        }
    }
    line(shown.trim(), began);
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    /// Bytes of a small generator, text mostly.
    fn samples() -> Vec<Vec<u8>> {
        let mut state = 11u64;
        let mut next = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as u8
        };
        (0..120)
            .map(|length| {
                (0..length * 3)
                    .map(|_| match next() % 9 {
                        0 => b'\n',
                        1 => b'=',
                        2 => b' ',
                        3 => 0xC3,
                        _ => b'a' + next() % 26,
                    })
                    .collect()
            })
            .collect()
    }

    fn to_base64(bytes: &[u8], width: usize) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for group in bytes.chunks(3) {
            let all =
                group.iter().fold(0u32, |all, &byte| all << 8 | u32::from(byte)) << (8 * (3 - group.len()));
            for place in 0..4 {
                let letter = LETTERS[(all >> (18 - 6 * place) & 63) as usize];
                text.push(if place > group.len() { '=' } else { char::from(letter) });
            }
        }
        let lines: Vec<String> =
            text.as_bytes().chunks(width).map(|l| String::from_utf8_lossy(l).into()).collect();
        lines.join("\r\n")
    }

    fn to_quoted_printable(bytes: &[u8], width: usize) -> String {
        let mut text = String::new();
        for line in bytes.split(|&byte| byte == b'\n') {
            let mut column = 0;
            for (index, &byte) in line.iter().enumerate() {
                if column > width {
                    text.push_str("=\r\n");
                    column = 0;
                }
                let plain = byte.is_ascii_alphanumeric() || byte == b' ' && index + 1 < line.len();
                text.push_str(&if plain { char::from(byte).to_string() } else { format!("={byte:02X}") });
                column += 1;
            }
            text.push_str("\r\n");
        }
        text
    }

    #[test]
    fn both_encodings_read_back() {
        for bytes in samples() {
            for width in [4, 20, 76] {
                let text = to_base64(&bytes, width);
                let (decoded, numbers, damaged) = base64(&lines(text.as_bytes()));
                assert_eq!((&decoded, damaged), (&bytes, false), "{text}");
                assert_eq!(numbers.len(), bytes.split(|&byte| byte == b'\n').count());
                let text = to_quoted_printable(&bytes, width);
                let lines = lines(text.trim_end_matches("\r\n").as_bytes());
                let (decoded, numbers) = quoted_printable(&lines);
                assert!(numbers.is_sorted());
                let ended = |bytes: &[u8]| bytes.strip_suffix(b"\n").map(<[u8]>::to_vec);
                let expected = String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned();
                assert_eq!(
                    String::from_utf8_lossy(&ended(&decoded).unwrap()).trim_end_matches('\n'),
                    expected,
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn decoded_lines_know_where_they_begin() {
        let text = "a".repeat(100) + "\n" + &"b".repeat(100) + "\nc";
        let encoded = to_base64(text.as_bytes(), 40);
        // Thirty bytes stand on a line: the second one begins at byte 101, the third at 202.
        assert_eq!(base64(&lines(encoded.as_bytes())).1, [1, 4, 7]);
        assert_eq!(quoted_printable(&lines(b"a=\nb\nc")).1, [1, 3]);
    }

    #[test]
    fn damaged_encodings_give_what_is_left() {
        let (bytes, _, damaged) = base64(&lines(b"Zm9vYmFy\nZm9v!!\nZm9v"));
        assert_eq!((bytes.as_slice(), damaged), (&b"foobarfoo"[..], true));
        assert!(base64(&lines(b"Zm9vY")).2);
        assert_eq!(quoted_printable(&lines(b"a=ZZ=4=\n=")).0, b"a=ZZ=4");
    }

    #[test]
    fn encoded_words_are_what_they_stand_for() {
        for (line, expected) in [
            ("Subject: =?utf-8?B?VW56dXN0ZWxsYmFy?=: x", "Subject: Unzustellbar: x"),
            ("=?iso-8859-1?Q?Unzustellbar=3A_f=FCr?= =?us-ascii?q?_alle?=", "Unzustellbar: für alle"),
            ("a =?b", "a =?b"),
            ("=?utf-8?X?abc?= =?", "=?utf-8?X?abc?= =?"),
            ("=?utf-8?Q?a=0Ab?=", "a b"),
            ("plain", "plain"),
        ] {
            assert_eq!(words(line), expected);
        }
    }

    #[test]
    fn html_gives_the_lines_that_it_shows() {
        let text = "<html><style>p { x }\n</style><body><p>Your message to <b>anna</b>\ncouldn't be delivered.</p>\n\
                    <!-- <p>no</p> --><table>\n\
            <tr><td>Generating server:</td><td>EX01</td></tr></table>&lt;a&gt;<br/>b <unclosed";
        let mut lines = Vec::new();
        html(text, &[1, 2, 3, 4, 5, 6], &mut |line, number| lines.push((line.to_owned(), number)));
        lines.retain(|(line, _)| !line.is_empty());
        assert_eq!(
            lines,
            [
                ("Your message to anna couldn't be delivered.".to_owned(), 2),
                ("Generating server: EX01".to_owned(), 5),
                ("&lt;a&gt;".to_owned(), 5),
                ("b".to_owned(), 5),
            ]
        );
    }
}
