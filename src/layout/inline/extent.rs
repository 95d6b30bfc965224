//! How wide a paragraph is where it may break everywhere, only between words, or nowhere.

use crate::font::Shaper;
use crate::geom::Abs;
use crate::layout::inline::Paragraph;
use crate::layout::inline::atoms::{Atom, AtomOptions, Break, CODE_PENALTY, atoms, stops};
use crate::layout::inline::linebreak::LineEnd;

/// Words narrower than this many ems need no hyphens to fit anywhere.
const LONG: i64 = 5;

/// The widths of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// Its widest part, with words broken by hyphens, addresses and code at their punctuation.
    pub least: Abs,
    /// Its widest word.
    pub words: Abs,
    /// Its widest line, broken only where the author breaks it.
    pub whole: Abs,
}

/// Measures a paragraph; `size` is its em.
pub fn extent(shaper: &mut Shaper, paragraph: &Paragraph, hyphenates: bool, size: Abs) -> Extent {
    if paragraph.text.is_empty() {
        return Extent::default();
    }
    let options = AtomOptions { hyphenates: false, hangs: false };
    let stops = stops(&paragraph.text);
    let plain = measured(&atoms(shaper, paragraph, &stops, options));
    if !hyphenates || plain.least < size * LONG {
        return plain;
    }
    Extent {
        least: measured(&atoms(shaper, paragraph, &stops, AtomOptions { hyphenates: true, ..options })).least,
        ..plain
    }
}

fn measured(atoms: &[Atom]) -> Extent {
    let (mut widest, mut part, mut word, mut line) = (Extent::default(), Abs::ZERO, Abs::ZERO, Abs::ZERO);
    for atom in atoms {
        match *atom {
            Atom::Box { width } => {
                part += width;
                word += width;
                line += width;
            }
            Atom::Glue { width, .. } => line += width,
            Atom::Break(Break { cost, width, ends, .. }) => {
                widest.least = widest.least.max(part + width);
                part = Abs::ZERO;
                if ends != LineEnd::Hyphen && cost < CODE_PENALTY {
                    widest.words = widest.words.max(word);
                    word = Abs::ZERO;
                }
                if matches!(ends, LineEnd::Forced | LineEnd::Last) {
                    widest.whole = widest.whole.max(line);
                    line = Abs::ZERO;
                }
            }
        }
    }
    widest.words = widest.words.max(widest.least);
    widest.whole = widest.whole.max(widest.words);
    widest
}
