//! From the tags of Clixml to the objects that matter, within bounds.

use super::certificate;
use super::found::{Found, Shelf};
use super::object::{Kind, Member, Object, Purpose, TypeName, is_type_name};
use super::references::Table;
use super::text::unescaped;
use super::trouble::{Trouble, Troubles};
use super::xml::{Parts, Tag, keep};
use super::{capabilities, health_checker};
use crate::secret::private_key;
use crate::shell::account::Told;

/// No shell nests deeper: Export-Clixml stops at its depth, and each level takes four elements.
const DEEPEST: usize = 100;

/// No value that matters is longer.
const LONGEST_VALUE: usize = 64 * 1024;

/// The same of bytes in base64: certificates, and SerializationData with a certificate in it.
const LONGEST_BYTES: usize = 1024 * 1024;

const LONGEST_TYPE: usize = 1024;

/// The key of an elliptic curve, in base64, is longer.
const SHORTEST_KEY: usize = 100;

/// No object that matters has more properties, and no list more entries.
const MOST_MEMBERS: usize = 1_000;

/// What is kept of one file, in bytes, about.
const MOST_KEPT: usize = 16 * 1024 * 1024;

/// What a list, a hash table or an object of Health Checker calls the objects that matter, whatever their type:
/// where its export failed it writes them as objects without one.
const KNOWN_MEMBERS: [&str; 8] = [
    "GetReceiveConnector",
    "GetSendConnector",
    "GetHybridConfiguration",
    "GetExchangeServer",
    "GetTransportService",
    "GetAcceptedDomain",
    "GetInboundConnector",
    "GetOutboundConnector",
];

/// Large parts of a report of Health Checker with nothing of interest in them.
const IGNORED: [&str; 4] = ["HtmlServerValues", "DisplayResults", "HardwareInformation", "ApplicationPools"];

/// Properties that say nothing: the session's own, and those that are read as bytes.
const UNTOLD: [&str; 5] =
    ["RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId", "SerializationData", "RawData"];

/// Builds objects from tags and keeps those that matter.
#[derive(Debug, Default)]
pub(super) struct Builder {
    elements: Vec<Element>,
    objects: Vec<Object>,
    types: Table<TypeName>,
    references: Table<Option<Told>>,
    /// The size of what `references` holds.
    referred: usize,
    /// The element whose text is being read.
    leaf: Option<Leaf>,
    /// Its text, entities and all.
    text: String,
    /// How much of its text is wanted.
    wanted: usize,
    /// The type whose names are being read, and whether the first was.
    type_id: Option<u32>,
    /// How many elements are open inside one that is too deep.
    skipped: usize,
    /// What the open objects and `found` take.
    kept: usize,
    /// The line of the last start tag.
    line: u32,
    pub(super) found: Shelf,
    pub(super) troubles: Troubles,
}

/// An element that is open and has elements in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Objects,
    Object,
    /// `Props`: the properties that the object itself has.
    Properties,
    /// `MS`: the properties that were added to it.
    Notes,
    List,
    Dictionary,
    Entry,
    TypeNames,
    Unknown,
}

#[derive(Debug)]
struct Leaf {
    tag: LeafTag,
    name: String,
    line: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeafTag {
    TypeName,
    ToString,
    Text,
    Flag,
    Integer,
    Character,
    Bytes,
    /// Secrets, progress: read over.
    Other,
}

impl Element {
    fn of(name: &str) -> Self {
        match name {
            "Objs" => Self::Objects,
            "Obj" => Self::Object,
            "Props" => Self::Properties,
            "MS" => Self::Notes,
            "LST" | "IE" | "QUE" | "STK" => Self::List,
            "DCT" => Self::Dictionary,
            "En" => Self::Entry,
            "TN" => Self::TypeNames,
            _ => Self::Unknown,
        }
    }
}

impl LeafTag {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "T" => Self::TypeName,
            "ToString" => Self::ToString,
            "S" | "G" | "URI" | "Version" | "DT" | "TS" | "XD" | "SBK" | "Db" | "Sg" | "D" => Self::Text,
            "B" => Self::Flag,
            "I32" | "I64" | "I16" | "U32" | "U64" | "U16" | "By" | "SB" => Self::Integer,
            "C" => Self::Character,
            "BA" => Self::Bytes,
            "SS" | "PR" => Self::Other,
            _ => return None,
        })
    }
}

