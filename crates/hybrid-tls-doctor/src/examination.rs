use crate::{EvidenceId, Reader};
use htd_evidence::Reading;
use htd_model::{Cloud, Estate};
use htd_report::Report;
use htd_source::{SourceId, Sources, Timestamp};

/// One examination: evidence is added piece by piece, and a report can be had at any time.
///
/// ```
/// use hybrid_tls_doctor::{Examination, Severity, Timestamp};
///
/// let at = Timestamp::parse_rfc3339("2026-11-22T00:00:00Z").expect("a moment");
/// let mut examination = Examination::new(at);
/// let id = examination.add("log.txt", b"454 4.7.5 The certificate specified in TlsCertificateName of the \
///     SendConnector could not be found.");
/// assert_eq!(examination.report().findings.len(), 1);
///
/// // What is given again takes the place of what was there, and is all that is read.
/// examination.remove(id);
/// assert!(examination.report().at_least(Severity::Error).findings().next().is_none());
/// ```
#[derive(Debug)]
pub struct Examination {
    at: Timestamp,
    cloud: Option<Cloud>,
    sources: Sources,
    readings: Vec<Reading>,
    /// What evidence that is begun without a place gets; more than any that was handed out.
    next: u32,
}

impl Examination {
    /// An examination that judges by a moment.
    pub fn new(at: Timestamp) -> Self {
        Self { at, cloud: None, sources: Sources::default(), readings: Vec::new(), next: 0 }
    }

    /// Says which Microsoft 365 cloud the organisation uses; without it, it is inferred.
    #[must_use]
    pub fn cloud(mut self, cloud: Option<Cloud>) -> Self {
        self.cloud = cloud;
        self
    }

    /// Says anew by which moment and for which cloud to judge. What was read need not be read again.
    pub fn judge_by(&mut self, at: Timestamp, cloud: Option<Cloud>) {
        (self.at, self.cloud) = (at, cloud);
    }

    /// Adds evidence: the bytes of a file, or a paste in UTF-8. Never fails; what was not understood is in
    /// the report.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> EvidenceId {
        let mut evidence = self.begin(name);
        evidence.push(bytes);
        self.end(evidence)
    }

    /// Begins evidence that comes in pieces, after all that was begun before. Several may come in at the same time.
    pub fn begin(&mut self, name: &str) -> Reader {
        self.begin_at(EvidenceId(SourceId(self.next)), name)
    }

    /// Begins evidence that takes a place, and with it that of the evidence that has it: all other evidence stays as
    /// it was read.
    pub fn begin_at(&mut self, id: EvidenceId, name: &str) -> Reader {
        self.next = self.next.max(id.0.0.saturating_add(1));
        Reader(htd_evidence::Reader::new(id.0, name).looking_for(htd_rules::wordings()))
    }

    /// Adds evidence whose last piece has come in, in place of what was there.
    pub fn end(&mut self, evidence: Reader) -> EvidenceId {
        let id = evidence.id();
        let (source, reading) = evidence.0.finish();
        self.remove(id);
        let index = self.sources.insert(id.0, source);
        self.readings.insert(index, reading);
        id
    }

    /// Removes evidence, and all that was read of it. What is not there is removed already.
    pub fn remove(&mut self, id: EvidenceId) {
        if let Some(index) = self.sources.remove(id.0) {
            self.readings.remove(index);
        }
    }

    /// The number that each line of a source's text has in the file that it is an excerpt of; `None` where the text is
    /// the whole of it.
    pub fn source_lines(&self, index: usize) -> Option<&[u32]> {
        let (_, source) = self.sources.iter().nth(index)?;
        Some(source.line_numbers()).filter(|numbers| !numbers.is_empty())
    }

    /// Judges what was added so far.
    pub fn report(&self) -> Report {
        let estate = Estate::new(self.at, self.cloud, &self.readings);
        let (findings, checks) = htd_rules::judge(&estate);
        Report {
            judged_at: self.at,
            rules_reviewed: htd_rules::REVIEWED,
            findings,
            checks,
            certificates: estate.certificate_summaries(),
            sources: estate.source_summaries(&self.readings),
            texts: self.sources.clone(),
        }
    }
}
