use super::values::{A_SERVER, quote};
use htd_report::powershell::Assignments;
use htd_report::{Fix, FixKind, Risk, Shell};

const KIND: FixKind = FixKind {
    title: "Ask which one is selected: it is the first of the answer",
    shell: Shell::ExchangeManagementShell,
    risk: Risk::ReadsOnly,
    answer: None,
    backup: "",
    apply: include_str!("apply.ps1"),
    verify: "",
    undo: "",
};

/// The command whose first answer is the certificate that Exchange selects for a host name.
pub(crate) fn show_selection(server: Option<&str>, domain: &str) -> Option<Fix> {
    let values = Assignments::new();
    let values = match server {
        Some(server) => values.set("server", &quote(server)?),
        None => values.fill_in("server", A_SERVER),
    };
    Some(KIND.fix(server, &values.set("domain", &quote(domain)?)))
}
