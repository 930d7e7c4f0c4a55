use super::page::Page;
use crate::paint::Style;
use crate::place::Place;
use crate::{Confidence, Finding, Fix, Risk, Shell, code, screen, snippet};
use htd_source::Sources;

/// Writes one finding with its proof and its fixes.
pub(super) fn write(page: &mut Page, texts: &Sources, finding: &Finding) {
    let (style, sign) = page.severity(finding.severity);
    let head = page.paint.text(style, &format!("{sign}[{}]", finding.rule));
    page.line(&format!("{head}: {}", screen::line(&finding.title)));
    let snippets = snippet::snippets(texts, &finding.primary, &finding.labels);
    for (index, snippet) in snippets.iter().enumerate() {
        for line in snippet::draw(snippet, page.paint, style, index == 0) {
            page.line(&line);
        }
    }
    match finding.confidence {
        Confidence::Certain => {}
        Confidence::Likely => paragraph(page, "Likely: joined across pieces of evidence, not read from one."),
        Confidence::Possible => {
            paragraph(page, "Possible: an error text suggests it; no configuration was seen.")
        }
    }
    for why in &finding.why {
        paragraph(page, why);
    }
    if !finding.explains.is_empty() {
        page.line("");
        page.line("  This explains:");
        for &span in &finding.explains {
            let place = Place::new(texts, span);
            let name = place.source.map_or("", |source| source.name());
            page.prose("  - ", &format!("{} ({name}:{})", code(&place.text()), place.start().line));
        }
    }
    for (index, fix) in finding.fixes.iter().enumerate() {
        let number = (finding.fixes.len() > 1).then_some(index + 1);
        write_fix(page, fix, number);
    }
    if !finding.citations.is_empty() {
        page.line("");
        page.line("  Sources:");
        for citation in &finding.citations {
            let kb = citation.kb.map(|kb| format!(" (KB {kb})")).unwrap_or_default();
            page.prose("  - ", &format!("{}{kb}", citation.title));
            page.line(&format!("    {}", citation.url));
        }
    }
}

/// Where the proof of a finding begins, `receive.txt:14:23`; empty where it has no source.
pub(super) fn place(texts: &Sources, finding: &Finding) -> String {
    let place = Place::new(texts, finding.primary.span);
    let start = place.start();
    let named = |source: &htd_source::Source| {
        format!("{}:{}:{}", screen::line(source.name()), start.line, start.column)
    };
    place.source.map(named).unwrap_or_default()
}

fn paragraph(page: &mut Page, prose: &str) {
    page.line("");
    page.prose("  ", prose);
}

fn write_fix(page: &mut Page, fix: &Fix, number: Option<usize>) {
    page.line("");
    let number = number.map(|number| format!(" {number}")).unwrap_or_default();
    let title = page.paint.text(Style::Strong, &format!("Fix{number}: {}", screen::line(&fix.title)));
    page.line(&format!("  {title}"));
    let server = match &fix.run_on {
        Some(server) => format!(" on {}", code(server)),
        None => String::new(),
    };
    page.prose("    Where: ", &format!("{}{server}", shell(fix.shell)));
    page.prose("    Risk:  ", risk(fix.risk));
    let steps = [
        ("Save what is there now", &fix.backup),
        ("Apply", &fix.apply),
        ("See whether it worked", &fix.verify),
        ("To take it back", &fix.undo),
    ];
    let given = steps.into_iter().filter(|(_, script)| !script.is_empty());
    for (index, (what, script)) in given.enumerate() {
        let answer = match fix.answer {
            Some(answer) if what == "Apply" => format!(" (answer {answer} at the prompt)"),
            _ => String::new(),
        };
        page.line(&format!("    {}. {what}{answer}:", index + 1));
        page.code("         ", script.as_str());
    }
}

/// Where a fix is run, in words.
pub(crate) fn shell(shell: Shell) -> &'static str {
    match shell {
        Shell::ExchangeManagementShell => "Exchange Management Shell",
        Shell::ExchangeOnline => "Exchange Online PowerShell",
        Shell::WindowsPowerShell => "Windows PowerShell, as administrator",
        Shell::Wizard => "Hybrid Configuration Wizard",
        Shell::Network => "the network between the two sides",
    }
}

/// What a fix risks, in words.
pub(crate) fn risk(risk: Risk) -> &'static str {
    match risk {
        Risk::ReadsOnly => "none, it only reads",
        Risk::ChangesConfiguration => "changes the configuration; does not interrupt mail flow",
        Risk::InterruptsMailFlow => "interrupts mail flow for a moment, or until the next step is done",
    }
}
