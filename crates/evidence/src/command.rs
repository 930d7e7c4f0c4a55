//! Prompts and the command lines behind them.