impl Parts for Builder {
    fn open(&mut self, tag: &Tag<'_>) {
        self.line = tag.line;
        if self.skipped > 0 {
            self.skipped += usize::from(!tag.empty);
            return;
        }
        if self.leaf.take().is_some() {
            self.troubles.note(Trouble::Malformed, tag.line);
        }
        if let Some(leaf) = LeafTag::of(tag.name) {
            return self.open_leaf(leaf, tag);
        }
        match tag.name {
            "TNRef" => {
                let found = tag.ref_id.and_then(|id| self.types.place(id));
                self.set_type(found);
            }
            "Ref" => self.refer(tag),
            "Nil" => self.deliver(&unescaped(tag.member), tag.line, Some(Told::default())),
            _ => self.open_element(Element::of(tag.name), tag),
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if LeafTag::of(name).is_some() {
            match self.leaf.take() {
                Some(leaf) => self.close_leaf(&leaf),
                None => self.troubles.note(Trouble::Malformed, self.line),
            }
            return;
        }
        if self.leaf.take().is_some() {
            self.troubles.note(Trouble::Malformed, self.line);
        }
        let element = Element::of(name);
        if self.elements.last() != Some(&element) {
            self.troubles.note(Trouble::Malformed, self.line);
            // An end tag that fits further out ends what is inside it; one that fits nowhere ends nothing.
            if !self.elements.contains(&element) {
                return;
            }
        }
        while let Some(open) = self.elements.pop() {
            if open == Element::Object {
                self.close_object(open == element);
            }
            if open == element {
                break;
            }
        }
    }

    fn text(&mut self, piece: &str) {
        if !keep(&mut self.text, piece, self.wanted) {
            self.wanted = 0;
        }
    }

    fn wants_text(&self) -> bool {
        self.leaf.is_some() && self.wanted > 0
    }

    fn troubles(&mut self) -> &mut Troubles {
        &mut self.troubles
    }
}

impl Builder {
    /// Ends a document. It may end in the middle of what is open: a value that did not end is not known.
    pub(super) fn finish(&mut self, line: u32, complete: bool) {
        if !complete || !self.elements.is_empty() {
            self.troubles.note(Trouble::CutOff, line);
        }
        self.leaf = None;
        self.type_id = None;
        self.skipped = 0;
        while let Some(open) = self.elements.pop() {
            if open == Element::Object {
                self.close_object(false);
            }
        }
    }

    fn open_element(&mut self, element: Element, tag: &Tag<'_>) {
        if tag.empty && element != Element::Object {
            if element == Element::List {
                self.begin_list();
            }
            return;
        }
        if self.elements.len() >= DEEPEST {
            self.skipped = 1;
            return self.troubles.note(Trouble::TooDeep, tag.line);
        }
        match element {
            Element::Objects => {
                // A paste can hold several files; each numbers its objects anew.
                self.types = Table::default();
                self.references = Table::default();
                self.referred = 0;
            }
            Element::Object => self.open_object(tag),
            Element::Properties | Element::Notes | Element::Dictionary => self.settle(),
            Element::List => self.begin_list(),
            Element::TypeNames => self.type_id = tag.ref_id,
            Element::Entry => {}
            Element::Unknown => self.troubles.note(Trouble::Malformed, tag.line),
        }
        if !tag.empty {
            self.elements.push(element);
        } else if element == Element::Object {
            self.close_object(true);
        }
    }

    fn open_object(&mut self, tag: &Tag<'_>) {
        if self.objects.is_empty() {
            self.found.begin();
        }
        let slot = tag.ref_id.and_then(|id| self.references.add(id, None));
        let name = unescaped(tag.member);
        self.objects.push(Object { name, line: tag.line, slot, ..Object::default() });
    }

    fn open_leaf(&mut self, leaf: LeafTag, tag: &Tag<'_>) {
        let name = unescaped(tag.member);
        let leaf = Leaf { tag: leaf, name, line: tag.line };
        self.text.clear();
        if tag.empty {
            self.wanted = LONGEST_VALUE;
            return self.close_leaf(&leaf);
        }
        self.wanted = self.wanted(&leaf);
        self.leaf = Some(leaf);
    }

    /// How much of a value is of use.
    fn wanted(&self, leaf: &Leaf) -> usize {
        let Some(object) = self.objects.last() else { return 0 };
        let container = self.elements.last().copied().unwrap_or(Element::Unknown);
        let told = matches!(container, Element::Properties | Element::Notes);
        match leaf.tag {
            LeafTag::TypeName if self.type_id.is_some() => LONGEST_TYPE,
            LeafTag::TypeName => 0,
            LeafTag::Bytes if told => match (leaf.name.as_str(), object.kind) {
                ("RawData", Kind::Certificate) => LONGEST_BYTES,
                ("SerializationData", Kind::Certificate | Kind::Capabilities) => LONGEST_BYTES,
                _ => 0,
            },
            LeafTag::Bytes | LeafTag::Other => 0,
            // It is a page of text, and RawData says the same exactly.
            LeafTag::ToString if object.kind == Kind::Certificate => 0,
            _ if told && !object.collects => 0,
            _ if container == Element::Entry => 0,
            _ => LONGEST_VALUE,
        }
    }

