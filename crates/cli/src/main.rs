//! The command line of Hybrid TLS Doctor.

mod arguments;
mod catalogue;
mod evidence;
mod examine;
mod output;

use arguments::Command;
use std::process::ExitCode;

/// Findings at or above `--fail-on`.
const FOUND: u8 = 1;
/// Wrong usage, or a path that cannot be read.
const TROUBLE: u8 = 2;

fn main() -> ExitCode {
    match arguments::parse(std::env::args_os()) {
        Ok(Command::Help) => output::print(arguments::HELP, ExitCode::SUCCESS),
        Ok(Command::Version) => {
            output::print(concat!("hybrid-tls-doctor ", env!("CARGO_PKG_VERSION"), "\n"), ExitCode::SUCCESS)
        }
        Ok(Command::Explain(rule)) => catalogue::explain(&rule),
        Ok(Command::Rules { json }) => catalogue::list(json),
        Ok(Command::Collect(collector)) => output::print(collector.script(), ExitCode::SUCCESS),
        Ok(Command::Examine(options)) => examine::run(&options),
        Err(message) => usage_error(&message),
    }
}

/// Says what is wrong with the command and where help is.
fn usage_error(message: &str) -> ExitCode {
    output::complain(message);
    output::complain("try `hybrid-tls-doctor --help`");
    ExitCode::from(TROUBLE)
}
