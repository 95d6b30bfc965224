//! The command `notes-pub`.

fn main() {}
