//! One face: its file and what was read of it.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

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

/// What a face that helps out looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaceStyle {
    /// The family of ours that it is most like.
    pub like: Family,
    /// Its weight.
    pub weight: Weight,
    /// Whether it is italic.
    pub is_italic: bool,
}

/// The bytes of a font file, shared by all that read them.
pub type FontData = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A face: its file and what was read of it.
pub struct Face {
    name: Cow<'static, str>,
    data: FontData,
    index: u32,
    family: Option<Family>,
    style: FaceStyle,
    font: OnceLock<Option<Font>>,
}

impl Face {
    /// The licence of all faces that are compiled in: each folder in `fonts/` holds its text.
    pub const LICENCE: &'static str = "OFL-1.1";

    /// A face that is compiled in; one without a family only helps out.
    pub(super) fn compiled_in(
        name: &'static str,
        data: &'static [u8],
        family: Option<Family>,
        weight: Weight,
        is_italic: bool,
    ) -> Self {
        let style = FaceStyle { like: family.unwrap_or(Family::Sans), weight, is_italic };
        Self { name: name.into(), data: Arc::new(data), index: 0, family, style, font: OnceLock::new() }
    }

    /// The face at `index` of a font file or collection, to help out; `None` where there is none that can be read.
    pub fn helper(name: String, data: FontData, index: u32, style: FaceStyle) -> Option<Self> {
        let font = Font::new(Arc::clone(&data), index)?;
        Some(Self { name: name.into(), data, index, family: None, style, font: OnceLock::from(Some(font)) })
    }

    /// The parsed font; `None` where the file is none.
    pub fn font(&self) -> Option<&Font> {
        self.font.get_or_init(|| Font::new(Arc::clone(&self.data), self.index)).as_ref()
    }

    /// The name that dumps and messages show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole font file.
    pub fn data(&self) -> FontData {
        Arc::clone(&self.data)
    }

    /// Which of the faces in its file it is.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The family that it belongs to; none for faces that only help out.
    pub fn family(&self) -> Option<Family> {
        self.family
    }

    /// Its weight.
    pub fn weight(&self) -> Weight {
        self.style.weight
    }

    /// Whether it is italic.
    pub fn is_italic(&self) -> bool {
        self.style.is_italic
    }

    /// The family of ours that it is most like, and whether it is italic.
    pub fn kind(&self) -> (Family, bool) {
        (self.style.like, self.style.is_italic)
    }

    /// Units to the em.
    pub fn units_per_em(&self) -> u16 {
        self.font().map_or(1000, |font| font.units_per_em().max(1))
    }

    /// A length in font units at a size.
    pub fn scale(&self, units: i32, size: Abs) -> Abs {
        size.scale(i64::from(units), i64::from(self.units_per_em()))
    }

    /// Whether the face has a glyph for the character.
    pub fn has(&self, c: char) -> bool {
        self.font().is_some_and(|font| font.charmap().map_unicode(c).is_some())
    }

    /// How far its style is from another; the slope counts most, then the weight.
    pub(super) fn distance(&self, weight: Weight, is_italic: bool) -> i32 {
        let weights = (self.style.weight as i32 - weight as i32).abs();
        // Semibold and bold are nearer to each other than either is to regular.
        let crosses = (self.style.weight == Weight::Regular) != (weight == Weight::Regular);
        i32::from(self.style.is_italic != is_italic) * 8 + i32::from(crosses) * 4 + weights
    }

    /// How unlike another face it looks: the family counts most.
    pub(super) fn unlikeness(&self, other: &Self) -> i32 {
        let style = other.style;
        let families = match (self.style.like, style.like) {
            (own, other) if own == other => 0,
            // Text among code had better be without serifs.
            (Family::Sans, _) => 1,
            _ => 2,
        };
        families * 16 + self.distance(style.weight, style.is_italic)
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}
