//! The command line: what can be asked for, and how the words are read.

use hybrid_tls_doctor::{Cloud, Collector, Severity, Timestamp};
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Finds out why mail between Exchange Online and on-premises Exchange fails at TLS.
It reads what you collected, sends nothing anywhere and changes nothing.

Usage:
  hybrid-tls-doctor examine [OPTIONS] [PATH]...    examine files, folders, or - for standard input
  hybrid-tls-doctor explain RULE                   print the page of a rule
  hybrid-tls-doctor rules [--format text|json]     list the rules
  hybrid-tls-doctor collect [on-premises|exchange-online]
                                                   print the script that collects what to examine; it reads
                                                   only (default: on-premises)

Options of examine:
  --format text|markdown|json              what to print (default: text)
  --at RFC3339                             the time to judge by (default: now)
  --min-severity note|warning|error        leave out lesser findings (default: note)
  --fail-on error|warning|note|never       exit with 1 from this severity on (default: error)
  --profile worldwide|gcc-high|dod|china   the Microsoft 365 cloud (default: inferred)
  --color auto|always|never                colours of the text (default: auto; NO_COLOR is honoured)
  --quiet                                  no progress, and of the text only the verdicts and a line for
                                           each finding

  -h, --help                               print this
  -V, --version                            print the version

Without PATH, standard input is read.

Exit code: 0 nothing found at or above --fail-on; 1 something found; 2 wrong usage or an unreadable path (the
others are examined all the same).
";

/// What to do.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    Explain(String),
    Rules { json: bool },
    Collect(Collector),
    Examine(Options),
}

/// How to examine.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) format: Format,
    pub(crate) at: Option<Timestamp>,
    pub(crate) min_severity: Severity,
    /// `None`: never.
    pub(crate) fail_on: Option<Severity>,
    pub(crate) profile: Option<Cloud>,
    pub(crate) color: Color,
    pub(crate) quiet: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Format {
    Text,
    Markdown,
    Json,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// Reads the command line, the name of the program first. The error is a sentence for the user.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_iter(arguments);
    let command = match next(&mut parser)? {
        None => return Err("no command given".to_owned()),
        Some(Given::Help) => return Ok(Command::Help),
        Some(Given::Version) => return Ok(Command::Version),
        Some(Given::Option(option)) => return Err(format!("`--{option}` stands before the command")),
        Some(Given::Value(command)) => command,
    };
    match command.to_str() {
        Some("examine") => examine(&mut parser),
        Some("explain") => explain(&mut parser),
        Some("rules") => rules(&mut parser),
        Some("collect") => collect(&mut parser),
        Some("help") => Ok(Command::Help),
        _ if std::path::Path::new(&command).exists() => {
            let path = command.to_string_lossy();
            Err(format!("`{path}` is no command; to examine it: `hybrid-tls-doctor examine {path}`"))
        }
        _ => Err(format!(
            "`{}` is no command; there are examine, explain, rules and collect",
            command.to_string_lossy()
        )),
    }
}

/// One argument.
enum Given {
    Help,
    Version,
    Option(String),
    Value(OsString),
}

fn next(parser: &mut lexopt::Parser) -> Result<Option<Given>, String> {
    Ok(match parser.next().map_err(|error| error.to_string())? {
        None => None,
        Some(Short('h') | Long("help")) => Some(Given::Help),
        Some(Short('V') | Long("version")) => Some(Given::Version),
        Some(Short(letter)) => return Err(format!("there is no option `-{letter}`")),
        Some(Long(option)) => Some(Given::Option(option.to_owned())),
        Some(Value(value)) => Some(Given::Value(value)),
    })
}

