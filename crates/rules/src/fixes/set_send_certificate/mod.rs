use super::values::{Which, identity};
use htd_model::{Connector, SendConnector};
use htd_report::powershell::Assignments;
use htd_report::{Fix, FixKind, Risk, Shell};

const KIND: FixKind = FixKind {
    title: "Point the connector at the new certificate",
    shell: Shell::ExchangeManagementShell,
    risk: Risk::ChangesConfiguration,
    answer: None,
    backup: include_str!("backup.ps1"),
    apply: include_str!("apply.ps1"),
    verify: include_str!("verify.ps1"),
    undo: include_str!("undo.ps1"),
};

/// Writes issuer and subject of a certificate into a send connector, once each of its servers has one that fits.
/// What only a person can see is filled in: the name on an Edge server, and whether Exchange Online needs a name
/// that the new certificate lacks.
pub(crate) fn set_send_certificate_name(
    connector: &SendConnector,
    server: Option<&str>,
    which: Which<'_>,
) -> Option<Fix> {
    let values = Assignments::new().set("identity", &identity(Connector::Send(connector))?);
    let values = which
        .assign(values)?
        .fill_in("nameOnEdge", "only where an Edge server sends: <I>issuer<S>subject, as printed there")
        .fill_in("namesMayGo", "'yes', once Exchange Online needs no name that the new certificate lacks");
    Some(which.of_server(KIND).fix(server, &values))
}
