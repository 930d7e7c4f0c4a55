//! The certificates among the fixtures are what the recipe says, as the project's own reader sees them.

use htd_x509::{KeyAlgorithm, parse_der};
use hybrid_tls_doctor::Timestamp;
use hybrid_tls_doctor_tests::bundle::{self, BUNDLES};
use hybrid_tls_doctor_tests::case::root;
use hybrid_tls_doctor_tests::recipe::{Date, Key, RECIPES};
use std::fs;

#[test]
fn every_fixture_is_what_its_recipe_says() {
    let folder = root().join("fixtures/certificates");
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    for recipe in RECIPES {
        let file = recipe.file;
        let der = fs::read(folder.join(format!("{file}.der"))).unwrap();
        let certificate = parse_der(&der).unwrap_or_else(|error| panic!("{file}: {error:?}"));
        assert_eq!(certificate.subject.as_deref(), Some(recipe.subject.windows), "{file}");
        assert_eq!(certificate.issuer.as_deref(), Some(recipe.issuer.windows), "{file}");
        assert_eq!(certificate.not_before, midnight(recipe.from), "{file}");
        assert_eq!(certificate.not_after, midnight(recipe.to), "{file}");
        assert_eq!(certificate.self_issued, recipe.issuer == recipe.subject, "{file}");
        let serial: String = recipe.serial.iter().map(|byte| format!("{byte:02X}")).collect();
        assert_eq!(certificate.serial_number, serial, "{file}");
        let names = certificate.dns_names.clone().unwrap_or_default();
        assert_eq!(names, recipe.names, "{file}");
        match recipe.key {
            Key::Rsa => assert_eq!(certificate.key, KeyAlgorithm::Rsa(2048), "{file}"),
            Key::EllipticCurve => {
                assert!(matches!(certificate.key, KeyAlgorithm::EllipticCurve(_)), "{file}");
            }
        }
        assert!(
            readme.contains(&format!("| `{file}` | {} ", recipe.about)),
            "{file} is not in the table of README.md"
        );
        assert!(readme.contains(&certificate.thumbprint), "{file}: the table has another thumbprint");
    }
}

#[test]
fn the_bundles_hold_what_the_one_in_pem_holds() {
    let folder = root().join("fixtures/certificates");
    let pem = fs::read_to_string(folder.join("mail-bundle.pem")).unwrap();
    let certificates: Vec<Vec<u8>> =
        htd_x509::pem::blocks(&pem).into_iter().map(|block| block.contents.unwrap()).collect();
    assert_eq!(certificates.len(), 2);
    for (name, ends, armoured) in BUNDLES {
        let written = fs::read(folder.join(name)).unwrap();
        assert_eq!(written, bundle::file(&certificates, ends, armoured), "{name}");
        if !armoured {
            let read = htd_x509::pkcs7::certificates(&written).unwrap();
            assert_eq!(
                (read.certificates, read.more),
                (certificates.iter().map(Vec::as_slice).collect(), false)
            );
        }
    }
}

#[test]
fn nothing_but_certificates_is_kept() {
    for entry in fs::read_dir(root().join("fixtures/certificates")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("PRIVATE KEY"), "{}", path.display());
    }
}

fn midnight((year, month, day): Date) -> Timestamp {
    Timestamp::from_civil(i64::from(year), u32::from(month), u32::from(day), 0, 0, 0).unwrap()
}
