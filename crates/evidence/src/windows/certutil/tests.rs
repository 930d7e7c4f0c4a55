use super::CHAIN;
use crate::item::{Format, Reading, Record};
use crate::sample::read;
use htd_source::{Source, SourceId};

const ISSUER: &str = "CN=Fabrikam Trust RSA CA 2025, O=Fabrikam Trust Services, C=US";

fn given(text: &str) -> (Source, Reading) {
    read(SourceId(0), "certutil", text.as_bytes())
}

fn records(reading: &Reading) -> Vec<&Record> {
    reading.records().collect()
}

fn value<'a>(record: &'a Record, name: &str) -> &'a str {
    record.get(name).map_or("", |property| &property.value.text)
}

fn listing() -> String {
    format!(
        "my \"Personal\"\n================ Certificate 0 ================\nSerial Number: 202501\nIssuer: {ISSUER}\n \
         NotBefore: 12/15/2025 12:00 AM\n \
         NotAfter: 1/10/2027 12:00 AM\nSubject: CN=mail.contoso.example\nNon-root Certificate\nCert Hash(sha1): bd 7c \
         7b\n  Key Container = {{1}}\n  \
         Provider = Microsoft RSA SChannel Cryptographic Provider\nPrivate key is NOT exportable\nEncryption test \
         passed\n\n\
         ================ Certificate 1 ================\nSerial Number: 202502\nIssuer: CN=EX01\n NotAfter: \
         1/10/2029 12:00 AM\nSubject: CN=EX01\n\
         Cert Hash(sha1): face55\n  No key provider information\nCannot find the certificate and private key for \
         decryption.\n\
         CertUtil: -store command completed successfully.\n"
    )
}

#[test]
fn a_store_is_listed() {
    for text in
        [listing(), format!("C:\\>certutil -store my\n{}\nC:\\>", listing()), listing().replace('\n', "\r\n")]
    {
        let (source, reading) = given(&text);
        assert_eq!(
            (reading.format, reading.problems.len()),
            (Format::FormatList, 0),
            "{:?}",
            reading.problems
        );
        let [one, other] = records(&reading)[..] else { panic!("{reading:?}") };
        assert_eq!(value(one, "Issuer"), ISSUER);
        assert_eq!(
            (value(one, "Thumbprint"), value(one, "Subject")),
            ("bd 7c 7b", "CN=mail.contoso.example")
        );
        assert_eq!((value(one, "NotAfter"), value(one, "SerialNumber")), ("1/10/2027 12:00 AM", "202501"));
        assert_eq!((value(one, "HasPrivateKey"), value(one, "PSParentPath")), ("True", "LocalMachine\\my"));
        // That certutil could not use a key does not prove that there is none.
        assert!(!other.has("HasPrivateKey") && value(other, "PSParentPath") == "LocalMachine\\my");
        let issuer = one.get("Issuer").unwrap().value.span;
        assert_eq!(source.slice(issuer.start, issuer.end), ISSUER);
    }
    let (_, reading) = given(&format!("C:\\>certutil -user -store my\n{}", listing()));
    assert_eq!(value(records(&reading)[0], "PSParentPath"), "CurrentUser\\my");
}

#[test]
fn german_labels() {
    let text = "my \"Eigene Zertifikate\"\n================ Zertifikat 0 ================\nSeriennummer: 01\n\
                Aussteller: CN=a\n Nicht vor: 15.12.2025 00:00\n \
                Nicht nach: 10.01.2027 00:00\nAntragsteller: CN=b\nZertifikathash(sha1): ab\nCertUtil: -store-Befehl \
                wurde erfolgreich ausgef\u{FC}hrt.\n";
    let (_, reading) = given(text);
    let [one] = records(&reading)[..] else { panic!("{reading:?}") };
    assert_eq!(
        (value(one, "Issuer"), value(one, "Subject"), value(one, "NotAfter")),
        ("CN=a", "CN=b", "10.01.2027 00:00")
    );
    assert!(reading.problems.is_empty());
}

/// The same store on Windows in another language, with its labels in their order.
fn translated(labels: [&str; 7], used: &str) -> String {
    let [heading, serial, issuer, before, after, subject, hash] = labels;
    format!(
        "My \"x\"\n================ {heading} 0 ================\n{serial}: 202501\n{issuer}: {ISSUER}\n {before}: \
         01/10/2025 01:00\n \
         {after}: 31/10/2026 23:59\n{subject}: CN=mail.contoso.example, O=A: B\nX\n{hash}(sha1): bd 7c 7b {}\n  Y Z= \
         {{1}}\n  \
         Unique: a=b\n  Y = Microsoft RSA SChannel Cryptographic Provider\n{used}\nCertUtil: -store x.\n",
        "00".repeat(17)
    )
}

