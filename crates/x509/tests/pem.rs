//! PEM blocks in all the states in which people paste them.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a helper of tests fails as a test does")]

use htd_x509::parse_der;
use htd_x509::pem::{PemBlock, PemError, PemKind, blocks};

const CERTIFICATE: &str = include_str!("certificates/contoso-rsa.pem");

fn one(text: &str) -> PemBlock {
    let mut found = blocks(text);
    assert_eq!(found.len(), 1, "{found:?}");
    found.pop().unwrap()
}

#[test]
fn reads_several_among_other_text() {
    let text = format!("Bag Attributes\n{CERTIFICATE}subject=x\n{CERTIFICATE}and so on");
    let found = blocks(&text);
    assert_eq!(found.len(), 2);
    for block in &found {
        assert_eq!((block.label.as_str(), block.kind), ("CERTIFICATE", PemKind::Certificate));
        assert_eq!(&text[block.range.clone()], CERTIFICATE.trim());
        assert!(parse_der(block.contents.as_ref().unwrap()).is_ok());
    }
}

#[test]
fn tolerates_what_pasting_does() {
    let expected = one(CERTIFICATE).contents.unwrap();
    for text in [
        CERTIFICATE.replace('\n', "\r\n"),
        CERTIFICATE.replace('\n', "\n    "),
        CERTIFICATE.replace('\n', "\n\n"),
        CERTIFICATE.replace('\n', "  \n\t\n"),
        CERTIFICATE.replace('\n', " "),
        CERTIFICATE.replace("CERTIFICATE", "X509 CERTIFICATE"),
        CERTIFICATE.replace("-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\nComment: x\n\n"),
        CERTIFICATE.trim().trim_matches('-').replace("BEGIN", "--BEGIN") + "--",
        format!("Cert: {}!", CERTIFICATE.trim()),
    ] {
        assert_eq!(one(&text).contents.as_ref(), Ok(&expected), "{text}");
    }
}

#[test]
fn a_damaged_block_costs_only_itself() {
    let damaged = CERTIFICATE.replacen("MII", "M!I", 1);
    let text = format!("{damaged}\n-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n{CERTIFICATE}");
    let found: Vec<_> = blocks(&text).into_iter().map(|block| block.contents.map(|_| ())).collect();
    assert_eq!(found, [Err(PemError::NotBase64), Err(PemError::Empty), Ok(())]);
}

#[test]
fn a_block_without_an_end_stops_where_the_data_stops() {
    let (head, _) = CERTIFICATE.split_once("-----END").unwrap();
    let text = format!("{head}\n[PS] C:\\>Get-ExchangeCertificate\nNext\n");
    let block = one(&text);
    assert_eq!(block.contents, Err(PemError::EndMissing));
    assert_eq!(&text[block.range], head.trim_end());
    let text = format!("{head}{CERTIFICATE}");
    let found = blocks(&text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].contents, Err(PemError::EndMissing));
    assert_eq!(&text[found[0].range.clone()], head.trim_end());
    assert!(found[1].contents.is_ok());
}

#[test]
fn a_block_without_a_beginning_is_found_with_its_data() {
    let (_, tail) = CERTIFICATE.split_once("-----BEGIN CERTIFICATE-----\n").unwrap();
    let text = format!("Subject : x\n\n{tail}{CERTIFICATE}");
    let found = blocks(&text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].contents, Err(PemError::BeginMissing));
    assert_eq!(&text[found[0].range.clone()], tail.trim_end());
    assert!(found[1].contents.is_ok());
}

#[test]
fn labels_that_differ_are_said() {
    let text = CERTIFICATE.replace("END CERTIFICATE", "END X509 CERTIFICATE");
    assert_eq!(one(&text).contents, Err(PemError::LabelsDiffer));
}

#[test]
fn nothing_of_a_private_key_is_kept() {
    let data = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0";
    for label in ["PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY"] {
        let text =
            format!("-----BEGIN {label}-----\nProc-Type: 4,ENCRYPTED\n\n{data}\n-----END {label}-----\n");
        let block = one(&text);
        assert_eq!((block.kind, block.label.as_str()), (PemKind::PrivateKey, label));
        assert_eq!(block.contents, Ok(Vec::new()));
        assert_eq!(&text[block.range], text.trim_end());
        // The whole of it is covered also where it is damaged, so that none of it is shown as text.
        let cut = format!(
            "-----BEGIN {label}-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x: y\n\n{data}\n{data}\nc2Vj\n- - -\nName : x\n"
        );
        let block = one(&cut);
        assert_eq!((block.kind, &block.contents), (PemKind::PrivateKey, &Ok(Vec::new())));
        assert!(cut[block.range.clone()].ends_with("\nc2Vj"), "{}", &cut[block.range]);
        let garbled = format!("-----BEGIN {label}-----\n{data}\n{data}<br>\n{data}\nName : x\n");
        assert!(garbled[one(&garbled).range].ends_with(data));
        let headless = format!("Name : x\n{data}\n{data}\n-----END {label}-----\n");
        let block = one(&headless);
        assert_eq!(block.kind, PemKind::PrivateKey);
        assert_eq!(&headless[block.range], &headless.trim_end()[9..]);
    }
}

#[test]
fn other_kinds_are_recognised_and_not_read() {
    for (label, kind) in [
        ("CERTIFICATE REQUEST", PemKind::CertificateRequest),
        ("NEW CERTIFICATE REQUEST", PemKind::CertificateRequest),
        ("X509 CRL", PemKind::RevocationList),
        ("PUBLIC KEY", PemKind::Other),
    ] {
        let block = one(&CERTIFICATE.replace("CERTIFICATE", label));
        assert_eq!((block.kind, block.contents), (kind, Ok(Vec::new())), "{label}");
    }
}

#[test]
fn the_bytes_of_a_bundle_are_given() {
    let der = one(CERTIFICATE).contents;
    for label in ["PKCS7", "CMS", "PKCS #7 SIGNED DATA"] {
        let block = one(&CERTIFICATE.replace("CERTIFICATE", label));
        assert_eq!((block.kind, block.contents), (PemKind::Pkcs7, der.clone()), "{label}");
    }
}

#[test]
fn prose_is_no_block() {
    for text in [
        "",
        "-----",
        "-----BEGIN ",
        "-----begin certificate-----",
        "--BEGIN of the mail",
        "BEGIN CERTIFICATE",
    ] {
        assert_eq!(blocks(text), [], "{text}");
    }
}

#[test]
fn long_hostile_texts_take_no_long_time() {
    for piece in
        ["-", "-----BEGIN ", "-----BEGIN A-----\n", "-----END A-----\n", "--BEGIN A-\nAAAA\n\n", "A\n"]
    {
        let text = piece.repeat(1_000_000 / piece.len());
        let found = blocks(&text);
        assert!(found.iter().all(|block| text.get(block.range.clone()).is_some()));
        assert!(found.is_sorted_by(|one, next| one.range.end <= next.range.start));
    }
}