    fn close_leaf(&mut self, leaf: &Leaf) {
        let cut = self.wanted == 0 && !self.text.is_empty();
        let ignored = self.wanted == 0 && self.text.is_empty();
        if cut {
            self.troubles.note(Trouble::TooLong, leaf.line);
        }
        if leaf.tag == LeafTag::TypeName {
            return self.close_type_name();
        }
        if ignored || self.objects.is_empty() {
            return;
        }
        if leaf.tag == LeafTag::Bytes {
            return self.close_bytes(leaf, cut);
        }
        let text = self.without_keys(unescaped(&self.text), leaf.line);
        let told = match leaf.tag {
            LeafTag::Flag => match text.trim() {
                "true" => Told::text("True"),
                "false" => Told::text("False"),
                _ => return,
            },
            LeafTag::Integer => Told { number: text.trim().parse().ok(), text, ..Told::default() },
            LeafTag::Character => match text.trim().parse().ok().and_then(char::from_u32) {
                Some(c) => Told::text(c),
                None => return,
            },
            _ => Told { text, cut, ..Told::default() },
        };
        if self.elements.last() != Some(&Element::Object) {
            let told = Some(told).filter(|told| !is_type_name(&told.text));
            return self.deliver(&leaf.name, leaf.line, told);
        }
        // What stands directly in an object is its text, or the number of an enumeration beside its text.
        let Some(object) = self.objects.last_mut() else { return };
        match leaf.tag {
            LeafTag::ToString if is_type_name(&told.text) => {}
            LeafTag::Integer if object.has_value => object.value.number = told.number,
            _ => {
                object.value = told;
                object.has_value = true;
            }
        }
    }

    /// A text with every private key in it blotted out.
    pub(super) fn without_keys(&mut self, text: String, line: u32) -> String {
        if text.len() < SHORTEST_KEY {
            return text;
        }
        let (text, keys) = private_key::mask(text);
        for key in keys {
            self.put(Found::PrivateKey { line, label: key.label, certain: key.certain });
        }
        text
    }

    fn close_type_name(&mut self) {
        // The first name is the object's own type; the others are those it derives from.
        if let Some(id) = self.type_id.take() {
            let place = self.types.add(id, TypeName::new(&unescaped(&self.text)));
            self.set_type(place);
        }
    }

    fn close_bytes(&mut self, leaf: &Leaf, cut: bool) {
        let bytes = htd_source::base64(&self.text).filter(|_| !cut);
        let Some(object) = self.objects.last_mut() else { return };
        if leaf.name == "RawData" {
            object.der = bytes.unwrap_or_default();
        } else {
            // Bytes that are no base64 are SerializationData that cannot be read.
            object.blob = Some(bytes.unwrap_or_default());
        }
    }

    fn set_type(&mut self, place: Option<usize>) {
        let kind = place.and_then(|place| self.types.get(place)).map(|found| found.kind);
        if let Some(object) = self.objects.last_mut() {
            object.type_name = place;
            object.kind = kind.unwrap_or_default();
        }
    }

    fn begin_list(&mut self) {
        self.settle();
        let root = self.objects.len() == 1;
        if let Some(object) = self.objects.last_mut()
            && !root
        {
            object.value.list.get_or_insert_default();
            object.has_value = true;
        }
    }

    /// A property that is an object met before. One that is still open is the object around it.
    fn refer(&mut self, tag: &Tag<'_>) {
        let place = tag.ref_id.and_then(|id| self.references.place(id));
        let name = unescaped(tag.member);
        match place {
            Some(place) => {
                let told = self.references.get(place).cloned().flatten();
                self.deliver(&name, tag.line, told);
            }
            None => {
                let told = self.objects.last().is_some_and(|object| object.collects);
                if told {
                    self.troubles.note(Trouble::UnknownReference, tag.line);
                }
                self.deliver(&name, tag.line, None);
            }
        }
    }

    /// Gives a value to the object around it; `None` where there is one that is not known.
    fn deliver(&mut self, name: &str, line: u32, told: Option<Told>) {
        let Some(object) = self.objects.last_mut() else { return };
        match self.elements.last() {
            Some(Element::List) => {
                let Some(list) = object.value.list.as_mut() else { return };
                match told {
                    Some(told) if told == Told::default() => {}
                    // An entry without a text is one nobody can name: the list is not whole.
                    Some(told) if told.list.is_none() => {
                        if list.len() >= MOST_MEMBERS || self.kept >= MOST_KEPT {
                            object.value.cut = true;
                            return self.troubles.note(Trouble::TooManyMembers, line);
                        }
                        self.kept += told.size();
                        object.value.cut |= told.cut;
                        list.push(told.text);
                    }
                    _ => object.value.cut = true,
                }
            }
            Some(&section @ (Element::Properties | Element::Notes)) if object.collects => {
                let Some(value) = told.filter(|_| !name.is_empty() && !UNTOLD.contains(&name)) else {
                    return;
                };
                if self.kept >= MOST_KEPT {
                    return self.troubles.note(Trouble::TooManyObjects, line);
                }
                self.kept += value.size();
                let member = Member { name: name.to_owned(), line, value };
                let room = object.members.len() < MOST_MEMBERS;
                let known = object.members.iter_mut().find(|known| known.name.eq_ignore_ascii_case(name));
                match known {
                    // The shell itself finds what was added before what the object has.
                    Some(known) if section == Element::Notes => *known = member,
                    Some(_) => {}
                    None if room => object.members.push(member),
                    None => self.troubles.note(Trouble::TooManyMembers, line),
                }
            }
            _ => {}
        }
    }

