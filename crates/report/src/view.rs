use crate::{Finding, Report, Severity};

/// A report as it is shown: findings below a severity can be left out. The verdicts are those of the whole
/// report all the same, so that nothing looks healthier for being filtered.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct View<'a> {
    /// The report.
    pub report: &'a Report,
    /// The least severity that is shown.
    pub min_severity: Severity,
}

impl Report {
    /// This report without the findings below a severity.
    pub fn at_least(&self, min_severity: Severity) -> View<'_> {
        View { report: self, min_severity }
    }
}

impl<'a> View<'a> {
    /// The findings that are shown.
    pub fn findings(&self) -> impl Iterator<Item = &'a Finding> {
        let least = self.min_severity;
        self.report.findings.iter().filter(move |finding| finding.severity >= least)
    }

    /// How many findings are not.
    pub fn hidden(&self) -> usize {
        self.report.findings.len() - self.findings().count()
    }
}

impl<'a> From<&'a Report> for View<'a> {
    fn from(report: &'a Report) -> Self {
        report.at_least(Severity::Note)
    }
}
