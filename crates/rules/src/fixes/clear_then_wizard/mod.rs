use super::set_receive_certificate;
use super::values::identity;
use htd_model::{Connector, ReceiveConnector};
use htd_report::powershell::Assignments;
use htd_report::{Fix, FixKind, Risk};

/// What it changes is saved and written back as where the name is replaced.
const KIND: FixKind = FixKind {
    title: "Alternative: clear the name and let the Hybrid Configuration Wizard write it",
    risk: Risk::InterruptsMailFlow,
    apply: include_str!("apply.ps1"),
    verify: include_str!("verify.ps1"),
    ..set_receive_certificate::KIND
};

/// The way of the founding article: clear the name, then let the wizard write it.
pub(crate) fn clear_then_wizard(connector: &ReceiveConnector) -> Option<Fix> {
    let values = Assignments::new().set("identity", &identity(Connector::Receive(connector))?);
    Some(KIND.fix(connector.server.as_deref(), &values))
}
