//! The binary format of .NET that SerializationData is written in, as far as single values of the first object
//! are asked for. Nothing is made of it but those values: no type is looked up, nothing is run.

/// No object of Exchange has more values, or values deeper inside each other.
const MOST_RECORDS: usize = 20_000;
const DEEPEST: usize = 16;

/// What stands before the data where Exchange signs it; the signature behind it cannot be checked here.
const SIGNED: &[u8] = b"#sig#";

/// The objects of one stream.
#[derive(Debug, Default)]
pub(super) struct Graph<'a> {
    root: i32,
    objects: Vec<Object<'a>>,
    texts: Vec<(i32, &'a str)>,
    bytes: Vec<(i32, &'a [u8])>,
}

#[derive(Debug)]
struct Object<'a> {
    id: i32,
    class: &'a str,
    members: Vec<(&'a str, Value<'a>)>,
}

#[derive(Debug, Clone, Copy)]
enum Value<'a> {
    Number(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Reference(i32),
    /// An object that stands where its value belongs, by its place.
    Inside(usize),
    Other,
}

/// Reads a stream; `None` where it is none or is damaged.
pub(super) fn read(data: &[u8]) -> Option<Graph<'_>> {
    let data = match data.strip_prefix(SIGNED) {
        Some(signed) => {
            let (length, behind) = signed.split_first_chunk::<4>()?;
            behind.get(..usize::try_from(i32::from_le_bytes(*length)).ok()?)?
        }
        None => data,
    };
    let mut reader =
        Reader { left: data, classes: Vec::new(), graph: Graph::default(), records: 0, nulls: 0 };
    if reader.byte()? != RECORD_HEADER {
        return None;
    }
    reader.graph.root = reader.integer()?;
    for _ in 0..3 {
        reader.integer()?;
    }
    while reader.record(0)?.is_some() {}
    Some(reader.graph)
}

impl<'a> Graph<'a> {
    /// The class of the first object.
    pub(super) fn class(&self) -> &'a str {
        self.object(self.root).map_or("", |object| object.class)
    }

    /// A number, a flag or an enumeration of the first object.
    pub(super) fn number(&self, member: &str) -> Option<i64> {
        match self.member(member)? {
            Value::Number(number) => Some(number),
            Value::Inside(place) => {
                let (_, value) =
                    self.objects.get(place)?.members.iter().find(|(name, _)| *name == "value__")?;
                match value {
                    Value::Number(number) => Some(*number),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A text of the first object.
    pub(super) fn text(&self, member: &str) -> Option<&'a str> {
        match self.member(member)? {
            Value::Text(text) => Some(text),
            Value::Reference(id) => self.texts.iter().find(|(known, _)| *known == id).map(|(_, text)| *text),
            _ => None,
        }
    }

    /// An array of bytes of the first object.
    pub(super) fn bytes(&self, member: &str) -> Option<&'a [u8]> {
        match self.member(member)? {
            Value::Bytes(bytes) => Some(bytes),
            Value::Reference(id) => {
                self.bytes.iter().find(|(known, _)| *known == id).map(|(_, bytes)| *bytes)
            }
            _ => None,
        }
    }

    fn member(&self, name: &str) -> Option<Value<'a>> {
        let object = self.object(self.root)?;
        object.members.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    fn object(&self, id: i32) -> Option<&Object<'a>> {
        self.objects.iter().find(|object| object.id == id)
    }
}

const RECORD_HEADER: u8 = 0;

/// The type of a member, as far as it decides how its value is written.
#[derive(Debug, Clone, Copy)]
enum Type {
    Primitive(u8),
    /// A record of its own stands there.
    Record,
}

#[derive(Debug)]
struct Class<'a> {
    id: i32,
    name: &'a str,
    members: Vec<(&'a str, Type)>,
}

struct Reader<'a> {
    left: &'a [u8],
    classes: Vec<Class<'a>>,
    graph: Graph<'a>,
    records: usize,
    /// Entries of an array that a record of several nulls stood for.
    nulls: usize,
}

