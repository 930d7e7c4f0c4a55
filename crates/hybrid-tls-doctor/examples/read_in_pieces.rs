//! Reads standard input in pieces, so that a log of any size takes no more memory than what matters in it, and prints
//! the report as JSON: `cargo run --example read_in_pieces < RECV.LOG`
#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use hybrid_tls_doctor::{Examination, Timestamp, json_v1};
use std::error::Error;
use std::io::{Read, stdin};

fn main() -> Result<(), Box<dyn Error>> {
    let at = Timestamp::parse_rfc3339("2026-11-22T00:00:00Z").ok_or("no moment")?;
    let mut examination = Examination::new(at);
    let mut evidence = examination.begin("standard input");
    let (mut input, mut piece) = (stdin().lock(), vec![0; 64 * 1024]);
    while evidence.wants_more() {
        let length = input.read(&mut piece)?;
        let Some(bytes) = piece.get(..length).filter(|bytes| !bytes.is_empty()) else { break };
        evidence.push(bytes);
    }
    examination.end(evidence);
    println!("{}", json_v1(&examination.report()));
    Ok(())
}
