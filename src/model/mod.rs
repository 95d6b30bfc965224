//! What a manuscript means, fully resolved, so that both writers see only simple cases.
//!
//! A [`Draft`] is what a reader found; [`resolve`](fn@resolve) makes a [`Book`] of it: ids, numbers,
//! references, languages and talks. Nothing here knows AsciiDoc's syntax or any output.

mod block;
mod book;
mod info;
mod inline;
mod language;
mod page_map;
mod talk;

pub use block::*;
pub use book::*;
pub use info::*;
pub use inline::*;
pub use language::*;
pub use page_map::*;
pub use talk::*;