impl<'a> Reader<'a> {
    /// Reads a record. The outer option is `None` where the stream is damaged, the inner one at its end.
    fn record(&mut self, depth: usize) -> Option<Option<Value<'a>>> {
        self.records += 1;
        if self.records > MOST_RECORDS || depth > DEEPEST {
            return None;
        }
        let value = match self.byte()? {
            1 => {
                let id = self.integer()?;
                let metadata = self.integer()?;
                let class = self.classes.iter().position(|class| class.id == metadata)?;
                self.object(id, class, depth)?
            }
            kind @ 2..=5 => {
                let id = self.integer()?;
                let class = self.class(id, kind)?;
                self.object(id, class, depth)?
            }
            6 => {
                let id = self.integer()?;
                let text = self.text()?;
                self.graph.texts.push((id, text));
                Value::Text(text)
            }
            7 => {
                let id = self.integer()?;
                let kind = self.byte()?;
                let rank = self.count()?;
                let mut length = 1usize;
                for _ in 0..rank {
                    length = length.checked_mul(self.count()?)?;
                }
                if matches!(kind, 3..=5) {
                    for _ in 0..rank {
                        self.integer()?;
                    }
                }
                let kind = self.byte()?;
                let of = self.type_of(kind)?;
                self.array(id, length, of, depth)?
            }
            8 => {
                let kind = self.byte()?;
                self.primitive(kind)?
            }
            9 => Value::Reference(self.integer()?),
            10 => Value::Other,
            11 => return Some(None),
            12 => {
                // The name of a library; the value it stands before comes next.
                self.integer()?;
                self.text()?;
                if depth > 0 {
                    return self.record(depth + 1);
                }
                Value::Other
            }
            13 => {
                self.nulls = usize::from(self.byte()?);
                Value::Other
            }
            14 => {
                self.nulls = self.count()?;
                Value::Other
            }
            15 => {
                let id = self.integer()?;
                let length = self.count()?;
                let kind = self.byte()?;
                self.array(id, length, Type::Primitive(kind), depth)?
            }
            16 | 17 => {
                let id = self.integer()?;
                let length = self.count()?;
                self.array(id, length, Type::Record, depth)?
            }
            _ => return None,
        };
        Some(Some(value))
    }

    /// Reads what a class is made of, and keeps it: other objects of the class refer to it.
    fn class(&mut self, id: i32, kind: u8) -> Option<usize> {
        let name = self.text()?;
        let count = self.count()?;
        let mut members = Vec::new();
        for _ in 0..count {
            members.push((self.text()?, Type::Record));
        }
        if kind >= 4 {
            let kinds = self.take(count)?;
            for (member, kind) in members.iter_mut().zip(kinds) {
                member.1 = self.type_of(*kind)?;
            }
        }
        if matches!(kind, 3 | 5) {
            self.integer()?;
        }
        self.classes.push(Class { id, name, members });
        Some(self.classes.len() - 1)
    }

    fn type_of(&mut self, kind: u8) -> Option<Type> {
        match kind {
            0 => return Some(Type::Primitive(self.byte()?)),
            1 | 2 | 5 | 6 => {}
            3 => {
                self.text()?;
            }
            4 => {
                self.text()?;
                self.integer()?;
            }
            7 => {
                self.byte()?;
            }
            _ => return None,
        }
        Some(Type::Record)
    }

    fn object(&mut self, id: i32, class: usize, depth: usize) -> Option<Value<'a>> {
        let place = self.graph.objects.len();
        let name = self.classes.get(class)?.name;
        self.graph.objects.push(Object { id, class: name, members: Vec::new() });
        let mut index = 0;
        while let Some(&(name, of)) = self.classes.get(class)?.members.get(index) {
            let value = match of {
                Type::Primitive(kind) => self.primitive(kind)?,
                Type::Record => self.record(depth + 1)??,
            };
            self.graph.objects.get_mut(place)?.members.push((name, value));
            index += 1;
        }
        Some(Value::Inside(place))
    }

    fn array(&mut self, id: i32, length: usize, of: Type, depth: usize) -> Option<Value<'a>> {
        match of {
            Type::Primitive(BYTE) => {
                let bytes = self.take(length)?;
                self.graph.bytes.push((id, bytes));
                return Some(Value::Bytes(bytes));
            }
            // Every value takes a byte at least.
            Type::Primitive(_) if length > self.left.len() => return None,
            Type::Primitive(kind) => {
                for _ in 0..length {
                    self.primitive(kind)?;
                }
            }
            Type::Record => {
                let mut read = 0;
                while read < length {
                    self.nulls = 1;
                    self.record(depth + 1)??;
                    read += self.nulls.max(1);
                }
            }
        }
        Some(Value::Other)
    }

    fn primitive(&mut self, kind: u8) -> Option<Value<'a>> {
        let size = match kind {
            1 | BYTE | 10 => 1,
            3 => {
                // A character is as long as its first byte says.
                let more = match self.byte()? {
                    0..=0x7F => 0,
                    0xC0..=0xDF => 1,
                    0xE0..=0xEF => 2,
                    _ => return None,
                };
                self.take(more)?;
                return Some(Value::Other);
            }
            5 | 18 => return Some(Value::Text(self.text()?)),
            7 | 14 => 2,
            8 | 11 | 15 => 4,
            6 | 9 | 12 | 13 | 16 => 8,
            17 => return Some(Value::Other),
            _ => return None,
        };
        let bytes = self.take(size)?;
        let mut number = 0i64;
        for &byte in bytes.iter().rev() {
            number = number << 8 | i64::from(byte);
        }
        Some(match kind {
            1 | BYTE | 14 | 15 | 9 => Value::Number(number),
            7 => Value::Number(i64::from(number as i16)),
            8 => Value::Number(i64::from(number as i32)),
            10 => Value::Number(i64::from(number as i8)),
            _ => Value::Other,
        })
    }

    /// A text behind its length, which is written in groups of seven bits.
    fn text(&mut self) -> Option<&'a str> {
        let mut length = 0usize;
        for group in 0..5 {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7F).checked_shl(7 * group)?;
            if byte < 0x80 {
                let bytes = self.take(length)?;
                return std::str::from_utf8(bytes).ok();
            }
        }
        None
    }

    fn byte(&mut self) -> Option<u8> {
        let (&byte, left) = self.left.split_first()?;
        self.left = left;
        Some(byte)
    }

    fn integer(&mut self) -> Option<i32> {
        let (bytes, left) = self.left.split_first_chunk::<4>()?;
        self.left = left;
        Some(i32::from_le_bytes(*bytes))
    }

    /// A number of things that follow, or are left out: no more than a stream can hold.
    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.integer()?).ok().filter(|&count| count <= 1 << 24)
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, left) = self.left.split_at_checked(length)?;
        self.left = left;
        Some(taken)
    }
}

const BYTE: u8 = 2;
