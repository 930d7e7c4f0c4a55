//! Evidence in, report out: the facade
