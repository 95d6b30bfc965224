//! The faces of a run: those compiled in, those that the user gives, and those of this machine that a book needs.

mod system;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fontdb::{Database, FaceInfo, Source, Style};

use crate::cli::args::Reading;
use crate::diag::{Diagnostic, Lint, Severity, Sink};
use crate::font::{Face, FaceId, FaceStyle, Family, FontBook, FontData, Weight};
use crate::frame::{Item, ItemKind, PagedBook};
use crate::model::{Book, characters};

/// The faces for a book.
pub(super) struct Faces {
    /// All of them.
    pub(super) book: FontBook,
    /// How many of them are the same on every machine: the first.
    portable: usize,
}

impl Faces {
    /// Those that are compiled in.
    pub(super) fn compiled_in() -> Self {
        let book = FontBook::compiled_in();
        Self { portable: book.faces().len(), book }
    }

    /// Finds the faces for a book.
    ///
    /// # Errors
    /// What the user gives and what is no face.
    pub(super) fn find(reading: &Reading, book: &Book) -> Result<Self, Vec<Diagnostic>> {
        let fonts = FontBook::compiled_in().with(given(&reading.fonts)?);
        let portable = fonts.faces().len();
        if reading.no_system_fonts {
            return Ok(Self { book: fonts, portable });
        }
        let missing: BTreeSet<char> = characters(book).into_iter().filter(|c| !fonts.has(*c)).collect();
        let found = if missing.is_empty() { Vec::new() } else { system::find(&missing, book.info.language) };
        Ok(Self { book: fonts.with(found), portable })
    }

    /// Tells which faces of this machine the pages are set in: elsewhere they may look otherwise.
    pub(super) fn tell(&self, pages: &PagedBook, sink: &mut Sink) {
        let mut used = BTreeSet::new();
        pages.pages.iter().flat_map(|page| &page.items).for_each(|item| collect(item, &mut used));
        let foreign = used.iter().filter(|id| id.index() >= self.portable);
        let names: Vec<&str> = foreign.map(|id| self.book.face(*id).name()).collect();
        if names.is_empty() {
            return;
        }
        let message = format!("some text is set in faces of this machine: {}", names.join(", "));
        let hint = "with `--font FILE` the pages are the same on every machine";
        let note = Diagnostic::warning(Lint::SystemFace, None, message).hint(hint);
        sink.push(Diagnostic { severity: Severity::Note, ..note });
    }
}

fn collect(item: &Item, used: &mut BTreeSet<FaceId>) {
    match &item.kind {
        ItemKind::Text(text) => drop(used.insert(text.face)),
        ItemKind::BrokenWord(word) => word.parts.iter().for_each(|part| collect(part, used)),
        ItemKind::Picture(_) | ItemKind::Shape(_) => {}
    }
}

/// The faces in the files and folders that the user names, in the order of naming.
fn given(paths: &[PathBuf]) -> Result<Vec<Face>, Vec<Diagnostic>> {
    let mut database = Database::new();
    for path in paths {
        let before = database.len();
        if path.is_dir() {
            database.load_fonts_dir(path);
        } else {
            let bytes = std::fs::read(path).map_err(|error| vec![no_face(path, &error.to_string(), "")])?;
            let (fault, remedy) = fault(&bytes);
            if let Some(fault) = fault {
                return Err(vec![no_face(path, fault, remedy)]);
            }
            // What can't be read adds no face, which is told below.
            let _ = database.load_font_file(path);
        }
        if database.len() == before {
            return Err(vec![no_face(path, "there is no TrueType or OpenType face in it", "")]);
        }
    }
    let mut files = Files::default();
    let mut faces: Vec<&FaceInfo> = database.faces().collect();
    let place = |face: &FaceInfo| paths.iter().position(|path| path_of(face).is_some_and(|own| own.starts_with(path)));
    faces.sort_by_key(|face| (place(face), path_of(face).map(Path::to_path_buf), face.index));
    Ok(faces.into_iter().filter_map(|face| files.face(face)).collect())
}

/// What is known to be wrong with a file that some take for a face, and what helps.
fn fault(bytes: &[u8]) -> (Option<&'static str>, &'static str) {
    match bytes.get(..4) {
        Some(b"wOF2") | Some(b"wOFF") => (
            Some("it is packed for the web (WOFF)"),
            "give the TrueType or OpenType file that it was made of, or unpack it with `fonttools`",
        ),
        Some([0x80, 0x01, ..]) | Some(b"%!PS") => {
            (Some("it is a Type 1 face, which knows no Unicode"), "give an OpenType version of it")
        }
        _ => (None, ""),
    }
}

fn no_face(path: &Path, fault: &str, remedy: &str) -> Diagnostic {
    let message = format!("the face `{}` can't be used: {fault}", path.display());
    let remedy = if remedy.is_empty() { "give a `.ttf`, `.otf` or `.ttc` file, or a folder of such" } else { remedy };
    Diagnostic::error(Lint::Usage, None, message).hint(remedy)
}

fn path_of(face: &FaceInfo) -> Option<&Path> {
    match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => Some(path),
        Source::Binary(_) => None,
    }
}

/// Font files, each read once however many faces it holds.
#[derive(Default)]
struct Files {
    read: HashMap<PathBuf, Option<FontData>>,
}

impl Files {
    /// The face that a catalogue names.
    fn face(&mut self, info: &FaceInfo) -> Option<Face> {
        let path = path_of(info)?;
        let read = || Some(Arc::new(std::fs::read(path).ok()?) as FontData);
        let data = self.read.entry(path.to_path_buf()).or_insert_with(read).clone()?;
        Face::helper(name(info), data, info.index, style(info))
    }
}

fn family_name(info: &FaceInfo) -> &str {
    info.families.first().map_or("", |(name, _)| name)
}

fn name(info: &FaceInfo) -> String {
    let weight = match weight(info) {
        Weight::Regular => "",
        Weight::Semibold => " Semibold",
        Weight::Bold => " Bold",
    };
    let slope = if info.style == Style::Normal { "" } else { " Italic" };
    format!("{}{weight}{slope}", family_name(info))
}

/// What a face looks like, as far as its name tells.
fn style(info: &FaceInfo) -> FaceStyle {
    FaceStyle { like: like(info), weight: weight(info), is_italic: info.style != Style::Normal }
}

fn weight(info: &FaceInfo) -> Weight {
    match info.weight.0 {
        0..500 => Weight::Regular,
        500..650 => Weight::Semibold,
        _ => Weight::Bold,
    }
}

/// Words in the names of families with contrast between thick and thin strokes.
const SERIFS: [&str; 16] = [
    "serif",
    "naskh",
    "nastaliq",
    "mincho",
    "song",
    "ming",
    "kai",
    "batang",
    "myungjo",
    "times",
    "roman",
    "garamond",
    "amiri",
    "scheherazade",
    "frank",
    "david",
];

fn like(info: &FaceInfo) -> Family {
    let name = family_name(info).to_lowercase();
    match () {
        () if info.monospaced || name.contains("mono") => Family::Mono,
        () if name.contains("sans") => Family::Sans,
        () if SERIFS.iter().any(|word| name.contains(word)) => Family::Serif,
        () => Family::Sans,
    }
}
