use super::position::Position;
#[cfg(feature = "schema")]
use super::words;
use serde::Serialize;

/// A source and what it gave.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Source<'a> {
    /// The name it was given under.
    pub name: &'a str,
    /// What it was understood as.
    pub format: Format,
    /// How its bytes were encoded.
    pub encoding: Encoding,
    /// How many of what it holds.
    pub items: Items,
    /// What was not understood.
    pub problems: Vec<Problem<'a>>,
    /// The stretches of a mixed source; absent otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part<'a>>,
}

/// A stretch of a mixed source.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Part<'a> {
    /// The source's name.
    pub name: &'a str,
    /// What it was understood as.
    pub format: Format,
    /// The source's encoding.
    pub encoding: Encoding,
    /// How many of what it holds.
    pub items: Items,
    /// What was not understood in it.
    pub problems: Vec<Problem<'a>>,
    /// Where it begins.
    pub start: Position,
    /// Where it ends; the first character after it.
    pub end: Position,
}

/// What a source was understood as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("enum" = words::FORMATS)))]
pub struct Format(pub &'static str);

/// How a source's bytes were encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("enum" = words::encodings())))]
pub struct Encoding(pub &'static str);

/// How many there are of each kind, in the order of their names; an object in JSON.
#[derive(Debug, Clone)]
pub struct Items(pub Vec<(ItemKind, u32)>);

impl Serialize for Items {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(kind, count)| (kind, count)))
    }
}

/// An object whose members are known words; JSON Schema has to be told so.
#[cfg(feature = "schema")]
impl schemars::JsonSchema for Items {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Items".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "propertyNames": generator.subschema_for::<ItemKind>(),
            "additionalProperties": { "type": "integer", "minimum": 0 }
        })
    }
}

/// A kind of thing that evidence holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("enum" = words::ITEM_KINDS)))]
pub struct ItemKind(pub &'static str);

/// Something that was not understood.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Problem<'a> {
    /// Its line, from 1.
    pub line: u32,
    /// What is the matter, in one sentence.
    pub message: &'a str,
}
