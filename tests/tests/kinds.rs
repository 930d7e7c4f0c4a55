//! What the published material shows has a vector of our own: each kind of it is in the evidence of a case.

use htd_evidence::{Item, Reader, Reading, Record};
use htd_source::SourceId;
use hybrid_tls_doctor_tests::case::cases;
use hybrid_tls_doctor_tests::reference::reference;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

#[test]
fn every_kind_of_the_reference_is_in_a_case() {
    let mut ours = BTreeSet::new();
    for case in cases() {
        for (name, bytes) in &case.sources {
            ours.extend(kinds(&read(name, bytes)));
        }
    }
    let mut missing: BTreeMap<String, String> = BTreeMap::new();
    for folder in
        ["corpus/forum", "corpus/css-exchange", "corpus/powershell", "corpus/starttls", "corpus/faults"]
    {
        let Some(folder) = reference(folder) else { continue };
        for_each_file(&folder, &mut |name, bytes| {
            for kind in kinds(&read(name, bytes)).difference(&ours) {
                missing.entry(kind.clone()).or_insert_with(|| name.to_owned());
            }
        });
    }
    assert!(missing.is_empty(), "no case has {missing:#?}");
}

fn read(name: &str, bytes: &[u8]) -> Reading {
    let mut reader = Reader::new(SourceId(0), name).looking_for(htd_rules::wordings());
    reader.push(bytes);
    reader.finish().1
}

fn kinds(reading: &Reading) -> BTreeSet<String> {
    let formats = reading.parts.iter().map(|part| part.format).chain([reading.format]);
    let formats = formats.map(|format| format!("format {}", format.name()));
    formats.chain(reading.items.iter().map(kind)).collect()
}

fn kind(item: &Item) -> String {
    match item {
        Item::Record(record) => format!("object {}", type_of(record)),
        Item::Event(event) => format!("event {}", event.id.value),
        Item::ErrorText(text) => format!("text {}", text.id.0),
        Item::Session(session) => format!("session {:?}", session.kind),
        Item::LoggedSession(session) => format!("logged session {:?} {:?}", session.side, session.tls),
        Item::Certificate(_) => "certificate".to_owned(),
        Item::PrivateKey(_) => "private key".to_owned(),
        Item::Bounce(_) => "bounce".to_owned(),
        Item::Headers(_) => "headers".to_owned(),
        Item::RegistryKey(_) => "registry key".to_owned(),
        Item::WizardLog(_) => "wizard log".to_owned(),
    }
}

/// The last part of the type's name, or what was asked for; nothing where neither was printed.
fn type_of(record: &Record) -> &str {
    let asked = record.command.as_ref().map(|command| command.cmdlet.value.as_str());
    let printed = record.type_name.as_deref().and_then(|name| name.rsplit('.').next());
    printed.or(asked).unwrap_or("without a type")
}

fn for_each_file(folder: &Path, visit: &mut dyn FnMut(&str, &[u8])) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        if path.is_dir() {
            for_each_file(&path, visit);
        } else if !matches!(kind, "md" | "ps1" | "") {
            visit(&path.file_name().unwrap().to_string_lossy(), &fs::read(&path).unwrap());
        }
    }
}
