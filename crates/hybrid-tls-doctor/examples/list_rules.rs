//! Lists the rules and what each of them is decided from: `cargo run --example list_rules`
#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use hybrid_tls_doctor::rules;

fn main() {
    for rule in rules() {
        let evidence: Vec<&str> = rule.evidence.iter().map(|evidence| evidence.name()).collect();
        println!("{}: {}\n  decided from {}", rule.name, rule.passes, evidence.join(", "));
    }
}
