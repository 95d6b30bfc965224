//! Finished pages as a tagged PDF: PDF/UA-1 and PDF/A-2a, by krilla.
//!
//! In go frames and pictures, out come bytes, or what the standard forbids with the place in the
//! manuscript. Nothing here knows AsciiDoc or decides where anything stands.

mod coloured;
mod paint;
mod places;
mod sheets;
mod tags;
mod write;

pub use write::{Options, PagePicture, PictureData, Standard, Trim, WriteError, write};
