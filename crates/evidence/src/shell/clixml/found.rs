//! What a file of Clixml holds that matters, and how it is told.

use super::object::{Member, short_name};
use super::stretch::Stretch;
use crate::item::excerpt::Given;
use crate::item::{Command, Format, Item, PrivateKey, Record, RegistryKey};
use crate::shell::account::{Account, Told};
use htd_source::{Span, Spanned};
use htd_x509::Certificate;
use std::sync::Arc;

/// No organisation has more objects of one kind; a hostile file may.
const MOST_FOUND: usize = 20_000;

/// What is kept of one file, in bytes, about.
const MOST_KEPT: usize = 12 * 1024 * 1024;

/// Something in a file that matters.
#[derive(Debug)]
pub(super) enum Found {
    /// An object.
    Object {
        line: u32,
        type_name: Option<String>,
        members: Vec<Member>,
        certificate: Option<Box<Certificate>>,
    },
    /// A private key that stood in a value. Nothing of it is kept.
    PrivateKey { line: u32, label: String, certain: bool },
    /// A key of the registry.
    Key { line: u32, path: String, values: Vec<Member> },
}

/// What was found in a file.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    items: Vec<Found>,
    size: usize,
    /// Where in `items` what belongs to the current object of the pipeline begins.
    begun: usize,
}

impl Found {
    fn size(&self) -> usize {
        let (members, der) = match self {
            Self::Object { members, certificate, .. } => {
                (members, certificate.as_ref().map_or(0, |certificate| certificate.der.len()))
            }
            Self::Key { values, .. } => (values, 0),
            Self::PrivateKey { .. } => return 256,
        };
        members.iter().map(|member| member.name.len() + member.value.size()).sum::<usize>() + 2 * der + 256
    }
}

impl Shelf {
    /// An object of the pipeline begins.
    pub(super) fn begin(&mut self) {
        self.begun = self.items.len();
    }

    /// Keeps something; `false` where there is no room for it. An object without a property is none.
    pub(super) fn put(&mut self, found: Found) -> bool {
        if matches!(&found, Found::Object { members, .. } if members.is_empty()) {
            return true;
        }
        let size = found.size();
        if self.items.len() >= MOST_FOUND || self.size + size > MOST_KEPT {
            return false;
        }
        self.size += size;
        self.items.push(found);
        true
    }

    /// How many bytes of memory it takes, about.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The certificates of the current object of the pipeline are on a server.
    pub(super) fn name_server(&mut self, server: &str, line: u32) {
        for found in self.items.iter_mut().skip(self.begun) {
            let Found::Object { members, .. } = found else { continue };
            let has = |name: &str| members.iter().any(|member| member.name.eq_ignore_ascii_case(name));
            if has("Thumbprint") && !has("PSComputerName") && !has("Identity") {
                let value = Told::text(server);
                members.push(Member { name: "PSComputerName".to_owned(), line, value });
            }
        }
    }

    /// Writes all of it into the account, and what stood around the documents where it stood. `whole` tells whether
    /// nothing of the file is missing: a certificate that is not among those that were read may be in the rest.
    pub(super) fn tell(self, account: &mut Account, whole: bool, around: Vec<Stretch>) -> Vec<Given> {
        let mut items = Vec::new();
        let mut around = around.into_iter().peekable();
        for (index, found) in self.items.into_iter().enumerate() {
            while let Some(stretch) = around.next_if(|stretch| stretch.found <= index) {
                stretch.tell(account, &mut items);
            }
            let item = match found {
                Found::Object { line, type_name, members, certificate } => {
                    let kind = type_name.as_deref().map_or("Object", short_name);
                    let start = account.heading(line, kind, identity(&members));
                    let width = width(&members);
                    let mut properties = Vec::with_capacity(members.len());
                    for member in &members {
                        properties.push(account.property(member.line, &member.name, width, &member.value));
                    }
                    let span = account.since(start);
                    let command = (!whole && certificate.is_some()).then(|| part_of_a_list(span));
                    Item::Record(Record { span, command, properties, type_name, certificate })
                }
                Found::PrivateKey { line, label, certain } => {
                    let start = account.heading(line, "Private key, not read", "");
                    Item::PrivateKey(PrivateKey { span: account.since(start), label, certain })
                }
                Found::Key { line, path, values } => {
                    let start = account.heading(line, "Registry key", "");
                    let told = Told::text(path);
                    let width = width(&values).max("Path".len());
                    let path = account.property(line, "Path", width, &told).value;
                    let mut told = Vec::new();
                    for member in &values {
                        let property = account.property(member.line, &member.name, width, &member.value);
                        let value = Spanned::new(property.value.text, property.value.span);
                        told.push((property.name.value.to_string(), value));
                    }
                    let path = Spanned::new(path.text, path.span);
                    Item::RegistryKey(RegistryKey { span: account.since(start), path, values: told })
                }
            };
            items.push((item, Format::Clixml));
        }
        around.for_each(|stretch| stretch.tell(account, &mut items));
        items
    }
}

/// A command that printed some certificates only: that is what a list without its end is worth.
fn part_of_a_list(span: Span) -> Arc<Command> {
    let head = Span::new(span.source, span.start, span.start);
    let cmdlet = Spanned::new("Get-ExchangeCertificate".to_owned(), head);
    Arc::new(Command { cmdlet, arguments: Vec::new(), filtered: true, session_server: None })
}

const LONGEST_HEADING: usize = 200;

/// What a heading calls an object.
fn identity(members: &[Member]) -> &str {
    for name in ["Identity", "Name", "Thumbprint"] {
        let found = members.iter().find(|member| member.name.eq_ignore_ascii_case(name));
        if let Some(member) = found.filter(|member| !member.value.text.is_empty()) {
            let text = member.value.text.as_str();
            return text.get(..text.floor_char_boundary(LONGEST_HEADING)).unwrap_or("");
        }
    }
    ""
}

/// How wide the names are, so that the values stand below each other.
fn width(members: &[Member]) -> usize {
    members.iter().map(|member| member.name.len()).max().unwrap_or(0).min(40)
}
