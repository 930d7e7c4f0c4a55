//! Pasted text cannot leave its string literal in a script.

#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

mod powershell_check;

use htd_report::powershell::{Literal, Script, Unquotable};
use powershell_check::{assert_safe, check, literals};

/// What means something to PowerShell somewhere.
const PIECES: [&str; 30] = [
    "'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}", "\"", "\u{201C}", "\u{201D}", "\u{201E}", "`",
    "$(x)", "$x", "${x}", ";", "|", "&", "#", "<#", "-", "\u{2013}", "\u{2014}", "\u{2015}", "@'", "@\"",
    "%{", "}", ")", ",", " ", "\\",
];

/// A name in every place where scripts have one.
fn scripts(name: &Literal, list: &Literal) -> [Script; 6] {
    [
        Script::new().line("Set-ReceiveConnector -Identity {} -TlsCertificateName $name", &[name]),
        Script::new()
            .line("Get-ExchangeCertificate -Server {} | Where-Object { $_.Subject -eq {} }", &[name, name]),
        Script::new().line("Set-ReceiveConnector {} -TlsDomainCapabilities @{Remove={}}", &[name, name]),
        Script::new().line("Set-HybridConfiguration -Domains {} -Confirm:$false # as before", &[list]),
        Script::new()
            .line("$new = \"<I>$($cert.Issuer)<S>$($cert.Subject)\"; $old = (Get-X {}).Name", &[name]),
        Script::new()
            .line("if ($cert) {\n    Set-SendConnector -Identity {} -Fqdn $fqdn\n}", &[name])
            .fixed("# At \"Overwrite it?\" answer N; that's all.\nGet-SendConnector"),
    ]
}

fn assert_contained(name: &str) {
    let literal = Literal::new(name).unwrap();
    let list = Literal::list([name, "second", name]).unwrap();
    for script in scripts(&literal, &list) {
        assert_safe(script.as_str(), &[name]);
        let held = literals(script.as_str());
        assert!(held.iter().all(|value| value == name || value == "second"), "{held:?} for {name:?}");
        assert!(held.iter().any(|value| value == name), "{held:?} for {name:?}");
    }
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
                let name = format!("{first}{second}{third}");
                let script = Script::new().line("Get-X {} -Y", &[&Literal::new(&name).unwrap()]);
                assert_safe(script.as_str(), &[]);
                assert_eq!(literals(script.as_str()), [name]);
            }
        }
    }
    assert_eq!(literals(Script::new().line("Get-X {}", &[&Literal::new("").unwrap()]).as_str()), [""]);
}

#[test]
fn placeholders_in_a_name_are_not_filled() {
    let (first, second) = (Literal::new("{}").unwrap(), Literal::new("b").unwrap());
    let script = Script::new().line("Get-X {} {}", &[&first, &second]);
    assert_eq!(script.as_str(), "Get-X '{}' 'b'");
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
    ] {
        assert_eq!(Literal::new(&format!("a{piece}b")), Err(Unquotable), "{piece:?}");
        assert_eq!(Literal::list(["a", &format!("a{piece}b")]), Err(Unquotable), "{piece:?}");
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
