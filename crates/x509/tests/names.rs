//! Names as Windows prints them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of tests fails as a test does")]

mod support;

use htd_x509::names::windows_name;
use support::{
    BMP, IA5, NUMERIC, PRINTABLE, TELETEX, UNIVERSAL, UTF8, VISIBLE, attribute, name, oid, sequence, tlv,
    unhex,
};

fn printed(der: &[u8]) -> String {
    windows_name(der, true).expect("known on Windows")
}

fn common_name(tag: u8, value: &[u8]) -> Option<String> {
    windows_name(&name(&[&[attribute("2.5.4.3", tag, value)]]), true)
}

#[test]
fn parts_are_reversed_and_attributes_of_one_part_are_not() {
    let der = name(&[
        &[attribute("2.5.4.6", PRINTABLE, b"US")],
        &[attribute("2.5.4.8", UTF8, b"Washington")],
        &[attribute("2.5.4.10", UTF8, b"Contoso"), attribute("2.5.4.3", UTF8, b"mail.contoso.com")],
    ]);
    assert_eq!(printed(&der), "O=Contoso + CN=mail.contoso.com, S=Washington, C=US");
    let forward = windows_name(&der, false).unwrap();
    assert_eq!(forward, "C=US, S=Washington, O=Contoso + CN=mail.contoso.com");
    let common_name_first = name(&[
        &[attribute("2.5.4.3", UTF8, b"mail.contoso.com")],
        &[attribute("2.5.4.6", PRINTABLE, b"US")],
    ]);
    assert_eq!(printed(&common_name_first), "C=US, CN=mail.contoso.com", "never sorted by rank");
}

#[test]
fn keys_are_those_of_windows() {
    for (key, printed_as) in [
        ("2.5.4.3", "CN"),
        ("2.5.4.4", "SN"),
        ("2.5.4.5", "SERIALNUMBER"),
        ("2.5.4.6", "C"),
        ("2.5.4.7", "L"),
        ("2.5.4.8", "S"),
        ("2.5.4.9", "STREET"),
        ("2.5.4.10", "O"),
        ("2.5.4.11", "OU"),
        ("2.5.4.12", "T"),
        ("2.5.4.13", "Description"),
        ("2.5.4.17", "PostalCode"),
        ("2.5.4.18", "POBox"),
        ("2.5.4.20", "Phone"),
        ("2.5.4.24", "X21Address"),
        ("2.5.4.42", "G"),
        ("2.5.4.43", "I"),
        ("2.5.4.46", "dnQualifier"),
        ("0.9.2342.19200300.100.1.25", "DC"),
        ("1.2.840.113549.1.9.1", "E"),
        ("2.23.133.2.1", "TPMManufacturer"),
        ("2.23.133.2.2", "TPMModel"),
        ("2.23.133.2.3", "TPMVersion"),
        // OpenSSL and .NET on Unix have words for these, Windows has none.
        ("2.5.4.15", "OID.2.5.4.15"),
        ("2.5.4.97", "OID.2.5.4.97"),
        ("1.3.6.1.4.1.311.60.2.1.1", "OID.1.3.6.1.4.1.311.60.2.1.1"),
        ("1.3.6.1.4.1.311.60.2.1.2", "OID.1.3.6.1.4.1.311.60.2.1.2"),
        ("1.3.6.1.4.1.311.60.2.1.3", "OID.1.3.6.1.4.1.311.60.2.1.3"),
        ("0.9.2342.19200300.100.1.1", "OID.0.9.2342.19200300.100.1.1"),
        ("2.5.4.16", "OID.2.5.4.16"),
        ("2.5.4.41", "OID.2.5.4.41"),
        ("2.5.4.44", "OID.2.5.4.44"),
        ("2.5.4.45", "OID.2.5.4.45"),
        ("2.5.4.51", "OID.2.5.4.51"),
        ("2.5.4.65", "OID.2.5.4.65"),
        ("2.5.4.98", "OID.2.5.4.98"),
        ("2.999.7", "OID.2.999.7"),
    ] {
        let der = name(&[&[attribute(key, UTF8, b"x")]]);
        assert_eq!(printed(&der), format!("{printed_as}=x"), "{key}");
    }
}

#[test]
fn values_are_decoded_by_their_type() {
    for (tag, value, expected) in [
        (UTF8, "Müller 😀".as_bytes(), "CN=Müller 😀"),
        (PRINTABLE, b"*.contoso.com", "CN=*.contoso.com"),
        (PRINTABLE, b"M\xFCller", "CN=Müller"),
        (IA5, b"a@contoso.com", "CN=a@contoso.com"),
        (NUMERIC, b"12 3", "CN=12 3"),
        (VISIBLE, b"visible", "CN=visible"),
        (TELETEX, "Müller".as_bytes(), "CN=Müller"),
        (TELETEX, b"M\xFCller", "CN=Müller"),
        (BMP, b"\0M\0\xFC\xD8\x3D\xDE\x00", "CN=Mü😀"),
        (UNIVERSAL, b"\0\0\0M\0\x01\xF6\x00", "CN=M😀"),
        // OCTET STRING: its content, with one header taken off and no second one.
        (4, b"\x30\0", "CN=#3000"),
        (4, b"\x04\x02\x30\0", "CN=#04023000"),
        // Everything else: with its header.
        (1, b"\xFF", "CN=#0101FF"),
        (3, b"\0\x30\0", "CN=#0303003000"),
        (5, b"", "CN=#0500"),
        (6, b"\x55\x04\x06", "CN=#0603550406"),
        (0x30, b"", "CN=#3000"),
        (0x31, b"\x05\0", "CN=#31020500"),
    ] {
        assert_eq!(common_name(tag, value).as_deref(), Some(expected), "{tag} {value:?}");
    }
}

