//! The core as optimised WebAssembly with its glue, as `wasm-pack.toml` says.

use crate::process;
use crate::project::Project;
use crate::recipe::{GlueTarget, Recipe};
use crate::setup;
use crate::stamp::{Inputs, step};
use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// What this leaves behind.
pub(crate) struct Wasm {
    /// The optimised WebAssembly.
    pub(crate) module: PathBuf,
    /// The JavaScript that calls it.
    pub(crate) glue: PathBuf,
}

pub(crate) fn build(project: &Project, recipe: &Recipe) -> Result<Wasm> {
    let work = project.target.join(&recipe.folders.work);
    let compiled = compile(project, recipe)?;

    let name = &recipe.krate.out_name;
    let glue_folder = work.join("glue");
    let raw = glue_folder.join(format!("{name}_bg.wasm"));
    let glue = glue_folder.join(format!("{name}.js"));
    let target = recipe.wasm_bindgen.target;
    let inputs = Inputs::new(("wasm-bindgen", name, target))?.path(&compiled)?;
    step(&work.join("stamps/glue"), inputs, &[raw.clone(), glue.clone()], || {
        println!("Generating the glue");
        Bindgen::new()
            .input_path(&compiled)
            .out_name(name)
            .web(matches!(target, GlueTarget::Web))?
            .typescript(false)
            .omit_default_module_path(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(&glue_folder)
    })?;

    let module = work.join(format!("{name}.wasm"));
    let flags = &recipe.wasm_opt.flags;
    let inputs =
        Inputs::new(("wasm-opt", flags))?.path(&raw)?.path(&project.www().join("package-lock.json"))?;
    step(&work.join("stamps/wasm-opt"), inputs, std::slice::from_ref(&module), || {
        println!("Optimising the WebAssembly");
        process::run(project.npm_tool("wasm-opt").args(flags).arg(&raw).arg("-o").arg(&module))
    })?;
    Ok(Wasm { module, glue })
}

/// Compiles the crate. Cargo knows by itself what has changed.
fn compile(project: &Project, recipe: &Recipe) -> Result<PathBuf> {
    let krate = &recipe.krate;
    setup::wasm_target(project, &krate.target)?;
    let mut cargo = project.cargo();
    cargo.args(["build", "--locked", "--package", &krate.package]);
    cargo.args(["--target", &krate.target, "--profile", &krate.profile]);
    // Flags from elsewhere would make two machines build different bytes.
    let mut flags = reproducible_flags(project)?;
    flags.push(format!("-Ctarget-feature={}", krate.target_features.join(",")));
    flags.extend(krate.llvm_args.iter().map(|argument| format!("-Cllvm-args={argument}")));
    // Cargo separates encoded flags by this character, as paths can hold blanks.
    cargo.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    process::run(&mut cargo)?;
    let file = format!("{}.wasm", krate.package.replace('-', "_"));
    Ok(project.target.join(&krate.target).join(&krate.profile).join(file))
}

/// Panic messages carry the paths of source files: without this, those of the machine that compiled them.
fn reproducible_flags(project: &Project) -> Result<Vec<String>> {
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let sysroot = process::read(rustc.current_dir(&project.root).args(["--print", "sysroot"]))?;
    let cargo_home = cargo_home()?;
    let mut folders = vec![(PathBuf::from(sysroot.trim()), "/rust"), (cargo_home.clone(), "/cargo")];
    // The folder of each registry is named after its address, which may be a mirror's. The last flag that
    // fits is the one that counts.
    if let Ok(registries) = fs::read_dir(cargo_home.join("registry/src")) {
        folders.extend(registries.flatten().map(|registry| (registry.path(), "/crates")));
    }
    folders.push((project.root.clone(), "/hybrid-tls-doctor"));
    Ok(folders.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect())
}

fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = env::var_os("CARGO_HOME") {
        return Ok(PathBuf::from(home));
    }
    let home = env::home_dir().context("no home folder, so no CARGO_HOME")?;
    Ok(Path::new(&home).join(".cargo"))
}
