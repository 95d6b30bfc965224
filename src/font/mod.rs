//! Faces, shaping and hyphenation: from characters to glyphs with widths.
//!
//! In go a style and a word, out come glyphs in font units. Nothing here knows lines or pages.

mod book;
mod face;
mod hyphenate;
mod protrusion;
mod shape;

pub use book::{FaceId, FontBook};
pub use face::{Face, FaceStyle, Family, FontData, Weight};
pub use hyphenate::{Hyphenator, is_hyphenated_or_needs_none};
pub use protrusion::{Protrusion, protrusion};
pub use shape::{Capitals, Features, Figures, Glyph, STAND_IN, Setting, ShapedWord, Shaper};