#[test]
fn what_windows_does_is_not_guessed() {
    for (tag, value) in [
        (UTF8, &b"M\xFCller"[..]),
        (BMP, b"\0M\0"),
        (BMP, b"\xD8\x3D"),
        (UNIVERSAL, b"\0\0\0"),
        (UNIVERSAL, b"\0\x11\0\0"),
        (UTF8, b"mail.contoso.com\0.fabrikam.com"),
    ] {
        assert_eq!(common_name(tag, value), None, "{tag} {value:?}");
    }
    let arc_past_64_bits = sequence(&[tlv(6, &[0xFF; 20]), tlv(UTF8, b"x")]);
    assert_eq!(windows_name(&name(&[&[arc_past_64_bits]]), true), None);
}

#[test]
fn quote_marks_stand_where_windows_puts_them() {
    for (value, expected) in [
        ("", "\"\""),
        (" a", "\" a\""),
        ("a ", "\"a \""),
        ("\ta", "\"\ta\""),
        ("a\n", "\"a\n\""),
        ("\u{B}a", "\"\u{B}a\""),
        ("a\u{C}", "\"a\u{C}\""),
        ("a\r", "\"a\r\""),
        ("Contoso, Ltd.", "\"Contoso, Ltd.\""),
        ("R+D", "\"R+D\""),
        ("a=b", "\"a=b\""),
        ("The \"Best\", Inc.", "\"The \"\"Best\"\", Inc.\""),
        ("\"", "\"\"\"\""),
        ("a\nb", "\"a\nb\""),
        ("a<b", "\"a<b\""),
        ("a>b", "\"a>b\""),
        ("#1", "\"#1\""),
        ("Dept #7", "\"Dept #7\""),
        ("a;b", "\"a;b\""),
        ("a\rb", "a\rb"),
        ("a\tb", "a\tb"),
        ("a  b", "a  b"),
        ("\u{A0}a\u{2002}", "\u{A0}a\u{2002}"),
        ("O'Reilly", "O'Reilly"),
        ("*.a/b:c@d & (e) \\f", "*.a/b:c@d & (e) \\f"),
    ] {
        assert_eq!(common_name(UTF8, value.as_bytes()).unwrap(), format!("CN={expected}"), "{value:?}");
    }
}

#[test]
fn a_damaged_name_prints_as_nothing() {
    let whole = support::common_name("mail.contoso.com");
    let cut = &whole[..whole.len() - 1];
    let longer = [&whole[..], &[0]].concat();
    let no_oid = name(&[&[sequence(&[tlv(UTF8, b"x"), tlv(UTF8, b"x")])]]);
    let no_set = sequence(&[attribute("2.5.4.3", UTF8, b"x")]);
    let three = name(&[&[sequence(&[oid("2.5.4.3"), tlv(UTF8, b"x"), tlv(UTF8, b"x")])]]);
    let empty_part = name(&[&[]]);
    for damaged in [cut, &longer, &no_oid, &no_set, &three, &empty_part, &[]] {
        assert_eq!(windows_name(damaged, true).as_deref(), Some(""), "{damaged:?}");
    }
    assert_eq!(printed(&sequence(&[])), "", "an empty name is empty");
}

/// Names printed by Windows itself and by programs tested on it, where they lie beside the checkout.
#[test]
fn agrees_with_every_name_captured_on_windows() {
    let Some(path) = support::shared("domain/x500-vectors.json") else { return };
    let rows: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (mut on_windows, mut elsewhere) = (0, 0);
    for row in rows.as_array().unwrap() {
        let text = |key: &str| row[key].as_str().unwrap();
        let der = row["der_hex"].as_str().map_or_else(|| rebuilt(&row["rdns"]), unhex);
        let ours = windows_name(&der, text("direction") == "reversed");
        if text("platform").contains("windows") {
            on_windows += 1;
            assert_eq!(ours.as_deref(), Some(text("expected")), "{row}");
        } else {
            elsewhere += 1;
            assert_ne!(ours.as_deref(), Some(text("expected")), "{row}");
        }
    }
    assert_eq!((on_windows, elsewhere), (207, 17));
}

/// A Name of rows that were published as text only.
fn rebuilt(parts: &serde_json::Value) -> Vec<u8> {
    let attributes = |part: &serde_json::Value| -> Vec<u8> {
        let attributes = part.as_array().unwrap().iter();
        attributes
            .flat_map(|a| {
                attribute(a["oid"].as_str().unwrap(), UTF8, a["value"].as_str().unwrap().as_bytes())
            })
            .collect()
    };
    let parts = parts.as_array().unwrap().iter();
    sequence(&parts.map(|part| tlv(0x31, &attributes(part))).collect::<Vec<_>>())
}
