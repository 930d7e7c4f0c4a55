//! The same evidence and the same moment must give the same JSON, byte for byte: in this process, on the
//! command line and in WebAssembly under Node, by way of the npm package.

use crate::build::Built;
use crate::process;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use hybrid_tls_doctor::json_v1;
use hybrid_tls_doctor_tests::case::{Case, cases};
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

/// What Node is told of a case.
#[derive(Serialize)]
struct Task<'a> {
    at: &'a str,
    folder: PathBuf,
    sources: Vec<&'a str>,
    answer: PathBuf,
}

/// Compares all cases. Says how many there are.
pub(crate) fn run(project: &Project, built: &Built) -> Result<u64> {
    let work = project.target.join("identity");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    let cases = cases();
    let tasks: Vec<Task<'_>> = cases.iter().map(|case| prepare(case, &work)).collect::<Result<_>>()?;
    let list = work.join("tasks.json");
    fs::write(&list, serde_json::to_string(&tasks)?)?;
    process::run(project.node().arg("build/identity.mjs").arg(built.dist.join("npm/inline.js")).arg(&list))?;

    process::run(project.cargo().args([
        "build",
        "--quiet",
        "--locked",
        "--package",
        "hybrid-tls-doctor-cli",
    ]))?;
    let program =
        project.target.join("debug").join(format!("hybrid-tls-doctor{}", std::env::consts::EXE_SUFFIX));
    let mut different = Vec::new();
    for (case, task) in cases.iter().zip(&tasks) {
        let native = json_v1(&case.report());
        let browser = fs::read_to_string(&task.answer)?;
        if browser != native {
            different.push(format!(
                "{}: WebAssembly, from byte {}",
                case.name,
                first_difference(&browser, &native)
            ));
        }
        if task.sources.is_empty() {
            continue;
        }
        let printed = command_line(&program, task)?;
        if printed.trim_end_matches('\n') != native {
            let place = first_difference(&printed, &native);
            different.push(format!("{}: the command line, from byte {place}", case.name));
        }
    }
    if !different.is_empty() {
        bail!("reports differ from those of this process:\n{}", different.join("\n"));
    }
    println!("{} cases", cases.len());
    Ok(cases.len() as u64)
}

/// Lays the evidence out as files, as a person would have it.
fn prepare<'a>(case: &'a Case, work: &Path) -> Result<Task<'a>> {
    let folder = work.join(&case.name);
    fs::create_dir_all(&folder)?;
    for (name, bytes) in &case.sources {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(Task {
        at: &case.description.at,
        sources: case.sources.iter().map(|(name, _)| name.as_str()).collect(),
        answer: work.join(format!("{}.json", case.name)),
        folder,
    })
}

fn command_line(program: &Path, task: &Task<'_>) -> Result<String> {
    let mut command = std::process::Command::new(program);
    command.current_dir(&task.folder).args([
        "examine",
        "--format",
        "json",
        "--fail-on",
        "never",
        "--at",
        task.at,
    ]);
    process::read(command.args(&task.sources)).with_context(|| task.folder.display().to_string())
}

fn first_difference(one: &str, other: &str) -> usize {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b);
    same.count()
}
