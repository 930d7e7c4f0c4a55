//! Pasted text cannot leave its string literal in a script.

#![allow(clippy::string_slice, clippy::unwrap_used, reason = "a test says what is wrong by failing")]

mod powershell_check;

use htd_report::powershell::{Assignments, Literal, Script, Unquotable};
use powershell_check::{assert_safe, check, literals};

/// What means something to PowerShell somewhere.
const PIECES: [&str; 30] = [
    "'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}", "\"", "\u{201C}", "\u{201D}", "\u{201E}", "`",
    "$(x)", "$x", "${x}", ";", "|", "&", "#", "<#", "-", "\u{2013}", "\u{2014}", "\u{2015}", "@'", "@\"",
    "%{", "}", ")", ",", " ", "\\",
];

/// A text that does with a value what scripts do.
const TEXT: &str = "\
# At \"Overwrite it?\" answer N; that's all.
$found = @(Get-ReceiveConnector -Identity $name | Where-Object { $name -in \"$($_.Identity)\", $_.Name })
if ($found) {
    Set-ReceiveConnector -Identity \"$($found[0].Identity)\" -TlsDomainCapabilities $names
}
";

/// The script of a name, alone and in a list.
fn script(name: &str) -> Script {
    let name = Literal::new(name).unwrap();
    let second = Literal::new("second").unwrap();
    let values = Assignments::new().set("name", &name).list("names", &[&name, &second, &name]);
    Script::new(&values.fill_in("unread", "nothing"), TEXT)
}

/// What a literal stands for: strings and characters, one after the other.
fn value(literal: &Literal) -> String {
    let text = literal.to_string();
    let Some(parts) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else {
        return literals(&text).concat();
    };
    let mut units: Vec<u16> = Vec::new();
    let mut rest = parts;
    while !rest.is_empty() {
        if let Some(character) = rest.strip_prefix("[char]0x") {
            units.push(u16::from_str_radix(&character[..4], 16).unwrap());
            rest = &character[4..];
        } else {
            let inside = rest.strip_prefix('\'').unwrap();
            let end = inside.replace("''", "\0\0").find('\'').unwrap();
            units.extend(inside[..end].replace("''", "'").encode_utf16());
            rest = &inside[end + 1..];
        }
        rest = rest.strip_prefix(" + ").unwrap_or(rest);
    }
    String::from_utf16(&units).unwrap()
}

fn assert_contained(name: &str) {
    let literal = Literal::new(name).unwrap();
    assert_eq!(value(&literal), name);
    let script = script(name);
    assert!(script.as_str().is_ascii(), "{script:?}");
    assert!(script.as_str().contains(&format!("    $name = {literal}\n")), "{script:?}");
    assert_safe(script.as_str(), &[name]);
    // What remains without the block is the text as it is, indented.
    let text: Vec<&str> = script.as_str().lines().skip(3).collect();
    let expected: Vec<String> =
        TEXT.lines().map(|line| format!("    {line}")).chain(["}".to_owned()]).collect();
    assert_eq!(text, expected);
}

#[test]
fn hostile_names_stay_inside_their_literal() {
    for first in PIECES {
        for second in PIECES {
            assert_contained(&format!("{first}Remove-Item{second}Q{first}{second}"));
            assert_contained(&format!("Q{first}{second} Remove-Item {second}{first}"));
        }
    }
}

#[test]
fn names_of_quotes_only_stay_inside_their_literal() {
    let quotes = ["'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}"];
    for first in quotes {
        for second in quotes {
            for third in quotes {
                assert_contained(&format!("{first}{second}{third}"));
            }
        }
    }
    assert_eq!(Literal::new("").unwrap().to_string(), "''");
}

#[test]
fn a_literal_is_ascii() {
    for (text, quoted) in [
        ("EX01\\Default", "'EX01\\Default'"),
        ("Mike's", "'Mike''s'"),
        ("Espa\u{F1}a", "('Espa' + [char]0x00F1 + 'a')"),
        ("\u{412}\u{43E}", "('' + [char]0x0412 + [char]0x043E)"),
        ("a\u{2019}; b", "('a' + [char]0x2019 + '; b')"),
        ("\u{1F600}", "('' + [char]0xD83D + [char]0xDE00)"),
    ] {
        assert_eq!(Literal::new(text).unwrap().to_string(), quoted);
    }
}

#[test]
fn a_script_has_the_values_that_it_reads() {
    let value = Literal::new("EX01").unwrap();
    let values = Assignments::new()
        .set("server", &value)
        .set("servers", &value)
        .list::<Literal>("none", &[])
        .fill_in("thumbprint", "the new one");
    let script = Script::new(&values, "\"${server}: $thumbprint\"\n$none\n");
    assert_eq!(
        script.as_str(),
        "& {\n    $server = 'EX01'\n    $none = @()\n    $thumbprint = ''   # the new one\n    \
         \"${server}: $thumbprint\"\n    $none\n}"
    );
    assert_eq!(Script::new(&values, "# Ask $server.\n# Twice.\n").as_str(), "# Ask $server.\n# Twice.");
    assert!(Script::new(&values, "").is_empty());
    assert_eq!(Script::commands(&["Get-A", "Get-B"]).as_str(), "Get-A\nGet-B");
}

#[test]
fn line_breaks_and_what_cannot_be_seen_are_refused() {
    for piece in [
        "\n",
        "\r",
        "\r\n'@\n",
        "\0",
        "\t",
        "\x1b",
        "\x7f",
        "\u{85}",
        "\u{A0}\u{2028}",
        "\u{2029}",
        "\u{200B}",
        "\u{202E}",
        "\u{2066}",
        "\u{FEFF}",
        "\u{AD}",
        "\u{E0041}",
        "\u{3164}",
        "\u{115F}",
        "\u{1160}",
        "\u{FFA0}",
        "\u{34F}",
        "\u{FE0F}",
        "\u{180B}",
        "\u{2800}",
        "\u{17B4}",
        "\u{E0100}",
        "\u{1D173}",
    ] {
        assert_eq!(Literal::new(&format!("a{piece}b")), Err(Unquotable), "{piece:?}");
    }
}

#[test]
fn the_check_sees_what_careless_quoting_does() {
    for name in ["a'; Remove-Item x; '", "a\u{2019}; Remove-Item x; \u{2018}", "a\u{201B}+$(x)+\u{201A}b"] {
        assert!(check(&format!("Get-X '{name}' -Y\n"), &["Remove-Item x", "$(x)"]).is_err(), "{name}");
        let doubled = name.replace('\'', "''");
        let survives = check(&format!("Get-X '{doubled}' -Y\n"), &["Remove-Item x", "$(x)"]).is_ok();
        assert_eq!(survives, name.contains('\''), "{name}");
    }
    assert!(check("Get-X \"Remove-Item\"\n", &["Remove-Item"]).is_err());
    assert!(check("Get-X # Remove-Item\n", &["Remove-Item"]).is_err());
    assert!(check("Get-X 'a", &[]).is_err());
    assert!(check("Get-X @'\na\n'@\n", &[]).is_err());
    assert!(check("if ($x) {\n", &[]).is_err());
    assert!(check("Get-X 'Remove-Item'\n", &["Remove-Item"]).is_ok());
}
