/// A line of the file.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) number: u32,
}

impl Line<'_> {
    /// Whether it ends a part of a boundary, and then whether it ends the last one.
    pub(super) fn ends(&self, boundary: &str) -> Option<bool> {
        let rest = self.bytes.strip_prefix(b"--")?.strip_prefix(boundary.as_bytes())?.trim_ascii_end();
        match rest {
            b"" => Some(false),
            b"--" => Some(true),
            _ => None,
        }
    }
}

/// Splits bytes at LF and numbers the lines from 1.
pub(super) fn lines(bytes: &[u8]) -> Vec<Line<'_>> {
    let split = bytes.split(|&byte| byte == b'\n').enumerate();
    split
        .map(|(index, line)| Line {
            bytes: line.strip_suffix(b"\r").unwrap_or(line),
            number: index as u32 + 1,
        })
        .collect()
}
