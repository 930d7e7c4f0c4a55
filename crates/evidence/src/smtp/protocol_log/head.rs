use super::record;

/// Where the fields of a record are.
pub(super) struct Head {
    pub(super) event: u8,
    /// Where the data begin.
    pub(super) tail: usize,
    /// The first six commas, each behind its field.
    commas: [usize; 6],
}

impl Head {
    /// Finds the fields of a record. Little is looked at, because most records end here.
    pub(super) fn of(line: &[u8]) -> Option<Self> {
        let mut commas = [0; 6];
        if !record::begins(line) || !htd_scan::find_each(line, b',', &mut commas) {
            return None;
        }
        let connector = commas.first()? + 1;
        if line.get(connector) == Some(&b'"') {
            // In quotes there may be commas.
            let quote = connector + 1 + htd_scan::find(line.get(connector + 1..)?, b'"')?;
            let (_, rest) = commas.split_first_mut()?;
            if !htd_scan::find_each(line.get(quote..)?, b',', rest) {
                return None;
            }
            rest.iter_mut().for_each(|comma| *comma += quote);
        }
        let event = commas.last()? + 1;
        let is_event = matches!(line.get(event), Some(b'+' | b'-' | b'>' | b'<' | b'*'));
        (is_event && line.get(event + 1) == Some(&b',')).then_some(Self {
            event: *line.get(event)?,
            tail: event + 2,
            commas,
        })
    }

    fn field<'a>(&self, line: &'a [u8], number: usize) -> &'a [u8] {
        let start = self.commas.get(number).map_or(line.len(), |comma| comma + 1);
        let end = self.commas.get(number + 1).copied().unwrap_or(line.len());
        line.get(start..end).unwrap_or(&[])
    }

    pub(super) fn connector<'a>(&self, line: &'a [u8]) -> &'a [u8] {
        self.field(line, 0)
    }

    pub(super) fn id<'a>(&self, line: &'a [u8]) -> &'a [u8] {
        self.field(line, 1)
    }

    pub(super) fn local<'a>(&self, line: &'a [u8]) -> &'a [u8] {
        self.field(line, 3)
    }

    pub(super) fn remote<'a>(&self, line: &'a [u8]) -> &'a [u8] {
        self.field(line, 4)
    }
}
