use super::values::{Which, one_server};
use htd_report::powershell::Assignments;
use htd_report::{Fix, FixKind, Risk, Shell};

const KIND: FixKind = FixKind {
    title: "Enable the certificate for SMTP, keeping the default certificate",
    shell: Shell::ExchangeManagementShell,
    risk: Risk::ChangesConfiguration,
    answer: Some("N"),
    backup: include_str!("backup.ps1"),
    apply: include_str!("apply.ps1"),
    verify: include_str!("verify.ps1"),
    undo: include_str!("undo.ps1"),
};

/// Enables a certificate for SMTP, keeping the default certificate. It raises the overwrite prompt, so the command
/// stands last.
pub(crate) fn enable_for_smtp(server: Option<&str>, edge: bool, which: Which<'_>) -> Option<Fix> {
    let values = which.assign(one_server(Assignments::new(), server, edge)?)?;
    Some(KIND.fix(server, &values))
}
