//! Where things are.

use crate::process;
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// The folders of this checkout.
pub(crate) struct Project {
    /// The workspace.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the person has put it.
    pub(crate) target: PathBuf,
}

impl Project {
    /// Asks cargo, which also knows of a target folder set by the environment or by a configuration file.
    pub(crate) fn open() -> Result<Self> {
        let output = process::read(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
        let metadata: serde_json::Value = serde_json::from_str(&output)?;
        let folder = |key: &str| {
            let path = metadata.get(key).and_then(serde_json::Value::as_str);
            path.map(PathBuf::from).with_context(|| format!("cargo metadata has no {key}"))
        };
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")? })
    }

    /// The folder of the page.
    pub(crate) fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// A cargo command in this workspace.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = cargo();
        command.current_dir(&self.root);
        command
    }

    /// A Node command in the folder of the page.
    pub(crate) fn node(&self) -> Command {
        let mut command = Command::new("node");
        command.current_dir(self.www());
        command
    }

    /// A tool that npm installed.
    pub(crate) fn npm_tool(&self, name: &str) -> Command {
        let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
        let mut command = Command::new(self.www().join("node_modules/.bin").join(name));
        command.current_dir(self.www());
        command
    }
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