fn examine(parser: &mut lexopt::Parser) -> Result<Command, String> {
    let mut options = Options {
        paths: Vec::new(),
        format: Format::Text,
        at: None,
        min_severity: Severity::Note,
        fail_on: Some(Severity::Error),
        profile: None,
        color: Color::Auto,
        quiet: false,
    };
    while let Some(given) = next(parser)? {
        let option = match given {
            Given::Help => return Ok(Command::Help),
            Given::Version => return Ok(Command::Version),
            Given::Value(path) => {
                options.paths.push(PathBuf::from(path));
                continue;
            }
            Given::Option(option) => option,
        };
        match option.as_str() {
            "quiet" => options.quiet = true,
            "at" => {
                let read = |text: &str| Timestamp::parse_rfc3339(text);
                options.at = Some(value(parser, "at", "a moment such as 2026-11-22T00:00:00Z", read)?);
            }
            "format" => options.format = value(parser, "format", "text, markdown or json", format)?,
            "min-severity" => {
                options.min_severity = value(parser, "min-severity", "note, warning or error", severity)?;
            }
            "fail-on" => {
                let read = |text: &str| if text == "never" { Some(None) } else { severity(text).map(Some) };
                options.fail_on = value(parser, "fail-on", "error, warning, note or never", read)?;
            }
            "profile" => {
                let known = "worldwide, gcc-high, dod or china";
                options.profile = Some(value(parser, "profile", known, Cloud::parse)?);
            }
            "color" => options.color = value(parser, "color", "auto, always or never", color)?,
            _ => return Err(format!("examine has no option `--{option}`")),
        }
    }
    Ok(Command::Examine(options))
}

fn explain(parser: &mut lexopt::Parser) -> Result<Command, String> {
    let mut rule = None;
    while let Some(given) = next(parser)? {
        match given {
            Given::Help => return Ok(Command::Help),
            Given::Version => return Ok(Command::Version),
            Given::Option(option) => return Err(format!("explain has no option `--{option}`")),
            Given::Value(name) if rule.is_none() => rule = Some(name.to_string_lossy().into_owned()),
            Given::Value(_) => return Err("explain takes one rule".to_owned()),
        }
    }
    rule.map(Command::Explain).ok_or_else(|| "explain takes the name of a rule".to_owned())
}

fn rules(parser: &mut lexopt::Parser) -> Result<Command, String> {
    let mut json = false;
    while let Some(given) = next(parser)? {
        match given {
            Given::Help => return Ok(Command::Help),
            Given::Version => return Ok(Command::Version),
            Given::Option(option) if option == "format" => {
                let read = |text: &str| match text {
                    "text" => Some(false),
                    "json" => Some(true),
                    _ => None,
                };
                json = value(parser, "format", "text or json", read)?;
            }
            Given::Option(option) => return Err(format!("rules has no option `--{option}`")),
            Given::Value(value) => return Err(format!("rules takes no `{}`", value.to_string_lossy())),
        }
    }
    Ok(Command::Rules { json })
}

fn collect(parser: &mut lexopt::Parser) -> Result<Command, String> {
    let mut collector = None;
    while let Some(given) = next(parser)? {
        match given {
            Given::Help => return Ok(Command::Help),
            Given::Version => return Ok(Command::Version),
            Given::Option(option) => return Err(format!("collect has no option `--{option}`")),
            Given::Value(name) if collector.is_none() => {
                let name = name.to_string_lossy();
                let known = Collector::parse(&name);
                collector =
                    Some(known.ok_or_else(|| {
                        format!("collect takes on-premises or exchange-online, not `{name}`")
                    })?);
            }
            Given::Value(_) => return Err("collect prints one script at a time".to_owned()),
        }
    }
    Ok(Command::Collect(collector.unwrap_or(Collector::OnPremises)))
}

/// The value of an option.
fn value<T>(
    parser: &mut lexopt::Parser,
    option: &str,
    known: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, String> {
    let value = parser.value().map_err(|_| format!("`--{option}` takes {known}"))?;
    let value = value.to_string_lossy();
    read(&value).ok_or_else(|| format!("`--{option}` takes {known}, not `{value}`"))
}

fn format(text: &str) -> Option<Format> {
    match text {
        "text" => Some(Format::Text),
        "markdown" => Some(Format::Markdown),
        "json" => Some(Format::Json),
        _ => None,
    }
}

fn severity(text: &str) -> Option<Severity> {
    match text {
        "note" => Some(Severity::Note),
        "warning" => Some(Severity::Warning),
        "error" => Some(Severity::Error),
        _ => None,
    }
}

fn color(text: &str) -> Option<Color> {
    match text {
        "auto" => Some(Color::Auto),
        "always" => Some(Color::Always),
        "never" => Some(Color::Never),
        _ => None,
    }
}
