//! Counting what passed and what failed, from what the test programs print.

/// How many checks passed, failed and were left out.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Tally {
    /// A line of `cargo test`: `LEFT OUT: …`, or `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
    pub(crate) fn cargo_line(&mut self, line: &str) {
        // A test whose data lie outside the checkout and are not there.
        self.skipped += u64::from(line.starts_with("LEFT OUT: "));
        let Some(counts) = line.strip_prefix("test result: ") else { return };
        let counts = counts.split_once(". ").map_or(counts, |(_, counts)| counts);
        for count in counts.split("; ") {
            let Some((number, what)) = count.split_once(' ') else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }

    /// A line of `node --test`: `ℹ pass 12` of the readable reporter, `# pass 12` of the other.
    pub(crate) fn node_line(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        let ["ℹ" | "#", what, number] = words.as_slice() else { return };
        let Ok(number) = number.parse::<u64>() else { return };
        match *what {
            "pass" => self.passed += number,
            "fail" | "cancelled" => self.failed += number,
            "skipped" | "todo" => self.skipped += number,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_cargo_and_node_print() {
        let mut tally = Tally::default();
        tally.cargo_line("running 13 tests");
        tally.cargo_line("LEFT OUT: names are not beside the checkout");
        tally.cargo_line(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        );
        tally.cargo_line(
            "test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 4 filtered out; \
            finished in 0.01s",
        );
        assert_eq!(tally, Tally { passed: 14, failed: 3, skipped: 2 });
        tally.node_line("ℹ tests 9");
        tally.node_line("ℹ pass 5");
        tally.node_line("# fail 2");
        tally.node_line("ℹ cancelled 1");
        tally.node_line("ℹ skipped 1");
        tally.node_line("ℹ duration_ms 61.5");
        assert_eq!(tally, Tally { passed: 19, failed: 6, skipped: 3 });
    }
}
