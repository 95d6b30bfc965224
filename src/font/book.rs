//! The faces that are compiled in, and which of them a style or a character asks for.

use std::sync::OnceLock;

use harfrust::Font;

use crate::geom::Abs;

/// Families of faces by their task.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// For reading: Source Serif 4.
    #[default]
    Serif,
    /// For finding: Source Sans 3.
    Sans,
    /// For code: Source Code Pro.
    Mono,
}

/// Weights that the families have.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// 400
    #[default]
    Regular,
    /// 600; where a family has none, its bold
    Semibold,
    /// 700; where a family has none, its semibold
    Bold,
}

/// Names a face of a [`FontBook`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(u8);

impl FaceId {
    /// The position among the book's faces.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A face: its file and what was read of it.
pub struct Face {
    /// The name that dumps and messages show.
    pub name: &'static str,
    /// The whole font file.
    pub data: &'static [u8],
    family: Option<Family>,
    weight: Weight,
    is_italic: bool,
    font: OnceLock<Option<Font>>,
}

impl Face {
    /// The parsed font; `None` where the file is none.
    pub fn font(&self) -> Option<&Font> {
        self.font.get_or_init(|| Font::new(self.data, 0)).as_ref()
    }

    /// The licence of all faces that are compiled in: each folder in `fonts/` holds its text.
    pub const LICENCE: &'static str = "OFL-1.1";

    /// The family that it belongs to; none for faces that only help out.
    pub fn family(&self) -> Option<Family> {
        self.family
    }

    /// Its weight.
    pub fn weight(&self) -> Weight {
        self.weight
    }

    /// Whether it is italic.
    pub fn is_italic(&self) -> bool {
        self.is_italic
    }

    /// Units to the em.
    pub fn units_per_em(&self) -> i64 {
        self.font().map_or(1000, |font| i64::from(font.units_per_em().max(1)))
    }

    /// A length in font units at a size.
    pub fn scale(&self, units: i32, size: Abs) -> Abs {
        size.scale(i64::from(units), self.units_per_em())
    }

    /// Whether the face has a glyph for the character.
    pub fn has(&self, c: char) -> bool {
        self.font().is_some_and(|font| font.charmap().map_unicode(c).is_some())
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

macro_rules! faces {
    ($($name:literal, $path:literal, $family:expr, $weight:ident, $italic:literal;)+) => {
        [$(Face {
            name: $name,
            data: include_bytes!(concat!("../../fonts/", $path)),
            family: $family,
            weight: Weight::$weight,
            is_italic: $italic,
            font: OnceLock::new(),
        },)+]
    };
}

const FACES: usize = 12;

static COMPILED_IN: [Face; FACES] = faces! {
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
};

/// The faces to choose from.
#[derive(Debug, Clone, Copy)]
pub struct FontBook {
    faces: &'static [Face],
}

impl FontBook {
    /// The faces that are compiled in.
    pub fn compiled_in() -> Self {
        Self { faces: &COMPILED_IN }
    }

    /// All faces, in the order of their ids.
    pub fn faces(&self) -> &'static [Face] {
        self.faces
    }

    /// The ids of all faces.
    pub fn ids(&self) -> impl Iterator<Item = FaceId> {
        (0..self.faces.len() as u8).map(FaceId)
    }

    /// A face by its id.
    pub fn face(&self, id: FaceId) -> &'static Face {
        self.faces.get(id.index()).unwrap_or(&COMPILED_IN[0])
    }

    /// The face of a family that is nearest to weight and slope: the slope is kept, then the weight.
    pub fn select(&self, family: Family, weight: Weight, is_italic: bool) -> FaceId {
        let distance = |face: &Face| {
            let weights = (face.weight as i32 - weight as i32).abs();
            // Semibold and bold are nearer to each other than either is to regular.
            let crosses = (face.weight == Weight::Regular) != (weight == Weight::Regular);
            i32::from(face.is_italic != is_italic) * 8 + i32::from(crosses) * 4 + weights
        };
        let of_family = self.faces.iter().enumerate().filter(|(_, face)| face.family == Some(family));
        of_family.min_by_key(|(_, face)| distance(face)).map_or(FaceId(0), |(index, _)| FaceId(index as u8))
    }

    /// The first face that has the character, those of the reading family first.
    pub fn fallback(&self, c: char) -> Option<FaceId> {
        self.faces.iter().position(|face| face.has(c)).map(|index| FaceId(index as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_parses() {
        let book = FontBook::compiled_in();
        assert!(book.faces().iter().all(|face| face.font().is_some()));
        assert_eq!(book.faces().len(), FACES);
    }

    #[test]
    fn the_nearest_face_is_chosen() {
        let book = FontBook::compiled_in();
        let name = |family, weight, italic| book.face(book.select(family, weight, italic)).name;
        assert_eq!(name(Family::Serif, Weight::Semibold, false), "Source Serif 4 Bold");
        assert_eq!(name(Family::Mono, Weight::Bold, false), "Source Code Pro Semibold");
        assert_eq!(name(Family::Sans, Weight::Bold, true), "Source Sans 3 Italic");
    }

    #[test]
    fn symbols_fall_back() {
        let book = FontBook::compiled_in();
        assert_eq!(book.fallback('é').map(|id| book.face(id).name), Some("Source Serif 4"));
        assert_eq!(book.fallback('⚠').map(|id| book.face(id).name), Some("Noto Sans Symbols 2"));
        assert_eq!(book.fallback('\u{E000}'), None);
    }
}
