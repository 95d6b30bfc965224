//! From a book to pages.
//!
//! Blocks become a list of lines, spaces, photos and places to break; the page breaks of a run are
//! chosen together; then pages are made of it. Frames are decided here and painted elsewhere.

mod block;
mod book;
mod contents;
mod context;
pub mod cover;
mod covers;
mod entry;
mod flow;
mod folios;
mod front;
mod galley;
mod handout;
mod heads;
mod impose;
mod index;
mod inline;
mod lacks;
mod lists;
mod pages;
mod parts;
mod programme;
mod running;
pub mod sheet;

pub use book::layout_book;
pub use context::{Context, hyphenator};
pub use flow::{Chosen, UniformRun};
pub use galley::{Galley, GalleyCount, SetGalley};
pub use lists::wanted_lists;
