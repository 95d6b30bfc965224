//! What the crate's inline tree lacks, mended.

mod apostrophe;
mod bibliography;
mod indent;
pub(super) mod menu;
pub(super) mod raw;

pub(super) use indent::{indented, trimmed};

use crate::model::Inline;

/// Mends the gaps of an inline text.
pub(super) fn mend(inlines: Vec<Inline>) -> Vec<Inline> {
    apostrophe::mend(bibliography::mend(inlines))
}
