//! One face: its file and what was read of it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use harfrust::font::glyph::bitmap::BitmapSource;
use harfrust::{Font, GlyphId, Tag};

use crate::font::forms::{Form, formed};
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

impl Family {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Serif, Self::Sans, Self::Mono];

    /// The name of the compiled-in family.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Serif => "Source Serif 4",
            Self::Sans => "Source Sans 3",
            Self::Mono => "Source Code Pro",
        }
    }
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

/// What a face looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaceStyle {
    /// The task that it does, or the family of ours that it is most like.
    pub like: Family,
    /// Its weight.
    pub weight: Weight,
    /// Whether it is italic.
    pub is_italic: bool,
}

/// The bytes of a font file, shared by all that read them.
pub type FontData = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A place on one axis of a variable font: the axis' name in the file, such as `wght`, and the value there.
pub type Coordinate = ([u8; 4], f32);

/// Where a design is: a file, which of its faces, and for a variable font the place on its axes.
#[derive(Clone)]
pub struct FaceSource {
    /// The whole font file.
    pub data: FontData,
    /// Which of the faces in it.
    pub index: u32,
    /// The place on the axes; axes that are not named stay where the file has them.
    pub coordinates: Vec<Coordinate>,
}

impl FaceSource {
    fn read(&self) -> Option<Font> {
        let font = Font::new(Arc::clone(&self.data), self.index)?;
        if self.coordinates.is_empty() {
            return Some(font);
        }
        let places = self.coordinates.iter().map(|(axis, value)| (Tag::new(axis), *value));
        Some(font.instance_builder().variations(places).build())
    }
}

/// A face: its file and what was read of it.
pub struct Face {
    name: Cow<'static, str>,
    source: FaceSource,
    family: Option<Family>,
    style: FaceStyle,
    is_of_this_machine: bool,
    font: OnceLock<Option<Font>>,
    forms: [OnceLock<BTreeSet<char>>; Form::COUNT],
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
        let source = FaceSource { data: Arc::new(data), index: 0, coordinates: Vec::new() };
        let (name, font, forms) = (name.into(), OnceLock::new(), Default::default());
        Self { name, source, family, style, is_of_this_machine: false, font, forms }
    }

    /// The face at `index` of a font file or collection; `None` where there is none that can be read.
    pub fn helper(name: String, data: FontData, index: u32, style: FaceStyle) -> Option<Self> {
        Self::of(name, FaceSource { data, index, coordinates: Vec::new() }, style)
    }

    /// The face of a source; `None` where there is none that can be read.
    pub fn of(name: String, source: FaceSource, style: FaceStyle) -> Option<Self> {
        let font = source.read()?;
        let (name, font) = (name.into(), OnceLock::from(Some(font)));
        let forms = Default::default();
        Some(Self { name, source, family: None, style, is_of_this_machine: false, font, forms })
    }

    /// The face, known to be one that this machine has and others may lack.
    #[must_use]
    pub fn of_this_machine(self) -> Self {
        Self { is_of_this_machine: true, ..self }
    }

    /// Whether other machines may lack it.
    pub fn is_of_this_machine(&self) -> bool {
        self.is_of_this_machine
    }

    /// A face of that name and style without a single glyph: it stands for one that turned out to be unusable.
    pub(super) fn emptied(&self) -> Self {
        Self {
            name: self.name.clone(),
            source: FaceSource { data: Arc::new([]), index: 0, coordinates: Vec::new() },
            family: None,
            style: self.style,
            is_of_this_machine: self.is_of_this_machine,
            font: OnceLock::from(None),
            forms: Default::default(),
        }
    }

    /// The parsed font; `None` where the file is none.
    pub fn font(&self) -> Option<&Font> {
        self.font.get_or_init(|| self.source.read()).as_ref()
    }

    /// The name that dumps and messages show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole font file.
    pub fn data(&self) -> FontData {
        Arc::clone(&self.source.data)
    }

    /// Which of the faces in its file it is.
    pub fn index(&self) -> u32 {
        self.source.index
    }

    /// Its place on the axes of a variable font.
    pub fn coordinates(&self) -> &[Coordinate] {
        &self.source.coordinates
    }

    /// The family that it belongs to; none for faces that only help out.
    pub fn family(&self) -> Option<Family> {
        self.family
    }

    /// The task that it does, or is most like.
    pub(super) fn task(&self) -> Family {
        self.style.like
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
        self.glyph(c).is_some()
    }

    /// The glyph of a character; a damaged table may name one that is not there.
    fn glyph(&self, c: char) -> Option<GlyphId> {
        let font = self.font()?;
        font.charmap().map_unicode(c).filter(|id| id.to_u32() > 0 && self.holds(id.to_u32()))
    }

    /// Whether its signs are in colours of their own, as pictures or in layers (`CBDT`, `sbix`, `COLR`).
    pub fn is_coloured(&self) -> bool {
        self.font().is_some_and(|font| {
            let pictures = font.bitmap_strikes().source();
            matches!(pictures, Some(BitmapSource::Cbdt | BitmapSource::Sbix)) || !font.color_glyphs().is_empty()
        })
    }

    /// Whether the face has so many glyphs.
    pub(super) fn holds(&self, id: u32) -> bool {
        self.font().is_some_and(|font| id < font.num_glyphs().min(u32::from(u16::MAX)))
    }

    /// How high its small letters are, in thousandths of the em: as the face says, else as its x is.
    pub fn x_height(&self) -> i64 {
        const USUAL: i64 = 480;
        let Some(font) = self.font() else { return USUAL };
        let said = font.metrics().x_height.map(|height| height.to_f32()).filter(|height| *height > 0.0);
        let measured = || Some(font.glyph_metrics().extents(self.glyph('x')?)?.y_bearing);
        let height = said.or_else(measured).unwrap_or_default() * 1000.0 / f32::from(self.units_per_em());
        if (200.0..=900.0).contains(&height) { height.round() as i64 } else { USUAL }
    }

    /// Whether the face has glyphs of its own for all these characters in a form.
    pub fn has_form(&self, form: Form, text: &str) -> bool {
        let formed = || self.font().map(|font| formed(font, form)).unwrap_or_default();
        let forms = self.forms.get(form as usize).map(|forms| forms.get_or_init(formed));
        forms.is_some_and(|forms| text.chars().all(|c| forms.contains(&c)))
    }

    /// How far its style is from another; the slope counts most, then the weight.
    pub(super) fn distance(&self, weight: Weight, is_italic: bool) -> i32 {
        let weights = (self.style.weight as i32 - weight as i32).abs();
        // Semibold and bold are nearer to each other than either is to regular.
        let crosses = (self.style.weight == Weight::Regular) != (weight == Weight::Regular);
        i32::from(self.style.is_italic != is_italic) * 8 + i32::from(crosses) * 4 + weights
    }

    /// How far the size that it is drawn for is from another; nothing where it is for all sizes.
    pub(super) fn distance_in_size(&self, size: Abs) -> Abs {
        let optical = self.coordinates().iter().find(|(axis, _)| axis == b"opsz");
        let away = optical.map_or(Abs::ZERO, |(_, optical)| Abs::pt(f64::from(*optical)) - size);
        away.max(-away)
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
