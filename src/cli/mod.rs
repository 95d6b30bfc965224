//! The command line: what was typed becomes what is meant, the rooms are called in order, the
//! results are written and what went wrong is told.

mod args;
mod check;
mod cover;
mod embedded;
mod emit;
mod faces;
mod impose;
mod job;
mod lists;
mod output;
mod photos;
mod report;
mod sheet;
mod talks;
mod timings;

use std::process::ExitCode;

use clap::Parser;

/// Runs the command with the process's arguments.
///
/// Exits with 0 where everything was written, 1 where `--strict` was tripped, 2 where something was not written.
pub fn run() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    match job::run(&args) {
        job::Outcome::Written => ExitCode::SUCCESS,
        job::Outcome::Tripped => ExitCode::from(1),
        job::Outcome::NotWritten => ExitCode::from(2),
    }
}
