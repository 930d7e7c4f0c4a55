//! The fixes that several rules print. Each kind is a folder: texts of PowerShell that never change, the value that
//! says what the kind is, and the function that puts the objects of the evidence into the assignment block above the
//! texts. A fix whose names cannot be quoted is not printed: the functions return `None` then.
//!
//! `docs/decisions/a-fix-is-a-powershell-file.md` says what every text holds to.

mod commands;
mod values;

/// Declares the kinds: one line and one folder each.
macro_rules! kinds {
    ($($kind:ident,)*) => {
        $(
            mod $kind;
            pub(crate) use $kind::*;
        )*
    };
}

kinds! {
    bring_certificate,
    clear_then_wizard,
    enable_for_smtp,
    import_with_key,
    run_wizard,
    see_key,
    set_capability,
    set_hybrid_certificate,
    set_receive_certificate,
    set_send_certificate,
    show_selection,
    update_then_wizard,
}

pub(crate) use commands::*;
pub(crate) use values::{Which, which};

use htd_model::Connector;
use htd_report::Fix;

/// Makes a connector name a certificate.
pub(crate) fn set_certificate_name(
    connector: Connector<'_>,
    server: Option<&str>,
    which: Which<'_>,
) -> Option<Fix> {
    match connector {
        Connector::Receive(receive) => set_receive_certificate_name(receive, server, which),
        Connector::Send(send) => set_send_certificate_name(send, server, which),
    }
}

/// Whether it is of an Edge server.
pub(crate) fn is_edge(connector: Connector<'_>) -> bool {
    matches!(connector, Connector::Receive(receive) if receive.is_edge())
}

#[cfg(test)]
mod tests;
