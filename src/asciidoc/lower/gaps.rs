//! What the crate's inline tree lacks, mended.

mod apostrophe;
mod bibliography;
mod cell_comment;
mod dash;
mod indent;
mod index_link;
mod index_terms;
pub(super) mod menu;
pub(super) mod raw;
mod replacements;
mod section_ids;
mod tripled;

pub(super) use cell_comment::without_comments;
pub(super) use dash::{is_loose_dash, with_loose_dashes};
pub(super) use indent::{as_indented, indented, trimmed};
pub(in crate::asciidoc) use index_terms::{TermParts, TermReader};
pub(super) use replacements::replaced;
pub(super) use section_ids::{made_of, reorder_ids};

use crate::model::Inline;

/// Mends the gaps of an inline text.
pub(super) fn mend(inlines: Vec<Inline>) -> Vec<Inline> {
    tripled::mend(index_link::mend(apostrophe::mend(bibliography::mend(inlines))))
}