#[test]
fn labels_of_any_language() {
    let french = [
        "Certificat",
        "Num\u{E9}ro de s\u{E9}rie ",
        "\u{C9}metteur",
        "NotBefore ",
        "NotAfter ",
        "Objet",
        "Hach. cert. ",
    ];
    let german = [
        "Zertifikat",
        "Seriennummer",
        "Aussteller",
        "Nicht vor",
        "Nicht nach",
        "Antragsteller",
        "Zertifikathash",
    ];
    let japanese = ["\u{8A3C}", "\u{30B7}", "\u{767A}", "\u{958B}", "\u{7D42}", "\u{30B5}", "\u{30CF}"];
    let mangled = [
        "Certificat",
        "Num\u{FFFD}ro",
        "\u{FFFD}metteur",
        "NotBefore\u{FFFD}",
        "NotAfter\u{FFFD}",
        "Objet",
        "Hach.",
    ];
    for labels in [french, german, japanese, mangled] {
        for used in [
            "Verschl\u{FC}sselungstest wurde durchgef\u{FC}hrt",
            "Verschl\u{FFFD}sselungstest wurde durchgef\u{FFFD}hrt",
            "x",
        ] {
            let text = translated(labels, used);
            let (source, reading) = given(&text);
            let [one] = records(&reading)[..] else { panic!("{text}\n{reading:?}") };
            assert_eq!(value(one, "Issuer"), ISSUER);
            assert_eq!(value(one, "Subject"), "CN=mail.contoso.example, O=A: B");
            assert_eq!(
                (value(one, "NotBefore"), value(one, "NotAfter")),
                ("01/10/2025 01:00", "31/10/2026 23:59")
            );
            assert_eq!(value(one, "Thumbprint").len(), 8 + 1 + 34);
            assert_eq!(
                (one.has("HasPrivateKey"), value(one, "PSParentPath")),
                (used != "x", "LocalMachine\\My")
            );
            let subject = one.get("Subject").unwrap().value.span;
            assert_eq!(source.slice(subject.start, subject.end), "CN=mail.contoso.example, O=A: B");
            assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        }
    }
}

#[test]
fn a_dump_below_the_heading_of_a_store_is_of_that_store() {
    let dump = "X509 Certificate:\nVersion: 3\nSerial Number: 202501\nIssuer:\n    CN=a\n  Name Hash(sha1): 00\n\n \
                NotBefore: 12/15/2025 12:00 AM\n \
                NotAfter: 1/10/2027 12:00 AM\n\nSubject:\n    CN=b\n\nKey Id Hash(sha1): 05\nCert Hash(sha1): bd7c\n\
                \n  Key Container = x\nEncryption test passed\n\n";
    let heading = |number| format!("================ Certificate {number} ================\n");
    let text = format!(
        "my \"Personal\"\n{}{dump}{}{dump}CertUtil: -store command completed successfully.\n",
        heading(0),
        heading(1)
    );
    let (_, reading) = given(&text);
    let [one, other] = records(&reading)[..] else { panic!("{reading:?}") };
    for record in [one, other] {
        assert_eq!((value(record, "Subject"), value(record, "Thumbprint")), ("CN=b", "bd7c"));
        assert_eq!(
            (value(record, "HasPrivateKey"), value(record, "PSParentPath")),
            ("True", "LocalMachine\\my")
        );
    }
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
}

