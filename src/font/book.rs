//! Which faces there are, and which of them a style or a character asks for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::font::shape::{Memories, asks_for_colour, is_silent};
use crate::font::{Face, Family, Weight};
use crate::model::Language;

/// Names a face of a [`FontBook`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(u16);

impl FaceId {
    /// The position among the book's faces.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

macro_rules! faces {
    ($($name:literal, $path:literal, $family:expr, $weight:ident, $italic:literal;)+) => {
        [$(Face::compiled_in(
            $name,
            include_bytes!(concat!("../../fonts/", $path)),
            $family,
            Weight::$weight,
            $italic,
        ),)+]
    };
}

fn compiled_in() -> [Face; 12] {
    faces! {
    "Source Serif 4", "source-serif-4/SourceSerif4-Regular.otf", Some(Family::Serif), Regular, false;
    "Source Serif 4 Italic", "source-serif-4/SourceSerif4-It.otf", Some(Family::Serif), Regular, true;
    "Source Serif 4 Bold", "source-serif-4/SourceSerif4-Bold.otf", Some(Family::Serif), Bold, false;
    "Source Serif 4 Bold Italic", "source-serif-4/SourceSerif4-BoldIt.otf", Some(Family::Serif), Bold, true;
    "Source Sans 3", "source-sans-3/SourceSans3-Regular.otf", Some(Family::Sans), Regular, false;
    "Source Sans 3 Italic", "source-sans-3/SourceSans3-It.otf", Some(Family::Sans), Regular, true;
    "Source Sans 3 Semibold", "source-sans-3/SourceSans3-Semibold.otf", Some(Family::Sans), Semibold, false;
    "Source Sans 3 Bold", "source-sans-3/SourceSans3-Bold.otf", Some(Family::Sans), Bold, false;
    "Source Code Pro", "source-code-pro/SourceCodePro-Regular.otf", Some(Family::Mono), Regular, false;
    "Source Code Pro Italic", "source-code-pro/SourceCodePro-It.otf", Some(Family::Mono), Regular, true;
    "Source Code Pro Semibold", "source-code-pro/SourceCodePro-Semibold.otf", Some(Family::Mono), Semibold, false;
    "Noto Sans Symbols 2", "noto-sans-symbols-2/NotoSansSymbols2-Regular.ttf", None, Regular, false;
    }
}

/// The faces to choose from; at least those that are compiled in. Copies share them.
#[derive(Debug, Clone)]
pub struct FontBook {
    faces: Arc<[Arc<Face>]>,
    /// How many of them are compiled in: the first.
    own: usize,
    /// What shapers know of them.
    memories: Arc<Memories>,
}

impl FontBook {
    /// The faces that are compiled in.
    pub fn compiled_in() -> Self {
        static COMPILED_IN: OnceLock<FontBook> = OnceLock::new();
        let make = || {
            let faces: Arc<[Arc<Face>]> = compiled_in().into_iter().map(Arc::new).collect();
            Self { own: faces.len(), faces, memories: Arc::default() }
        };
        COMPILED_IN.get_or_init(make).clone()
    }

    /// These faces and more that help out, in the order of preference; no more than 65,535 in all.
    pub fn with(&self, helpers: impl IntoIterator<Item = Face>) -> Self {
        let faces = self.faces.iter().cloned().chain(helpers.into_iter().map(Arc::new));
        let faces = faces.take(usize::from(u16::MAX)).collect();
        Self { faces, own: self.own, memories: Arc::default() }
    }

    /// What shapers know of the faces.
    pub(super) fn memories(&self) -> &Memories {
        &self.memories
    }

    /// All faces, in the order of their ids.
    pub fn faces(&self) -> &[Arc<Face>] {
        &self.faces
    }

    /// The ids of all faces.
    pub fn ids(&self) -> impl Iterator<Item = FaceId> {
        (0..self.faces.len() as u16).map(FaceId)
    }

    /// A face by its id; of an id of another book maybe the first face.
    #[allow(clippy::indexing_slicing, reason = "there is always a first face")]
    pub fn face(&self, id: FaceId) -> &Face {
        self.faces.get(id.index()).unwrap_or(&self.faces[0])
    }

    /// The face of a family that is nearest to weight and slope: the slope is kept, then the weight.
    pub fn select(&self, family: Family, weight: Weight, is_italic: bool) -> FaceId {
        let of_family = self.faces.iter().enumerate().filter(|(_, face)| face.family() == Some(family));
        let nearest = of_family.min_by_key(|(_, face)| face.distance(weight, is_italic));
        nearest.map_or(FaceId(0), |(index, _)| FaceId(index as u16))
    }

    /// Whether any face has the character, or it is one that nobody misses.
    pub fn has(&self, c: char) -> bool {
        is_silent(c) || self.faces.iter().any(|face| face.has(c))
    }

