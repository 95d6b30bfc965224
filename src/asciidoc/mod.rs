//! AsciiDoc in, a [`Draft`] out.
//!
//! The markup is understood by the crate `asciidoc-parser`, which only this room imports. `read` is
//! its door (options, includes within the jail, limits, a thread of its own), `origin` turns its
//! places into ours and `lower` makes our model of its tree. Nothing fails: what the reader does
//! not understand stays text, with a warning.

mod characters;
mod entities;
mod includes;
mod limits;
mod lower;
mod options;
mod origin;
mod paths;
mod plain;
mod prepass;
mod read;
mod render;
mod scope;
mod selection;
mod values;
mod visits;

pub use options::{AttributeSetting, ReadLimits, ReadOptions, SafeMode};

use crate::diag::Sink;
use crate::model::Draft;
use crate::source::FileId;
use crate::world::World;

/// Reads the manuscript `file`, which `world` has loaded.
pub fn parse(world: &dyn World, file: FileId, options: &ReadOptions, sink: &mut Sink) -> Draft {
    let draft = match read::read(world, file, options, sink) {
        Some(parsed) => lower::lower(world, file, options, &parsed, sink),
        None => plain::draft(world, file, options),
    };
    values::check(&world.source(file), file, &draft.info.attributes, sink);
    draft
}
