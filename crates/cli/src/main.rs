//! The command line of Hybrid TLS Doctor.

fn main() {}
