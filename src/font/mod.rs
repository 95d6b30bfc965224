//! Faces, shaping and hyphenation: from characters to glyphs with widths.
//!
//! In go a style and a word, out come glyphs in font units. Nothing here knows lines or pages.

mod book;
mod face;
mod features;
mod forms;
mod hyphenate;
mod memory;
mod placed;
mod protrusion;
mod shape;

pub use book::{Choice, FaceId, FontBook, TextFaces};
pub use face::{Coordinate, Face, FaceSource, FaceStyle, Family, FontData, Weight};
pub use features::{Capitals, Features, Figures, Position};
pub use forms::Form;
pub use hyphenate::{Hyphenator, is_hyphenated_or_needs_none};
pub use memory::{SettingId, WordId};
pub use placed::{PlacedGlyph, PlacedWord};
pub use protrusion::{Protrusion, protrusion};
pub use shape::{Glyph, HyphenCut, STAND_IN, Setting, ShapedWord, Shaper};
