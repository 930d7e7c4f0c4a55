use crate::powershell::Script;

/// Where a fix is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shell {
    /// The Exchange Management Shell on a server.
    ExchangeManagementShell,
    /// Exchange Online PowerShell.
    ExchangeOnline,
    /// An elevated Windows PowerShell on a server.
    WindowsPowerShell,
    /// The Hybrid Configuration Wizard.
    Wizard,
    /// The network between the two sides.
    Network,
}

/// What a fix risks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Risk {
    /// It changes nothing.
    ReadsOnly,
    /// It changes settings that take effect without stopping mail.
    ChangesConfiguration,
    /// Mail stands still for a moment, or until the next step is done.
    InterruptsMailFlow,
}

/// One way to fix a finding: a script with its backup, check and way back.
#[derive(Debug, Clone)]
pub struct Fix {
    /// What it does, in a few words, imperative.
    pub title: String,
    /// Where it is run.
    pub shell: Shell,
    /// On which server; `None`: on any.
    pub run_on: Option<String>,
    /// What it risks.
    pub risk: Risk,
    /// What to answer at the prompt that it raises.
    pub answer: Option<&'static str>,
    /// Saves what will be changed. Empty where nothing is.
    pub backup: Script,
    /// Makes the change.
    pub apply: Script,
    /// Shows whether it worked.
    pub verify: Script,
    /// Takes it back.
    pub undo: Script,
}
