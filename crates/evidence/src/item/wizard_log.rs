use super::record::Command;
use htd_source::{Span, Spanned};
use std::sync::Arc;

/// What the Hybrid Configuration Wizard logged, or commands like those it runs. It tells what was asked for,
/// not what is.
#[derive(Debug, Clone)]
pub struct WizardLog {
    /// The lines of it.
    pub span: Span,
    /// Commands that change something, `Set-ReceiveConnector …`.
    pub commands: Vec<Spanned<Arc<Command>>>,
    /// Errors and warnings by their code, `HCW8010`.
    pub codes: Vec<Spanned<String>>,
    /// Errors about certificates, TLS or connectors: the line that says so, and all that belongs to it.
    pub errors: Vec<[Span; 2]>,
    /// Whether somebody typed the commands, so that what stands above them was there before.
    pub typed: bool,
}

impl WizardLog {
    /// One in which nothing is yet.
    pub(crate) fn new(span: Span, typed: bool) -> Self {
        Self { span, commands: Vec::new(), codes: Vec::new(), errors: Vec::new(), typed }
    }
}
