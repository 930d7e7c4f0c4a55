/// More numbers than any file has whose objects matter.
const MOST: usize = 200_000;

/// What a file refers to by number. The shell counts up, so the numbers are in order.
#[derive(Debug)]
pub(super) struct Table<T>(Vec<(u32, T)>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Table<T> {
    /// Adds what has a number, and says its place. A number that is not higher than the last is none that a shell
    /// gave; it is worth nothing.
    pub(super) fn add(&mut self, id: u32, what: T) -> Option<usize> {
        let in_order = self.0.last().is_none_or(|(last, _)| *last < id);
        if !in_order || self.0.len() >= MOST {
            return None;
        }
        self.0.push((id, what));
        Some(self.0.len() - 1)
    }

    /// The place of a number.
    pub(super) fn place(&self, id: u32) -> Option<usize> {
        // Most numbers are their own place.
        let guess = id as usize;
        if self.0.get(guess).is_some_and(|(known, _)| *known == id) {
            return Some(guess);
        }
        let place = self.0.partition_point(|(known, _)| *known < id);
        self.0.get(place).filter(|(known, _)| *known == id).map(|_| place)
    }

    pub(super) fn get(&self, place: usize) -> Option<&T> {
        self.0.get(place).map(|(_, what)| what)
    }

    pub(super) fn set(&mut self, place: usize, what: T) {
        if let Some((_, known)) = self.0.get_mut(place) {
            *known = what;
        }
    }
}
