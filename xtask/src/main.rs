//! The commands of the project. Each does all of its own set-up, so that a machine with Rust and Node is
//! enough, and each skips what is already done.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "these are commands for people: they print, measure and read the environment"
)]

mod bench;
mod build;
mod codegen;
mod format;
mod identity;
mod new_rule;
mod process;
mod project;
mod recipe;
mod serve;
mod setup;
mod stamp;
mod tally;
mod test;
mod wasm;

use anyhow::{Result, bail};
use project::Project;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N]  builds everything, serves the page on a loopback port, prints the address
  test              everything that CI checks
  fmt               formats every Rust file, those too that only a macro declares
  build             fills dist/
  bench             how fast lists and certificates are read, natively and in WebAssembly
  bless             rewrites the stored expectations of the tests with what the program says now
  codegen           writes the files that are made from Rust code: schema, types, pages of the rules
  certificates      signs the certificates of the tests anew
  new-rule FOLDER/NAME  lays out a rule: its file, its page, its line in the catalogue, its first case
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve"] => serve::run(&Project::open()?, None),
        ["serve", "--port", port] => serve::run(&Project::open()?, Some(port.parse()?)),
        ["test"] => test::run(&Project::open()?),
        ["fmt"] => format::run(&Project::open()?),
        ["build"] => build::run(&Project::open()?).map(|_| ()),
        ["bench"] => bench::run(&Project::open()?),
        ["bless"] => test::bless(&Project::open()?),
        ["codegen"] => codegen::run(&Project::open()?),
        ["certificates"] => test::certificates(&Project::open()?),
        ["new-rule", name] => new_rule::run(&Project::open()?, name),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => bail!("there is no such command\n\n{HELP}"),
    }
}
