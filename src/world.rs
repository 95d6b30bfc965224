//! The only door to the outside: manuscript files, pictures and the date.
//!
//! [`Disk`] reads from the file system, [`Memory`] from a map, for tests and embedding. Text is
//! decoded here, once: UTF-8 with or without a byte order mark, UTF-16 by its mark, line ends as
//! they come made into `\n`; what cannot be decoded is replaced by U+FFFD and reported.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use thiserror::Error;

use crate::diag::{Diagnostic, Lint};
pub use crate::moment::Moment;
use crate::source::{FileId, Source, Span};

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// No such file.
    #[error("not found")]
    NotFound,
    /// It is there and can't be read; the words are the system's.
    #[error("{0}")]
    Io(String),
}

/// Files, the folder's names and the date of a run.
pub trait World: Send + Sync {
    /// The raw bytes of a file.
    fn bytes(&self, path: &Path) -> Result<Vec<u8>, ReadError>;

    /// The names of the files in a folder, sorted; empty where there is no such folder.
    fn names(&self, folder: &Path) -> Vec<String>;

    /// The path with links and `..` resolved, for jails; where the file does not exist, as far as it does.
    fn resolved(&self, path: &Path) -> PathBuf;

    /// The date that the user pinned with `SOURCE_DATE_EPOCH`.
    fn pinned_date(&self) -> Option<Moment>;

    /// The files read so far.
    fn sources(&self) -> &Sources;

    /// Reads and decodes a text file, once, and gives its id with what was wrong in its bytes.
    fn load(&self, path: &Path) -> Result<(FileId, Vec<Diagnostic>), ReadError> {
        self.load_as(path, "")
    }

    /// Reads a text file whose author names the encoding, as [`World::load`] does; any unknown name is UTF-8.
    fn load_as(&self, path: &Path, encoding: &str) -> Result<(FileId, Vec<Diagnostic>), ReadError> {
        if let Some(id) = self.sources().find(path) {
            return Ok((id, Vec::new()));
        }
        let decoded = decode(&self.bytes(path)?, encoding);
        let id = self.sources().add(path, decoded.text);
        let fault = |(lint, at, message): (Lint, usize, String)| {
            Diagnostic::warning(lint, Span::new(id, at as u32, at as u32 + 1), message)
        };
        Ok((id, decoded.faults.into_iter().map(fault).collect()))
    }

    /// A file that was loaded.
    fn source(&self, id: FileId) -> Arc<Source> {
        self.sources().get(id)
    }
}

/// The files that a world has read, by id; it only grows.
#[derive(Debug, Default)]
pub struct Sources {
    files: RwLock<Vec<Arc<Source>>>,
}

impl Sources {
    /// Adds a file under its name.
    pub fn add(&self, path: &Path, text: String) -> FileId {
        let mut files = self.files.write().unwrap_or_else(PoisonError::into_inner);
        files.push(Arc::new(Source::new(path, text)));
        FileId::new(files.len() as u32 - 1)
    }

    /// The id of the file with this very name.
    pub fn find(&self, path: &Path) -> Option<FileId> {
        let files = self.files.read().unwrap_or_else(PoisonError::into_inner);
        files.iter().position(|file| file.path() == path).map(|index| FileId::new(index as u32))
    }

    /// The file with this id; an empty one where no world gave out the id.
    pub fn get(&self, id: FileId) -> Arc<Source> {
        let files = self.files.read().unwrap_or_else(PoisonError::into_inner);
        files.get(id.index()).cloned().unwrap_or_else(|| Arc::new(Source::new("", String::new())))
    }
}

/// The file system.
#[derive(Debug, Default)]
pub struct Disk {
    sources: Sources,
    pinned_date: Option<Moment>,
}

impl Disk {
    /// The file system, with the date of `SOURCE_DATE_EPOCH` where that is set to a number.
    pub fn new() -> Self {
        let seconds = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.trim().parse().ok());
        Self { sources: Sources::default(), pinned_date: seconds.map(|seconds| Moment { seconds }) }
    }
}

impl World for Disk {
    fn bytes(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => ReadError::NotFound,
            _ => ReadError::Io(error.to_string()),
        })
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    fn resolved(&self, path: &Path) -> PathBuf {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        // The longest part of the path that exists is resolved by the system, so that links are followed.
        let existing = absolute.ancestors().find_map(|part| Some((part.canonicalize().ok()?, part)));
        match existing {
            Some((real, part)) => normalized(&real.join(absolute.strip_prefix(part).unwrap_or(Path::new("")))),
            None => normalized(&absolute),
        }
    }

    fn pinned_date(&self) -> Option<Moment> {
        self.pinned_date
    }

    fn sources(&self) -> &Sources {
        &self.sources
    }
}

