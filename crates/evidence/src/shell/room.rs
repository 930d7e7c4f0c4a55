use crate::item::Record;
use crate::page::Page;
use htd_source::Problem;

/// How many properties of all printed objects of a source are kept. No organisation has as many; a file that
/// repeats a line does.
const MOST: usize = 400_000;

/// An object weighs as much as so many properties, its own not counted.
const OBJECT: usize = 4;

/// How much more of a source is kept.
pub(crate) struct Room {
    left: usize,
    /// Where in the clean text the first object stands that was not kept.
    lost: Option<usize>,
}

impl Room {
    pub(crate) fn new() -> Self {
        Self { left: MOST, lost: None }
    }

    /// Whether there is room for an object that begins at a place of the clean text.
    pub(crate) fn is_for(&mut self, properties: usize, at: usize) -> bool {
        match self.left.checked_sub(properties + OBJECT) {
            Some(left) if self.lost.is_none() => {
                self.left = left;
                true
            }
            _ => {
                self.lose(at);
                false
            }
        }
    }

    /// Takes the room for the entries of an object's lists, which are known once it is made.
    pub(crate) fn made(&mut self, record: &Record) {
        for property in &record.properties {
            self.left = self.left.saturating_sub(property.value.list.as_ref().map_or(0, Vec::len));
        }
    }

    /// For how many objects of so many properties there is room.
    pub(crate) fn objects(&self, properties: usize) -> usize {
        self.left / (properties + OBJECT)
    }

    /// An object that begins at a place of the clean text is not kept, nor any behind it.
    pub(crate) fn lose(&mut self, at: usize) {
        self.lost = Some(self.lost.map_or(at, |before| before.min(at)));
    }

    /// The same for an object that was made already.
    pub(crate) fn is_for_record(&mut self, page: &Page<'_>, record: &Record, line: usize) -> bool {
        self.is_for(record.properties.len(), page.range(line).start)
    }

    /// What is to be said of the objects that were not kept.
    pub(crate) fn problem(&self, page: &Page<'_>) -> Option<Problem> {
        let lost = self.lost?;
        let message = "There are more objects than are read. From here on some were not read.".to_owned();
        Some(Problem { span: page.span(lost..lost), message })
    }
}

#[cfg(test)]
mod tests {
    use crate::item::Item;
    use crate::sample::read;
    use htd_source::SourceId;

    /// How many records are read of a text, and what is said of those that are not.
    fn read_of(text: &str) -> (usize, Vec<String>) {
        let (_, reading) = read(SourceId(0), "list.txt", text.as_bytes());
        let count = reading.items.iter().filter(|item| matches!(item, Item::Record(_))).count();
        (count, reading.problems.into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn a_source_that_repeats_itself_is_read_in_part_and_that_is_said() {
        let (kept, said) = read_of(&"Name : x\n".repeat(300_000));
        assert_eq!(kept, super::MOST / (1 + super::OBJECT));
        assert_eq!(said, ["There are more objects than are read. From here on some were not read."]);
        let (kept, said) = read_of(&format!("Name Enabled\n---- -------\n{}", "Abc True\n".repeat(200_000)));
        assert_eq!((kept, said.len()), (super::MOST / (2 + super::OBJECT), 1));
        assert_eq!(read_of(&"Name : x\n".repeat(1_000)), (1_000, Vec::new()));
    }

    #[test]
    fn the_entries_of_lists_take_room_too() {
        let (kept, said) = read_of(&format!("Bindings : {{{}a}}\n", "a, ".repeat(3_000)).repeat(1_000));
        assert_eq!((kept, said.len()), (super::MOST / (1 + super::OBJECT + 3_001) + 1, 1));
    }
}
