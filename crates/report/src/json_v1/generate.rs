use super::types::Report;
use super::typescript;
use schemars::{Schema, generate::SchemaSettings};

/// The files that are made from the types of this module, the JSON Schema and the TypeScript types: where each
/// stands in the repository, and its text. `cargo xtask codegen` writes them; a test compares them.
pub fn generated_files() -> [(&'static str, String); 2] {
    let schema = schema();
    // A schema is JSON itself.
    let json = serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n";
    [
        ("crates/report/schema/report.schema.json", json),
        ("www/src/report-types.ts", typescript::declarations(&schema)),
    ]
}

/// The schema as the report is written, not as it might be read: members that are always there are required.
fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Report<'static>>()
}
