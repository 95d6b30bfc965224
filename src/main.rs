//! The command `notes-pub`.

use std::process::ExitCode;

fn main() -> ExitCode {
    notes_pub::cli::run()
}
