//! Glyphs at the size that they are set in.

use std::ops::Range;

use crate::font::{FaceId, Glyph};
use crate::geom::{Abs, Point};

/// A glyph in its place.
///
/// A thousand pages have two and a half million of them, so each takes 24 bytes: its lengths go up to eleven metres.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedGlyph {
    /// Its number in the face.
    pub id: u32,
    advance: i32,
    x_offset: i32,
    y_offset: i32,
    /// First byte in the item's text.
    pub start: u32,
    /// The byte behind it.
    pub end: u32,
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
        let [advance, x_offset, y_offset] = [advance, offset.x, offset.y].map(short);
        Self { id, advance, x_offset, y_offset, start: bytes.start, end: bytes.end }
    }

    /// From this glyph to the next, justification included.
    pub fn advance(&self) -> Abs {
        Abs::raw(i64::from(self.advance))
    }

    /// Shift to the right.
    pub fn x_offset(&self) -> Abs {
        Abs::raw(i64::from(self.x_offset))
    }

    /// Shift upwards.
    pub fn y_offset(&self) -> Abs {
        Abs::raw(i64::from(self.y_offset))
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
        Self { start: self.start + bytes, end: self.end + bytes, ..self }
    }

    /// The glyph with more room behind it.
    #[must_use]
    pub fn spaced(self, more: Abs) -> Self {
        Self { advance: short(self.advance() + more), ..self }
    }

    /// The glyph for other bytes of an item's text.
    #[must_use]
    pub fn saying(self, bytes: Range<u32>) -> Self {
        Self { start: bytes.start, end: bytes.end, ..self }
    }
}

/// A length in half the room; what is longer than any page is cut.
fn short(length: Abs) -> i32 {
    length.to_raw().clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
}
