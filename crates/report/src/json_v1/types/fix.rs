use serde::Serialize;

/// One way to fix a finding.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Fix<'a> {
    /// What it does.
    pub title: &'a str,
    /// Where it is run.
    pub shell: Shell,
    /// On which server; null: on any.
    pub run_on: Option<&'a str>,
    /// What it risks.
    pub risk: Risk,
    /// What to answer at the prompt that it raises; null where it raises none.
    pub answer: Option<&'static str>,
    /// Saves what will be changed; empty where nothing is.
    pub backup: &'a str,
    /// Makes the change.
    pub apply: &'a str,
    /// Shows whether it worked.
    pub verify: &'a str,
    /// Takes it back.
    pub undo: &'a str,
}

/// Where a fix is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Shell {
    /// The Exchange Management Shell on a server.
    ExchangeManagementShell,
    /// Exchange Online PowerShell.
    ExchangeOnline,
    /// An elevated Windows PowerShell on a server.
    #[serde(rename = "windows-powershell")]
    WindowsPowerShell,
    /// The Hybrid Configuration Wizard.
    Wizard,
    /// The network between the two sides.
    Network,
}

/// What a fix risks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Risk {
    /// It changes nothing.
    ReadsOnly,
    /// It changes settings that take effect without stopping mail.
    ChangesConfiguration,
    /// Mail stands still for a moment, or until the next step is done.
    InterruptsMailFlow,
}
