//! The faces of a run: those compiled in, those that the layout and the user name, and those of this machine that a book
//! needs.

mod family;
mod library;
mod sound;
mod system;
#[cfg(test)]
mod tests;
mod wishes;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fontdb::FaceInfo;
use unicode_script::{Script, UnicodeScript};

use crate::cli::args::Reading;
use crate::cli::faces::library::{Library, path_of};
use crate::cli::faces::sound::Fault;
use crate::cli::faces::wishes::{Shelves, broken, choose};
use crate::diag::{Diagnostic, Lint, Severity, Sink};
use crate::font::{Choice, Face, FaceId, Family, FontBook, TextFaces};
use crate::frame::{Item, ItemKind, PagedBook};
use crate::model::{Book, characters};
use crate::theme::Theme;

/// The faces for a book.
pub(super) struct Faces {
    /// All of them.
    pub(super) book: FontBook,
}

impl Faces {
    /// Those that are compiled in.
    pub(super) fn compiled_in() -> Self {
        Self { book: FontBook::compiled_in() }
    }

    /// Finds the faces for a book in a layout.
    ///
    /// # Errors
    /// What the user gives and what is no face.
    pub(super) fn find(
        reading: &Reading,
        book: &Book,
        theme: &Theme,
        sink: &mut Sink,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut given = Library::default();
        let paths = &reading.fonts;
        sink.extend(take_given(&mut given, paths)?);
        let mut look = Library::machine;
        let machine = (!reading.no_system_fonts).then_some(&mut look as &mut dyn FnMut() -> Library);
        let mut shelves = Shelves { given: &mut given, layout: Library::default(), machine, found_machine: None };
        let (choices, helping) = choose(&mut shelves, theme, sink);
        let found_machine = shelves.found_machine;
        sink.extend(lacking(&choices, book));
        let fonts = FontBook::compiled_in().with_choices(choices);
        let fonts = helping.into_iter().fold(fonts, |fonts, faces| fonts.with(faces));
        let fonts = fonts.with(in_order(&mut given, paths));
        let missing: BTreeSet<char> = characters(book).into_iter().filter(|c| !fonts.has(*c)).collect();
        if reading.no_system_fonts || missing.is_empty() {
            return Ok(Self { book: fonts });
        }
        let mut machine = found_machine.unwrap_or_else(Library::machine);
        let found = system::find(&mut machine, &missing, book.info.language);
        Ok(Self { book: fonts.with(found) })
    }

    /// Does without a face that can't be embedded.
    pub(super) fn bar(&mut self, face: FaceId) {
        self.book = self.book.without(face);
    }

    /// Tells which faces of this machine the pages are set in: elsewhere they may look otherwise.
    pub(super) fn tell(&self, pages: &PagedBook, sink: &mut Sink) {
        let mut used = BTreeSet::new();
        pages.pages.iter().flat_map(|page| &page.items).for_each(|item| collect(item, &mut used));
        let foreign = used.iter().map(|id| self.book.face(*id)).filter(|face| face.is_of_this_machine());
        let names: BTreeSet<&str> = foreign.map(Face::name).collect();
        if names.is_empty() {
            return;
        }
        let names: Vec<&str> = names.into_iter().collect();
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

/// Takes the files and folders that the user names; gives what is wrong with files in folders.
fn take_given(given: &mut Library, paths: &[PathBuf]) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let mut told = Vec::new();
    for path in paths {
        if !path.is_dir() {
            given.add_file(path).map_err(|fault| vec![refused(path, &fault)])?;
            continue;
        }
        let (count, faults) = given.add_folder(path);
        if count == 0 {
            return Err(vec![refused(path, &Fault::empty())]);
        }
        told.extend(faults.iter().map(|(path, fault)| broken(path, fault, None)));
    }
    Ok(told)
}

fn refused(path: &Path, fault: &Fault) -> Diagnostic {
    let warning = broken(path, fault, None);
    Diagnostic { severity: Severity::Error, lint: Lint::Usage, ..warning }
}

/// The user's faces, in the order of naming.
fn in_order(given: &mut Library, paths: &[PathBuf]) -> Vec<Face> {
    let mut infos: Vec<FaceInfo> = given.faces().cloned().collect();
    let place = |face: &FaceInfo| paths.iter().position(|path| path_of(face).is_some_and(|own| own.starts_with(path)));
    infos.sort_by_key(|face| (place(face), path_of(face).map(Path::to_path_buf), face.index));
    infos.iter().filter_map(|info| given.face(info)).collect()
}

/// Letters of the book that the faces of the author's choice lack though they have others of the same script: two faces
/// in one word are seen.
fn lacking(choices: &[Choice], book: &Book) -> Vec<Diagnostic> {
    let letters: Vec<char> = characters(book).into_iter().filter(|c| c.is_alphabetic()).collect();
    let mut told = Vec::new();
    for choice in choices.iter().filter(|choice| choice.family != Family::Mono) {
        let TextFaces::Given(faces) = &choice.text else { continue };
        let mut by_letters: BTreeMap<Vec<char>, Vec<&str>> = BTreeMap::new();
        for face in faces {
            let is_lacking = |c: &char| !face.has(*c) && sample(*c).is_some_and(|sample| face.has(sample));
            by_letters.entry(letters.iter().copied().filter(is_lacking).collect()).or_default().push(face.name());
        }
        by_letters.remove(&Vec::new());
        told.extend(by_letters.iter().map(|(lacks, names)| lacks_letters(lacks, names)));
    }
    told
}

fn lacks_letters(lacks: &[char], names: &[&str]) -> Diagnostic {
    const SHOWN: usize = 12;
    let shown: Vec<String> = lacks.iter().take(SHOWN).map(char::to_string).collect();
    let more = if lacks.len() > SHOWN { " …" } else { "" };
    let name = names.first().copied().unwrap_or("");
    let others = if names.len() > 1 { format!(" (and {} more of its faces)", names.len() - 1) } else { String::new() };
    let message = format!("`{name}`{others} lacks letters of this book: {}{more}", shown.join(" "));
    let hint = "where words in this style have them, they are set in another face; take a family that has them";
    let note = Diagnostic::warning(Lint::FaceLacks, None, message).hint(hint);
    Diagnostic { severity: Severity::Note, ..note }
}

/// A letter that every face for the script of `c` has.
fn sample(c: char) -> Option<char> {
    match c.script() {
        Script::Latin => Some('a'),
        Script::Greek => Some('α'),
        Script::Cyrillic => Some('а'),
        _ => None,
    }
}
