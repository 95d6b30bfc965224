//! Finished pages: what stands where, and what it belongs to.
//!
//! Layout makes frames, writers read them. Nothing here decides anything.

mod dump;
mod item;
mod page;
mod scale;
mod structure;

pub use dump::{dump_pages, dump_tags};
pub use item::*;
pub use page::*;
pub use scale::Proportion;
pub use structure::*;
