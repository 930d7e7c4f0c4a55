use crate::item::{Format, Item, Reading, RegistryKey};
use crate::sample::read;
use htd_source::{Source, SourceId};

const TLS: &str =
    "SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server";
const NET: &str = "SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319";

fn keys(reading: &Reading) -> Vec<&RegistryKey> {
    reading
        .items
        .iter()
        .map(|item| if let Item::RegistryKey(key) = item { key } else { panic!("{item:?}") })
        .collect()
}

fn check(source: &Source, key: &RegistryKey, path: &str, values: &[(&str, &str)]) {
    assert_eq!(key.path.value, path);
    let found: Vec<_> =
        key.values.iter().map(|(name, value)| (name.as_str(), value.value.as_str())).collect();
    assert_eq!(found, values);
    for (_, value) in &key.values {
        let there = source.slice(value.span.start, value.span.end);
        assert!(there.trim_matches('"').ends_with(value.value.trim_end_matches("26")), "{there}");
        assert!(key.span.contains(value.span));
    }
}

fn given(text: &str) -> (Source, Reading) {
    read(SourceId(0), "registry", text.as_bytes())
}

#[test]
fn what_reg_query_prints() {
    for blanks in ["    ", " ", "\t"] {
        let text = format!(
            "C:\\>reg query \"HKLM\\{TLS}\" /s\n\nHKEY_LOCAL_MACHINE\\{TLS}\n\
             {blanks}DisabledByDefault{blanks}REG_DWORD{blanks}0x0\n\
             {blanks}Enabled{blanks}REG_DWORD{blanks}0x1a\n\nHKEY_LOCAL_MACHINE\\{NET}\n{blanks}Install \
             Path{blanks}REG_SZ{blanks}C:\\Windows\n\
             \nHKEY_LOCAL_MACHINE\\{NET}\\SKUs\n\nEnd of search: 3 match(es) found.\n\nC:\\>"
        );
        let (source, reading) = given(&text);
        assert_eq!((reading.format, reading.problems.len()), (Format::Registry, 0), "{text}");
        let found = keys(&reading);
        assert_eq!(found.len(), 2);
        check(&source, found[0], TLS, &[("DisabledByDefault", "0"), ("Enabled", "26")]);
        check(&source, found[1], NET, &[("Install Path", "C:\\Windows")]);
    }
}

#[test]
fn what_a_reg_file_holds() {
    let text = format!(
        "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\{TLS}]\r\n\"Enabled\"=dword:00000001\r\n\
         \"Blob\"=hex:01,02,\\\r\n  03,04\r\n@=\"text\"\r\n\"Gone\"=-\r\n\r\n[HKEY_LOCAL_MACHINE\\{NET}]\r\n\
         \"SchUseStrongCrypto\"=dword:00000001\r\n"
    );
    let bytes: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let (source, reading) = read(SourceId(0), "schannel.reg", &bytes);
    let found = keys(&reading);
    assert_eq!((reading.format, found.len()), (Format::Registry, 2));
    check(&source, found[0], TLS, &[("Enabled", "1"), ("Blob", "hex:01,02,\\"), ("(Default)", "text")]);
    check(&source, found[1], NET, &[("SchUseStrongCrypto", "1")]);
}

#[test]
fn what_powershell_prints() {
    let text = format!(
        "PS C:\\>Get-ItemProperty 'HKLM:\\{TLS}' | fl\n\n\nEnabled           : 1\nDisabledByDefault : 0\n\
         PSPath            : Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\{TLS}\n\
         PSParentPath      : Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SYSTEM\nPSChildName       : \
         Server\n\
         PSDrive           : HKLM\nPSProvider        : Microsoft.PowerShell.Core\\Registry\n"
    );
    let (source, reading) = given(&text);
    let found = keys(&reading);
    check(&source, found[0], TLS, &[("Enabled", "1"), ("DisabledByDefault", "0")]);

    let parent = TLS.trim_end_matches("\\Server");
    let text = format!(
        "    Hive: HKEY_LOCAL_MACHINE\\{parent}\n\n\nName                           Property\n\
         ----                           --------\n\
         Client                         DisabledByDefault : 0\n                               Enabled           : 1\n\
         Server                         Enabled           : 1\n\n"
    );
    let (source, reading) = given(&text);
    let found = keys(&reading);
    assert_eq!((reading.format, reading.problems.len(), found.len()), (Format::Registry, 0, 2));
    check(&source, found[0], &format!("{parent}\\Client"), &[("DisabledByDefault", "0"), ("Enabled", "1")]);
    check(&source, found[1], TLS, &[("Enabled", "1")]);
}

#[test]
fn what_health_checker_prints() {
    let text = format!(
        "\tTLS 1.2: Enabled\n\n        RegistryKey        Location                  {0}Value\n        \
         -----------        --------                  {0}-----\n\
         \u{20}       Enabled            {TLS}  {1}1\n        DisabledByDefault  {TLS}  {1}NULL\n\n",
        " ".repeat(TLS.len() - 24),
        ""
    );
    let (source, reading) = given(&text);
    let found: Vec<_> = reading
        .items
        .iter()
        .filter_map(|item| if let Item::RegistryKey(key) = item { Some(key) } else { None })
        .collect();
    assert_eq!(found.len(), 1, "{reading:?}");
    check(&source, found[0], TLS, &[("Enabled", "1")]);
}

#[test]
fn nothing_else_is_a_key() {
    for text in [
        "HKEY_LOCAL_MACHINE",
        "See HKEY_LOCAL_MACHINE\\SYSTEM for it",
        "HKLM\\SYSTEM\\x",
        "HKEY_LOCAL_MACHINE\\a\n\n\nEnabled REG_DWORD 0x1",
        "Hive: HKEY_LOCAL_MACHINE\\a\nName : b",
    ] {
        assert!(given(text).1.items.iter().all(|item| !matches!(item, Item::RegistryKey(_))), "{text}");
    }
}

#[test]
fn long_hostile_texts_take_no_long_time() {
    for piece in [
        "HKEY_LOCAL_MACHINE\\a\n",
        "HKEY_LOCAL_MACHINE\\a\n b REG_DWORD 0x1\n",
        "Hive: HKLM\\a\n\n",
        "HKLM\\a\n\n",
        "[HKLM\\a]\n\"a\"=hex:\\\n",
    ] {
        let text = piece.repeat(300_000 / piece.len());
        given(&text);
        given(&format!("HKLM\\a\n{}", piece.replace("HKEY_LOCAL_MACHINE\\a\n", "").repeat(20_000)));
    }
}
