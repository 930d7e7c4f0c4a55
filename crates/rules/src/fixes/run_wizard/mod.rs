use htd_report::powershell::Assignments;
use htd_report::{Fix, FixKind, Risk, Shell};

/// The wizard's steps are prose; what it writes is saved and shown by scripts.
pub(super) const KIND: FixKind = FixKind {
    title: "Alternative: let the Hybrid Configuration Wizard write the certificate everywhere",
    shell: Shell::Wizard,
    risk: Risk::ChangesConfiguration,
    answer: None,
    backup: include_str!("backup.ps1"),
    apply: include_str!("apply.ps1"),
    verify: include_str!("verify.ps1"),
    undo: include_str!("undo.ps1"),
};

/// The wizard alone.
pub(crate) fn run_wizard() -> Fix {
    KIND.fix(None, &Assignments::new())
}

/// The same where it is the first way.
pub(crate) fn run_wizard_first() -> Fix {
    let title = "Let the Hybrid Configuration Wizard write the certificate everywhere";
    FixKind { title, ..KIND }.fix(None, &Assignments::new())
}
