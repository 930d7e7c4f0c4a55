use crate::exit::TROUBLE;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Prints to standard output and gives the exit code: `code`, or trouble where it cannot be written. Whoever
/// closes the pipe early has read enough, so that is no trouble.
pub(crate) fn print(text: &str, code: ExitCode) -> ExitCode {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => code,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => code,
        Err(error) => {
            complain(format_args!("cannot write the report: {error}"));
            ExitCode::from(TROUBLE)
        }
    }
}

/// Prints a message to standard error. Names of files can hold anything, so nothing of it steers the screen.
pub(crate) fn complain(message: impl Display) {
    let message: String = message
        .to_string()
        .chars()
        .map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c })
        .collect();
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "hybrid-tls-doctor: {message}");
}

/// Says what is wrong with the command and where help is.
pub(crate) fn usage_error(message: &str) -> ExitCode {
    complain(message);
    complain("try `hybrid-tls-doctor --help`");
    ExitCode::from(TROUBLE)
}
