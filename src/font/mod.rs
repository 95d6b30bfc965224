//! Faces, shaping and hyphenation: from characters to glyphs with widths.
//!
//! In go a style and a word, out come glyphs in font units. Nothing here knows lines or pages.

mod book;
mod hyphenate;
mod shape;

pub use book::{Face, FaceId, Family, FontBook, Weight};
pub use hyphenate::hyphen_points;
pub use shape::{Capitals, Features, Figures, Glyph, STAND_IN, ShapedWord, Shaper};
