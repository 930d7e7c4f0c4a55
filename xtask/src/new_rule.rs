//! Lays out a new rule: its file, its page, its line in the catalogue and its first case. What is laid out compiles;
//! the test that the defect is found fails until it is written.

use crate::process;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) fn run(project: &Project, name: &str) -> Result<()> {
    let catalog = project.root.join("crates/rules/src/catalog");
    let rule = NewRule::named(name, &folders(&catalog)?)?;
    let folder = catalog.join(&rule.folder);
    let source = folder.join(format!("{}.rs", rule.module));
    let case = project.root.join("tests/cases").join(&rule.name);
    for path in [&source, &case] {
        if path.exists() {
            bail!("{} is already there", path.display());
        }
    }
    // All of them are put together before the first is written, so that a surprise leaves nothing half done.
    let list = catalog.with_extension("rs");
    let written = [
        (source.clone(), rule.filled_in(include_str!("new_rule/rule.rs.txt"), rank(&folder)?)),
        (source.with_extension("md"), rule.filled_in(include_str!("new_rule/page.md.txt"), 0)),
        (list.clone(), rule.added_to(&read(&list)?)?),
        (case.join("case.toml"), rule.filled_in(include_str!("new_rule/case.toml.txt"), 0)),
        (case.join("evidence/evidence.txt"), String::new()),
    ];
    for (path, text) in &written {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text).with_context(|| path.display().to_string())?;
        println!("{}", path.display());
    }
    process::run(Command::new("rustfmt").args(["--edition", "2024"]).arg(&source))?;
    println!("\nThe rule finds nothing yet; the test that it does fails until it is written.");
    println!("Its `rank` is its place in reports: causes before symptoms.");
    Ok(())
}

struct NewRule {
    name: String,
    folder: String,
    module: String,
    kind: String,
}

impl NewRule {
    /// `FOLDER/NAME`, or `NAME` whose first word then says the folder.
    fn named(argument: &str, folders: &[String]) -> Result<Self> {
        let (folder, name) = match argument.split_once('/') {
            Some((folder, name)) => (folder, name),
            None => (argument.split('-').next().unwrap_or(""), argument),
        };
        let words: Vec<&str> = name.split('-').collect();
        let word = |word: &&str| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        if words.len() < 2 || !words.iter().all(word) || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            bail!("a rule is named after the defect, in small letters: receive-certificate-not-found");
        }
        if !folders.iter().any(|known| known == folder) {
            bail!("say the folder too, FOLDER/{name}, with one of {}", folders.join(", "));
        }
        let kind = words.iter().map(|word| capitalised(word)).collect();
        Ok(Self { name: name.to_owned(), folder: folder.to_owned(), module: words.join("_"), kind })
    }

    fn filled_in(&self, template: &str, rank: u32) -> String {
        template
            .replace("{type}", &self.kind)
            .replace("{name}", &self.name)
            .replace("{rank}", &rank.to_string())
    }

    /// The catalogue with the rule's line at the end of its folder.
    fn added_to(&self, catalog: &str) -> Result<String> {
        let missing = || format!("catalog.rs has no folder {}", self.folder);
        let opening = format!("\n    {} {{\n", self.folder);
        let begin = catalog.find(&opening).with_context(missing)? + opening.len();
        let (before, rest) = catalog.split_at_checked(begin).with_context(missing)?;
        let (lines, after) = rest.split_once("    }\n").with_context(missing)?;
        Ok(format!("{before}{lines}        {}: {},\n    }}\n{after}", self.module, self.kind))
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// The rank after the highest of a folder.
fn rank(folder: &Path) -> Result<u32> {
    let mut highest = 0;
    for path in entries(folder)? {
        if path.extension().is_some_and(|kind| kind == "rs") {
            let text = read(&path)?;
            let rank = text.split_once(" rank: ").and_then(|(_, rest)| rest.split(',').next());
            highest = highest.max(rank.and_then(|rank| rank.parse().ok()).unwrap_or(0));
        }
    }
    Ok(highest + 10)
}

fn folders(catalog: &Path) -> Result<Vec<String>> {
    let mut folders: Vec<String> = entries(catalog)?
        .iter()
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    folders.sort();
    Ok(folders)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests;
