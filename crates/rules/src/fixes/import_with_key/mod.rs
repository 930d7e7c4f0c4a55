use htd_report::powershell::Assignments;
use htd_report::{Fix, FixKind, Risk, Shell};

const KIND: FixKind = FixKind {
    title: "Import the PFX file that holds the certificate and its private key",
    shell: Shell::WindowsPowerShell,
    risk: Risk::ChangesConfiguration,
    answer: None,
    backup: include_str!("backup.ps1"),
    apply: include_str!("apply.ps1"),
    verify: include_str!("verify.ps1"),
    undo: include_str!("undo.ps1"),
};

/// Imports a certificate with its key. The command that asks for the password is followed by the import alone.
pub(crate) fn import_with_key(server: Option<&str>) -> Fix {
    KIND.fix(server, &Assignments::new().fill_in("path", "the PFX file"))
}
