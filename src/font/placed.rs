//! Glyphs at the size that they are set in.

use std::ops::Range;

use crate::font::{FaceId, Glyph};
use crate::geom::{Abs, Point};

/// Parts of a point that offsets are counted in: no printer shows what is smaller.
const OFFSETS: i64 = 64;

/// A glyph in its place.
///
/// A thousand pages have two and a half million of them, so each takes 16 bytes: lengths go up to eleven metres, offsets
/// up to 500 pt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedGlyph {
    /// First byte in the item's text.
    pub start: u32,
    advance: i32,
    id: u16,
    /// How many bytes it stands for.
    bytes: u16,
    x_offset: i16,
    y_offset: i16,
}

/// A word at a size, all of its glyphs of one face.
#[derive(Debug, Clone, Copy)]
pub struct PlacedWord<'w> {
    /// The face.
    pub face: FaceId,
    /// How wide the word is.
    pub width: Abs,
    /// Its glyphs from left to right, their bytes as in the word.
    pub glyphs: &'w [PlacedGlyph],
}

impl PlacedGlyph {
    /// A glyph by its number in the face, the way to the next one, its shift to the right and upwards, and its bytes in
    /// the item's text.
    pub fn new(id: u32, advance: Abs, offset: Point, bytes: Range<u32>) -> Self {
        let [x_offset, y_offset] = [offset.x, offset.y].map(shorter);
        let glyph = Self { start: 0, advance: short(advance), id: least(id), bytes: 0, x_offset, y_offset };
        glyph.saying(bytes)
    }

    /// Its number in the face, which has no more than 65,536 of them.
    pub fn id(&self) -> u32 {
        self.id.into()
    }

    /// The byte behind its last one in the item's text.
    pub fn end(&self) -> u32 {
        self.start + u32::from(self.bytes)
    }

    /// From this glyph to the next, justification included.
    pub fn advance(&self) -> Abs {
        Abs::raw(i64::from(self.advance))
    }

    /// Shift to the right.
    pub fn x_offset(&self) -> Abs {
        longer(self.x_offset)
    }

    /// Shift upwards.
    pub fn y_offset(&self) -> Abs {
        longer(self.y_offset)
    }

    /// The glyph of a size, its bytes as in the shaped word.
    pub(super) fn sized(glyph: &Glyph, size: Abs) -> Self {
        let offset = match (glyph.x_offset, glyph.y_offset) {
            (0, 0) => Point::default(),
            (x, y) => Point::new(glyph.length(x, size), glyph.length(y, size)),
        };
        Self::new(glyph.id, glyph.length(glyph.advance, size), offset, glyph.start..glyph.end)
    }

    /// The glyph in a text that begins with other words: so many bytes further on.
    #[must_use]
    pub const fn behind(self, bytes: u32) -> Self {
        Self { start: self.start + bytes, ..self }
    }

    /// The glyph with more room behind it.
    #[must_use]
    pub fn spaced(self, more: Abs) -> Self {
        Self { advance: short(self.advance() + more), ..self }
    }

    /// The glyph for other bytes of an item's text.
    #[must_use]
    pub fn saying(self, bytes: Range<u32>) -> Self {
        Self { start: bytes.start, bytes: least(bytes.end.saturating_sub(bytes.start)), ..self }
    }
}

/// A length in half the room; what is longer than any page is cut.
fn short(length: Abs) -> i32 {
    length.to_raw().clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
}

/// An offset in a quarter of the room.
fn shorter(offset: Abs) -> i16 {
    let parts = (offset * OFFSETS).to_raw() / Abs::pt(1.0).to_raw();
    parts.clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16
}

fn longer(offset: i16) -> Abs {
    Abs::pt(1.0) * i64::from(offset) / OFFSETS
}

/// A number in half the room; no glyph has a larger one, and none stands for more bytes.
fn least(number: u32) -> u16 {
    number.min(u32::from(u16::MAX)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_are_small_and_keep_what_is_seen() {
        assert_eq!(size_of::<PlacedGlyph>(), 16);
        let glyph = PlacedGlyph::new(65_535, Abs::pt(-7.3), Point::new(Abs::pt(-3.25), Abs::pt(400.0)), 5..9);
        assert_eq!((glyph.id(), glyph.advance(), glyph.start, glyph.end()), (65_535, Abs::pt(-7.3), 5, 9));
        assert_eq!((glyph.x_offset(), glyph.y_offset()), (Abs::pt(-3.25), Abs::pt(400.0)));
        let far = PlacedGlyph::new(1, Abs::pt(1e9), Point::new(Abs::pt(-1e9), Abs::pt(1e9)), 9..200_000);
        assert!(far.advance() > Abs::pt(30_000.0) && far.x_offset() < Abs::pt(-500.0) && far.end() == 9 + 65_535);
    }
}
