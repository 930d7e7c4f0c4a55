//! Helpers of the workspace tests: the cases with their hand-written expectations, the comparison with a
//! report, and what the certificates among the fixtures are.

pub mod bundle;
pub mod case;
pub mod clixml;
pub mod compare;
pub mod hostile;
pub mod recipe;
pub mod reference;
pub mod snapshot;
pub mod tracked;
