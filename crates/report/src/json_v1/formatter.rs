use crate::prose::is_unsafe;
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter};
use std::io::{Result, Write};

/// How serde_json writes the report: indented, and with every character escaped that steers a terminal, reorders
/// what it shows or hides in it. JSON itself asks for the control characters below U+0020 only.
pub(super) struct ScreenFormatter(PrettyFormatter<'static>);

impl ScreenFormatter {
    pub(super) fn new() -> Self {
        Self(PrettyFormatter::new())
    }
}

impl Formatter for ScreenFormatter {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> Result<()> {
        let mut rest = fragment;
        // Most texts hold nothing from DEL on, which is told faster than each character is looked at.
        if fragment.bytes().fold(0, u8::max) < 0x7F {
            return writer.write_all(fragment.as_bytes());
        }
        while let Some(place) = rest.find(is_unsafe) {
            let (before, from) = rest.split_at(place);
            writer.write_all(before.as_bytes())?;
            let mut characters = from.chars();
            if let Some(character) = characters.next() {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
            rest = characters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: Write + ?Sized>(&mut self, writer: &mut W, escape: CharEscape) -> Result<()> {
        self.0.write_char_escape(writer, escape)
    }

    fn begin_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.0.begin_array(writer)
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.0.end_array_value(writer)
    }

    fn end_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.0.end_array(writer)
    }

    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.0.begin_object(writer)
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.0.end_object_value(writer)
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.0.end_object(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    fn written(value: &impl Serialize) -> String {
        let mut bytes = Vec::new();
        value
            .serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, ScreenFormatter::new()))
            .unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn what_steers_a_terminal_is_escaped() {
        assert_eq!(written(&"a\u{85}b\u{9B}31m"), r#""a\u0085b\u009b31m""#);
        assert_eq!(written(&"\x1b[2J\u{7F}\n"), r#""\u001b[2J\u007f\n""#);
        assert_eq!(written(&"\u{202E}fdp.exe\u{2066}\u{200B}"), r#""\u202efdp.exe\u2066\u200b""#);
        // Beyond the first 65,536 characters JSON escapes in two halves.
        assert_eq!(written(&"\u{E0041}"), r#""\udb40\udc41""#);
    }

    #[test]
    fn what_is_read_back_is_what_was_written() {
        let all: String = (0..=0x10_FFFF).filter_map(char::from_u32).collect();
        let text = written(&all);
        assert_eq!(text.find(is_unsafe), None);
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), all);
    }

    #[test]
    fn everything_else_is_as_serde_json_writes_it() {
        let value = serde_json::json!({
            "a": [],
            "b": {},
            "c": ["größe", "\"\\/", null, true, 7],
            "d": { "e": [[1]] },
        });
        assert_eq!(written(&value), serde_json::to_string_pretty(&value).unwrap());
    }
}
