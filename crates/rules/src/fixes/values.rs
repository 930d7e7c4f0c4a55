//! What assignment blocks say in the same way: the certificate, the server, the connector.

use htd_model::Connector;
use htd_report::FixKind;
use htd_report::powershell::{Assignments, Literal};

/// What is filled in for a server that the evidence does not name.
pub(super) const A_SERVER: &str = "the name of the server that has the certificate, such as EX01";

/// Says which certificate a fix is about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which<'a> {
    /// The evidence tells which one.
    Thumbprint(&'a str),
    /// The administrator has to fill it in.
    New,
}

impl Which<'_> {
    /// Sets the thumbprint, or leaves it to the person.
    pub(super) fn assign(self, values: Assignments) -> Option<Assignments> {
        Some(match self {
            Self::Thumbprint(thumbprint) => values.set("thumbprint", &quote(thumbprint)?),
            Self::New => values.fill_in("thumbprint", "the thumbprint of the new certificate"),
        })
    }

    /// The kind, titled for a certificate that the evidence shows to be there.
    pub(super) fn of_server(self, kind: FixKind) -> FixKind {
        match self {
            Self::Thumbprint(_) => {
                FixKind { title: "Point the connector at the certificate that is on the server", ..kind }
            }
            Self::New => kind,
        }
    }
}

/// A thumbprint that is one: cut or redacted ones are filled in by hand.
pub(crate) fn which(thumbprint: Option<&str>) -> Which<'_> {
    let whole = |text: &&str| text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    thumbprint.filter(whole).map_or(Which::New, Which::Thumbprint)
}

/// The server that a fix is about, and its role: the shell of an Edge server knows that server only, so it takes no
/// `-Server`.
pub(super) fn one_server(values: Assignments, server: Option<&str>, edge: bool) -> Option<Assignments> {
    let values = match server {
        Some(server) => values.set("server", &quote(server)?),
        None => values.fill_in("server", A_SERVER),
    };
    Some(values.set("role", &quote(if edge { "Edge" } else { "Mailbox" })?))
}

/// A connector's name as a literal; none where it was not printed. A star means any name to `-Identity`.
pub(super) fn identity(connector: Connector<'_>) -> Option<Literal> {
    let name = &connector.name().value;
    quote(name).filter(|_| connector.is_named() && !name.contains('*'))
}

/// A pasted text as a literal, where that is safe.
pub(super) fn quote(text: &str) -> Option<Literal> {
    Literal::new(text).ok()
}
