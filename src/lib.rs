//! `notes-pub` makes PDF and EPUB books of AsciiDoc manuscripts with a layout engine of its own.
//!
//! The way of the data: a [`world`] reads, `asciidoc` parses into a draft, [`model`] resolves it
//! into a book, `layout` makes pages of it, and `pdf` and `epub` write. See ARCHITECTURE.md.

pub mod asciidoc;
pub mod cli;
pub mod diag;
pub mod epub;
pub mod font;
pub mod frame;
pub mod geom;
pub mod highlight;
pub mod image;
pub mod layout;
pub mod math;
pub mod model;
pub mod moment;
pub mod pdf;
pub mod raster;
pub mod source;
pub mod theme;
pub mod world;
