//! Font files that were looked at, and the faces in them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fontdb::{Database, FaceInfo, Source, Style};

use crate::cli::faces::family::Instance;
use crate::cli::faces::sound::{Fault, face_fault, file_fault};
use crate::font::{Face, FaceSource, FaceStyle, Family, FontData, Weight};

/// How deep folders are looked through.
const DEEPEST: usize = 8;

/// Endings of font files, those included that are refused with a remedy.
const ENDINGS: [&str; 6] = ["ttf", "otf", "ttc", "otc", "woff", "woff2"];

/// Font files and their faces, each file read once.
#[derive(Default)]
pub(super) struct Library {
    database: Database,
    read: HashMap<PathBuf, Option<FontData>>,
    is_machine: bool,
}

impl Library {
    /// The faces of this machine; their files are read when they are needed.
    pub(super) fn machine() -> Self {
        let mut library = Self { is_machine: true, ..Self::default() };
        library.database.load_system_fonts();
        library
    }

    /// Adds the faces of a file, and gives how many those are.
    ///
    /// # Errors
    /// What is wrong with the file, or with all faces in it.
    pub(super) fn add_file(&mut self, path: &Path) -> Result<usize, Fault> {
        self.add_bytes(path, std::fs::read(path).map_err(|error| Fault::unreadable(&error))?)
    }

    /// Adds the faces in the bytes of a file.
    pub(super) fn add_bytes(&mut self, path: &Path, bytes: Vec<u8>) -> Result<usize, Fault> {
        if let Some(fault) = file_fault(&bytes) {
            return Err(fault);
        }
        let first = face_fault(&bytes, 0);
        let data = Arc::new(bytes);
        let added = self.database.load_font_source(Source::SharedFile(path.to_path_buf(), data.clone()));
        let mut faults = Vec::new();
        let mut count = 0;
        for id in added {
            let Some(info) = self.database.face(id) else { continue };
            match face_fault(&data, info.index) {
                Some(fault) => {
                    faults.push(fault);
                    self.database.remove_face(id);
                }
                None => count += 1,
            }
        }
        if count == 0 {
            return Err(faults.into_iter().next().or(first).unwrap_or_else(Fault::empty));
        }
        self.read.insert(path.to_path_buf(), Some(data));
        Ok(count)
    }

    /// Adds the faces of all font files in a folder and those within it, and gives what is wrong with which of them.
    pub(super) fn add_folder(&mut self, folder: &Path) -> (usize, Vec<(PathBuf, Fault)>) {
        let mut files = Vec::new();
        font_files(folder, DEEPEST, &mut files);
        files.sort();
        let (mut count, mut faults) = (0, Vec::new());
        for file in files {
            match self.add_file(&file) {
                Ok(more) => count += more,
                Err(fault) => faults.push((file, fault)),
            }
        }
        (count, faults)
    }

    /// All faces.
    pub(super) fn faces(&self) -> impl Iterator<Item = &FaceInfo> {
        self.database.faces()
    }

    pub(super) fn database(&self) -> &Database {
        &self.database
    }

    /// The faces of a family, by any of its names.
    pub(super) fn family(&self, name: &str) -> Vec<FaceInfo> {
        let wanted = folded(name);
        let is_named = |face: &&FaceInfo| face.families.iter().any(|(name, _)| folded(name) == wanted);
        let mut found: Vec<FaceInfo> = self.faces().filter(is_named).cloned().collect();
        found.sort_by(|one, other| order(one).cmp(&order(other)));
        found
    }

    /// The faces of some files.
    pub(super) fn of_files(&self, paths: &[PathBuf]) -> Vec<FaceInfo> {
        let place = |face: &FaceInfo| paths.iter().position(|path| path_of(face) == Some(path));
        let mut found: Vec<FaceInfo> = self.faces().filter(|face| place(face).is_some()).cloned().collect();
        found.sort_by_key(|face| (place(face), face.index));
        found
    }

    /// A face as it is in the file.
    pub(super) fn face(&mut self, info: &FaceInfo) -> Option<Face> {
        let style = FaceStyle { like: like(info), weight: weight(info), is_italic: info.style != Style::Normal };
        self.make(info, Vec::new(), style)
    }

    /// A face of a family, for a task.
    pub(super) fn instance(&mut self, instance: &Instance, like: Family) -> Option<Face> {
        let style = FaceStyle { like, weight: instance.weight, is_italic: instance.is_italic };
        self.make(&instance.info, instance.coordinates.clone(), style)
    }

    fn make(&mut self, info: &FaceInfo, coordinates: Vec<crate::font::Coordinate>, style: FaceStyle) -> Option<Face> {
        let path = path_of(info)?;
        let is_new = !self.read.contains_key(path);
        let read = || Some(Arc::new(std::fs::read(path).ok()?) as FontData);
        let data = self.read.entry(path.to_path_buf()).or_insert_with(read).clone()?;
        // Files of the machine are read only now.
        if (is_new || self.is_machine) && face_fault((*data).as_ref(), info.index).is_some() {
            return None;
        }
        let face = Face::of(name(info, style), FaceSource { data, index: info.index, coordinates }, style)?;
        Some(if self.is_machine { face.of_this_machine() } else { face })
    }
}

fn font_files(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    if depth == 0 {
        return;
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_font = |path: &Path| {
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
        };
        match path.is_dir() {
            true => font_files(&path, depth - 1, found),
            false if is_font(&path) => found.push(path),
            false => {}
        }
    }
}

/// A family's name as it is compared: people write spaces and capitals as they please.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn order(face: &FaceInfo) -> (Option<&Path>, u32) {
    (path_of(face), face.index)
}

pub(super) fn path_of(face: &FaceInfo) -> Option<&Path> {
    match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => Some(path),
        Source::Binary(_) => None,
    }
}

pub(super) fn family_name(info: &FaceInfo) -> &str {
    info.families.first().map_or("", |(name, _)| name)
}

fn name(info: &FaceInfo, style: FaceStyle) -> String {
    let weight = match style.weight {
        Weight::Regular => "",
        Weight::Semibold => " Semibold",
        Weight::Bold => " Bold",
    };
    let slope = if style.is_italic { " Italic" } else { "" };
    format!("{}{weight}{slope}", family_name(info))
}

pub(super) fn weight(info: &FaceInfo) -> Weight {
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

/// The task that a face is made for, as far as its name tells.
pub(super) fn like(info: &FaceInfo) -> Family {
    let name = family_name(info).to_lowercase();
    match () {
        // All emoji have one width, which makes them no code.
        () if name.contains("emoji") => Family::Sans,
        () if info.monospaced || name.contains("mono") => Family::Mono,
        () if name.contains("sans") => Family::Sans,
        () if SERIFS.iter().any(|word| name.contains(word)) => Family::Serif,
        () => Family::Sans,
    }
}
