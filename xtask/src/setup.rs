//! What a machine with Rust and Node still lacks is installed here.

use crate::process;
use crate::project::Project;
use crate::stamp::{Inputs, step};
use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The compiler's library for the browser.
pub(crate) fn wasm_target(project: &Project, target: &str) -> Result<()> {
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.current_dir(&project.root).args(["--print", "target-libdir", "--target", target]);
    if Path::new(process::read(&mut rustc)?.trim()).is_dir() {
        return Ok(());
    }
    println!("Installing the compiler's library for {target}");
    process::run(Command::new("rustup").current_dir(&project.root).args(["target", "add", target]))
        .with_context(|| {
            format!("this needs the Rust target {target}: install it with rustup or your distribution")
        })
}

/// rustfmt and clippy.
pub(crate) fn components(project: &Project) -> Result<()> {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::succeeds(project.cargo().args([tool, "--version"])) {
            continue;
        }
        println!("Installing {component}");
        process::run(Command::new("rustup").current_dir(&project.root).args([
            "component",
            "add",
            component,
        ]))?;
    }
    Ok(())
}

/// The npm packages of the lockfile, without running any script that they bring along.
pub(crate) fn npm_packages(project: &Project) -> Result<()> {
    let (www, npm) = (project.www(), if cfg!(windows) { "npm.cmd" } else { "npm" });
    let version = process::read(Command::new("node").arg("--version"))
        .context("this needs Node 20 or later on the PATH: https://nodejs.org")?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major.is_none_or(|major: u32| major < 20) {
        bail!("this needs Node 20 or later; `node --version` says {}", version.trim());
    }
    let modules = www.join("node_modules");
    let lock = www.join("package-lock.json");
    let inputs = Inputs::new((version, "npm ci"))?.path(&www.join("package.json"))?.path(&lock)?;
    // The stamp lies beside the packages, so that whoever removes them removes it too.
    step(&modules.join(".installed"), inputs, &[modules.join(".bin")], || {
        println!("Installing npm packages");
        process::run(Command::new(npm).current_dir(&www).args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ]))
    })?;
    Ok(())
}

/// A Chromium for the browser tests. `None`, loudly, where there is none and none can be installed; in CI
/// that is an error.
pub(crate) fn browser() -> Result<Option<PathBuf>> {
    if let Some(path) = find_browser()? {
        return Ok(Some(path));
    }
    if Path::new("/usr/bin/apt-get").exists() && is_root() {
        println!("Installing Chromium");
        process::run(Command::new("apt-get").args(["update", "-qq"]))?;
        let mut install = Command::new("apt-get");
        install.env("DEBIAN_FRONTEND", "noninteractive");
        process::run(install.args(["install", "-y", "-qq", "--no-install-recommends", "chromium"]))?;
        if let Some(path) = find_browser()? {
            return Ok(Some(path));
        }
    }
    let advice =
        "no Chromium was found: install chromium or Google Chrome, or name one in the variable CHROMIUM";
    if is_ci() {
        bail!("{advice}");
    }
    eprintln!("\n*** The browser tests are SKIPPED: {advice}. ***\n");
    Ok(None)
}

/// Whether this runs in continuous integration, where nothing may be skipped.
pub(crate) fn is_ci() -> bool {
    env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false" && value != "0")
}

fn find_browser() -> Result<Option<PathBuf>> {
    if let Some(path) = env::var_os("CHROMIUM").map(PathBuf::from) {
        if path.is_file() {
            return Ok(Some(path));
        }
        bail!("the variable CHROMIUM names {}, which is no file", path.display());
    }
    let names =
        ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome.exe", "msedge.exe"];
    let folders =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect::<Vec<_>>()).unwrap_or_default();
    let on_path = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let usual = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];
    Ok(on_path.chain(usual.map(PathBuf::from)).find(|path| path.is_file()))
}

fn is_root() -> bool {
    process::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
