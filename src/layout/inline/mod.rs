//! From a block's inlines to set lines: prepare, break, justify.

mod assemble;
mod linebreak;
mod prepare;

pub use assemble::{Line, WordPart, assemble};
pub use linebreak::{BreakOptions, BrokenLine, LineEnd, break_lines};
pub use prepare::{LinkRef, Paragraph, ParagraphBuilder};

use crate::font::Shaper;
use crate::geom::Abs;
use crate::theme::{Align, Look};

/// Sets a prepared paragraph in a measure: as many lines as it takes, at least one if it has any text.
pub fn set_paragraph(shaper: &mut Shaper, paragraph: &Paragraph, look: &Look, measure: Abs) -> Vec<Line> {
    let options = BreakOptions {
        measure,
        is_justified: look.align == Align::Justify,
        hyphenates: look.hyphenates,
        size: look.size,
    };
    let broken = break_lines(shaper, paragraph, &options);
    assemble(shaper, paragraph, &broken, look, measure)
}
