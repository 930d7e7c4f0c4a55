//! Made-up objects for the round trips of forms that quote their values.

use crate::item::{Reading, Standing, TextId, Wording};
use crate::paste;
use crate::read::excerpt;
use htd_scan::Beginnings;
use htd_source::{Source, SourceId};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// What a page looks for where a test reads no error texts.
pub(crate) fn nothing_sought() -> Beginnings {
    Beginnings::new(&mut std::iter::empty())
}

/// Texts to look for, one of each kind that readers do more with than find it.
pub(crate) static WORDINGS: &[Wording] = &[
    wording(
        "required",
        "starttls is required to send mail",
        Standing::Wrapped { in_queue: TextId("in-queue") },
    ),
    wording(
        "not-found",
        "the certificate specified in tlscertificatename of the sendconnector could not be found",
        Standing::Anywhere,
    ),
    wording("attribution", "tenantattribution; relay access denied", Standing::Anywhere),
    wording("first", "please try again later. prx", Standing::Number(Some("5"))),
    wording("other", "please try again later. prx", Standing::Number(None)),
    wording("negotiation", "tls negotiation failed with error", Standing::Anywhere),
    wording("value", "noremotecertificate", Standing::Anywhere),
    wording("value", "untrustedroot", Standing::Value),
    wording("relay", "unable to relay", Standing::Report),
    wording("windows", "cert_trust_is_revoked", Standing::Anywhere),
    wording("windows", "cert_trust_is_untrusted_root", Standing::Anywhere),
    wording(
        "windows",
        "the certificate is revoked. 0x80092010 (-2146885616 crypt_e_revoked)",
        Standing::Anywhere,
    ),
    wording("not-bound", "the secure mail certificate", Standing::Before("is not bound to the smtp service")),
    wording("required-tls", "requiredtls flag should be set", Standing::Anywhere),
    wording("described", "starttls", Standing::Described(&[&["missing", "gone"]])),
    wording("code", "led=", Standing::Code),
    wording("wizard-error", "", Standing::WizardError),
];

const fn wording(id: &'static str, text: &'static str, standing: Standing) -> Wording {
    Wording { id: TextId(id), text, standing }
}

/// Reads whole bytes and looks for those texts.
pub(crate) fn read(id: SourceId, name: &str, bytes: &[u8]) -> (Source, Reading) {
    paste::read(excerpt(id, name, bytes), WORDINGS)
}

/// xorshift: the same objects in every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    pub(crate) fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// Bytes with some of them changed to one of these.
pub(crate) fn changed(original: &str, most: usize, bytes: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let original = original.as_bytes().to_vec();
    prop::collection::vec((any::<Index>(), select(bytes)), 1..=most).prop_map(move |changes| {
        let mut changed = original.clone();
        for (place, byte) in changes {
            let place = place.index(changed.len());
            changed[place] = byte;
        }
        changed
    })
}

/// A text with so many changes: letters lost, or one of these put in or in place of another.
pub(crate) fn damaged(
    original: &str,
    changes: usize,
    letters: &'static [char],
) -> impl Strategy<Value = String> {
    let original: Vec<char> = original.chars().collect();
    prop::collection::vec((any::<Index>(), 0..3, 1..10usize, select(letters)), changes).prop_map(
        move |changes| {
            let mut text = original.clone();
            for (place, how, lost, letter) in changes {
                let at = place.index(text.len());
                match how {
                    0 => drop(text.drain(at..(at + lost).min(text.len()))),
                    1 => text.insert(at, letter),
                    _ => text[at] = letter,
                }
            }
            text.into_iter().collect()
        },
    )
}

/// A value of a property.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sample {
    Empty,
    Flag(bool),
    Number(i64),
    Text(String),
    List(Vec<String>),
}

/// The properties of an object.
pub(crate) type Object = Vec<(&'static str, Sample)>;

/// Pieces that quoting gets wrong when it is wrong.
const PIECES: [&str; 22] = [
    "\"", "\"\"", "\\", "\\\\", "'", ",", ", ", ";", "\t", "\n", "\r\n", "<I>CN=", "<S>CN=", "&lt;", "ü",
    "漢", "😀", "contoso", " x ", "=", ":", "\\u003c",
];

/// A text of such pieces that neither begins nor ends with a blank.
pub(crate) fn text(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.below(9) {
        text += random.pick(&PIECES);
    }
    text.trim().to_owned()
}

/// A connector with values of every kind.
pub(crate) fn connector(random: &mut Random, number: usize) -> Object {
    let mut some_list = || (0..random.below(4)).map(|index| format!("h{index}.contoso.example")).collect();
    let list = some_list();
    vec![
        ("AuthMechanism", Sample::Number(31)),
        ("Banner", if random.below(2) == 0 { Sample::Empty } else { Sample::Text("220 é".to_owned()) }),
        ("TlsDomainCapabilities", Sample::List(list)),
        (
            "TlsCertificateName",
            Sample::Text(format!("<I>CN=Fabrikam CA, O=\"Fabrikam, Inc.\"<S>CN=m{number}")),
        ),
        ("Enabled", Sample::Flag(random.below(2) == 0)),
        ("Comment", Sample::Text(format!("a{}b", text(random)))),
        ("Identity", Sample::Text(format!("EX{number:02}\\Default Frontend EX{number:02}"))),
    ]
}
