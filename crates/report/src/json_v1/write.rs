//! JSON from the types of the report. `serde_json` writes to anything that takes bytes, and at every member of
//! every type it asks whether that failed; this writes to a text, which cannot fail, and is a third of the size.

use serde::ser::{self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use std::fmt::{self, Display};

/// A value as JSON, indented by two blanks.
pub(super) fn pretty(value: &impl Serialize) -> Result<String, Unsupported> {
    let mut writer = Writer { text: String::new(), depth: 0 };
    value.serialize(&mut writer)?;
    Ok(writer.text)
}

/// The value holds something that no report has, such as a number with a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unsupported;

impl Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no report holds such a value")
    }
}

impl std::error::Error for Unsupported {}

impl ser::Error for Unsupported {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

/// Text that grows by one value.
struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    #[inline(never)]
    fn string(&mut self, value: &str) {
        self.text.push('"');
        let mut plain = 0;
        for (at, byte) in value.bytes().enumerate() {
            if byte >= b' ' && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.text.push_str(value.get(plain..at).unwrap_or(""));
            plain = at + 1;
            self.text.push('\\');
            match byte {
                b'\x08' => self.text.push('b'),
                b'\t' => self.text.push('t'),
                b'\n' => self.text.push('n'),
                b'\x0C' => self.text.push('f'),
                b'\r' => self.text.push('r'),
                b'"' | b'\\' => self.text.push(char::from(byte)),
                _ => {
                    self.text.push_str("u00");
                    for digit in [byte >> 4, byte & 15] {
                        self.text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
                    }
                }
            }
        }
        self.text.push_str(value.get(plain..).unwrap_or(""));
        self.text.push('"');
    }

    #[inline(never)]
    fn line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }

    /// Begins a list or an object.
    #[inline(never)]
    fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
    }

    /// Goes to the next member of the innermost list or object.
    #[inline(never)]
    fn next(&mut self) {
        if !self.text.ends_with(['[', '{']) {
            self.text.push(',');
        }
        self.line();
    }

    #[inline(never)]
    fn name(&mut self, name: &str) {
        self.next();
        self.string(name);
        self.text.push_str(": ");
    }

    /// Ends a list or an object; one without members stays on its line.
    #[inline(never)]
    fn close(&mut self, open: char, close: char) {
        self.depth -= 1;
        if !self.text.ends_with(open) {
            self.line();
        }
        self.text.push(close);
    }
}

type Done = Result<(), Unsupported>;

impl Serializer for &mut Writer {
    type Ok = ();
    type Error = Unsupported;
    type SerializeSeq = Self;
    type SerializeTuple = Impossible<(), Unsupported>;
    type SerializeTupleStruct = Impossible<(), Unsupported>;
    type SerializeTupleVariant = Impossible<(), Unsupported>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Unsupported>;

    fn serialize_bool(self, value: bool) -> Done {
        self.text.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_u32(u32::from(value))
    }

    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_u32(u32::from(value))
    }

    #[inline(never)]
    fn serialize_u32(self, value: u32) -> Done {
        let start = self.text.len();
        let mut rest = value;
        loop {
            self.text.insert(start, char::from_digit(rest % 10, 10).unwrap_or('0'));
            rest /= 10;
            if rest == 0 {
                return Ok(());
            }
        }
    }

    fn serialize_u64(self, value: u64) -> Done {
        u32::try_from(value).map_err(|_| Unsupported).and_then(|value| self.serialize_u32(value))
    }

    fn serialize_i8(self, value: i8) -> Done {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i16(self, value: i16) -> Done {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i32(self, value: i32) -> Done {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i64(self, value: i64) -> Done {
        u32::try_from(value).map_err(|_| Unsupported).and_then(|value| self.serialize_u32(value))
    }

    fn serialize_f32(self, _: f32) -> Done {
        Err(Unsupported)
    }

    fn serialize_f64(self, _: f64) -> Done {
        Err(Unsupported)
    }

    fn serialize_char(self, value: char) -> Done {
        self.string(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Done {
        self.string(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(Unsupported)
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.text.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Done {
        Err(Unsupported)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Unsupported> {
        self.open('[');
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unsupported> {
        Err(Unsupported)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unsupported> {
        Err(Unsupported)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unsupported> {
        Err(Unsupported)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Unsupported> {
        self.open('{');
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unsupported> {
        self.open('{');
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unsupported> {
        Err(Unsupported)
    }
}

impl SerializeSeq for &mut Writer {
    type Ok = ();
    type Error = Unsupported;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.next();
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.close('[', ']');
        Ok(())
    }
}

impl SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Unsupported;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.next();
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.text.push_str(": ");
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.close('{', '}');
        Ok(())
    }
}

impl SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = Unsupported;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        self.name(name);
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.close('{', '}');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{example, json_v1::json_v1_value};

    /// What serde_json writes is JSON; this has to be the same.
    fn same(value: &impl Serialize) {
        assert_eq!(pretty(value).unwrap(), serde_json::to_string_pretty(value).unwrap());
    }

    #[test]
    fn reports_are_written_as_serde_json_writes_them() {
        for report in [example::empty(), example::full(), example::out_of_range()] {
            same(&json_v1_value(&report));
        }
    }

    #[test]
    fn every_character_is_escaped_as_serde_json_does() {
        let all: String = (0..0x500).chain(0x1_F600..0x1_F610).filter_map(char::from_u32).collect();
        same(&all);
        for character in all.chars() {
            same(&character);
            same(&format!("a{character}b"));
        }
    }

    #[test]
    fn numbers_lists_and_maps() {
        for number in [0, 7, 10, 99, 100, 4_294_967_295_u32] {
            same(&number);
        }
        same(&Vec::<u32>::new());
        same(&vec![vec!["a"], vec![], vec!["b", "[", "{"]]);
        same(&std::collections::BTreeMap::from([("a", vec![1]), ("b", vec![])]));
        same(&std::collections::BTreeMap::<&str, u8>::new());
        same(&[Some(true), None].as_slice());
    }

    #[test]
    fn what_no_report_holds_is_refused() {
        assert_eq!(pretty(&1.5), Err(Unsupported));
        assert_eq!(pretty(&("a", 1)), Err(Unsupported));
        assert_eq!(pretty(&-1), Err(Unsupported));
    }
}
