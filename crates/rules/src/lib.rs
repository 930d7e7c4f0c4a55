//! One file a rule
