use crate::output;
use hybrid_tls_doctor::{Severity, catalogue_json, documentation, rules};
use std::process::ExitCode;

/// Prints the page of a rule.
pub(crate) fn explain(name: &str) -> ExitCode {
    match documentation(name) {
        Some(page) => output::print(&format!("{}\n", page.trim_end()), ExitCode::SUCCESS),
        None => {
            let close = similar(name);
            let hint = if close.is_empty() {
                "`hybrid-tls-doctor rules` lists them".to_owned()
            } else {
                format!("there is {}", close.join(", "))
            };
            output::usage_error(&format!("`{name}` is no rule; {hint}"))
        }
    }
}

/// Rules that share a long word with a name, or hold it.
fn similar(name: &str) -> Vec<&'static str> {
    let name = name.to_ascii_lowercase().replace('_', "-");
    let words: Vec<&str> = name.split('-').filter(|word| word.len() > 4).collect();
    let shared = |rule: &str| words.iter().filter(|word| rule.split('-').any(|own| own == **word)).count();
    let mut close: Vec<(usize, &'static str)> = rules()
        .iter()
        .map(|rule| rule.name)
        .map(|rule| (shared(rule) + usize::from(!name.is_empty() && rule.contains(&name)), rule))
        .filter(|&(count, _)| count > 0)
        .collect();
    close.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
    close.into_iter().take(3).map(|(_, rule)| rule).collect()
}

/// Prints the catalogue.
pub(crate) fn list(json: bool) -> ExitCode {
    let printed = if json { catalogue_json() } else { as_text() };
    output::print(&printed, ExitCode::SUCCESS)
}

fn as_text() -> String {
    let longest = rules().iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules() {
        let severity = rule.severities.first().copied().map_or("", word);
        text.push_str(&format!("{:longest$}  {severity:7}  {}\n", rule.name, rule.passes));
    }
    text
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