    /// Decides what becomes of the object, now that its type was read.
    fn settle(&mut self) {
        let Some((object, around)) = self.objects.split_last_mut() else { return };
        if object.settled {
            return;
        }
        object.settled = true;
        let (searching, takes_all, in_custom) = match around.last() {
            Some(around) => (around.searches, around.takes_all, around.kind == Kind::Custom),
            None => (true, true, false),
        };
        let known = KNOWN_MEMBERS.contains(&object.name.as_str());
        object.collects = matches!(object.kind, Kind::Capabilities | Kind::Identifier);
        if !searching || IGNORED.contains(&object.name.as_str()) {
            return;
        }
        match object.kind {
            Kind::Collection | Kind::Dictionary => {
                object.searches = true;
                object.takes_all = takes_all || known;
            }
            Kind::Custom => {
                object.collects = true;
                object.searches = true;
                object.purpose = if takes_all || known { Purpose::Record } else { Purpose::Perhaps };
            }
            Kind::Certificate if in_custom && object.name == "CertificateObject" => {
                object.purpose = Purpose::Certificate;
            }
            Kind::Exchange | Kind::Certificate => {
                object.collects = true;
                object.purpose = Purpose::Record;
            }
            Kind::Other | Kind::Capabilities | Kind::Identifier if takes_all => {
                object.collects = true;
                object.purpose = Purpose::Record;
            }
            _ => {}
        }
    }

    /// `whole` tells whether its end tag was there.
    fn close_object(&mut self, whole: bool) {
        self.settle();
        let Some(mut object) = self.objects.pop() else { return };
        match object.kind {
            Kind::Capabilities => capabilities::complete(&mut object, &mut self.troubles),
            Kind::Identifier => capabilities::complete_identifier(&mut object),
            _ => {}
        }
        let told = object.has_value.then(|| std::mem::take(&mut object.value));
        if let (Some(slot), Some(told)) = (object.slot, &told) {
            self.referred += told.size();
            if self.referred <= MOST_KEPT / 4 {
                self.references.set(slot, Some(told.clone()));
            } else {
                self.troubles.note(Trouble::TooManyReferences, object.line);
            }
        }
        let (name, line) = (std::mem::take(&mut object.name), object.line);
        match object.purpose {
            Purpose::Record => {
                let type_name = object.type_name.and_then(|place| self.types.get(place));
                let type_name = type_name.map(|found| found.name.clone());
                if !object.is_idle_event() {
                    let found = certificate::found(object, type_name, &mut self.troubles);
                    self.put(found);
                }
            }
            Purpose::Perhaps => self.perhaps(object, &name),
            Purpose::Certificate if whole => {
                if let Some(around) = self.objects.last_mut() {
                    around.der = object.der;
                    around.blob = object.blob;
                }
            }
            Purpose::Certificate | Purpose::Value => {}
        }
        if self.objects.is_empty() {
            self.kept = self.found.size();
        }
        if whole {
            self.deliver(&name, line, told);
        }
    }

    /// An object that a script put together, and that may be one of Health Checker's.
    fn perhaps(&mut self, object: Object, name: &str) {
        if name == "CertificateDetails" {
            // A connector of Health Checker keeps its TlsCertificateName there.
            let name = object.members.into_iter().find(|member| member.name == "TlsCertificateName");
            if let (Some(around), Some(member)) = (self.objects.last_mut(), name) {
                around.members.push(member);
            }
        } else if health_checker::is_certificate(&object) {
            let found = health_checker::certificate(object, &mut self.troubles);
            self.put(found);
        } else if let Some(connector) = health_checker::connector(&object) {
            self.put(connector);
        } else if let Some(server) = health_checker::server(&object) {
            self.found.name_server(server, object.line);
        } else {
            for key in health_checker::registry_keys(&object) {
                self.put(key);
            }
        }
    }

    fn put(&mut self, found: Found) {
        if !self.found.put(found) {
            self.troubles.note(Trouble::TooManyObjects, self.line);
        }
    }
}
