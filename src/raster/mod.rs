//! Pages as pictures: for previews, for the typeset cover and for golden pictures.
//!
//! In goes a finished page, out come its pixels on white paper. Nothing here decides where
//! anything stands, and nothing fails: a picture that isn't there is a grey field.

mod coloured;
mod glyph;
mod picture;
mod pixmap;
mod shape;

use crate::font::FontBook;
use crate::frame::{Item, ItemKind, Page};
use crate::geom::{Abs, Point, Size};
use crate::model::NodeId;

use glyph::GlyphPainter;

pub use picture::RasterPicture;
pub use pixmap::Pixmap;

/// The longest side of a page in pixels: a bound for memory; a larger page is painted coarser.
const LONGEST_SIDE: f64 = 8192.0;

/// Pixels per inch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dpi(pub u32);

/// Gives the pixels of a picture by its node; `None` where there are none.
pub type Pictures<'a> = dyn Fn(NodeId) -> Option<RasterPicture> + 'a;

/// Paints one page at a resolution.
///
/// Reading the faces takes longer than painting: for more than one page keep a [`Painter`].
pub fn paint(page: &Page, fonts: FontBook, pictures: &Pictures, resolution: Dpi) -> Pixmap {
    Painter::new(fonts).paint(page, pictures, resolution)
}

/// Paints pages and keeps the faces that it has read; threads may share one.
pub struct Painter {
    fonts: FontBook,
}

impl Painter {
    /// A painter that has read no face yet.
    pub fn new(fonts: FontBook) -> Self {
        Self { fonts }
    }

    /// Paints a page at a resolution.
    pub fn paint(&self, page: &Page, pictures: &Pictures, resolution: Dpi) -> Pixmap {
        let scale = Scale::new(page.size, resolution);
        let (width, height) = scale.pixels(page.size);
        let Some(mut paper) = tiny_skia::Pixmap::new(width, height) else { return Pixmap::white(1, 1) };
        paper.fill(tiny_skia::Color::WHITE);
        let mut glyphs = GlyphPainter::new(&self.fonts, scale);
        for item in &page.items {
            paint_item(item, scale, &mut glyphs, pictures, &mut paper);
        }
        Pixmap::opaque(width, height, paper.data())
    }
}

fn paint_item(
    item: &Item,
    scale: Scale,
    glyphs: &mut GlyphPainter,
    pictures: &Pictures,
    paper: &mut tiny_skia::Pixmap,
) {
    match &item.kind {
        ItemKind::Text(text) => glyphs.paint(text, item.at, paper),
        ItemKind::BrokenWord(word) => {
            word.parts.iter().for_each(|part| paint_item(part, scale, glyphs, pictures, paper));
        }
        ItemKind::Picture(set) => picture::paint(pictures(set.picture), scale.area(item.at, set.size), paper),
        ItemKind::Shape(shape) => shape::paint(shape, item.at, scale, paper),
    }
}

/// How many pixels a point takes.
#[derive(Debug, Clone, Copy)]
struct Scale(f64);

impl Scale {
    fn new(page: Size, resolution: Dpi) -> Self {
        let longest = page.width.max(page.height).to_pt().max(1.0);
        Self((f64::from(resolution.0.max(1)) / 72.0).min(LONGEST_SIDE / longest))
    }

    fn pixels(self, size: Size) -> (u32, u32) {
        let side = |length: Abs| self.length(length).round().clamp(1.0, LONGEST_SIDE) as u32;
        (side(size.width), side(size.height))
    }

    fn length(self, length: Abs) -> f64 {
        length.to_pt() * self.0
    }

    /// The whole pixels nearest to a box; at least one each way.
    fn area(self, at: Point, size: Size) -> Area {
        let edge = |length: Abs| self.length(length).round().clamp(-LONGEST_SIDE, 2.0 * LONGEST_SIDE) as i64;
        let (left, top) = (edge(at.x), edge(at.y));
        let across = (edge(at.x + size.width) - left).max(1) as u32;
        Area { left, top, width: across, height: (edge(at.y + size.height) - top).max(1) as u32 }
    }
}

/// A box of whole pixels, which may lie partly outside the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    left: i64,
    top: i64,
    width: u32,
    height: u32,
}

#[cfg(test)]
mod tests;
