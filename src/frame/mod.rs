//! Finished pages: what stands where, and what it belongs to.
//!
//! Layout makes frames, writers read them. Nothing here decides anything.

mod dump;
mod item;
mod mirror;
mod page;
mod placement;
mod quarter;
mod sheet;
mod structure;

pub use crate::font::PlacedGlyph;
pub use dump::{dump_pages, dump_tags};
pub use item::*;
pub use mirror::{Mirror, mirror};
pub use page::*;
pub use placement::Placement;
pub use quarter::Quarter;
pub use sheet::{PagePlace, SheetSide};
pub use structure::*;