/// Files held in memory.
#[derive(Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
    sources: Sources,
    pinned_date: Option<Moment>,
}

impl Memory {
    /// A world without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(normalized(&path.into()), bytes.into());
        self
    }

    /// Pins the date.
    #[must_use]
    pub fn at(mut self, seconds: i64) -> Self {
        self.pinned_date = Some(Moment { seconds });
        self
    }
}

impl World for Memory {
    fn bytes(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        self.files.get(&normalized(path)).cloned().ok_or(ReadError::NotFound)
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let folder = normalized(folder);
        let inside = self.files.keys().filter(|path| path.parent() == Some(&folder));
        inside.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect()
    }

    fn resolved(&self, path: &Path) -> PathBuf {
        normalized(path)
    }

    fn pinned_date(&self) -> Option<Moment> {
        self.pinned_date
    }

    fn sources(&self) -> &Sources {
        &self.sources
    }
}

/// The path without `.` and with each `..` taken together with the folder before it, as far as there is one.
pub fn normalized(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(parts.components().next_back(), Some(Component::Normal(_))) => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts
}

struct Decoded {
    text: String,
    /// Kind, byte offset in the decoded text, words.
    faults: Vec<(Lint, usize, String)>,
}

fn decode(bytes: &[u8], encoding: &str) -> Decoded {
    let mut faults = Vec::new();
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => {
            faults.push((Lint::Utf16, 0, "the file is UTF-16 and was converted".to_owned()));
            utf16(rest, u16::from_le_bytes, &mut faults)
        }
        [0xFE, 0xFF, rest @ ..] => {
            faults.push((Lint::Utf16, 0, "the file is UTF-16 and was converted".to_owned()));
            utf16(rest, u16::from_be_bytes, &mut faults)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, &mut faults),
        _ => match (one_byte(encoding), utf16_unit(bytes, encoding)) {
            (Some(table), _) => bytes.iter().map(|byte| table(*byte)).collect(),
            (None, Some(unit)) => {
                faults.push((Lint::Utf16, 0, "the file is UTF-16 and was converted".to_owned()));
                utf16(bytes, unit, &mut faults)
            }
            (None, None) => utf8(bytes, &mut faults),
        },
    };
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    Decoded { text: without_controls(text, &mut faults), faults }
}

/// The characters of an encoding with a byte for each; `None` for any other.
fn one_byte(encoding: &str) -> Option<fn(u8) -> char> {
    let name: String = encoding.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    match name.as_str() {
        "iso88591" | "latin1" | "windows1252" | "cp1252" => Some(windows_1252),
        "iso885915" | "latin9" => Some(|byte| match byte {
            0xA4 => '€',
            0xA6 => 'Š',
            0xA8 => 'š',
            0xB4 => 'Ž',
            0xB8 => 'ž',
            0xBC => 'Œ',
            0xBD => 'œ',
            0xBE => 'Ÿ',
            byte => char::from(byte),
        }),
        _ => None,
    }
}

/// ISO 8859-1 with what Windows has for its control characters, as the WHATWG's standard of encodings reads both.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    byte.checked_sub(0x80).and_then(|at| FROM_80.get(usize::from(at)).copied()).unwrap_or(char::from(byte))
}

/// How two bytes make a unit of UTF-16, where the author says that they do, or every other byte of the start is zero.
fn utf16_unit(bytes: &[u8], encoding: &str) -> Option<fn([u8; 2]) -> u16> {
    if encoding.eq_ignore_ascii_case("utf-16be") {
        return Some(u16::from_be_bytes);
    }
    if encoding.to_ascii_lowercase().starts_with("utf-16") {
        return Some(u16::from_le_bytes);
    }
    let start = bytes.get(..bytes.len().min(256))?;
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), start.len() / 2);
    match () {
        () if pairs > 1 && even == 0 && odd * 10 > pairs * 7 => Some(u16::from_le_bytes),
        () if pairs > 1 && odd == 0 && even * 10 > pairs * 7 => Some(u16::from_be_bytes),
        () => None,
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, faults: &mut Vec<(Lint, usize, String)>) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    for c in char::decode_utf16(units) {
        text.push(c.unwrap_or_else(|error| {
            first.get_or_insert((text.len(), format!("{:04X}", error.unpaired_surrogate())));
            char::REPLACEMENT_CHARACTER
        }));
    }
    if let [.., half] = bytes
        && bytes.len() % 2 == 1
    {
        first.get_or_insert((text.len(), format!("{half:02X}")));
        text.push(char::REPLACEMENT_CHARACTER);
    }
    if let Some((at, half)) = first {
        let message = format!("halves of characters (`{half}`) were replaced by `\u{FFFD}`");
        faults.push((Lint::HalfCharacter, at, message));
    }
    text
}

