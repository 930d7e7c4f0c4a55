//! Everything that CI checks, in the order in which a mistake is cheapest to find.

use crate::process;
use crate::project::Project;
use crate::tally::Tally;
use crate::{build, codegen, format, identity, setup};
use anyhow::{Result, bail};
use std::process::Stdio;
use std::time::Instant;

/// The compiler's name for a browser.
const BROWSER: &str = "wasm32-unknown-unknown";

/// Runs the stages up to the first that fails. The last line counts all of them.
pub(crate) fn run(project: &Project) -> Result<()> {
    let mut tally = Tally::default();
    let result = stages(project, &mut tally);
    if result.is_err() && tally.failed == 0 {
        tally.failed = 1;
    }
    if let Err(error) = &result {
        eprintln!("\nerror: {error:#}");
    }
    if tally.skipped > 0 {
        println!("\n{} skipped", tally.skipped);
    }
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    if result.is_err() {
        std::process::exit(1);
    }
    Ok(())
}

fn stages(project: &Project, tally: &mut Tally) -> Result<()> {
    let stage = Stage::new();
    setup::components(project)?;

    stage.begin("Format");
    format::check(project)?;
    tally.passed += 1;

    stage.begin("Lints");
    let clippy = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
    process::run(project.cargo().args(clippy))?;
    tally.passed += 1;

    stage.begin("Lints of what the browser runs");
    setup::wasm_target(project, BROWSER)?;
    let clippy = ["clippy", "--locked", "--package", "hybrid-tls-doctor-wasm", "--target", BROWSER];
    process::run(project.cargo().args(clippy).args(["--", "-D", "warnings"]))?;
    tally.passed += 1;

    stage.begin("Documentation of the code");
    let doc = ["doc", "--locked", "--workspace", "--no-deps"];
    process::run(project.cargo().args(doc).env("RUSTDOCFLAGS", "-D warnings"))?;
    tally.passed += 1;

    stage.begin("Format and lints of the page");
    setup::npm_packages(project)?;
    process::run(project.npm_tool("biome").args(["ci", "--error-on-warnings"]))?;
    tally.passed += 1;

    stage.begin("Rust tests");
    let mut cargo = project.cargo();
    let passed =
        process::watch(cargo.args(["test", "--locked", "--workspace"]), |line| tally.cargo_line(line))?;
    if !passed {
        bail!("a Rust test failed");
    }

    stage.begin("Examples");
    for example in examples(project)? {
        let mut cargo = project.cargo();
        cargo.args(["run", "--quiet", "--locked", "--package", "hybrid-tls-doctor", "--example", &example]);
        process::run(cargo.stdin(Stdio::null()).stdout(Stdio::null()))?;
        tally.passed += 1;
    }

    stage.begin("Build");
    let built = build::run(project)?;
    tally.passed += 1;

    stage.begin("The same bytes natively and in WebAssembly");
    tally.passed += identity::run(project, &built)?;

    stage.begin("Types");
    process::run(project.npm_tool("tsc").args(["--project", "tsconfig.json", "--noEmit"]))?;
    tally.passed += 1;

    stage.begin("Browser tests");
    browser_tests(project, tally)
}

/// The programs that show how the facade is used; each runs without arguments and without input.
fn examples(project: &Project) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(project.root.join("crates/hybrid-tls-doctor/examples"))? {
        let path = entry?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

fn browser_tests(project: &Project, tally: &mut Tally) -> Result<()> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(project.www().join("tests"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") {
            files.push(format!("tests/{name}"));
        }
    }
    files.sort();
    if files.is_empty() {
        bail!("www/tests holds no *.test.mjs");
    }
    let Some(browser) = setup::browser()? else {
        tally.skipped += files.len() as u64;
        return Ok(());
    };
    let mut node = project.node();
    // One browser at a time: the tests measure how long things take.
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(files)
        .env("CHROMIUM", browser);
    if process::watch(&mut node, |line| tally.node_line(line))? {
        return Ok(());
    }
    bail!("a browser test failed")
}

/// Rewrites the snapshots with what the program says now; whoever does that reads the difference.
///
/// A test that keeps such files has `snapshot` in its name.
pub(crate) fn bless(project: &Project) -> Result<()> {
    codegen::run(project)?;
    let snapshots = ["test", "--package", "hybrid-tls-doctor-tests", "snapshot"];
    process::run(project.cargo().args(snapshots).env("BLESS", "1"))
}

/// Signs the certificates of the tests anew.
pub(crate) fn certificates(project: &Project) -> Result<()> {
    let package = ["run", "--package", "hybrid-tls-doctor-tests", "--features", "certificates"];
    process::run(project.cargo().args(package).args(["--bin", "certificates"]))
}

/// Headings with the time since the beginning.
struct Stage(Instant);

impl Stage {
    fn new() -> Self {
        Self(Instant::now())
    }

    fn begin(&self, title: &str) {
        println!("\n── {title} ({} s)", self.0.elapsed().as_secs());
    }
}
