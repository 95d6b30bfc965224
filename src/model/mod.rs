//! What a manuscript means, fully resolved, so that both writers see only simple cases.
//!
//! A [`Draft`] is what a reader found; [`resolve`](fn@resolve) makes a [`Book`] of it: ids, numbers,
//! references, languages and talks. Nothing here knows AsciiDoc's syntax or any output.

mod asg;
mod block;
mod book;
mod callouts;
mod characters;
mod choose;
mod code;
mod detect;
mod diagram;
mod fold;
mod icon;
mod index;
mod info;
mod inline;
mod labels;
mod language;
mod link_notes;
mod listed;
mod media;
mod numbers;
mod outline;
mod page_map;
mod programme;
mod recognise;
mod references;
mod resolve;
mod score;
mod setting;
pub(crate) mod table_grid;
mod table_heads;
mod talk;
pub(crate) mod walk;
mod written;

pub use asg::{ASG_VERSION, asg_schema, write_asg};
pub use block::*;
pub use book::*;
pub use characters::characters;
pub use choose::choose;
pub use code::*;
pub use diagram::DiagramKind;
pub use fold::{fold, sort_key};
pub use icon::*;
pub use index::{IndexEntry, IndexGroup, IndexPlace, See, entry_destination, is_index, term_destination};
pub use info::*;
pub use inline::*;
pub use labels::{Label, label};
pub use language::*;
pub use link_notes::note_links;
pub use listed::*;
pub use media::*;
pub use outline::outline;
pub use page_map::*;
pub use programme::*;
pub use resolve::resolve;
pub use setting::{Spaces, set};
pub(crate) use table_heads::cell_heads;
pub use talk::*;
pub use written::*;
