use crate::arguments::{Color, Format, Options};
use crate::exit::{FOUND, TROUBLE};
use crate::{evidence, output};
use hybrid_tls_doctor::{Examination, Timestamp, json_v1, markdown, text, text_brief};
use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// Examines what was given and prints the report.
pub(crate) fn run(options: &Options) -> ExitCode {
    let mut paths = options.paths.clone();
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            return output::usage_error("nothing to examine: name files or folders, or pipe something in");
        }
        paths.push(PathBuf::from(evidence::STANDARD_INPUT));
    }
    let mut examination = Examination::new(options.at.unwrap_or_else(now)).cloud(options.profile);
    let complete = read_all(&mut examination, &paths, options.quiet);
    let report = examination.report();
    let found =
        options.fail_on.is_some_and(|least| report.findings.iter().any(|finding| finding.severity >= least));
    let view = report.at_least(options.min_severity);
    let color = colored(options.color);
    let printed = match options.format {
        Format::Text if options.quiet => text_brief(view, color),
        Format::Text => text(view, color),
        Format::Markdown => markdown(view),
        Format::Json => json_v1(view) + "\n",
    };
    let code = match (complete, found) {
        (false, _) => TROUBLE,
        (true, true) => FOUND,
        (true, false) => 0,
    };
    output::print(&printed, ExitCode::from(code))
}

/// Adds every source. Returns whether all of them could be read.
fn read_all(examination: &mut Examination, paths: &[PathBuf], quiet: bool) -> bool {
    let mut complete = true;
    let files = evidence::files(paths, |path, error| {
        complete = false;
        output::complain(format_args!("cannot read {}: {error}", evidence::name(path)));
    });
    let mut progress = Progress { shown: !quiet && io::stderr().is_terminal(), told: 0, line: false };
    for (index, path) in files.iter().enumerate() {
        progress.begin(index + 1, files.len());
        let mut evidence = examination.begin(&evidence::name(path));
        match evidence::read(path, &mut evidence, &mut |done, total| progress.read(path, done, total)) {
            Ok(()) => {
                examination.end(evidence);
            }
            Err(error) => {
                complete = false;
                progress.end();
                output::complain(format_args!("cannot read {}: {error}", evidence::name(path)));
            }
        }
    }
    progress.end();
    complete
}

/// The line of progress on a terminal.
struct Progress {
    shown: bool,
    /// Up to where the present file's reading was told.
    told: u64,
    line: bool,
}

/// How many bytes are read between two lines of progress: what takes a tenth of a second.
const STEP: u64 = 32 << 20;

impl Progress {
    fn begin(&mut self, number: usize, count: usize) {
        self.told = 0;
        if count > 1 {
            self.show(&format!("reading {number} of {count}"));
        }
    }

    fn read(&mut self, path: &Path, done: u64, total: Option<u64>) {
        if done < self.told + STEP {
            return;
        }
        self.told = done;
        let name = evidence::name(path);
        match total.filter(|&total| total > 0) {
            Some(total) => self.show(&format!(
                "reading {name}: {} of {} MB",
                done / 1_000_000,
                total.max(done) / 1_000_000
            )),
            None => self.show(&format!("reading {name}: {} MB", done / 1_000_000)),
        }
    }

    fn show(&mut self, line: &str) {
        if self.shown {
            show_progress(&printable(line));
            self.line = true;
        }
    }

    fn end(&mut self) {
        if std::mem::take(&mut self.line) {
            show_progress("");
        }
    }
}

/// A file's name can hold what a terminal obeys.
fn printable(line: &str) -> String {
    line.chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}

/// Replaces the line of progress on the terminal.
fn show_progress(line: &str) {
    let mut stderr = io::stderr();
    // Progress that cannot be shown is no fault.
    let _ = write!(stderr, "\r\x1b[K{line}").and_then(|()| stderr.flush());
}

fn colored(color: Color) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let dumb = std::env::var_os("TERM").as_deref() == Some(OsStr::new("dumb"));
            io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
