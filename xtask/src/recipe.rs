//! `wasm-pack.toml`, the recipe of the browser build.

use crate::project::Project;
use anyhow::{Context, Result};
use serde::Deserialize;

/// The recipe as it is written; an entry that nothing reads is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Recipe {
    #[serde(rename = "crate")]
    pub(crate) krate: Crate,
    pub(crate) wasm_bindgen: WasmBindgen,
    pub(crate) wasm_opt: WasmOpt,
    pub(crate) folders: Folders,
    pub(crate) budgets: Budgets,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Crate {
    pub(crate) package: String,
    pub(crate) target: String,
    pub(crate) profile: String,
    pub(crate) target_features: Vec<String>,
    pub(crate) llvm_args: Vec<String>,
    pub(crate) out_name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct WasmBindgen {
    pub(crate) target: GlueTarget,
}

/// The shapes of glue that the bundle can use.
#[derive(Deserialize, Clone, Copy, Hash)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum GlueTarget {
    /// An ES module whose caller hands it the WebAssembly.
    Web,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct WasmOpt {
    pub(crate) flags: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Folders {
    pub(crate) work: String,
    pub(crate) dist: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Budgets {
    pub(crate) wasm_raw: u64,
    pub(crate) wasm_brotli: u64,
    pub(crate) element_brotli: u64,
    pub(crate) offline_html: u64,
}

impl Recipe {
    pub(crate) fn read(project: &Project) -> Result<Self> {
        let text = std::fs::read_to_string(project.root.join("wasm-pack.toml")).context("wasm-pack.toml")?;
        toml::from_str(&text).context("wasm-pack.toml")
    }
}
