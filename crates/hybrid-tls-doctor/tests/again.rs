//! Evidence that was read is not read again, and the report is the one that all of it gives when it is read anew.

#![allow(clippy::expect_used, reason = "a date that is none is a failure of the test")]

use hybrid_tls_doctor::{Examination, Timestamp, json_v1, markdown};
use std::collections::BTreeMap;

const AT: &str = "2026-11-22";

fn list(name: &str, certificate: &str) -> Vec<u8> {
    format!(
        "[PS] C:\\>Get-SendConnector | fl\n\nName               : {name}\nIdentity           : {name}\n\
         TlsCertificateName : <I>CN=Contoso CA<S>CN={certificate}\nAddressSpaces      : \
         {{SMTP:contoso.mail.onmicrosoft.com;1}}\nCloudServicesMailEnabled : True\nRequireTLS : True\n"
    )
    .into_bytes()
}

fn log() -> Vec<u8> {
    let mut text =
        String::from("#Software: Microsoft Exchange Server\r\n#Log-type: SMTP Receive Protocol Log\r\n");
    for session in 0..400 {
        for (number, tail) in [
            "+,,",
            ">,220 EX01 ready,",
            "<,EHLO mail.fabrikam.example,",
            ">,250  EX01 Hello [203.0.113.9] SIZE DSN,",
        ]
        .iter()
        .enumerate()
        {
            text += &format!(
                "2026-06-01T20:14:51.470Z,EX01\\Default,{session:016X},{number},\
                192.0.2.10:25,203.0.113.9:50111,{tail}\r\n"
            );
        }
    }
    text.into_bytes()
}

fn at(moment: &str) -> Timestamp {
    Timestamp::parse_rfc3339(moment).expect("a date")
}

/// What the evidence gives in an examination of its own.
fn anew(evidence: &BTreeMap<u32, (String, Vec<u8>)>) -> Examination {
    let mut examination = Examination::new(at(AT));
    for (name, bytes) in evidence.values() {
        examination.add(name, bytes);
    }
    examination
}

#[test]
fn evidence_that_comes_and_goes_gives_the_report_of_what_is_there() {
    let possible = [
        list("Outbound to Office 365", "mail.contoso.example"),
        list("Outbound to Office 365", "other.contoso.example"),
        b"451 4.7.0 Temporary server error. Please try again later. PRX5\nnothing that is understood"
            .to_vec(),
        b"454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found."
            .to_vec(),
        log(),
        b"".to_vec(),
    ];
    let mut kept = Examination::new(at("2020-01-01"));
    let mut evidence = BTreeMap::new();
    let mut seed = 5u32;
    for round in 0..120 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let number = (seed >> 8) % 7 * 1_000;
        if (seed >> 20).is_multiple_of(3) {
            kept.remove(number);
            evidence.remove(&number);
        } else {
            let bytes = &possible[(seed >> 16) as usize % possible.len()];
            let name = format!("{number}-{round}.txt");
            let mut reader = kept.begin_as(number, &name);
            bytes.chunks(50_000).for_each(|piece| reader.push(piece));
            kept.end(reader);
            evidence.insert(number, (name, bytes.clone()));
        }
        kept.judge_by(at(AT), None);
        let (anew, kept_report) = (anew(&evidence), kept.report());
        let expected = anew.report();
        assert_eq!(json_v1(&kept_report), json_v1(&expected));
        assert_eq!(markdown(&kept_report), markdown(&expected));
        for index in 0..8 {
            assert_eq!(kept.source_lines(index), anew.source_lines(index));
        }
    }
}

#[test]
fn evidence_without_a_number_comes_last() {
    let mut examination = Examination::new(at(AT));
    let reader = examination.begin_as(7, "seventh");
    examination.end(reader);
    examination.add("last", b"x");
    let reader = examination.begin_as(3, "third");
    examination.end(reader);
    examination.remove(99);
    let names: Vec<_> =
        examination.report().texts.iter().map(|(_, source)| source.name().to_owned()).collect();
    assert_eq!(names, ["third", "seventh", "last"]);
}
