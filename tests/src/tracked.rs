//! The files of the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What git tracks, below the repository's folder; without git, what stands there and is not built.
pub fn tracked(top: &Path) -> Vec<PathBuf> {
    let output = Command::new("git").arg("-C").arg(top).args(["ls-files", "-z"]).output();
    match output {
        Ok(output) if output.status.success() => {
            let names = String::from_utf8_lossy(&output.stdout);
            // A file that was removed stays in the index until that is committed.
            names.split_terminator('\0').map(PathBuf::from).filter(|path| top.join(path).exists()).collect()
        }
        _ => walked(top),
    }
}

fn walked(top: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![top.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                if !matches!(name.to_str(), Some("target" | "node_modules" | "dist" | ".git")) {
                    folders.push(path);
                }
            } else if let Ok(inside) = path.strip_prefix(top) {
                files.push(inside.to_owned());
            }
        }
    }
    files.sort();
    files
}