#[test]
fn a_verified_chain_is_understood_and_no_certificate_of_a_server() {
    let chain = |issuer: &str, subject: &str| {
        format!(
            "{issuer}:\n    CN=Fabrikam Trust RSA CA 2025\n    C=US\n  Name Hash(sha1): 1d1f\n{subject}:\n    \
             CN=mail.contoso.example\n  Name Hash(md5): 2d1f\n\
             {issuer} 2: 836d0638\n\ndwFlags = CA_VERIFY_FLAGS_CONSOLE_TRACE (0x20000000)\nHCCE_LOCAL_MACHINE\n\
             CERT_CHAIN_POLICY_BASE\n{CHAIN}\n\
             ChainContext.dwErrorStatus = CERT_TRUST_IS_UNTRUSTED_ROOT (0x20)\n\nCertContext[0][0]: dwInfoStatus=102 \
             dwErrorStatus=0\n  Issuer: {ISSUER}\n  \
             NotBefore: 10/1/2025 12:00 AM\n  NotAfter: 10/31/2026 11:59 PM\n  Subject: CN=mail.contoso.example\n  \
             Cert: {0}\n\nExclude leaf cert:\n  \
             Chain: {0}\n------------------------------------\nVerified Issuance Policies: None\nLeaf certificate \
             revocation check passed\n\
             CertUtil: -verify command completed successfully.\n",
            "ab".repeat(20)
        )
    };
    for text in [
        chain("Issuer", "Subject"),
        format!(
            "C:\\>certutil -verify a.cer\n{}\nC:\\>certutil -verify b.cer\n{}",
            chain("Issuer", "Subject"),
            chain("A", "B")
        ),
        chain("\u{9881}\u{53D1}\u{8005}", "\u{4F7F}\u{7528}\u{8005}"),
    ] {
        let (_, reading) = given(&text);
        assert_eq!(reading.problems, [], "{text}");
        assert!(records(&reading).is_empty());
        assert!(reading.items.iter().any(|item| matches!(item, crate::item::Item::ErrorText(_))));
    }
    let (_, reading) = given(&format!("Please help.\n{}Thanks\n", chain("Issuer", "Subject")));
    assert_eq!(reading.problems.len(), 2, "{:?}", reading.problems);
}

#[test]
fn a_dump_is_of_a_file() {
    let text = "X509 Certificate:\nVersion: 3\nSerial Number: 202501\nSignature Algorithm:\n    Algorithm ObjectId: \
                1.2.840.113549.1.1.11 sha256RSA\nIssuer:\n    \
                CN=Fabrikam Trust RSA CA 2025\n    O=Fabrikam Trust Services\n    C=US\n  Name Hash(sha1): 00\n\n \
                NotBefore: 12/15/2025 12:00 AM\n \
                NotAfter: 1/10/2027 12:00 AM\n\nSubject:\n    CN=mail.contoso.example\n  Name Hash(sha1): 01\n\nCert \
                Hash(md5): 02\nCert Hash(sha1): bd7c\n\
                CertUtil: -dump command completed successfully.\n";
    let (_, reading) = given(text);
    let [one] = records(&reading)[..] else { panic!("{reading:?}") };
    assert_eq!((value(one, "Issuer"), value(one, "Subject")), (ISSUER, "CN=mail.contoso.example"));
    assert_eq!((value(one, "Thumbprint"), value(one, "PSParentPath")), ("bd7c", "file"));
    assert!(
        one.get("Issuer").unwrap().value.wrapped && reading.problems.is_empty(),
        "{:?}",
        reading.problems
    );
}

#[test]
fn a_table_says_its_store() {
    let table = |store: &str| {
        format!(
            "PS C:\\>dir cert:\n\n\n   PSParentPath: Microsoft.PowerShell.Security\\Certificate::{store}\n\n\
             Thumbprint                                Subject\n\
             ----------                                -------\n{}  CN=a\n{}  CN=b\n\n",
            "AB".repeat(20),
            "CD".repeat(20)
        )
    };
    let text = table("LocalMachine\\My") + &table("LocalMachine\\Root");
    let (_, reading) = given(&text);
    let stores: Vec<_> = records(&reading).iter().map(|record| value(record, "PSParentPath")).collect();
    assert_eq!(stores, ["LocalMachine\\My", "LocalMachine\\My", "LocalMachine\\Root", "LocalMachine\\Root"]);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let later = format!(
        "PSParentPath: Certificate::LocalMachine\\My\n\n[PS] C:\\>Get-ExchangeCertificate\n\n{} ....S.. CN=a\n",
        "AB".repeat(20)
    );
    assert!(!records(&given(&later).1)[0].has("PSParentPath"));
}

#[test]
fn truncation_and_length_do_no_harm() {
    let text = listing();
    for end in 0..text.len() {
        given(text.get(..end).unwrap());
    }
    for piece in [
        "================ Certificate 0 ================\n",
        "====\n",
        "X509 Certificate:\n",
        "X509 Certificate:\nIssuer:\n    CN=a\n",
        "-------- CERT_CHAIN_CONTEXT --------\n",
        " a\n-------- CERT_CHAIN_CONTEXT --------\nCertUtil:\n",
        "PSParentPath: x\n",
        "CertUtil: -store\n",
        text.as_str(),
    ] {
        given(&piece.repeat(200_000 / piece.len()));
    }
    given(&format!("X509 Certificate:\n{}", "x\n".repeat(100_000)));
}
