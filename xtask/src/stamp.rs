//! Steps that are skipped where nothing they depend on has changed.

use anyhow::{Context, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// A fingerprint of everything that a step depends on. It need not withstand anybody's malice: it only
/// saves work.
pub(crate) struct Inputs(DefaultHasher);

impl Inputs {
    /// Starts with the name of the step, its settings and this program, which decides what the step does.
    pub(crate) fn new(settings: impl Hash) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        settings.hash(&mut hasher);
        fs::metadata(std::env::current_exe()?)?.modified()?.hash(&mut hasher);
        Ok(Self(hasher))
    }

    /// Adds a file, or all files below a folder; one that is missing counts as that.
    pub(crate) fn path(mut self, path: &Path) -> Result<Self> {
        self.add(path).with_context(|| path.display().to_string())?;
        Ok(self)
    }

    fn add(&mut self, path: &Path) -> Result<()> {
        path.hash(&mut self.0);
        if path.is_dir() {
            let entries: std::io::Result<Vec<_>> =
                fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect();
            let mut entries = entries?;
            entries.sort();
            entries.iter().try_for_each(|entry| self.add(entry))
        } else if path.exists() {
            fs::read(path)?.hash(&mut self.0);
            Ok(())
        } else {
            "missing".hash(&mut self.0);
            Ok(())
        }
    }
}

/// Does a step unless it was done with the same inputs and its outputs are still there. Says whether it did.
pub(crate) fn step(
    stamp: &Path,
    inputs: Inputs,
    outputs: &[PathBuf],
    work: impl FnOnce() -> Result<()>,
) -> Result<bool> {
    let fingerprint = format!("{:016x}", inputs.0.finish());
    let same = fs::read_to_string(stamp).is_ok_and(|text| text == fingerprint);
    if same && outputs.iter().all(|output| output.exists()) {
        return Ok(false);
    }
    // A step that fails half-way must not count as done.
    let _ = fs::remove_file(stamp);
    work()?;
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(stamp, fingerprint)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_runs_again_only_when_an_input_or_an_output_changed() {
        let folder = std::env::temp_dir().join(format!("htd-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("in")).unwrap();
        let (stamp, output) = (folder.join("stamp"), folder.join("out"));
        let run = |settings: u8| {
            let inputs = Inputs::new(settings).unwrap().path(&folder.join("in")).unwrap();
            step(&stamp, inputs, std::slice::from_ref(&output), || Ok(fs::write(&output, "done")?)).unwrap()
        };
        assert!(run(1), "never done before");
        assert!(!run(1), "nothing changed");
        assert!(run(2), "the settings changed");
        fs::write(folder.join("in/new"), "x").unwrap();
        assert!(run(2), "a file is new");
        fs::write(folder.join("in/new"), "y").unwrap();
        assert!(run(2), "a file changed");
        fs::remove_file(&output).unwrap();
        assert!(run(2), "the output is gone");
        assert!(!run(2), "nothing changed");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_step_that_failed_is_not_done() {
        let stamp = std::env::temp_dir().join(format!("htd-stamp-failed-{}", std::process::id()));
        let inputs = || Inputs::new(1).unwrap();
        assert!(step(&stamp, inputs(), &[], || anyhow::bail!("no")).is_err());
        assert!(step(&stamp, inputs(), &[], || Ok(())).unwrap());
        fs::remove_file(&stamp).unwrap();
    }
}
