//! What the crate's inline tree lacks, mended.

mod apostrophe;
mod raw;

use crate::model::Inline;

/// Mends the gaps of an inline text.
pub(super) fn mend(inlines: Vec<Inline>) -> Vec<Inline> {
    apostrophe::mend(raw::mend(inlines))
}
