use htd_evidence::{Reader, Reading};
use htd_model::{Cloud, Estate};
use htd_report::Report;
use htd_source::{SourceId, Sources, Timestamp};

/// One examination: evidence is added piece by piece, and a report can be had at any time.
#[derive(Debug)]
pub struct Examination {
    at: Timestamp,
    profile: Option<Cloud>,
    sources: Sources,
    readings: Vec<Reading>,
}

impl Examination {
    /// An examination that judges by a moment.
    pub fn new(at: Timestamp) -> Self {
        Self { at, profile: None, sources: Sources::default(), readings: Vec::new() }
    }

    /// Says which Microsoft 365 cloud the organisation uses; without it, it is inferred.
    #[must_use]
    pub fn profile(mut self, profile: Option<Cloud>) -> Self {
        self.profile = profile;
        self
    }

    /// Says anew by which moment and for which cloud to judge. What was read need not be read again.
    pub fn judge_by(&mut self, at: Timestamp, profile: Option<Cloud>) {
        (self.at, self.profile) = (at, profile);
    }

    /// Adds evidence: the bytes of a file, or a paste in UTF-8. Never fails; what was not understood is in
    /// the report.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        let mut evidence = self.begin(name);
        evidence.push(bytes);
        self.end(evidence);
    }

    /// Begins evidence that comes in pieces. [`Examination::end`] adds it; no other may be added in between.
    pub fn begin(&self, name: &str) -> Reader {
        Reader::new(self.sources.next_id(), name)
    }

    /// The same for evidence that stands in the order of numbers, so that it can be removed and added anew while
    /// all other evidence stays as it was read.
    pub fn begin_as(&self, number: u32, name: &str) -> Reader {
        Reader::new(SourceId(number), name)
    }

    /// Adds evidence whose last piece has come in, in place of what had its number.
    pub fn end(&mut self, evidence: Reader) {
        let id = evidence.id();
        let (source, reading) = evidence.finish();
        self.remove(id.0);
        let index = self.sources.insert(id, source);
        self.readings.insert(index, reading);
    }

    /// Removes the evidence of a number, and all that was read of it. Without numbers of its own evidence is numbered
    /// from 0 on, in the order in which it was added.
    pub fn remove(&mut self, number: u32) {
        if let Some(index) = self.sources.remove(SourceId(number)) {
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
        let estate = Estate::new(self.at, self.profile, &self.readings);
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
