use htd_evidence::{Condensed, Reader, Reading};
use htd_model::{Estate, Profile};
use htd_report::Report;
use htd_source::{Source, SourceId, Sources, Timestamp};

/// One examination: evidence is added piece by piece, and a report can be had at any time.
#[derive(Debug)]
pub struct Examination {
    at: Timestamp,
    profile: Option<Profile>,
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
    pub fn profile(mut self, profile: Option<Profile>) -> Self {
        self.profile = profile;
        self
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
        Reader::new(self.next_id(), name)
    }

    /// Adds evidence whose last piece has come in.
    pub fn end(&mut self, evidence: Reader) {
        self.take(evidence.finish());
    }

    /// Adds what [`Reader::condense`] has left of evidence, instead of its bytes.
    pub fn add_condensed(&mut self, evidence: &Condensed) {
        self.take(evidence.read(self.next_id()));
    }

    /// The number that each line of a source's text has in the file that it is an excerpt of; `None` where the text is
    /// the whole of it.
    pub fn source_lines(&self, index: usize) -> Option<&[u32]> {
        let (_, source) = self.sources.iter().nth(index)?;
        Some(source.line_numbers()).filter(|numbers| !numbers.is_empty())
    }

    fn next_id(&self) -> SourceId {
        SourceId(u32::try_from(self.readings.len()).unwrap_or(u32::MAX))
    }

    fn take(&mut self, (source, reading): (Source, Reading)) {
        self.sources.add(source);
        self.readings.push(reading);
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
