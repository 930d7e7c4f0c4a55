//! What PowerShell prints and exports: objects, in all forms, and the commands above them.

pub(crate) mod account;
pub(crate) mod clixml;
pub(crate) mod command;
pub(crate) mod csv;
pub(crate) mod format_list;
pub(crate) mod format_table;
pub(crate) mod health_checker;
pub(crate) mod json;
pub(crate) mod queue;
pub(crate) mod raw_data;
pub(crate) mod room;
pub(crate) mod telling;
pub(crate) mod value;
