//! What can be told to go wrong from the command line alone, before anything is read.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::cli::args::{Args, Command, Reading, Writing};
use crate::cli::output::Target;
use crate::diag::{Diagnostic, Lint};
use crate::world::World;

/// Refuses results that would overwrite a manuscript or each other.
pub(super) fn check(world: &dyn World, args: &Args) -> Result<(), Diagnostic> {
    match &args.command {
        Command::Pdf(pdf) => {
            if pdf.emit.is_some() && pdf.writing.output.as_deref() == Some(Path::new("-")) {
                let message = "`--emit` and `-o -` both write to standard output";
                return Err(usage(message).hint("name a file with `-o`, or leave `-o` out to print only"));
            }
            let writes = pdf.emit.is_none() || pdf.writing.output.is_some();
            if writes { targets(world, &pdf.reading, &pdf.writing, "pdf") } else { Ok(()) }
        }
        Command::Epub(epub) => targets(world, &epub.reading, &epub.writing, epub.ending()),
        Command::Model(_) | Command::Talks(_) => Ok(()),
    }
}

fn targets(world: &dyn World, reading: &Reading, writing: &Writing, ending: &str) -> Result<(), Diagnostic> {
    let manuscripts: Vec<PathBuf> = reading.files.iter().map(|file| world.resolved(file)).collect();
    let mut taken: HashMap<PathBuf, &Path> = HashMap::new();
    for file in &reading.files {
        let Target::File(path) = Target::of(writing.output.as_deref(), file, reading.files.len(), ending) else {
            if reading.files.len() > 1 {
                let message = "several results can't go to standard output, where nothing would part them";
                return Err(usage(message).hint("name a folder with `-o`"));
            }
            continue;
        };
        let real = world.resolved(&path);
        // A folder given as a manuscript names no file; reading it fails with better words.
        if path.file_name().is_some() && manuscripts.contains(&real) {
            let message = format!("the result `{}` would overwrite a manuscript", path.display());
            return Err(usage(message).hint("name another file with `-o`"));
        }
        if let Some(other) = taken.insert(real, file) {
            let (one, two) = (other.display(), file.display());
            let message = format!("`{one}` and `{two}` would both become `{}`", path.display());
            return Err(usage(message).hint("make them in two runs, each with an `-o` of its own"));
        }
    }
    Ok(())
}

fn usage(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Lint::Usage, None, message)
}
