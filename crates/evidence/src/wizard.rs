use crate::Command;
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
}
