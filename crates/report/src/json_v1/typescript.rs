//! TypeScript types from the JSON Schema: as much of the schema language as this report uses.

use schemars::Schema;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The TypeScript types of the report that a schema describes.
pub(super) fn declarations(report: &Schema) -> String {
    let root = report.as_value();
    let mut text = String::from(
        "// Made from the Rust types of crates/report/src/json_v1 by `cargo xtask codegen`. Change those.\n",
    );
    let empty = Map::new();
    let definitions = root.get("$defs").and_then(Value::as_object).unwrap_or(&empty);
    declare(&mut text, "Report", root);
    for (name, schema) in definitions {
        declare(&mut text, name, schema);
    }
    text
}

/// A named type: an interface where it has members, an alias otherwise.
fn declare(text: &mut String, name: &str, schema: &Value) {
    text.push('\n');
    comment(text, "", schema);
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        if let Some(words) = documented_words(schema) {
            let _ = writeln!(text, "export type {name} =");
            for (index, word) in words.iter().enumerate() {
                comment(text, "  ", word);
                let end = if index + 1 == words.len() { ";" } else { "" };
                let _ = writeln!(text, "  | {}{end}", type_of(word));
            }
        } else {
            let _ = writeln!(text, "export type {name} ={};", wrapped(&type_of(schema)));
        }
        return;
    };
    let required = schema.get("required").and_then(Value::as_array);
    let is_required = |member: &str| required.is_some_and(|names| names.iter().any(|name| name == member));
    let _ = writeln!(text, "export interface {name} {{");
    for (member, schema) in properties {
        comment(text, "  ", schema);
        let mark = if is_required(member) { "" } else { "?" };
        let _ = writeln!(text, "  {member}{mark}: {};", type_of(schema));
    }
    text.push_str("}\n");
}

/// A long union has a line for each of its words.
fn wrapped(union: &str) -> String {
    if union.len() < 100 { format!(" {union}") } else { format!("\n  | {}", union.replace(" | ", "\n  | ")) }
}

fn comment(text: &mut String, indent: &str, schema: &Value) {
    if let Some(description) = schema.get("description").and_then(Value::as_str) {
        let _ =
            writeln!(text, "{indent}/** {} */", description.replace("*/", "*\u{2215}").replace('\n', " "));
    }
}

/// The words of an enumeration, each with its description.
fn documented_words(schema: &Value) -> Option<&Vec<Value>> {
    let words = schema.get("oneOf")?.as_array()?;
    words.iter().all(|word| word.get("const").is_some()).then_some(words)
}

fn type_of(schema: &Value) -> String {
    let list = |key: &str| schema.get(key).and_then(Value::as_array);
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        reference.rsplit('/').next().unwrap_or(reference).to_owned()
    } else if let Some(constant) = schema.get("const") {
        constant.to_string()
    } else if let Some(words) = list("enum") {
        union(words.iter().map(Value::to_string))
    } else if let Some(variants) = list("anyOf").or_else(|| list("oneOf")) {
        union(variants.iter().map(type_of))
    } else {
        match schema.get("type") {
            Some(Value::Array(names)) => union(names.iter().map(|name| simple(name, schema))),
            Some(name) => simple(name, schema),
            None => "unknown".to_owned(),
        }
    }
}

fn simple(name: &Value, schema: &Value) -> String {
    match name.as_str().unwrap_or("") {
        "string" => "string".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "boolean" => "boolean".to_owned(),
        "null" => "null".to_owned(),
        "array" => match schema.get("items").map(type_of) {
            Some(items) if items.contains(' ') => format!("({items})[]"),
            Some(items) => format!("{items}[]"),
            None => "unknown[]".to_owned(),
        },
        "object" => {
            let keys = schema.get("propertyNames").map_or_else(|| "string".to_owned(), type_of);
            let values = schema.get("additionalProperties").map_or_else(|| "unknown".to_owned(), type_of);
            format!("Partial<Record<{keys}, {values}>>")
        }
        _ => "unknown".to_owned(),
    }
}

fn union(types: impl Iterator<Item = String>) -> String {
    types.collect::<Vec<_>>().join(" | ")
}
