//! Faces, shaping and hyphenation: from characters to glyphs with widths.
//!
//! In go a style and a word, out come glyphs in font units. Nothing here knows lines or pages.

mod book;
mod face;
mod forms;
mod hyphenate;
mod protrusion;
mod shape;

pub use book::{Choice, FaceId, FontBook, TextFaces};
pub use face::{Coordinate, Face, FaceSource, FaceStyle, Family, FontData, Weight};
pub use forms::Form;
pub use hyphenate::{Hyphenator, is_hyphenated_or_needs_none};
pub use protrusion::{Protrusion, protrusion};
pub use shape::{Capitals, Features, Figures, Glyph, HyphenCut, Position, STAND_IN, Setting, ShapedWord, Shaper};
