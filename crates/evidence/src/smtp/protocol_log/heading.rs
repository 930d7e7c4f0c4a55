//! The lines above the records of a log.

use crate::item::LogSide;
use crate::page::Page;

/// Whether a line is of the lines above the records.
pub(super) fn is_heading(line: &str) -> bool {
    line.starts_with('#')
        && [
            "#Software: ",
            "#Version: ",
            "#Log-type: SMTP ",
            "#Date: ",
            "#Fields: date-time,connector-id,session-id",
        ]
        .iter()
        .any(|heading| line.starts_with(heading))
}

/// Whether the lines around a heading are those of a message tracking log, which begins alike.
pub(super) fn is_of_tracking_log(page: &Page<'_>, index: usize) -> bool {
    let around = index.saturating_sub(4)..index + 5;
    let other = around.into_iter().any(|near| page.line(near).starts_with("#Log-type: SMTP "));
    let mut around = index.saturating_sub(4)..index + 5;
    !other && around.any(|near| page.line(near).starts_with("#Log-type: Message Tracking"))
}

/// Who logged what follows a line.
pub(super) fn side_of(line: &str) -> Option<LogSide> {
    let kind = line.strip_prefix("#Log-type: SMTP ")?;
    match kind.split(' ').next() {
        Some("Receive") => Some(LogSide::Receive),
        Some("Send") => Some(LogSide::Send),
        _ => None,
    }
}
