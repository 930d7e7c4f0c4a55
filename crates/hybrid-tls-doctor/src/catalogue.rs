//! The catalogue of rules for other programs and as pages. A build that shows neither does not carry the
//! pages' texts.

use htd_report::{Citation, Direction, Severity};
use htd_rules::{RuleInfo, documentation, rules};
use serde::Serialize;

/// A rule as the page and other programs get it.
#[derive(Serialize)]
struct Entry {
    name: &'static str,
    title: &'static str,
    severities: Vec<&'static str>,
    evidence: Vec<&'static str>,
    directions: Vec<&'static str>,
    citations: Vec<CitationEntry>,
    reviewed: &'static str,
    documentation: &'static str,
}

#[derive(Serialize)]
struct CitationEntry {
    title: &'static str,
    kb: Option<&'static str>,
    url: &'static str,
}

/// Every rule with its page, as JSON: what `rules.json` holds and the command line prints.
pub fn catalogue_json() -> String {
    let entries: Vec<Entry> = rules().iter().map(entry).collect();
    // Texts and lists always serialise.
    serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n"
}

/// The pages of the documentation, one a rule and their index: file names and Markdown.
pub fn catalogue_pages() -> Vec<(String, String)> {
    let page_of =
        |info: &RuleInfo| Some((format!("{}.md", info.name), page(info, documentation(info.name)?)));
    let pages = rules().iter().filter_map(page_of);
    pages.chain([("README.md".to_owned(), index())]).collect()
}

fn entry(info: &'static RuleInfo) -> Entry {
    Entry {
        name: info.name,
        title: info.passes,
        severities: info.severities.iter().map(|severity| severity_word(*severity)).collect(),
        evidence: info.evidence.iter().map(|evidence| evidence.name()).collect(),
        directions: info.directions.iter().map(|direction| direction_word(*direction)).collect(),
        citations: info
            .citations
            .iter()
            .map(|citation| CitationEntry { title: citation.title, kb: citation.kb, url: citation.url })
            .collect(),
        reviewed: info.reviewed,
        documentation: documentation(info.name).unwrap_or(""),
    }
}

/// Says that a page is not to be changed by hand.
const GENERATED: &str =
    "<!-- Made from the page beside the rule by `cargo xtask codegen`; a change here is lost. -->\n\n";

/// A rule's page with what is known of the rule below its heading.
fn page(info: &RuleInfo, text: &str) -> String {
    let (heading, rest) = text.split_once('\n').unwrap_or((text, ""));
    let severities: Vec<&str> = info.severities.iter().map(|severity| severity_word(*severity)).collect();
    let evidence: Vec<String> =
        info.evidence.iter().map(|evidence| evidence.name().replace('-', " ")).collect();
    let lanes: Vec<&str> = info.directions.iter().map(|direction| lane(*direction)).collect();
    let citations: Vec<String> = info.citations.iter().map(link).collect();
    let or = |list: String, otherwise: &str| if list.is_empty() { otherwise.to_owned() } else { list };
    let facts = [
        ("right", passes(info)),
        ("severity", severities.join(", ")),
        ("decided from", or(evidence.join(", "), "everything that was given")),
        ("lane", or(lanes.join(", "), "none")),
        ("rests on", citations.join("<br>")),
        ("reviewed", info.reviewed.to_owned()),
    ];
    let mut page = format!("{GENERATED}{heading}\n\n| | |\n|---|---|\n");
    for (what, value) in facts {
        page.push_str(&format!("| {what} | {value} |\n"));
    }
    page.push_str(rest);
    page
}

/// The list of all rules, in report order.
fn index() -> String {
    let mut text = format!(
        "{GENERATED}# The rules\n\nIn the order of the report. Each is named after the defect that it \
        finds; beside it stands what is right when it\nfinds nothing.\n\n| rule | severity | right |\n\
        |---|---|---|\n"
    );
    for info in rules() {
        let severities: Vec<&str> = info.severities.iter().map(|severity| severity_word(*severity)).collect();
        text.push_str(&format!(
            "| [{0}]({0}.md) | {1} | {2} |\n",
            info.name,
            severities.join(", "),
            passes(info)
        ));
    }
    text
}

/// What is right when the rule finds nothing, with the tags of a certificate name kept from being markup.
fn passes(info: &RuleInfo) -> String {
    info.passes.replace('<', "\\<")
}

fn link(citation: &Citation) -> String {
    let number = citation.kb.map_or_else(String::new, |kb| format!(" (KB {kb})"));
    format!("[{}]({}){number}", citation.title, citation.url)
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::ToOnPremises => "to_on_premises",
        Direction::ToExchangeOnline => "to_exchange_online",
    }
}

fn lane(direction: Direction) -> &'static str {
    match direction {
        Direction::ToOnPremises => "Exchange Online → on-premises",
        Direction::ToExchangeOnline => "on-premises → Exchange Online",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_there_with_its_page() {
        let entries: Vec<serde_json::Value> = serde_json::from_str(&catalogue_json()).unwrap();
        assert_eq!(entries.len(), rules().len());
        for entry in &entries {
            let name = entry["name"].as_str().unwrap();
            let text = entry["documentation"].as_str().unwrap();
            assert!(text.starts_with(&format!("# {name}\n\n## What it checks\n")), "{name}");
        }
        assert_eq!(catalogue_pages().len(), rules().len() + 1);
    }

    #[test]
    fn a_page_keeps_its_heading_and_its_text() {
        let (_, page) =
            catalogue_pages().into_iter().find(|(name, _)| name == "starttls-not-offered.md").unwrap();
        assert!(page.contains("\n# starttls-not-offered\n\n| | |\n"), "{page}");
        assert!(page.contains("(KB 2989382)"), "{page}");
        assert!(page.contains(" |\n\n## What it checks\n"), "{page}");
    }
}
