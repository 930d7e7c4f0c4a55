use super::values::{A_SERVER, Which};
use htd_report::powershell::Assignments;
use htd_report::{Fix, FixKind, Risk, Shell};

const KIND: FixKind = FixKind {
    title: "Alternative: write it into the hybrid configuration, as the community does",
    shell: Shell::ExchangeManagementShell,
    risk: Risk::ChangesConfiguration,
    answer: None,
    backup: include_str!("backup.ps1"),
    apply: include_str!("apply.ps1"),
    verify: include_str!("verify.ps1"),
    undo: include_str!("undo.ps1"),
};

/// Writes issuer and subject of a certificate into the hybrid configuration.
pub(crate) fn set_hybrid_certificate_name(which: Which<'_>) -> Option<Fix> {
    let values = which.assign(Assignments::new().fill_in("server", A_SERVER))?;
    Some(KIND.fix(None, &values))
}
