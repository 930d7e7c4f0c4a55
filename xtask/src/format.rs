//! Formatting of every Rust file that git tracks. `cargo fmt` follows `mod` only and does not see the modules that a
//! macro declares.

use crate::process;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use hybrid_tls_doctor_tests::tracked::tracked;
use std::path::PathBuf;
use std::process::Command;

/// How many files one call is given: a command line has a greatest length.
const AT_ONCE: usize = 100;

/// Formats them.
pub(crate) fn run(project: &Project) -> Result<()> {
    rustfmt(project, &[])
}

/// Fails where one is formatted otherwise, and shows how.
pub(crate) fn check(project: &Project) -> Result<()> {
    rustfmt(project, &["--check"]).context("`cargo xtask fmt` formats them")
}

fn rustfmt(project: &Project, options: &[&str]) -> Result<()> {
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let files: Vec<PathBuf> = tracked(&project.root).into_iter().filter(is_rust).collect();
    if files.is_empty() {
        bail!("no Rust file in {}", project.root.display());
    }
    for files in files.chunks(AT_ONCE) {
        let mut rustfmt = Command::new("rustfmt");
        process::run(
            rustfmt.current_dir(&project.root).args(["--edition", "2024"]).args(options).args(files),
        )?;
    }
    Ok(())
}
