//! From a block's inlines to set lines: prepare, break, justify.

mod assemble;
mod bidi;
mod cap;
mod code;
mod conum;
mod extent;
mod icon;
mod line;
mod linebreak;
mod measure;
mod mixed;
mod paragraph;
mod places;
mod prepare;
mod unspaced;

pub use assemble::{assemble, baseline};
pub use code::{CodeRoom, JOINED, columns, set_code};
pub use conum::{Conum, ConumPlace};
pub use extent::extent;
pub use icon::{IconMark, IconOwner};
pub use line::{Line, LinkSpan, WordPart};
pub use linebreak::{BreakOptions, Broken, BrokenLine, LineEnd, Runaround, Way, break_lines};
pub use paragraph::{LinkRef, Paragraph, SaidFolio};
pub use prepare::ParagraphBuilder;

use crate::font::Shaper;
use crate::geom::Abs;
use crate::theme::{Align, Look};

/// Sets a prepared paragraph in a measure: as many lines as it takes, at least one if it has any text.
pub fn set_paragraph(shaper: &mut Shaper, paragraph: &Paragraph, look: &Look, measure: Abs) -> Vec<Line> {
    set_around(shaper, paragraph, look, measure, Runaround::default())
}

/// Sets a prepared paragraph whose first lines may be shorter than its measure.
pub fn set_around(
    shaper: &mut Shaper,
    paragraph: &Paragraph,
    look: &Look,
    measure: Abs,
    runaround: Runaround,
) -> Vec<Line> {
    let options = BreakOptions { runaround, ..options(look, measure) };
    let broken = break_lines(shaper, paragraph, &options);
    let lines = set_lines(shaper, paragraph, &broken, look, &options);
    broken.give_back();
    lines
}

/// A paragraph's lines, and the same words in a line less and in a line more, where these are good too.
#[derive(Debug)]
pub struct ElasticLines {
    /// The best lines.
    pub lines: Vec<Line>,
    /// A line less.
    pub shorter: Option<StrainedLines>,
    /// A line more.
    pub longer: Option<StrainedLines>,
}

/// Lines that are not the best.
#[derive(Debug)]
pub struct StrainedLines {
    /// The lines.
    pub lines: Vec<Line>,
    /// Their demerits, shared out among them.
    pub strain: i64,
}

/// Sets a prepared paragraph that may take a line less or more.
pub fn set_elastic(shaper: &mut Shaper, paragraph: &Paragraph, look: &Look, measure: Abs) -> ElasticLines {
    let options = BreakOptions { is_elastic: true, ..options(look, measure) };
    let mut broken = break_lines(shaper, paragraph, &options);
    let lines = set_lines(shaper, paragraph, &broken, look, &options);
    let ways = [broken.shorter.take(), broken.longer.take()];
    let [shorter, longer] = ways.map(|way| {
        let Way { lines, strain } = way?;
        broken.lines = lines;
        Some(StrainedLines { lines: set_lines(shaper, paragraph, &broken, look, &options), strain })
    });
    broken.give_back();
    ElasticLines { lines, shorter, longer }
}

fn options(look: &Look, measure: Abs) -> BreakOptions {
    BreakOptions {
        measure,
        is_justified: look.align == Align::Justify,
        hyphenates: look.hyphenates,
        hangs: look.hangs,
        size: look.size,
        runaround: Runaround::default(),
        is_elastic: false,
    }
}

fn set_lines(
    shaper: &mut Shaper,
    paragraph: &Paragraph,
    broken: &Broken,
    look: &Look,
    options: &BreakOptions,
) -> Vec<Line> {
    let mut lines = assemble(shaper, paragraph, broken, look, options);
    if paragraph.is_mirrored {
        lines.iter_mut().for_each(Line::mirror);
    }
    lines
}

/// Sets a heading: in as few lines as the measure allows, these as even as they can be.
pub fn set_heading(shaper: &mut Shaper, paragraph: &Paragraph, look: &Look, measure: Abs) -> Vec<Line> {
    let mut best = set_paragraph(shaper, paragraph, look, measure);
    let count = best.len();
    if !(2..=4).contains(&count) || look.align == Align::Justify {
        return best;
    }
    // The narrowest of a few measures that still takes no more lines.
    for share in [95, 90, 85, 80, 75, 70, 65, 60, 55] {
        let lines = set_paragraph(shaper, paragraph, look, measure.scale(share, 100));
        if lines.len() > count || lines.iter().any(|line| line.record.overfull > Abs::ZERO || line.tail.is_some()) {
            break;
        }
        best = lines;
    }
    best
}
