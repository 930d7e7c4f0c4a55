//! Message tracking logs. Of a record only what was answered matters: its error texts are sought as everywhere.
//! Of a long log the records that tell of a failure are kept, one of each wording.

use crate::item::Format;
use crate::item::excerpt::{Excerpt, HEAD, Stream};
use crate::page::Page;
use crate::smtp::log_lines::{Lines, Taker};
use crate::smtp::protocol_log::{Kept, begins};
use htd_source::SourceId;

/// How many wordings of a failure are kept.
const MAX_WORDINGS: usize = 300;
/// A record is longer where it is one of a message to very many.
const LONGEST_KEPT: usize = 16 << 10;
/// How much of an answer tells it from another one.
const WORDING: usize = 160;
/// A record has more fields than those of other logs.
const LEAST_FIELDS: usize = 14;

/// Claims the lines that are of a message tracking log.
pub(crate) fn read(page: &mut Page<'_>) {
    let mut index = 0;
    while index < page.len() {
        let line = page.line(index);
        if page.is_free(index) && (is_heading(line.as_bytes()) || is_record(line.as_bytes())) {
            page.claim(index..index + 1, Format::TrackingLog);
        }
        index = page.unlisted(index + 1);
    }
}

fn is_heading(line: &[u8]) -> bool {
    let headings: [&[u8]; 5] = [
        b"#Software: ",
        b"#Version: ",
        b"#Log-type: Message Tracking Log",
        b"#Date: ",
        b"#Fields: date-time,client-ip,",
    ];
    headings.iter().any(|heading| line.starts_with(heading))
}

fn is_record(line: &[u8]) -> bool {
    begins(line) && htd_scan::find_each(line, b',', &mut [0; LEAST_FIELDS])
}

/// Whether the head of a source is a tracking log from its first line on.
pub(crate) fn begin(id: SourceId, head: &[u8]) -> Option<Box<dyn Stream>> {
    if head.len() < HEAD {
        return None;
    }
    let (lines, text) = Lines::begin(head)?;
    let mut known = false;
    for line in text.split(|&byte| byte == b'\n') {
        let line = line.trim_ascii();
        known |= line.starts_with(b"#Log-type: Message Tracking Log")
            || line.starts_with(b"#Fields: date-time,client-ip,");
        let cut = line.as_ptr_range().end == text.as_ptr_range().end;
        if !(cut || line.is_empty() || line.starts_with(b"#") || is_record(line)) {
            return None;
        }
    }
    let taken = Taken { kept: Kept::default(), wordings: Vec::new(), left_out: 0 };
    known.then(|| Box::new(Log { id, lines, taken }) as Box<dyn Stream>)
}

struct Log {
    id: SourceId,
    lines: Lines,
    taken: Taken,
}

struct Taken {
    kept: Kept,
    wordings: Vec<u64>,
    left_out: u32,
}

impl Stream for Log {
    fn push(&mut self, bytes: &[u8]) {
        self.lines.push(bytes, &mut self.taken);
    }

    fn finish(mut self: Box<Self>, name: &str) -> Excerpt {
        self.lines.end(&mut self.taken);
        let counts = [
            (self.lines.too_long, "lines of this log are too long and were not read"),
            (self.taken.left_out, "more records of failures of this log were not kept"),
        ];
        let mut excerpt = self.taken.kept.excerpt(self.id, name, self.lines.encoding());
        for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
            excerpt.end_with(format!("{count} {what}."));
        }
        excerpt
    }
}

impl Taker for Taken {
    fn line(&mut self, number: u32, line: &[u8]) {
        if line.starts_with(b"#") {
            if number <= 8 {
                self.kept.line(number, line);
            }
            return;
        }
        let foreign = !line.is_empty() && !is_record(line);
        let Some(answer) = answer(line).or(foreign.then_some(line)) else { return };
        let kind = htd_scan::hash_of_words(0, answer.get(..WORDING).unwrap_or(answer));
        if htd_scan::find_last_number(&self.wordings, kind).is_some() {
            return;
        }
        if self.wordings.len() == MAX_WORDINGS || line.len() > LONGEST_KEPT {
            self.left_out = self.left_out.saturating_add(1);
            return;
        }
        self.wordings.push(kind);
        self.kept.line(number, line);
    }
}

