use crate::powershell::{Assignments, Script};

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

/// What all fixes of one kind have in common: everything but the objects that they are about.
#[derive(Debug, Clone, Copy)]
pub struct FixKind {
    /// What it does, in a few words, imperative.
    pub title: &'static str,
    /// Where it is run.
    pub shell: Shell,
    /// What it risks.
    pub risk: Risk,
    /// What to answer at the prompt that it raises.
    pub answer: Option<&'static str>,
    /// The text that saves what will be changed. Empty where nothing is.
    pub backup: &'static str,
    /// The text that makes the change.
    pub apply: &'static str,
    /// The text that shows whether it worked.
    pub verify: &'static str,
    /// The text that takes it back.
    pub undo: &'static str,
}

impl FixKind {
    /// The fix for the objects that the values name. Each of its scripts carries the values that it reads, for each
    /// is pasted alone.
    pub fn fix(&self, run_on: Option<&str>, values: &Assignments) -> Fix {
        Fix {
            title: self.title.to_owned(),
            shell: self.shell,
            run_on: run_on.map(str::to_owned),
            risk: self.risk,
            answer: self.answer,
            backup: Script::new(values, self.backup),
            apply: Script::new(values, self.apply),
            verify: Script::new(values, self.verify),
            undo: Script::new(values, self.undo),
        }
    }
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

impl Fix {
    /// Commands that change nothing: they show what decides, or what holds now.
    pub fn look(title: &str, shell: Shell, run_on: Option<&str>, commands: &[&'static str]) -> Self {
        Self {
            title: title.to_owned(),
            shell,
            run_on: run_on.map(str::to_owned),
            risk: Risk::ReadsOnly,
            answer: None,
            backup: Script::default(),
            apply: Script::commands(commands),
            verify: Script::default(),
            undo: Script::default(),
        }
    }
}
