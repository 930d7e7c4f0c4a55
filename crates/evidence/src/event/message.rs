//! The texts of the events about certificates, and what stands in them.

use crate::view::{Blanks, View, unwrap_lines};
use crate::{EventMessage, Page};
use htd_source::Spanned;
use std::ops::Range;

/// A text that was found.
pub(super) struct Message {
    pub(super) id: u32,
    /// Where it stands in the clean text.
    pub(super) range: Range<usize>,
    pub(super) message: EventMessage,
}

/// How the texts begin, without blanks.
const BEGINNINGS: [(u32, &str); 7] = [
    (
        12012,
        "theinternaltransportcertificatethatisusedforsmtpauthenticationbymicrosoftexchangecouldnotberead",
    ),
    (12013, "microsoftexchangecouldnotloadthecertificatewiththumbprintof"),
    (12014, "microsoftexchangecouldnotfindacertificate"),
    (12015, "aninternaltransportcertificateexpired.thumbprint:"),
    (12016, "thereisnovalidsmtptransportlayersecurity(tls)certificateforthefqdnof"),
    (12017, "aninternaltransportcertificatewillexpiresoon.thumbprint:"),
    (12018, "thestarttlscertificatewillexpiresoon:subject:"),
];

/// No text is longer, even with names of the greatest length in it.
const MAX_LENGTH: usize = 6_000;

/// Finds the texts in the free lines of a page, in order.
pub(super) fn find(page: &Page<'_>, limit: usize) -> Vec<Message> {
    let view = View::new(page.text(), Blanks::None);
    let mut starts: Vec<(usize, u32, usize)> = Vec::new();
    for (id, beginning) in BEGINNINGS {
        let found = view.text().match_indices(beginning).take(limit);
        starts.extend(found.map(|(at, _)| (at, id, at + beginning.len())));
    }
    // No two texts begin alike, so that no two stand at one place.
    htd_source::sort_by_key(&mut starts, |&(at, ..)| at as u128);
    starts.truncate(limit);
    let mut messages = Vec::new();
    for (index, &(start, id, at)) in starts.iter().enumerate() {
        let next = starts.get(index + 1).map_or(view.text().len(), |&(next, ..)| next);
        let limit = view.text().floor_char_boundary(next.min(start.saturating_add(MAX_LENGTH)));
        if page.is_free(page.line_at(view.start(start))) {
            messages.push(Text { page, view: &view, at, limit }.read(id, start));
        }
    }
    messages
}

/// A text that is being read, from its beginning on.
struct Text<'p, 'a> {
    page: &'p Page<'a>,
    view: &'p View<'a>,
    /// How far it was read.
    at: usize,
    /// Where the next text begins at the latest.
    limit: usize,
}

impl Text<'_, '_> {
    fn read(mut self, id: u32, start: usize) -> Message {
        let (id, message) = match id {
            12014 => (id, self.certificate_not_found()),
            12015 => (id, EventMessage::InternalCertificateExpired { thumbprint: self.word() }),
            12016 => {
                let range = self.range_until("theexistingcertificateforthatfqdnhasexpired");
                let fqdn = range.and_then(|range| self.value(without_stop(self.page.text(), range)));
                self.skip_to("new-exchangecertificatetask");
                (id, EventMessage::CertificateExpired { fqdn })
            }
            12017 => {
                let thumbprint = self.until(",hoursremaining:");
                (id, EventMessage::InternalCertificateExpiresSoon { thumbprint, hours: self.word() })
            }
            12018 => {
                let subject = self.until(",thumbprint:");
                let thumbprint = self.until(",hoursremaining:");
                let hours = self.word();
                self.skip_to("cmdlettocreateanewcertificate");
                (id, EventMessage::CertificateExpiresSoon { subject, thumbprint, hours })
            }
            12013 => {
                self.skip_to("-domainnameserverfqdn-servicessmtp");
                let replaced = self.skip_to("meanwhile,anephemeral,self-signedcertificate");
                self.skip_to("isbeingused");
                (if replaced { 12024 } else { 12013 }, EventMessage::Other)
            }
            _ => {
                self.skip_to("cmdletforthefqdnoftheserver");
                (id, EventMessage::Other)
            }
        };
        if self.rest().starts_with('.') {
            self.at += 1;
        }
        Message { id, range: self.view.range(start..self.at), message }
    }

