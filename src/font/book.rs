//! Which faces there are, and which of them a style or a character asks for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::font::memory::Memories;
use crate::font::shape::{asks_for_colour, is_silent};
use crate::font::{Face, Family, Weight};
use crate::geom::Abs;
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

/// What the text of a family's task is set in.
#[derive(Debug)]
pub enum TextFaces {
    /// Faces of the author's choice.
    Given(Vec<Face>),
    /// Those of a compiled-in family, maybe made for another task.
    CompiledIn(Family),
}

/// The author's choice for a task.
#[derive(Debug)]
pub struct Choice {
    /// The task.
    pub family: Family,
    /// What its text is set in.
    pub text: TextFaces,
    /// What helps out first where characters are lacking, in the order of preference.
    pub beside: Vec<Face>,
}

/// Faces that help out together: of those that have a character the one most like the text is taken.
#[derive(Debug, Clone)]
struct Group {
    faces: Range<usize>,
    /// The task that they help; without one all.
    only: Option<Family>,
}

/// The faces to choose from; at least those that are compiled in. Copies share them.
#[derive(Debug, Clone)]
pub struct FontBook {
    faces: Arc<[Arc<Face>]>,
    /// What the text of each family's task is set in.
    chosen: Arc<[Vec<FaceId>; 3]>,
    /// Who helps out, in this order.
    groups: Arc<[Group]>,
    /// How many of the faces are compiled in: the first.
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
            let chosen = Arc::new(Family::ALL.map(|family| of_family(&faces, family)));
            let groups = Arc::new([Group { faces: 0..faces.len(), only: None }]);
            Self { own: faces.len(), faces, chosen, groups, memories: Arc::default() }
        };
        COMPILED_IN.get_or_init(make).clone()
    }

    /// These faces and more that help out behind all others, in the order of preference; no more than 65,535 in all.
    pub fn with(&self, helpers: impl IntoIterator<Item = Face>) -> Self {
        let (faces, added) = self.joined(helpers);
        let groups = self.groups.iter().cloned().chain([Group { faces: added, only: None }]).collect();
        Self { faces, groups, ..self.forgetting() }
    }

    /// These faces with the author's choice for some tasks. What it names helps out before what is compiled in.
    pub fn with_choices(&self, choices: impl IntoIterator<Item = Choice>) -> Self {
        let mut book = self.forgetting();
        let mut chosen = (*self.chosen).clone();
        let mut groups: Vec<Group> = Vec::new();
        let mut texts: Vec<Group> = Vec::new();
        for Choice { family, text, beside } in choices {
            let picked = match text {
                TextFaces::CompiledIn(own) => of_family(&book.faces, own),
                TextFaces::Given(faces) => {
                    let (faces, added) = book.joined(faces);
                    book.faces = faces;
                    texts.push(Group { faces: added.clone(), only: None });
                    added.map(|index| FaceId(index as u16)).collect()
                }
            };
            if let Some(chosen) = chosen.get_mut(family as usize).filter(|_| !picked.is_empty()) {
                *chosen = picked;
            }
            // Each is asked after the one before, however like the text it is.
            for face in beside {
                let (faces, added) = book.joined([face]);
                book.faces = faces;
                groups.push(Group { faces: added, only: Some(family) });
            }
        }
        let groups = groups.into_iter().chain(texts).chain(self.groups.iter().cloned()).collect();
        Self { chosen: Arc::new(chosen), groups, ..book }
    }

    /// These faces without one that turned out to be unusable; the ids of the others stay.
    pub fn without(&self, id: FaceId) -> Self {
        let keep = |(index, face): (usize, &Arc<Face>)| match index == id.index() {
            true => Arc::new(face.emptied()),
            false => Arc::clone(face),
        };
        let faces: Arc<[Arc<Face>]> = self.faces.iter().enumerate().map(keep).collect();
        let mut chosen = (*self.chosen).clone();
        for (family, chosen) in Family::ALL.into_iter().zip(&mut chosen) {
            chosen.retain(|face| *face != id);
            if chosen.is_empty() {
                *chosen = of_family(&faces, family);
            }
        }
        Self { faces, chosen: Arc::new(chosen), ..self.forgetting() }
    }

    /// A copy of which shapers know nothing yet: other faces set the same words otherwise.
    fn forgetting(&self) -> Self {
        Self { memories: Arc::default(), ..self.clone() }
    }

    /// What shapers know of the faces.
    pub(super) fn memories(&self) -> &Memories {
        &self.memories
    }

    /// All faces with more behind them, and where these are.
    fn joined(&self, more: impl IntoIterator<Item = Face>) -> (Arc<[Arc<Face>]>, Range<usize>) {
        let faces = self.faces.iter().cloned().chain(more.into_iter().map(Arc::new));
        let faces: Arc<[Arc<Face>]> = faces.take(usize::from(u16::MAX)).collect();
        let added = self.faces.len()..faces.len();
        (faces, added)
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

    /// Of the compiled-in faces, which are sound, the first that has all of the characters, else the first.
    pub(crate) fn plain(&self, text: &str) -> FaceId {
        let own = self.faces.iter().take(self.own);
        let found = own.enumerate().find(|(_, face)| has_all(face, text));
        FaceId(found.map_or(0, |(index, _)| index as u16))
    }

    /// The face for a family's task that is nearest to weight and slope: the slope is kept, then the weight.
    pub fn select(&self, family: Family, weight: Weight, is_italic: bool) -> FaceId {
        let chosen = self.chosen.get(family as usize).into_iter().flatten().copied();
        chosen.min_by_key(|id| self.face(*id).distance(weight, is_italic)).unwrap_or(FaceId(0))
    }

    /// The same among faces that are drawn for several sizes: of equals the one that is nearest to the size.
    pub fn select_for(&self, family: Family, weight: Weight, is_italic: bool, size: Abs) -> FaceId {
        let chosen = self.chosen.get(family as usize).into_iter().flatten().copied();
        let distance = |id: &FaceId| {
            let face = self.face(*id);
            (face.distance(weight, is_italic), face.distance_in_size(size))
        };
        chosen.min_by_key(distance).unwrap_or(FaceId(0))
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
    /// First come those that the author names beside the text's, then those compiled in, then all others in their
    /// order; but for the signs that Chinese and Japanese share with other scripts and set in squares of their own,
    /// those compiled in come last, and so they do for emoji that ask for colour. Of faces that help out together it is the one nearest to `like`, of equals the first.
    pub fn fallback(&self, cluster: &str, like: FaceId, language: Language) -> Option<FaceId> {
        let is_square = (is_square_sign(cluster) && is_squared(language)) || asks_for_colour(cluster);
        let task = self.face(like).task();
        let is_own = |group: &Group| group.faces.start < self.own;
        let groups = || self.groups.iter().filter(|group| group.only.is_none_or(|only| only == task));
        let found = |group: &Group| self.nearest_with(cluster, like, group.faces.clone());
        match is_square {
            true => {
                groups().filter(|group| !is_own(group)).chain(groups().filter(|group| is_own(group))).find_map(found)
            }
            false => groups().find_map(found),
        }
    }

    /// Of the faces from `among` that have all the characters the one nearest to `like`; for emoji that ask for colour
    /// one that has it.
    fn nearest_with(&self, cluster: &str, like: FaceId, among: Range<usize>) -> Option<FaceId> {
        let like = self.face(like);
        let from = among.start;
        let faces = self.faces.get(among)?.iter().enumerate().filter(|(_, face)| has_all(face, cluster));
        let is_wanted = |face: &Face| !asks_for_colour(cluster) || face.is_coloured();
        let nearest = faces.min_by_key(|(_, face)| (!is_wanted(face), face.unlikeness(like)));
        nearest.map(|(index, _)| FaceId((from + index) as u16))
    }
}

fn of_family(faces: &[Arc<Face>], family: Family) -> Vec<FaceId> {
    let of_family = faces.iter().enumerate().filter(|(_, face)| face.family() == Some(family));
    of_family.map(|(index, _)| FaceId(index as u16)).collect()
}

pub(super) fn has_all(face: &Face, cluster: &str) -> bool {
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
    fn what_the_author_names_sets_its_task_and_helps_out_first() {
        let [text, bold] = [Weight::Regular, Weight::Bold].map(|weight| helper("own", Family::Sans, weight));
        let beside = vec![helper("beside", Family::Sans, Weight::Regular)];
        let choice = Choice { family: Family::Sans, text: TextFaces::Given(vec![text, bold]), beside };
        let other = Choice { family: Family::Serif, text: TextFaces::CompiledIn(Family::Mono), beside: Vec::new() };
        let book = FontBook::compiled_in().with_choices([choice, other]);
        let name = |family, weight| book.face(book.select(family, weight, true)).name().to_owned();
        assert_eq!(name(Family::Sans, Weight::Semibold), "own");
        assert_eq!(name(Family::Serif, Weight::Regular), "Source Code Pro Italic");
        assert_eq!(name(Family::Mono, Weight::Regular), "Source Code Pro Italic");
        assert_eq!(fallback(&book, "☎", Family::Sans, Weight::Regular).unwrap(), "beside");
        assert_eq!(fallback(&book, "☎", Family::Mono, Weight::Regular).unwrap(), "own", "only its own task");
        assert_eq!(fallback(&book, "é", Family::Sans, Weight::Regular).unwrap(), "Source Sans 3");
        let barred = [Weight::Regular, Weight::Bold].map(|weight| book.select(Family::Sans, weight, false));
        let book = book.without(barred[0]).without(barred[1]);
        assert_eq!(book.face(book.select(Family::Sans, Weight::Regular, false)).name(), "Source Sans 3");
        assert!(!book.face(barred[0]).has('☎'));
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
