//! Fills `dist/`.

use crate::process;
use crate::project::Project;
use crate::recipe::{Budgets, Recipe};
use crate::stamp::{Inputs, step};
use crate::wasm::Wasm;
use crate::{codegen, setup, wasm};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a build leaves behind.
pub(crate) struct Built {
    /// The folder that is delivered.
    pub(crate) dist: PathBuf,
    /// What is larger than its budget.
    excess: Option<String>,
}

/// What the bundler in `www/build` is told.
#[derive(Serialize, Hash)]
#[serde(rename_all = "camelCase")]
struct Order<'a> {
    module: &'a Path,
    glue: &'a Path,
    rules: &'a Path,
    collectors: &'a Path,
    schema: PathBuf,
    dist: &'a Path,
    sizes: &'a Path,
    version: &'a str,
    commit: String,
    rules_reviewed: &'a str,
}

/// What the bundler measured, in bytes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sizes {
    wasm_raw: u64,
    wasm_brotli: u64,
    element_brotli: u64,
    offline_html: u64,
}

/// Builds everything, and fails where something is larger than it may be.
pub(crate) fn run(project: &Project) -> Result<Built> {
    let built = fill(project)?;
    match &built.excess {
        Some(excess) => bail!("over the budgets of wasm-pack.toml: {excess}"),
        None => Ok(built),
    }
}

/// Builds everything, for somebody who wants to see it first: what is too large is told, and no error.
pub(crate) fn run_over_budget(project: &Project) -> Result<Built> {
    let built = fill(project)?;
    if let Some(excess) = &built.excess {
        eprintln!("warning: over the budgets of wasm-pack.toml: {excess}");
    }
    Ok(built)
}

fn fill(project: &Project) -> Result<Built> {
    let recipe = Recipe::read(project)?;
    setup::npm_packages(project)?;
    let Wasm { module, glue } = wasm::build(project, &recipe)?;

    let work = project.target.join(&recipe.folders.work);
    let dist = project.root.join(&recipe.folders.dist);
    let sizes = work.join("sizes.json");
    let (www, rules) = (project.www(), work.join("rules.json"));
    let collectors = work.join("collectors.json");
    codegen::write_catalogue(&rules)?;
    codegen::write_collectors(&collectors)?;
    let order = Order {
        module: &module,
        glue: &glue,
        rules: &rules,
        collectors: &collectors,
        schema: project.root.join("crates/report/schema/report.schema.json"),
        dist: &dist,
        sizes: &sizes,
        version: env!("CARGO_PKG_VERSION"),
        commit: commit(project),
        rules_reviewed: codegen::rules_reviewed(),
    };
    let inputs = Inputs::new(&order)?.path(&module)?.path(&glue)?.path(&rules)?.path(&order.schema)?;
    let inputs = inputs.path(&collectors)?;
    let inputs = ["src", "npm", "build", "index.html", "embed.html", "package-lock.json", "tsconfig.json"]
        .iter()
        .try_fold(inputs, |inputs, name| inputs.path(&www.join(name)))?;
    let sums = dist.join("SHA256SUMS");
    step(&work.join("stamps/bundle"), inputs, &[sums, sizes.clone()], || {
        println!("Bundling the page, the offline file and the element");
        let order = serde_json::to_string(&order)?;
        process::run(project.node().arg("build/bundle.mjs").arg(order))
    })?;
    let text = fs::read_to_string(&sizes).context("the sizes that the bundler measured")?;
    let excess = excess(&serde_json::from_str(&text)?, &recipe.budgets);
    println!("{} is up to date", dist.display());
    Ok(Built { dist, excess })
}

/// Shows what everything weighs, and says what is too much.
fn excess(sizes: &Sizes, budgets: &Budgets) -> Option<String> {
    let rows = [
        ("WebAssembly", sizes.wasm_raw, budgets.wasm_raw),
        ("WebAssembly, brotli", sizes.wasm_brotli, budgets.wasm_brotli),
        ("element without WebAssembly, brotli", sizes.element_brotli, budgets.element_brotli),
        ("offline file", sizes.offline_html, budgets.offline_html),
    ];
    let mut exceeded = Vec::new();
    for (what, size, budget) in rows {
        println!("{what:>36} {size:>8} of {budget} bytes");
        if size > budget {
            exceeded.push(format!("{what}: {} bytes too many", size - budget));
        }
    }
    (!exceeded.is_empty()).then(|| exceeded.join("; "))
}

/// The commit that is built, for the footer; marked where the files differ from it.
fn commit(project: &Project) -> String {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").current_dir(&project.root).args(arguments).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let Some(commit) = git(&["rev-parse", "--short=12", "HEAD"]) else { return "unknown".to_owned() };
    let modified =
        git(&["status", "--porcelain", "--untracked-files=no"]).is_none_or(|list| !list.is_empty());
    if modified { format!("{commit}-modified") } else { commit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_its_budget_is_named() {
        let budgets = Budgets { wasm_raw: 10, wasm_brotli: 10, element_brotli: 10, offline_html: 10 };
        let sizes = |offline_html| Sizes { wasm_raw: 10, wasm_brotli: 1, element_brotli: 1, offline_html };
        assert_eq!(excess(&sizes(10), &budgets), None);
        assert_eq!(excess(&sizes(13), &budgets).unwrap(), "offline file: 3 bytes too many");
    }
}
