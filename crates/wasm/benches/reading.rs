//! How fast evidence is read natively. `cargo xtask bench` runs it beside the same work in WebAssembly, on the
//! files of the folder that it names, and prints both.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark measures time"
)]

use hybrid_tls_doctor::{Examination, Timestamp};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Long enough for the clock's resolution not to matter.
const MEASURED: Duration = Duration::from_secs(2);
const WARM_UP: Duration = Duration::from_millis(300);

fn main() {
    // Cargo adds `--bench` to the arguments.
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else { return };
    let folder = Path::new(&folder);
    let list = fs::read(folder.join("receive.txt")).unwrap();
    let mut paths: Vec<_> =
        fs::read_dir(folder.join("certificates")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let certificates: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    let log = fs::read(folder.join("RECV.LOG")).unwrap();
    let lists = rounds_a_second(&[list]);
    let certificates = rounds_a_second(&certificates);
    let exports = rounds_a_second(&[fs::read(folder.join("export.xml")).unwrap()]);
    let logs = rounds_a_second(&[log]);
    println!(
        "{{ \"lists\": {lists}, \"certificates\": {certificates}, \"exports\": {exports}, \"logs\": {logs} }}"
    );
}

/// How often these sources are read in a second, all of them.
fn rounds_a_second(sources: &[Vec<u8>]) -> f64 {
    repeat(sources, WARM_UP);
    repeat(sources, MEASURED)
}

fn repeat(sources: &[Vec<u8>], time: Duration) -> f64 {
    let (start, mut rounds) = (Instant::now(), 0_u32);
    while start.elapsed() < time {
        let mut examination = Examination::new(Timestamp(0));
        for bytes in sources {
            examination.add("evidence", bytes);
        }
        std::hint::black_box(&examination);
        rounds += 1;
    }
    f64::from(rounds) / start.elapsed().as_secs_f64()
}