/// What was answered where a delivery failed: `LED=450 4.4.317 …` or `550 5.7.64 …`.
fn answer(line: &[u8]) -> Option<&[u8]> {
    if let Some(at) = htd_scan::find_word(line, b"LED=") {
        return line.get(at..);
    }
    for class in [b'5', b'4'] {
        let mut from = 0;
        // `550 5.7.64`: a code, a blank, and a code of the same class.
        while let Some(at) = htd_scan::find_word(line.get(from..)?, &[b' ', class, b'.']) {
            let at = from + at;
            if at.checked_sub(3).and_then(|start| line.get(start)) == Some(&class) {
                return line.get(at - 3..);
            }
            from = at + 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reader;
    use crate::item::{Item, Reading, TextId};

    const HEADING: &str = "#Software: Microsoft Exchange Server\r\n#Version: 15.02.1544.004\r\n\
        #Log-type: Message Tracking Log\r\n#Date: 2026-06-01T00:00:00.000Z\r\n\
        #Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,\
        event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,\
        total-bytes,recipient-count\r\n";

    fn record(number: usize, event: &str, status: &str) -> String {
        format!(
            "2026-06-01T20:14:51.470Z,192.0.2.1,EX01,203.0.113.25,mail.fabrikam.example,context,\
             Outbound to Office 365,SMTP,{event},{number},<{number}@contoso.example>,\
             11111111-2222-3333-4444-555555555555,user{number}@fabrikam.example,{status},4711,1\r\n"
        )
    }

    fn log(records: usize) -> String {
        let mut text = HEADING.to_owned();
        for number in 0..records {
            text.push_str(&record(number, "SEND", "250 2.6.0 Queued mail for delivery"));
            text.push_str(&record(number, "DEFER", &format!(
                "\"[{{LRT=6/{number}/2026 8:14:51 PM}};{{LED=451 4.4.0 Primary target IP address responded with: \
                 \"\"454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be \
                 found.\"\"}};{{FQDN=}};{{IP=}}]\""
            )));
            text.push_str(&record(
                number,
                "FAIL",
                &format!("\"550 5.7.64 TenantAttribution; Relay Access Denied SMTP. [{number}]\""),
            ));
        }
        text
    }

    fn symptoms(reading: &Reading) -> Vec<TextId> {
        let text = |item: &Item| if let Item::ErrorText(text) = item { Some(text.id) } else { None };
        reading.items.iter().filter_map(text).collect()
    }

    #[test]
    fn the_failures_of_a_log_are_found_in_short_and_long_ones() {
        for (records, piece) in [(1, 10), (2_000, 1), (2_000, 4096), (2_000, 1 << 20)] {
            let text = log(records);
            let mut reader = Reader::new(SourceId(0), "log").looking_for(crate::sample::WORDINGS);
            text.as_bytes().chunks(piece).for_each(|piece| reader.push(piece));
            let (source, reading) = reader.finish();
            assert_eq!(
                (reading.format, reading.problems.len()),
                (Format::TrackingLog, 0),
                "{:?}",
                reading.problems
            );
            assert_eq!(symptoms(&reading), [TextId("not-found"), TextId("attribution")]);
            assert!(records == 1 || source.text().lines().count() == 7);
            let last = source.line_numbers().last().copied().unwrap_or(8);
            assert_eq!(text.lines().nth(last as usize - 1), source.text().lines().last());
        }
    }

    #[test]
    fn failures_of_many_wordings_are_bounded_and_counted() {
        let mut reader = Reader::new(SourceId(0), "log").looking_for(crate::sample::WORDINGS);
        reader.push(log(50).as_bytes());
        for number in 0..5_000_usize {
            let word: String = number.to_string().bytes().map(|byte| char::from(byte + 49)).collect();
            reader.push(record(number, "FAIL", &format!("550 5.1.1 {word}")).as_bytes());
        }
        let (source, reading) = reader.finish();
        assert!(source.text().len() < 200_000 && reading.problems.len() == 1);
    }
}
