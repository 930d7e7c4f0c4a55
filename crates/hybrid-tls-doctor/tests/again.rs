//! Evidence that was read is not read again, and the report is the one that all of it gives when it is read anew.

#![allow(clippy::expect_used, reason = "a date that is none is a failure of the test")]

use hybrid_tls_doctor::{EvidenceId, Examination, Timestamp, json_v1, markdown};
use proptest::prelude::*;
use proptest::sample::Index;
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

fn names(examination: &Examination) -> Vec<String> {
    examination.report().texts.iter().map(|(_, source)| source.name().to_owned()).collect()
}

/// What the evidence gives in an examination of its own.
fn anew(evidence: &BTreeMap<u32, (String, Vec<u8>)>) -> Examination {
    let mut examination = Examination::new(at(AT));
    for (name, bytes) in evidence.values() {
        examination.add(name, bytes);
    }
    examination
}

/// What is done with the evidence of a number.
#[derive(Debug, Clone)]
enum Step {
    Remove(u32),
    Put { number: u32, which: Index },
}

/// Few numbers with gaps between them, so that evidence is replaced and goes between others.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let number = (0..7u32).prop_map(|place| place * 1_000);
    let put = (number.clone(), any::<Index>()).prop_map(|(number, which)| Step::Put { number, which });
    prop::collection::vec(prop_oneof![1 => number.prop_map(Step::Remove), 2 => put], 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn evidence_that_comes_and_goes_gives_the_report_of_what_is_there(steps in steps()) {
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
        for (round, step) in steps.into_iter().enumerate() {
            match step {
                Step::Remove(number) => {
                    kept.remove(EvidenceId::numbered(number));
                    evidence.remove(&number);
                }
                Step::Put { number, which } => {
                    let bytes = which.get(&possible);
                    let name = format!("{number}-{round}.txt");
                    let mut reader = kept.begin_at(EvidenceId::numbered(number), &name);
                    bytes.chunks(50_000).for_each(|piece| reader.push(piece));
                    kept.end(reader);
                    evidence.insert(number, (name, bytes.clone()));
                }
            }
            kept.judge_by(at(AT), None);
            let (anew, kept_report) = (anew(&evidence), kept.report());
            let expected = anew.report();
            prop_assert_eq!(json_v1(&kept_report), json_v1(&expected));
            prop_assert_eq!(markdown(&kept_report), markdown(&expected));
            for index in 0..8 {
                prop_assert_eq!(kept.source_lines(index), anew.source_lines(index));
            }
        }
    }
}

#[test]
fn evidence_that_comes_in_at_the_same_time_keeps_its_place() {
    let mut examination = Examination::new(at(AT));
    let (first, second) = (examination.begin("first"), examination.begin("second"));
    let (second, first) = (examination.end(second), examination.end(first));
    assert!(first < second);
    examination.remove(second);
    let third = examination.add("third", b"x");
    assert!(second < third, "what was removed keeps its id");
    assert_eq!(names(&examination), ["first", "third"]);
}

#[test]
fn evidence_without_a_number_comes_last() {
    let mut examination = Examination::new(at(AT));
    let reader = examination.begin_at(EvidenceId::numbered(7), "seventh");
    examination.end(reader);
    examination.add("last", b"x");
    let reader = examination.begin_at(EvidenceId::numbered(3), "third");
    examination.end(reader);
    examination.remove(EvidenceId::numbered(99));
    assert_eq!(names(&examination), ["third", "seventh", "last"]);
}