    fn certificate_not_found(&mut self) -> EventMessage {
        let mut domain_name = None;
        let (mut connector, mut fqdn) = (None, None);
        if self.follows("thatcontainsthedomainname") {
            domain_name = self.until("inthepersonalstoreonthelocalcomputer");
            // A host name holds no blank, so one inside comes from a line break.
            if let Some(name) = domain_name.as_mut().filter(|name| !name.value.contains('=')) {
                name.value.retain(|c| !c.is_whitespace());
            }
            if self.skip_to("thestarttlssmtpverbfortheconnector") {
                connector = self.until("withafqdnparameterof");
                fqdn = match self.range_until("iftheconnector'sfqdnisnotspecified") {
                    Some(range) => self.value(without_stop(self.page.text(), range)),
                    None => self.rest_of_line(),
                };
                self.skip_to("hasaccesstothecertificatekey");
            }
        }
        EventMessage::CertificateNotFound { domain_name, connector, fqdn }
    }

    fn rest(&self) -> &str {
        self.view.text().get(self.at..self.limit).unwrap_or("")
    }

    fn follows(&mut self, wording: &str) -> bool {
        let follows = self.rest().starts_with(wording);
        if follows {
            self.at += wording.len();
        }
        follows
    }

    fn skip_to(&mut self, wording: &str) -> bool {
        match self.rest().find(wording) {
            Some(offset) => {
                self.at += offset + wording.len();
                true
            }
            None => false,
        }
    }

    /// The value from here to some wording, which is then passed.
    fn until(&mut self, wording: &str) -> Option<Spanned<String>> {
        let range = self.range_until(wording)?;
        self.value(trimmed(self.page.text(), range))
    }

    fn range_until(&mut self, wording: &str) -> Option<Range<usize>> {
        let start = self.view.end(self.at);
        let offset = self.rest().find(wording)?;
        let end = self.view.start(self.at + offset);
        self.at += offset + wording.len();
        Some(start..end)
    }

    /// The next word, `D0AC2FC6…` or `23`.
    fn word(&mut self) -> Option<Spanned<String>> {
        let length = self.rest().find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(self.rest().len());
        let clean = self.page.text();
        let start = self.view.start(self.at);
        let end =
            clean.get(start..)?.find(|c: char| !c.is_ascii_alphanumeric()).map_or(clean.len(), |n| start + n);
        self.at += length.min(end.saturating_sub(start));
        self.value(start..end)
    }

    /// What stands on the line where the text was cut; nothing where the console cut it.
    fn rest_of_line(&mut self) -> Option<Spanned<String>> {
        let clean = self.page.text();
        let start = self.view.end(self.at);
        let line = clean.get(start..self.view.end(self.limit))?.split('\n').next()?;
        let range = without_stop(clean, start..start + line.len());
        let cut =
            clean.get(range.clone()).is_none_or(|text| text.ends_with("..") || text.ends_with('\u{2026}'));
        if cut {
            return None;
        }
        self.at = self.view.of_clean(start + line.len()).clamp(self.at, self.limit);
        self.value(range)
    }

    fn value(&self, range: Range<usize>) -> Option<Spanned<String>> {
        let text = unwrap_lines(self.page.text().get(range.clone())?);
        (!text.is_empty()).then(|| Spanned::new(text, self.page.span(range)))
    }
}

/// A range without the blanks around it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or("");
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// The same without one full stop at the end: that is the sentence's, any before it the value's.
fn without_stop(text: &str, range: Range<usize>) -> Range<usize> {
    let range = trimmed(text, range);
    let stop = text.get(range.clone()).is_some_and(|part| part.ends_with('.'));
    trimmed(text, range.start..range.end - usize::from(stop))
}