fn utf8(bytes: &[u8], faults: &mut Vec<(Lint, usize, String)>) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        if !faults.iter().any(|(lint, ..)| *lint == Lint::InvalidUtf8) {
            let shown: Vec<_> = chunk.invalid().iter().map(|byte| format!("{byte:02X}")).collect();
            let message = format!("bytes that are not UTF-8 (`{}`) were replaced by `\u{FFFD}`", shown.join(" "));
            faults.push((Lint::InvalidUtf8, text.len(), message));
        }
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// Control characters have no glyph, and XML 1.0 forbids them: each becomes U+FFFD.
fn without_controls(text: String, faults: &mut Vec<(Lint, usize, String)>) -> String {
    let is_control = |c: char| {
        (c < ' ' && c != '\n' && c != '\t')
            || ('\u{7F}'..='\u{9F}').contains(&c)
            || matches!(c, '\u{FFFC}' | '\u{FFFE}' | '\u{FFFF}')
    };
    let Some((at, first)) = text.char_indices().find(|(_, c)| is_control(*c)) else {
        return text;
    };
    let message = format!("control characters such as U+{:04X} were replaced by `\u{FFFD}`", first as u32);
    faults.push((Lint::ControlCharacter, at, message));
    text.chars().map(|c| if is_control(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Vec<Lint>) {
        let world = Memory::new().with("a.adoc", bytes);
        let (id, faults) = world.load(Path::new("a.adoc")).unwrap();
        (world.source(id).text().to_owned(), faults.iter().map(|fault| fault.lint).collect())
    }

    #[test]
    fn every_encoding_is_read_and_reported() {
        assert_eq!(read(b"\xEF\xBB\xBFa\r\nb\rc"), ("a\nb\nc".into(), vec![]));
        assert_eq!(read(b"\xFF\xFEa\0\xE9\0"), ("aé".into(), vec![Lint::Utf16]));
        assert_eq!(read(b"\xFE\xFF\0a"), ("a".into(), vec![Lint::Utf16]));
        let halves = vec![Lint::Utf16, Lint::HalfCharacter];
        assert_eq!(read(b"\xFF\xFEa\0\x3D\xD8b\0"), ("a\u{FFFD}b".into(), halves.clone()));
        assert_eq!(read(b"\xFE\xFF\0a\xDC\0\0b"), ("a\u{FFFD}b".into(), halves.clone()));
        assert_eq!(read(b"\xFF\xFEa\0b"), ("a\u{FFFD}".into(), halves));
        assert_eq!(read(b"\xFF\xFE\x3D\xD8\0\xDE"), ("\u{1F600}".into(), vec![Lint::Utf16]));
        assert_eq!(read(b"caf\xE9 ol\xE9"), ("caf\u{FFFD} ol\u{FFFD}".into(), vec![Lint::InvalidUtf8]));
        assert_eq!(read(b"a\0b\tc"), ("a\u{FFFD}b\tc".into(), vec![Lint::ControlCharacter]));
    }

    #[test]
    fn a_file_is_loaded_once() {
        let world = Memory::new().with("x/a.adoc", "a");
        let first = world.load(Path::new("x/a.adoc")).unwrap().0;
        assert_eq!(world.load(Path::new("x/a.adoc")).unwrap().0, first);
        assert_eq!(world.load(Path::new("b.adoc")).unwrap_err(), ReadError::NotFound);
        assert_eq!(world.names(Path::new("x")), ["a.adoc"]);
    }

    #[test]
    fn dots_go_away() {
        assert_eq!(normalized(Path::new("a/./b/../c")), PathBuf::from("a/c"));
        assert_eq!(normalized(Path::new("../a")), PathBuf::from("../a"));
    }
}
