//! Glyphs as coverage, set to a third of a pixel across and to whole pixels down.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::OnceLock;

use tiny_skia::Pixmap;

use super::Scale;
use crate::font::{FaceId, FontBook};
use crate::frame::TextItem;
use crate::geom::{Abs, Colour, Point};

/// The size in pixels for which curves are made straight lines: enough for a cover's title.
const FLATNESS: f32 = 160.0;
/// The largest em in pixels: a bound for memory.
const LARGEST_EM: f64 = 2048.0;

/// The faces, each read when first asked for.
pub(super) struct Fonts {
    book: FontBook,
    read: Vec<OnceLock<Option<fontdue::Font>>>,
}

impl Fonts {
    pub(super) fn new(book: FontBook) -> Self {
        Self { read: book.faces().iter().map(|_| OnceLock::new()).collect(), book }
    }

    fn get(&self, face: FaceId) -> Option<&fontdue::Font> {
        let face_read = self.book.face(face);
        let settings =
            fontdue::FontSettings { scale: FLATNESS, collection_index: face_read.index(), ..Default::default() };
        let read = || fontdue::Font::from_bytes((*face_read.data()).as_ref(), settings).ok();
        self.read.get(face.index())?.get_or_init(read).as_ref()
    }
}

/// Paints glyphs and keeps their coverage for the next time they occur.
pub(super) struct GlyphPainter<'a> {
    fonts: &'a Fonts,
    scale: Scale,
    masks: HashMap<(FaceId, u32, Abs), Option<Rc<Mask>>>,
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
    pub(super) fn new(fonts: &'a Fonts, scale: Scale) -> Self {
        Self { fonts, scale, masks: HashMap::new() }
    }

    /// Paints a text whose baseline starts at `at`.
    pub(super) fn paint(&mut self, text: &TextItem, at: Point, paper: &mut Pixmap) {
        let mut pen = at.x;
        for glyph in &text.glyphs {
            if let Some(mask) = self.mask(text.face, glyph.id, text.size) {
                let x = self.scale.length(pen + glyph.x_offset()) * 3.0 + mask.left;
                let y = self.scale.length(at.y - glyph.y_offset()).round() as i64 - mask.top;
                blend(&mask, x.round() as i64, y, text.colour, paper);
            }
            pen += glyph.advance();
        }
    }

    fn mask(&mut self, face: FaceId, id: u32, size: Abs) -> Option<Rc<Mask>> {
        let (fonts, em) = (self.fonts, self.scale.length(size).clamp(0.0, LARGEST_EM));
        self.masks
            .entry((face, id, size))
            .or_insert_with(|| cover(fonts.get(face)?, id, em as f32).map(Rc::new))
            .clone()
    }
}

/// The coverage of a glyph at a size in pixels; `None` where there is none, as for a space.
fn cover(font: &fontdue::Font, id: u32, em: f32) -> Option<Mask> {
    let id = u16::try_from(id).ok().filter(|id| *id < font.glyph_count())?;
    let (metrics, coverage) = font.rasterize_indexed_subpixel(id, em);
    if coverage.is_empty() {
        return None;
    }
    let bounds = metrics.bounds;
    // fontdue begins its picture at a whole pixel but shifts the outline in it by the left edge's
    // fraction in columns, which here are thirds.
    let shift = bounds.xmin - bounds.xmin.floor();
    Some(Mask {
        columns: metrics.width * 3,
        coverage,
        left: f64::from(bounds.xmin * 3.0 - shift),
        top: i64::from(metrics.ymin) + metrics.height as i64,
    })
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
        for (column, x) in (0..=mask.columns / 3).zip(first..) {
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
