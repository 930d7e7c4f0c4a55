//! The command line of Hybrid TLS Doctor.

mod arguments;
mod catalogue;
mod evidence;
mod examine;
mod exit;
mod output;

use arguments::Command;
use std::process::ExitCode;

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
        Err(message) => output::usage_error(&message),
    }
}
