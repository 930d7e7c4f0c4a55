//! Material that is no part of the repository: what administrators published and servers exported. It is read where
//! it lies beside the checkout, and never copied. Every kind of it has evidence of our own in `tests/cases`.

use std::io::Write;
use std::path::PathBuf;

/// A path in the reference. Where it is not there, the test is left out and says so past what cargo captures.
pub fn reference(path: &str) -> Option<PathBuf> {
    let beside = || crate::case::root().join("../../shared");
    let whole = std::env::var_os("HTD_REFERENCE").map_or_else(beside, PathBuf::from).join(path);
    if whole.exists() {
        return Some(whole);
    }
    left_out(path);
    None
}

/// Says so. `cargo xtask test` counts these lines as skipped.
fn left_out(what: &str) {
    let line = format!("\nLEFT OUT: {what} is not beside the checkout; HTD_REFERENCE may name its folder\n");
    // Where standard output is closed there is nobody to tell.
    let _ = std::io::stdout().write_all(line.as_bytes());
}
