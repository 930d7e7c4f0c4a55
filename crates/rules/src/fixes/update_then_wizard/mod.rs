use super::run_wizard;
use htd_report::powershell::Assignments;
use htd_report::{Fix, FixKind, Risk};

const KIND: FixKind = FixKind {
    title: "Alternative: install the latest cumulative update on at least one server and run the wizard",
    risk: Risk::InterruptsMailFlow,
    apply: include_str!("apply.ps1"),
    ..run_wizard::KIND
};

/// The first method of the founding article on TlsDomainCapabilities.
pub(crate) fn update_then_wizard() -> Fix {
    KIND.fix(None, &Assignments::new())
}

/// The same where it is the only way.
pub(crate) fn update_first() -> Fix {
    let title = "Install the latest cumulative update on at least one server, then run the Hybrid Configuration Wizard";
    FixKind { title, ..KIND }.fix(None, &Assignments::new())
}
