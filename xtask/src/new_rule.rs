//! How fast things are. Measured in `crates/wasm/benches`, the same work natively and in WebAssembly.

use crate::project::Project;
use anyhow::Result;

pub(crate) fn run(_: &Project, _: &str) -> Result<()> {
    Ok(())
}