    /// The face itself where it has all of the characters, else another that has.
    pub fn face_for(&self, cluster: &str, face: FaceId, language: Language) -> Option<FaceId> {
        let prefers_others = (is_square_sign(cluster) && is_squared(language)) || asks_for_colour(cluster);
        let is_own = !prefers_others && has_all(self.face(face), cluster);
        if is_own { Some(face) } else { self.fallback(cluster, face, language) }
    }

    /// A face that has all of the characters, for text that is set in the face `like`.
    ///
    /// The compiled-in faces come first, but for the signs that Chinese and Japanese share with other scripts and
    /// set in squares of their own, and for emoji that ask for colour. Of the faces that help out it is the one nearest to `like`, of equals the first.
    pub fn fallback(&self, cluster: &str, like: FaceId, language: Language) -> Option<FaceId> {
        let is_square = (is_square_sign(cluster) && is_squared(language)) || asks_for_colour(cluster);
        let own = || self.nearest_with(cluster, like, 0..self.own);
        let helping = || self.nearest_with(cluster, like, self.own..self.faces.len());
        if is_square { helping().or_else(own) } else { own().or_else(helping) }
    }

    /// Of the faces from `among` that have all the characters the one nearest to `like`.
    fn nearest_with(&self, cluster: &str, like: FaceId, among: Range<usize>) -> Option<FaceId> {
        let like = self.face(like);
        let from = among.start;
        let faces = self.faces.get(among)?.iter().enumerate().filter(|(_, face)| has_all(face, cluster));
        let nearest = faces.min_by_key(|(_, face)| face.unlikeness(like));
        nearest.map(|(index, _)| FaceId((from + index) as u16))
    }
}

fn has_all(face: &Face, cluster: &str) -> bool {
    cluster.chars().all(|c| is_silent(c) || face.has(c))
}

/// Languages whose signs take a square each.
fn is_squared(language: Language) -> bool {
    matches!(language.primary(), "zh" | "ja")
}

/// Signs that are narrow in Latin text and take a square in Chinese and Japanese (UAX #11: ambiguous).
fn is_square_sign(cluster: &str) -> bool {
    matches!(cluster, "\u{2018}" | "\u{2019}" | "\u{201C}" | "\u{201D}" | "\u{2026}" | "\u{2014}" | "\u{B7}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::font::FaceStyle;

    #[test]
    fn every_face_parses() {
        assert!(FontBook::compiled_in().faces().iter().all(|face| face.font().is_some()));
    }

    #[test]
    fn the_nearest_face_is_chosen() {
        let book = FontBook::compiled_in();
        let name = |family, weight, italic| book.face(book.select(family, weight, italic)).name().to_owned();
        assert_eq!(name(Family::Serif, Weight::Semibold, false), "Source Serif 4 Bold");
        assert_eq!(name(Family::Mono, Weight::Bold, false), "Source Code Pro Semibold");
        assert_eq!(name(Family::Sans, Weight::Bold, true), "Source Sans 3 Italic");
    }

    fn fallback(book: &FontBook, cluster: &str, family: Family, weight: Weight) -> Option<String> {
        let like = book.select(family, weight, false);
        let face = book.fallback(cluster, like, Language::ENGLISH)?;
        Some(book.face(face).name().to_owned())
    }

    #[test]
    fn symbols_fall_back() {
        let book = FontBook::compiled_in();
        let name = |cluster| fallback(&book, cluster, Family::Serif, Weight::Regular);
        assert_eq!(name("é").unwrap(), "Source Serif 4");
        assert_eq!(name("⚠").unwrap(), "Noto Sans Symbols 2");
        assert_eq!(name("\u{E000}"), None);
    }

    /// A face that claims a style, with the letters of a compiled-in one.
    fn helper(name: &str, like: Family, weight: Weight) -> Face {
        let symbols = include_bytes!("../../fonts/noto-sans-symbols-2/NotoSansSymbols2-Regular.ttf");
        Face::helper(name.to_owned(), Arc::new(symbols), 0, FaceStyle { like, weight, is_italic: false }).unwrap()
    }

    #[test]
    fn helpers_are_chosen_by_style_and_after_our_own() {
        let bold = helper("bold", Family::Sans, Weight::Bold);
        let code = helper("code", Family::Mono, Weight::Regular);
        let book = FontBook::compiled_in().with([bold, code]);
        assert_eq!(fallback(&book, "⚠", Family::Mono, Weight::Regular).unwrap(), "Noto Sans Symbols 2");
        let like = book.select(Family::Mono, Weight::Regular, false);
        let helping = book.nearest_with("⚠", like, book.own..book.faces().len()).unwrap();
        assert_eq!(book.face(helping).name(), "code");
        let like = book.select(Family::Serif, Weight::Bold, false);
        let helping = book.nearest_with("⚠", like, book.own..book.faces().len()).unwrap();
        assert_eq!(book.face(helping).name(), "bold");
    }
}
