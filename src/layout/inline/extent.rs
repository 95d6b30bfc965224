//! How wide a paragraph is where it may break everywhere, only between words, or nowhere.

use crate::font::Shaper;
use crate::geom::Abs;
use crate::layout::inline::Paragraph;
use crate::layout::inline::linebreak::LineEnd;
use crate::layout::inline::places::{CODE_PENALTY, MeasureOptions, Place, measure};

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
    let mut measured = |hyphenates| {
        let options = MeasureOptions { hyphenates, hangs: false };
        let mut places = Vec::new();
        measure(shaper, paragraph, options, (&mut Vec::new(), &mut places, Vec::new()));
        widest(&places)
    };
    let plain = measured(false);
    if !hyphenates || plain.least < size * LONG {
        return plain;
    }
    Extent { least: measured(true).least, ..plain }
}

fn widest(places: &[Place]) -> Extent {
    let mut widest = Extent::default();
    let Some(first) = places.first() else { return widest };
    let (mut part, mut word, mut line) = (first.behind.width, first.behind.width, first.behind.width);
    for Place { cost, ends, before, behind, .. } in places.iter().skip(1) {
        widest.least = widest.least.max(before.width - part);
        part = behind.width;
        if *ends != LineEnd::Hyphen && *cost < CODE_PENALTY {
            widest.words = widest.words.max(before.width - word);
            word = behind.width;
        }
        if matches!(ends, LineEnd::Forced | LineEnd::Last) {
            widest.whole = widest.whole.max(before.width - line);
            line = behind.width;
        }
    }
    widest.words = widest.words.max(widest.least);
    widest.whole = widest.whole.max(widest.words);
    widest
}
