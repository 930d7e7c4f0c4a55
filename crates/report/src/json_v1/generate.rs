use super::types::{ITEM_KINDS, ItemKind, Report};
use htd_source::Encoding;
use schemars::{Schema, SchemaGenerator, generate::SchemaSettings, json_schema};

/// The files that are made from the types of this module: where each stands in the repository, and its
/// text. `cargo xtask codegen` writes them; a test compares them.
pub fn generated_files() -> [(&'static str, String); 2] {
    [
        ("crates/report/schema/report.schema.json", schema_json()),
        ("www/src/report-types.ts", super::typescript()),
    ]
}

/// The JSON Schema of the report, with a line break at the end.
pub fn schema_json() -> String {
    let mut text = serde_json::to_string_pretty(&schema()).unwrap_or_default();
    text.push('\n');
    text
}

/// The schema as the report is written, not as it might be read: members that are always there are required.
pub(super) fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Report<'static>>()
}

pub(super) fn subject_kinds() -> Vec<&'static str> {
    let mut kinds = ITEM_KINDS.to_vec();
    kinds.push("organisation");
    kinds
}

pub(super) fn encodings() -> [&'static str; 5] {
    [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252, Encoding::Binary]
        .map(Encoding::name)
}

/// A map whose keys are known words.
pub(super) fn items(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "propertyNames": generator.subschema_for::<ItemKind>(),
        "additionalProperties": { "type": "integer", "minimum": 0 }
    })
}
