use super::values::quote;
use htd_report::powershell::Assignments;
use htd_report::{Fix, FixKind, Risk, Shell};

const KIND: FixKind = FixKind {
    title: "Bring the certificate to the server that lacks it",
    shell: Shell::ExchangeManagementShell,
    risk: Risk::ChangesConfiguration,
    answer: None,
    backup: include_str!("backup.ps1"),
    apply: include_str!("apply.ps1"),
    verify: include_str!("verify.ps1"),
    undo: include_str!("undo.ps1"),
};

/// Brings a certificate that another server has to one that lacks it.
pub(crate) fn bring_certificate(from: &str, thumbprint: &str, to: &str) -> Option<Fix> {
    let values = Assignments::new()
        .set("from", &quote(from)?)
        .set("to", &quote(to)?)
        .set("thumbprint", &quote(thumbprint)?);
    Some(KIND.fix(Some(to), &values))
}
