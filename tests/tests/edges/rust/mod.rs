//! The edges between the files of one Rust crate, read from its source text.
//!
//! An edge goes to the file that *defines* what is named, whatever re-exports lie between. Declaring a child module
//! or re-exporting its items is no use of it; importing an item for oneself, or naming it in code, is. Code that is
//! built for tests only is left out.

mod scope;
mod tokens;
mod uses;

use super::Edge;
use scope::Crate;
use std::collections::{BTreeMap, BTreeSet};

/// What the source text says.
#[derive(Debug)]
pub(crate) struct Found {
    /// The edges, one for each pair of files and name.
    pub(crate) edges: Vec<Edge>,
    /// Paths into the crate that lead to nothing that this reading knows: `file:line path`.
    pub(crate) unresolved: Vec<String>,
}

/// Reads a crate: its files by their name below `src`, with their text.
pub(crate) fn read(files: &BTreeMap<String, String>) -> Found {
    let parsed: BTreeMap<&str, syn::File> = files
        .iter()
        .map(|(name, text)| match syn::parse_file(text) {
            Ok(file) => (name.as_str(), file),
            Err(error) => panic!("{name}:{}: {error}", error.span().start().line),
        })
        .collect();
    let krate = Crate::new(&parsed);
    let mut edges = BTreeMap::new();
    let mut unresolved = BTreeSet::new();
    for (name, file) in &parsed {
        if krate.is_for_tests(name) {
            continue;
        }
        for used in uses::of(&krate, name, file) {
            match used.file {
                Some(to) if to != *name => {
                    let key = ((*name).to_owned(), to.to_owned(), used.name);
                    let line = edges.entry(key).or_insert(used.line);
                    *line = used.line.min(*line);
                }
                Some(_) => {}
                None => {
                    unresolved.insert(format!("{name}:{} {}", used.line, used.name));
                }
            }
        }
    }
    let edges = edges.into_iter().map(|((from, to, name), line)| Edge { from, to, name, line }).collect();
    Found { edges, unresolved: unresolved.into_iter().collect() }
}

#[cfg(test)]
mod tests;
