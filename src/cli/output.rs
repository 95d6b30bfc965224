//! Writing results: beside, synced and renamed, so that a crash never leaves half a file.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Lint};

/// Where a manuscript's result goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A file.
    File(PathBuf),
    /// Standard output.
    Standard,
}

impl Target {
    /// The target for one of `count` manuscripts.
    pub(super) fn of(output: Option<&Path>, manuscript: &Path, count: usize, ending: &str) -> Self {
        let name = manuscript.with_extension(ending);
        match output {
            None => Self::File(name),
            Some(path) if path == Path::new("-") => Self::Standard,
            Some(path) if count > 1 || path.is_dir() => {
                Self::File(path.join(name.file_name().unwrap_or(name.as_os_str())))
            }
            Some(path) => Self::File(path.to_path_buf()),
        }
    }

    /// Writes the whole result or nothing.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<(), Diagnostic> {
        match self {
            Self::Standard => {
                let mut out = io::stdout().lock();
                out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| unwritable("standard output", &error))
            }
            Self::File(path) => {
                write_file(path, bytes).map_err(|error| unwritable(&path.display().to_string(), &error))
            }
        }
    }
}

/// Writes to standard output while the result is being made.
pub(super) fn stream(make: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Diagnostic> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    make(&mut out).and_then(|()| out.flush()).map_err(|error| unwritable("standard output", &error))
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "it names no file"))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.part", std::process::id()));
    let beside = folder.join(beside);
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let renamed = written.and_then(|()| std::fs::rename(&beside, path));
    if renamed.is_err() {
        // What is left of a failed try is of no use to anybody.
        let _ = std::fs::remove_file(&beside);
    }
    renamed
}

fn unwritable(what: &str, error: &io::Error) -> Diagnostic {
    let remedy = match error.kind() {
        io::ErrorKind::NotFound => "make the folder first, or name another with `-o`",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "name a place you may write to with `-o`"
        }
        io::ErrorKind::StorageFull => "make room on the disk; the old file is untouched",
        _ => "name another file with `-o`; the old one is untouched",
    };
    Diagnostic::error(Lint::Unwritable, None, format!("`{what}` can't be written: {error}")).hint(remedy)
}
