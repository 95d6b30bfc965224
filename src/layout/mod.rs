//! From a book to pages.
//!
//! Blocks become a list of lines, spaces, photos and places to break; the page breaks of a run are
//! chosen together; then pages are made of it. Frames are decided here and painted elsewhere.

pub mod inline;
