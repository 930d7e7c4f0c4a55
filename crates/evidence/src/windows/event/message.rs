//! The texts of the events about certificates, and what stands in them.

use crate::item::EventMessage;
use crate::page::Page;
use crate::page::view::{Blanks, View, unwrap_lines};
use htd_source::Spanned;
use std::ops::Range;

/// What an event says by the insertions of its text, in their order. Other sources use the same numbers.
pub(super) fn of_insertions(
    id: u32,
    source: Option<&str>,
    insertions: Vec<Option<Spanned<String>>>,
) -> EventMessage {
    if source.is_some_and(|source| !source.starts_with("MSExchange")) {
        return EventMessage::Other;
    }
    let mut rest = insertions.into_iter();
    let mut next = || rest.next().flatten();
    match id {
        12014 => EventMessage::CertificateNotFound { domain_name: next(), connector: next(), fqdn: next() },
        12015 => EventMessage::InternalCertificateExpired { thumbprint: next() },
        12016 => EventMessage::CertificateExpired { fqdn: next() },
        12017 => EventMessage::InternalCertificateExpiresSoon { thumbprint: next(), hours: next() },
        12018 => EventMessage::CertificateExpiresSoon { subject: next(), thumbprint: next(), hours: next() },
        _ => EventMessage::Other,
    }
}

/// A text that was found.
#[derive(Clone)]
pub(super) struct Message {
    pub(super) id: u32,
    /// Where it stands in the clean text.
    pub(super) range: Range<usize>,
    pub(super) message: EventMessage,
}

/// How the texts begin, without blanks.
const BEGINNINGS: [(u32, &str); 8] = [
    // The computer that shows it does not have the text: the number and the insertions follow.
    (0, "thedescriptionforeventid"),
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

/// More insertions are not looked at.
const MAX_INSERTIONS: usize = 10;

/// How many insertions the text of an event has, as far as they are known.
pub(super) fn insertions_of(id: u32) -> usize {
    match id {
        12014 | 12018 => 3,
        12017 => 2,
        12015 | 12016 => 1,
        _ => 0,
    }
}

/// Finds the texts in the free lines of a page, in order.
pub(super) fn find(page: &Page<'_>, limit: usize) -> Vec<Message> {
    if !may_hold_text(page.text()) {
        return Vec::new();
    }
    let view = View::new(page.text(), Blanks::None);
    let mut starts: Vec<(usize, u32, usize)> = Vec::new();
    for (id, beginning) in BEGINNINGS {
        let found = view.text().match_indices(beginning).map(|(at, _)| at).take(limit);
        starts.extend(found.map(|at| (at, id, at + beginning.len())));
    }
    // No two texts begin alike, so that no two stand at one place.
    starts.sort_by_key(|&(at, ..)| at);
    starts.truncate(limit);
    let mut messages = Vec::new();
    for (index, &(start, id, at)) in starts.iter().enumerate() {
        let next = starts.get(index + 1).map_or(view.text().len(), |&(next, ..)| next);
        let limit = view.text().floor_char_boundary(next.min(start.saturating_add(MAX_LENGTH)));
        if page.is_free(page.line_at(view.start(start))) {
            messages.extend(Text { page, view: &view, at, limit }.read(id, start));
        }
    }
    messages
}

/// Whether one of the texts may stand there, by the wording around a rare letter of each: letters stay what they are
/// however a text is wrapped and typeset.
fn may_hold_text(clean: &str) -> bool {
    RAREST.iter().any(|&([lower, upper], wordings)| {
        let mut rest = clean.as_bytes();
        while let Some(behind) = htd_scan::find2(rest, lower, upper).and_then(|at| rest.get(at + 1..)) {
            if wordings.iter().any(|wording| htd_scan::may_begin(behind, wording.as_bytes())) {
                return true;
            }
            rest = behind;
        }
        false
    })
}

/// What stands in each of [`BEGINNINGS`] behind a rare letter, as far as it takes to tell.
const RAREST: [([u8; 2], &[&str]); 3] = [
    (*b"xX", &["changecouldnot", "pired.thumbprint:", "piresoon"]),
    (*b"((", &["tls)certificateforthefqdnof"]),
    (*b"vV", &["entid"]),
];

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
    fn read(mut self, id: u32, start: usize) -> Option<Message> {
        let (id, message) = match id {
            0 => self.without_text()?,
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
        Some(Message { id, range: self.view.range(start..self.at), message })
    }

    /// `12014 from source MSExchangeTransport cannot be found. … information was included with the event:` and
    /// the insertions, one a line; or `'-1073729810' in source '…'` and the insertions in quotes.
    fn without_text(&mut self) -> Option<(u32, EventMessage)> {
        let number = self.rest().trim_start_matches('\'');
        let length = number.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(0);
        // The upper half of a number as the log keeps it tells severity and facility.
        let id = number.get(..length)?.parse::<i64>().ok()? as u32 & 0xFFFF;
        let head = self.view.window(self.at, 100);
        let source = head.get(head.find("source")? + 6..)?.trim_start_matches('\'').to_owned();
        let source = if source.starts_with("msexchange") { "MSExchange" } else { "" };
        let mut insertions = Vec::new();
        if self.skip_to("thefollowinginformationispartoftheevent:") {
            while self.follows("'") && insertions.len() < MAX_INSERTIONS {
                let end = self.rest().find("','").or_else(|| self.rest().find('\''));
                let end = self.at + end.unwrap_or(self.rest().len());
                let range = self.view.end(self.at)..self.view.start(end);
                insertions.push(self.value(trimmed(self.page.text(), range)));
                self.at = (end + 1).min(self.limit);
                self.follows(",");
            }
        } else if self.skip_to("thefollowinginformationwasincludedwiththeevent:") {
            let page = self.page;
            let first = page.line_at(self.view.end(self.at)) + 1;
            for line in (first..page.len()).filter(|&line| !page.line(line).trim().is_empty()) {
                let range = page.range(line);
                let is_last = range.start >= self.view.start(self.limit) || !page.is_free(line);
                if is_last || insertions.len() >= insertions_of(id) {
                    break;
                }
                self.at = self.view.of_clean(range.end).clamp(self.at, self.limit);
                insertions.push(self.value(trimmed(page.text(), range)));
            }
        } else {
            self.skip_to("cannotbefound");
        }
        Some((id, of_insertions(id, Some(source), insertions)))
    }

    fn certificate_not_found(&mut self) -> EventMessage {
        let mut domain_name = None;
        let (mut connector, mut fqdn) = (None, None);
        if self.follows("thatcontainsthedomainname") {
            domain_name = self.until("inthepersonalstoreonthelocalcomputer");
            // A host name holds no blank, so one inside comes from a line break.
            if let Some(name) = domain_name.as_mut().filter(|name| !name.value.contains("=")) {
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

/// The one of the texts that stands in a range.
pub(super) fn text_in<'m>(messages: &'m [Message], range: &Range<usize>) -> Option<&'m Message> {
    let index = messages.partition_point(|message| message.range.start < range.start);
    messages.get(index).filter(|message| message.range.start < range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_noticed() {
        for (_, beginning) in BEGINNINGS {
            let spaced: String =
                beginning.chars().flat_map(|c| [c.to_ascii_uppercase(), '\n', '*']).collect();
            assert!(may_hold_text(&spaced), "{beginning}");
        }
        assert!(!may_hold_text("Microsoft Exchange (TLS)"));
    }
}
