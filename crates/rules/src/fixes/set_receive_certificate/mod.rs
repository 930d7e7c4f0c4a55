use super::values::{Which, identity, one_server};
use htd_model::{Connector, ReceiveConnector};
use htd_report::powershell::Assignments;
use htd_report::{Fix, FixKind, Risk, Shell};

pub(super) const KIND: FixKind = FixKind {
    title: "Point the connector at the new certificate",
    shell: Shell::ExchangeManagementShell,
    risk: Risk::ChangesConfiguration,
    answer: None,
    backup: include_str!("backup.ps1"),
    apply: include_str!("apply.ps1"),
    verify: include_str!("verify.ps1"),
    undo: include_str!("undo.ps1"),
};

/// Writes issuer and subject of a certificate into a receive connector, read from the certificate in the shell.
pub(crate) fn set_receive_certificate_name(
    connector: &ReceiveConnector,
    server: Option<&str>,
    which: Which<'_>,
) -> Option<Fix> {
    let values = Assignments::new().set("identity", &identity(Connector::Receive(connector))?);
    let values = which.assign(one_server(values, server, connector.is_edge())?)?;
    Some(which.of_server(KIND).fix(server, &values))
}
