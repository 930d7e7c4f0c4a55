use super::values::{identity, quote};
use htd_model::{Connector, ReceiveConnector};
use htd_report::powershell::{Assignments, Literal};
use htd_report::{Fix, FixKind, Risk, Shell};

const KIND: FixKind = FixKind {
    title: "Write the entry for Exchange Online into TlsDomainCapabilities, keeping the others",
    shell: Shell::ExchangeManagementShell,
    risk: Risk::ChangesConfiguration,
    answer: None,
    backup: include_str!("backup.ps1"),
    apply: include_str!("apply.ps1"),
    verify: include_str!("verify.ps1"),
    undo: include_str!("undo.ps1"),
};

/// Which entries of TlsDomainCapabilities a fix takes out.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Drop<'a> {
    /// These, as they were printed.
    Entries(&'a [&'a str]),
    /// Those that match a pattern, where what was printed may not be whole.
    Matching(&'static str),
}

/// Writes the entry for Exchange Online into TlsDomainCapabilities and keeps every entry but the wrong ones.
pub(crate) fn set_capability(
    connector: &ReceiveConnector,
    capability: &'static str,
    drop: Drop<'_>,
) -> Option<Fix> {
    let (entries, patterns) = match drop {
        Drop::Entries(entries) => {
            (entries.iter().map(|entry| quote(entry)).collect::<Option<Vec<_>>>()?, vec![])
        }
        Drop::Matching(pattern) => (vec![], vec![quote(pattern)?]),
    };
    let values = Assignments::new()
        .set("identity", &identity(Connector::Receive(connector))?)
        .set("right", &quote(capability)?)
        .list::<Literal>("wrong", &entries)
        .list::<Literal>("wrongPatterns", &patterns);
    Some(KIND.fix(connector.server.as_deref(), &values))
}
