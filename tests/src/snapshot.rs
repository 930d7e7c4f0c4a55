//! Files that keep what the program says, so that a change of it is seen and read. With `BLESS` in the environment
//! they are written anew.

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::fs;
use std::path::Path;

/// Lines longer than this are broken where they can be.
const WIDTH: usize = 120;

/// The scripts of a fix. Their text is kept elsewhere; here they stand as a digest.
const SCRIPTS: &[&str] = &["backup", "apply", "verify", "undo"];

/// Compares with what is kept, or keeps it. What differs is said in a line.
pub fn difference(path: &Path, now: &str) -> Option<String> {
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, now).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return None;
    }
    let then = fs::read_to_string(path).unwrap_or_default();
    (then != now).then(|| {
        let same = then.lines().zip(now.lines()).take_while(|(then, now)| then == now).count();
        let line = |text: &str| text.lines().nth(same).unwrap_or("(nothing)").trim().to_owned();
        format!(
            "{}:{}:\n    was {}\n    is  {}\n    `cargo xtask bless` takes it over",
            path.display(),
            same + 1,
            line(&then),
            line(now)
        )
    })
}

/// A report in JSON with what fits a line on one line, its members in their order, and scripts as digests.
pub fn compact(json: &str) -> String {
    let mut text = String::new();
    let node: Node = serde_json::from_str(json).expect("JSON");
    node.write(0, 0, &mut text);
    text.push('\n');
    text
}

/// JSON whose members keep their order.
enum Node {
    Scalar(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Writes it where `taken` characters stand on the line already.
    fn write(&self, depth: usize, taken: usize, text: &mut String) {
        let line = self.line();
        if taken + line.len() <= WIDTH {
            return text.push_str(&line);
        }
        match self {
            Self::Scalar(_) => text.push_str(&line),
            Self::List(nodes) => {
                block('[', ']', depth, nodes, text, |node, text| node.write(depth + 1, depth + 1, text));
            }
            Self::Object(members) => block('{', '}', depth, members, text, |(name, node), text| {
                let name = format!("\"{name}\": ");
                text.push_str(&name);
                node.write(depth + 1, depth + 1 + name.len(), text);
            }),
        }
    }

    fn line(&self) -> String {
        match self {
            Self::Scalar(scalar) => scalar.clone(),
            Self::List(nodes) => {
                let nodes: Vec<String> = nodes.iter().map(Self::line).collect();
                format!("[{}]", nodes.join(", "))
            }
            Self::Object(members) => {
                let members: Vec<String> =
                    members.iter().map(|(name, node)| format!("\"{name}\": {}", node.line())).collect();
                format!("{{{}}}", members.join(", "))
            }
        }
    }
}

fn block<T>(
    open: char,
    close: char,
    depth: usize,
    parts: &[T],
    text: &mut String,
    write: impl Fn(&T, &mut String),
) {
    text.push(open);
    for (place, part) in parts.iter().enumerate() {
        text.push_str(if place == 0 { "\n" } else { ",\n" });
        text.push_str(&" ".repeat(depth + 1));
        write(part, text);
    }
    text.push('\n');
    text.push_str(&" ".repeat(depth));
    text.push(close);
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Scalar("null".to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Scalar(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Scalar(quoted(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = access.next_element()? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut members = Vec::new();
        while let Some((name, node)) = access.next_entry::<String, Node>()? {
            members.push((name, node));
        }
        // A fix is the only object that has them.
        for (name, node) in &mut members {
            if let (true, Node::Scalar(script)) = (SCRIPTS.contains(&name.as_str()), &mut *node)
                && script != "null"
            {
                *node = Node::Scalar(quoted(&format!("script {:08x}", digest(script))));
            }
        }
        Ok(Node::Object(members))
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string is JSON")
}

/// FNV-1a: it only has to tell one script from another.
fn digest(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn what_fits_a_line_stands_on_one_and_scripts_are_digests() {
        let short = r#"{"b":[1,-2,null],"a":{"x":true},"apply":"Get-ReceiveConnector"}"#;
        let digest = compact(short);
        assert!(
            digest.starts_with(r#"{"b": [1, -2, null], "a": {"x": true}, "apply": "script "#),
            "{digest}"
        );
        assert_ne!(digest, compact(&short.replace("Receive", "Send")));
        let long = format!(r#"{{"b":["{}","{}"],"a":1}}"#, "x".repeat(70), "y".repeat(70));
        let lines = compact(&long);
        let lines: Vec<&str> = lines.lines().collect();
        assert_eq!(lines.len(), 7, "{lines:?}");
        assert_eq!(lines[5], " \"a\": 1");
    }
}
