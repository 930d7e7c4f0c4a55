//! Circles: sets of files each of which needs every other, directly or through others.

use super::Edge;
use std::collections::{BTreeMap, BTreeSet};

/// The circles, each as its files in order. Two files that use one another are the smallest.
pub(crate) fn circles(edges: &[Edge]) -> Vec<Vec<&str>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edge in edges {
        next.entry(&edge.from).or_default().insert(&edge.to);
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        next.keys().map(|&file| (file, reachable(file, &next))).collect();
    let mut seen = BTreeSet::new();
    let mut circles = Vec::new();
    for (&file, others) in &reached {
        if !others.contains(file) || seen.contains(file) {
            continue;
        }
        let circle: Vec<&str> = others
            .iter()
            .copied()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(file)))
            .collect();
        seen.extend(circle.iter().copied());
        circles.push(circle);
    }
    circles
}

fn reachable<'a>(start: &'a str, next: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(file) = open.pop() {
        for &other in next.get(file).into_iter().flatten() {
            if reached.insert(other) {
                open.push(other);
            }
        }
    }
    reached
}

/// The circles in words: which file takes what from which, inside each circle.
pub(crate) fn described(edges: &[Edge]) -> String {
    let mut text = String::new();
    for circle in circles(edges) {
        text.push_str(&format!("  a circle of {} files:\n", circle.len()));
        let inside =
            |edge: &&Edge| circle.contains(&edge.from.as_str()) && circle.contains(&edge.to.as_str());
        let mut pairs: BTreeMap<(&str, &str), Vec<&Edge>> = BTreeMap::new();
        for edge in edges.iter().filter(inside) {
            pairs.entry((&edge.from, &edge.to)).or_default().push(edge);
        }
        for ((from, to), edges) in pairs {
            let names: Vec<&str> = edges.iter().map(|edge| edge.name.as_str()).collect();
            let line = edges.iter().map(|edge| edge.line).min().unwrap_or_default();
            text.push_str(&format!("    {from}:{line} takes {} from {to}\n", names.join(", ")));
        }
    }
    text
}

/// How many files stand in circles.
pub(crate) fn size(edges: &[Edge]) -> usize {
    circles(edges).iter().map(Vec::len).sum()
}

#[test]
fn a_circle_is_found_and_what_leads_to_it_is_not_part_of_it() {
    let edges = ["a b", "b c", "c b", "c d", "e f", "f g", "g e"].map(|pair| {
        let (from, to) = pair.split_once(' ').expect("a pair");
        Edge { from: from.to_owned(), to: to.to_owned(), name: "x".to_owned(), line: 1 }
    });
    assert_eq!(circles(&edges), [vec!["b", "c"], vec!["e", "f", "g"]]);
    assert_eq!(size(&edges), 5);
    assert!(described(&edges).contains("    c:1 takes x from b\n"));
    assert!(!described(&edges).contains("from d"));
}
