//! The report as one value: findings, verdicts of the rules, certificates and sources.

use crate::{Direction, Finding};
use htd_source::{Problem, Sources, Span, Timestamp};

/// Everything that one examination says.
#[derive(Debug, Clone)]
pub struct Report {
    /// The moment that expiry was judged by.
    pub judged_at: Timestamp,
    /// When the catalogue was last reviewed, `2026-11-22`.
    pub rules_reviewed: &'static str,
    /// What is wrong, in the order in which to fix it.
    pub findings: Vec<Finding>,
    /// Every rule of the catalogue and its verdict.
    pub checks: Vec<Check>,
    /// Every certificate that was seen.
    pub certificates: Vec<CertificateSummary>,
    /// Every source and what it was understood as, in the order of `texts`.
    pub sources: Vec<SourceSummary>,
    /// The decoded texts that spans point into.
    pub texts: Sources,
}

/// What a rule came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It found something.
    Found,
    /// It looked and found nothing.
    Pass,
    /// The evidence shows that it has nothing to say here.
    NotApplicable,
    /// The evidence that would decide it was not given.
    Undecided,
}

/// A kind of evidence that a rule can lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each variant is the evidence of that name")]
#[non_exhaustive]
pub enum Evidence {
    ReceiveConnectors,
    SendConnectors,
    ExchangeCertificates,
    HybridConfiguration,
    ExchangeServers,
    Certificates,
    Ehlo,
    ErrorTexts,
}

impl Evidence {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReceiveConnectors => "receive-connectors",
            Self::SendConnectors => "send-connectors",
            Self::ExchangeCertificates => "exchange-certificates",
            Self::HybridConfiguration => "hybrid-configuration",
            Self::ExchangeServers => "exchange-servers",
            Self::Certificates => "certificates",
            Self::Ehlo => "ehlo",
            Self::ErrorTexts => "error-texts",
        }
    }
}

/// Evidence that was not given, and the command that prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What is missing.
    pub evidence: Evidence,
    /// The command that prints it.
    pub collect: String,
}

/// One rule's verdict.
#[derive(Debug, Clone)]
pub struct Check {
    /// The rule's public name.
    pub rule: &'static str,
    /// What is checked, as one sentence that is true when the rule passes.
    pub passes: &'static str,
    /// What it came to.
    pub verdict: Verdict,
    /// What would decide it, where it is undecided.
    pub missing: Vec<Missing>,
    /// The lanes it is about.
    pub directions: Vec<Direction>,
    /// Whether a lane without its verdict cannot be called fine.
    pub decisive: bool,
}

/// A certificate and what it is used for.
#[derive(Debug, Clone, Default)]
pub struct CertificateSummary {
    /// SHA-1, upper-case hexadecimal.
    pub thumbprint: Option<String>,
    /// `<I>issuer<S>subject`, where both are known whole.
    pub tls_certificate_name: Option<String>,
    /// As Windows prints it.
    pub subject: Option<String>,
    /// As Windows prints it.
    pub issuer: Option<String>,
    /// First moment of validity.
    pub not_before: Option<Timestamp>,
    /// Last moment of validity.
    pub not_after: Option<Timestamp>,
    /// Host names it holds.
    pub names: Vec<String>,
    /// `SMTP`, `IIS`…; `None` where not known.
    pub services: Option<Vec<String>>,
    /// Servers it was seen on.
    pub servers: Vec<String>,
    /// Connectors whose TlsCertificateName names it.
    pub used_by: Vec<String>,
    /// Connectors for which Exchange will present it, and why.
    pub chosen_for: Vec<Choice>,
    /// Where it was seen.
    pub span: Option<Span>,
}

/// That Exchange will present a certificate for a connector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The connector's identity.
    pub connector: String,
    /// Why this one and not another.
    pub because: String,
}

/// A source and what it gave.
#[derive(Debug, Clone)]
pub struct SourceSummary {
    /// What it was understood as.
    pub format: &'static str,
    /// How many of what: keys are those of `items` in the report.
    pub items: Vec<(&'static str, usize)>,
    /// What was not understood, and where.
    pub problems: Vec<Problem>,
    /// The stretches of a mixed source.
    pub parts: Vec<PartSummary>,
}

/// A stretch of a mixed source.
#[derive(Debug, Clone)]
pub struct PartSummary {
    /// Where it stands.
    pub span: Span,
    /// What it was understood as.
    pub format: &'static str,
    /// How many of what.
    pub items: Vec<(&'static str, usize)>,
}
