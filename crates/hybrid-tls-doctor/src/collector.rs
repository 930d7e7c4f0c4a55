//! The scripts that collect the evidence. A build that shows none does not carry them.

use serde::Serialize;

/// Where a script collects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Collector {
    /// In the Exchange Management Shell, an Edge server's too.
    OnPremises,
    /// In a session of Exchange Online PowerShell.
    ExchangeOnline,
}

impl Collector {
    /// Both.
    pub const ALL: [Self; 2] = [Self::OnPremises, Self::ExchangeOnline];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::OnPremises => "on-premises",
            Self::ExchangeOnline => "exchange-online",
        }
    }

    /// The one of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|collector| collector.name() == name)
    }

    /// The script. It reads, and writes one new file.
    pub fn script(self) -> &'static str {
        match self {
            Self::OnPremises => include_str!("collector/on-premises.ps1"),
            Self::ExchangeOnline => include_str!("collector/exchange-online.ps1"),
        }
    }
}

/// A script as the page gets it.
#[derive(Serialize)]
struct Entry {
    name: &'static str,
    file: String,
    script: &'static str,
}

/// Both scripts as JSON, for the page.
pub fn collectors_json() -> String {
    let entry = |collector: Collector| Entry {
        name: collector.name(),
        file: format!("collect-{}.ps1", collector.name()),
        script: collector.script(),
    };
    let entries: Vec<Entry> = Collector::ALL.into_iter().map(entry).collect();
    // Texts always serialise.
    serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n"
}
