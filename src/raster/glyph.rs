//! Glyphs as coverage, set to a third of a pixel across and to whole pixels down.

use std::collections::HashMap;
use std::rc::Rc;

use tiny_skia::{FillRule, PathBuilder, Pixmap, Transform};
use ttf_parser::{GlyphId, OutlineBuilder, Tag};

use super::Scale;
use super::coloured::{ColouredGlyph, coloured};
use crate::font::{Face, FaceId, FontBook};
use crate::frame::TextItem;
use crate::geom::{Abs, Colour, Point};

/// The largest em in pixels: a bound for memory.
const LARGEST_EM: f64 = 2048.0;
/// No glyph is larger than this, in pixels: more comes of damaged outlines alone.
const LARGEST: f32 = 8192.0;

/// Paints glyphs and keeps their coverage for the next time they occur.
pub(super) struct GlyphPainter<'a> {
    fonts: &'a FontBook,
    scale: Scale,
    masks: HashMap<(FaceId, u32, Abs), Option<Rc<Mask>>>,
    coloured: HashMap<(FaceId, u32, Abs), Option<Rc<ColouredGlyph>>>,
}

/// How much of each third of a pixel a glyph covers.
struct Mask {
    /// Columns are thirds of pixels.
    columns: usize,
    /// From 0 to 255, row by row from above.
    coverage: Vec<u8>,
    /// From the glyph's origin to the first column, in thirds of a pixel.
    left: f64,
    /// From the baseline up to the upper edge of the first row, in pixels.
    top: i64,
}

impl<'a> GlyphPainter<'a> {
    pub(super) fn new(fonts: &'a FontBook, scale: Scale) -> Self {
        Self { fonts, scale, masks: HashMap::new(), coloured: HashMap::new() }
    }

    /// Paints a text whose baseline starts at `at`.
    pub(super) fn paint(&mut self, text: &TextItem, at: Point, paper: &mut Pixmap) {
        let mut pen = at.x;
        for glyph in &text.glyphs {
            if let Some(mask) = self.mask(text.face, glyph.id(), text.size) {
                let x = self.scale.length(pen + glyph.x_offset()) * 3.0 + mask.left;
                let y = self.scale.length(at.y - glyph.y_offset()).round() as i64 - mask.top;
                blend(&mask, x.round() as i64, y, text.colour, paper);
            } else if let Some(picture) = self.picture(text.face, glyph.id(), text.size) {
                let at = Point::new(pen + glyph.x_offset(), at.y - glyph.y_offset());
                picture.paint(self.scale.length(at.x), self.scale.length(at.y), paper);
            }
            pen += glyph.advance();
        }
    }

    fn mask(&mut self, face: FaceId, id: u32, size: Abs) -> Option<Rc<Mask>> {
        let (fonts, em) = (self.fonts, self.em(size));
        let make = || cover(fonts.face(face), id, em).map(Rc::new);
        self.masks.entry((face, id, size)).or_insert_with(make).clone()
    }

    fn picture(&mut self, face: FaceId, id: u32, size: Abs) -> Option<Rc<ColouredGlyph>> {
        let (fonts, em) = (self.fonts, self.em(size));
        let make = || coloured(fonts.face(face), id, em).map(Rc::new);
        self.coloured.entry((face, id, size)).or_insert_with(make).clone()
    }

    /// How many pixels the em of a size takes.
    fn em(&self, size: Abs) -> f32 {
        self.scale.length(size).clamp(0.0, LARGEST_EM) as f32
    }
}

/// The coverage of a glyph at a size in pixels; `None` where there is none, as for a space.
fn cover(face: &Face, id: u32, em: f32) -> Option<Mask> {
    let data = face.data();
    let mut parsed = ttf_parser::Face::parse((*data).as_ref(), face.index()).ok()?;
    for (axis, value) in face.coordinates() {
        parsed.set_variation(Tag::from_bytes(axis), *value);
    }
    let mut outline = Outline(PathBuilder::new());
    parsed.outline_glyph(GlyphId(u16::try_from(id).ok()?), &mut outline)?;
    let scale = em / f32::from(parsed.units_per_em().max(1));
    let path = outline.0.finish()?.transform(Transform::from_scale(scale * 3.0, -scale))?;
    let bounds = path.bounds();
    let (left, top) = (bounds.left().floor(), bounds.top().floor());
    let (width, height) = ((bounds.right() - left).ceil(), (bounds.bottom() - top).ceil());
    if !(width <= LARGEST * 3.0 && height <= LARGEST) {
        return None;
    }
    let mut mask = tiny_skia::Mask::new(width.max(1.0) as u32, height.max(1.0) as u32)?;
    mask.fill_path(&path, FillRule::Winding, true, Transform::from_translate(-left, -top));
    let columns = mask.width() as usize;
    Some(Mask { columns, coverage: mask.take(), left: f64::from(left), top: -(top as i64) })
}

/// An outline in the units of its face.
struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

/// Lays a colour through a mask whose first column is the `third`-th third of a pixel of the page.
fn blend(mask: &Mask, third: i64, y: i64, colour: Colour, paper: &mut Pixmap) {
    let (width, height) = (i64::from(paper.width()), i64::from(paper.height()));
    let shift = third.rem_euclid(3) as usize;
    let first = third.div_euclid(3);
    for (row, line) in mask.coverage.chunks_exact(mask.columns.max(1)).enumerate() {
        let y = y + row as i64;
        if !(0..height).contains(&y) {
            continue;
        }
        for (column, x) in (0..=mask.columns.div_ceil(3)).zip(first..) {
            let from = (column * 3).saturating_sub(shift);
            let to = (column * 3 + 3 - shift).min(line.len());
            let covered: u32 = line.get(from..to).unwrap_or_default().iter().map(|&c| u32::from(c)).sum();
            if covered > 0 && (0..width).contains(&x) {
                mix(paper, (y * width + x) as usize, colour, (covered + 1) / 3);
            }
        }
    }
}

/// Mixes a colour into the opaque pixel at `index`, from 0 (not at all) to 255 (wholly).
fn mix(paper: &mut Pixmap, index: usize, colour: Colour, share: u32) {
    let Some(pixel) = paper.data_mut().as_chunks_mut::<4>().0.get_mut(index) else { return };
    for (channel, ink) in pixel.iter_mut().zip([colour.red, colour.green, colour.blue]) {
        *channel = ((u32::from(*channel) * (255 - share) + u32::from(ink) * share + 127) / 255) as u8;
    }
}
