//! Which parts of a paragraph run from right to left (UAX #9), and the order in which a line shows them.
//!
//! Code and addresses are kept apart from the text around them as isolates that run from left to right: the dashes
//! of an option stay before its name, whatever the script beside them.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use crate::layout::inline::paragraph::{Paragraph, Run};

/// U+2066 LEFT-TO-RIGHT ISOLATE
const ISOLATE: char = '\u{2066}';
/// U+2069 POP DIRECTIONAL ISOLATE
const POP: char = '\u{2069}';

/// Cuts the runs of a paragraph where its direction changes, and gives each its level.
pub(super) fn embed(paragraph: &mut Paragraph) {
    if !paragraph.is_rtl && !paragraph.text.chars().any(is_rtl) {
        return;
    }
    let levels = levels(paragraph);
    let mut runs: Vec<Run> = Vec::with_capacity(paragraph.runs.len());
    for run in std::mem::take(&mut paragraph.runs) {
        let mut from = run.range.start;
        let inside = levels.get(run.range.clone()).unwrap_or_default();
        for same in inside.chunk_by(|a, b| a == b) {
            let Some(level) = same.first() else { continue };
            let range = from..from + same.len();
            from = range.end;
            runs.push(Run { range, level: *level, ..run.clone() });
        }
    }
    paragraph.runs = runs;
}

/// The level of each byte of a paragraph's text.
fn levels(paragraph: &Paragraph) -> Vec<Level> {
    let base = if paragraph.is_rtl { Level::rtl() } else { Level::ltr() };
    let mut isolated = String::with_capacity(paragraph.text.len() + 64);
    // The bytes of the isolated text that are the paragraph's own.
    let mut own = Vec::with_capacity(paragraph.runs.len());
    let mut is_within = false;
    for run in &paragraph.runs {
        let is_code = run.style.is_code || run.style.is_address;
        if is_code != is_within {
            isolated.push(if is_code { ISOLATE } else { POP });
            is_within = is_code;
        }
        let start = isolated.len();
        isolated.push_str(paragraph.text.get(run.range.clone()).unwrap_or(""));
        own.push(start..isolated.len());
    }
    let info = BidiInfo::new(&isolated, Some(base));
    own.into_iter().flat_map(|range| info.levels.get(range).unwrap_or_default().to_vec()).collect()
}

/// Whether a character makes text run from right to left, or numbers stand in it as in such text.
fn is_rtl(c: char) -> bool {
    c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

/// The order from left to right in which parts of a line with these levels stand (UAX #9 L2).
pub(super) fn visual_order(levels: &[Level]) -> Vec<usize> {
    if levels.iter().all(|level| level.is_ltr() && Some(level) == levels.first()) {
        return (0..levels.len()).collect();
    }
    BidiInfo::reorder_visual(levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_latin_words_keep_their_order() {
        let level = |number| Level::new(number).unwrap_or(Level::ltr());
        assert_eq!(visual_order(&[level(0), level(0)]), [0, 1]);
        assert_eq!(visual_order(&[level(1), level(1), level(2), level(2), level(1)]), [4, 2, 3, 1, 0]);
    }
}
