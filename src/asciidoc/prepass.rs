//! What is rewritten before the crate sees a text, line by line, so that every place is found again.

use std::collections::BTreeMap;

use crate::asciidoc::ReadOptions;

/// How many bytes were put before each rewritten line (from 1).
pub(super) type Edits = BTreeMap<usize, usize>;

/// A text as the crate is to see it, with as many lines as the file has.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The text.
    pub(super) text: String,
    /// Where it differs.
    pub(super) edits: Edits,
}

/// Prepares the manuscript's first file.
pub(super) fn prepare(text: &str, _options: &ReadOptions) -> Prepared {
    Prepared { text: text.to_owned(), edits: Edits::new() }
}

/// Prepares an included file.
pub(super) fn prepare_include(_name: &str, text: &str, options: &ReadOptions) -> Prepared {
    prepare(text, options)
}
