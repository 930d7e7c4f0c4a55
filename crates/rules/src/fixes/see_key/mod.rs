use super::values::quote;
use htd_report::powershell::Assignments;
use htd_report::{Fix, FixKind, Risk, Shell};

const KIND: FixKind = FixKind {
    title: "See on that server whether Windows has the key",
    shell: Shell::WindowsPowerShell,
    risk: Risk::ReadsOnly,
    answer: None,
    backup: "",
    apply: include_str!("apply.ps1"),
    verify: "",
    undo: "",
};

/// Shows what Windows knows of a certificate's key.
pub(crate) fn see_key(server: Option<&str>, thumbprint: &str) -> Option<Fix> {
    Some(KIND.fix(server, &Assignments::new().set("thumbprint", &quote(thumbprint)?)))
}
