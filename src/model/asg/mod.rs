//! A book as JSON for other programs: in the shape of the AsciiDoc language's ASG (Abstract Semantic Graph).
//!
//! Names, types, forms and places are those of the ASG's schema (draft 1.0.0-01). What it has no shape for yet
//! (tables, footnotes, index terms, formulas, talks …) is named in the same style; such nodes and keys say `Ours` in
//! our schema, `docs/model.schema.json`. The form has a version; within one, names are added and none is taken away or
//! changed. The words are those of the resolved book before typography touches them.

mod block;
mod charref;
mod dispatch;
mod document;
mod inline;
mod leaf;
mod list;
mod media;
mod node;
mod parent;
mod place;
mod print;
mod schema;
mod section;
mod table;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use serde::Serialize;

pub use schema::asg_schema;

use crate::model::Book;
use crate::world::World;
use node::Reader;

/// The version of the form.
pub const ASG_VERSION: u32 = 1;

/// Writes a book as JSON, a node a line; `world` has the files that its places lie in. The error is that of `out`.
pub fn write_asg(book: &Book, world: &dyn World, out: &mut dyn Write) -> io::Result<()> {
    let document = Reader::new(book, world).document();
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, print::NodeLines::default());
    document.serialize(&mut serializer)?;
    out.write_all(b"\n")
}
