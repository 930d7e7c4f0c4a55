/// Numbers texts from 0 on, in the order in which they are first seen. The core's only map: the standard one is
/// compiled anew for every pair of types, and the browser has to load every copy.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// In the order of the texts.
    sorted: Vec<(String, usize)>,
}

impl Numbers {
    /// How many texts were seen.
    pub fn count(&self) -> usize {
        self.sorted.len()
    }

    /// The number of a text that was seen.
    pub fn get(&self, text: &str) -> Option<usize> {
        let place = self.place(text).ok()?;
        self.sorted.get(place).map(|&(_, number)| number)
    }

    /// The number of a text, the next one where it was not seen before, and whether it was not.
    pub fn number(&mut self, text: &str) -> (usize, bool) {
        match self.place(text) {
            Ok(place) => (self.sorted.get(place).map_or(0, |&(_, number)| number), false),
            Err(place) => {
                let number = self.sorted.len();
                self.sorted.insert(place, (text.to_owned(), number));
                (number, true)
            }
        }
    }

    /// The numbers in the order of their texts.
    pub fn by_text(&self) -> impl Iterator<Item = usize> {
        self.sorted.iter().map(|&(_, number)| number)
    }

    fn place(&self, text: &str) -> Result<usize, usize> {
        self.sorted.binary_search_by(|(known, _)| known.as_str().cmp(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_each_text_once() {
        let mut numbers = Numbers::default();
        assert_eq!(
            ["b", "a", "b", "c"].map(|text| numbers.number(text)),
            [(0, true), (1, true), (0, false), (2, true)]
        );
        assert_eq!(["a", "b", "c", "d"].map(|text| numbers.get(text)), [Some(1), Some(0), Some(2), None]);
        assert!(numbers.by_text().eq([1, 0, 2]));
    }
}
