//! Writes the certificates among the fixtures anew, as [`RECIPES`] describes them. The keys are thrown away,
//! so the bytes differ each time; what the tests rely on does not.

use hybrid_tls_doctor_tests::bundle::{self, BUNDLES};
use hybrid_tls_doctor_tests::recipe::{
    AUTHORITY_2025, AUTHORITY_2026, Date, Key, Name, Part, RECIPES, Recipe,
};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DistinguishedName, DnType, Error,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256,
    RsaKeySize, SerialNumber, date_time_ymd,
};
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/certificates");
    fs::create_dir_all(&folder)?;
    let authorities = [authority(AUTHORITY_2025)?, authority(AUTHORITY_2026)?];
    let leaf_key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)?;
    for recipe in RECIPES {
        let certificate = make(recipe, &leaf_key, &authorities)?;
        fs::write(folder.join(format!("{}.pem", recipe.file)), certificate.pem())?;
        fs::write(folder.join(format!("{}.der", recipe.file)), certificate.der())?;
    }
    let [_, newer] = &authorities;
    let leaf = fs::read_to_string(folder.join("mail-renewed-other-issuer.pem"))?;
    fs::write(folder.join("mail-bundle.pem"), leaf + &newer.certificate.pem())?;
    let leaf = fs::read(folder.join("mail-renewed-other-issuer.der"))?;
    let bundled = [leaf, newer.certificate.der().to_vec()];
    for (name, ends, armoured) in BUNDLES {
        fs::write(folder.join(name), bundle::file(&bundled, ends, armoured))?;
    }
    Ok(())
}

struct Authority {
    name: Name,
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

fn authority(name: Name) -> Result<Authority, Error> {
    let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)?;
    let mut params = CertificateParams::default();
    params.distinguished_name = distinguished(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    (params.not_before, params.not_after) = (date((2025, 1, 1)), date((2035, 1, 1)));
    let certificate = params.self_signed(&key)?;
    Ok(Authority { name, certificate, issuer: Issuer::new(params, key) })
}

fn make(recipe: &Recipe, leaf_key: &KeyPair, authorities: &[Authority]) -> Result<Certificate, Error> {
    let names: Vec<String> = recipe.names.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = distinguished(recipe.subject);
    params.serial_number = Some(SerialNumber::from_slice(recipe.serial));
    (params.not_before, params.not_after) = (date(recipe.from), date(recipe.to));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::KeyEncipherment];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let curve;
    let key = match recipe.key {
        Key::Rsa => leaf_key,
        Key::EllipticCurve => {
            curve = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
            &curve
        }
    };
    match authorities.iter().find(|authority| authority.name == recipe.issuer) {
        Some(authority) => params.signed_by(key, &authority.issuer),
        None => params.self_signed(key),
    }
}

fn distinguished(name: Name) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    for (part, value) in name.parts {
        let kind = match part {
            Part::Country => DnType::CountryName,
            Part::State => DnType::StateOrProvinceName,
            Part::Locality => DnType::LocalityName,
            Part::Organisation => DnType::OrganizationName,
            Part::Unit => DnType::OrganizationalUnitName,
            Part::CommonName => DnType::CommonName,
        };
        distinguished.push(kind, *value);
    }
    distinguished
}

fn date((year, month, day): Date) -> time::OffsetDateTime {
    date_time_ymd(year, month, day)
}
