//! How wide text is, and what of it hangs into the margins.

use std::ops::Range;

use crate::font::{Shaper, WordId, protrusion};
use crate::geom::Abs;
use crate::layout::inline::cap::Cap;
use crate::layout::inline::linebreak::LineEnd;
use crate::layout::inline::paragraph::{Paragraph, Run, RunStyle};

/// Whether a hyphen is seen at a line's end, ours or the author's; a break in an address leaves no mark.
pub(super) fn shows_hyphen(line: &str, ends: LineEnd) -> bool {
    ends == LineEnd::Hyphen || ends == LineEnd::WithinWord && line.ends_with('-')
}

/// What a gap between two signs may grow by: a twelfth of the em.
pub(super) fn gap_stretch(size: Abs) -> Abs {
    size / 12
}

pub(super) fn runs_of<'p>(paragraph: &'p Paragraph, range: &Range<usize>) -> impl Iterator<Item = &'p Run> + use<'p> {
    let first = match paragraph.runs.len() {
        0 | 1 => 0,
        _ => paragraph.runs.partition_point(|run| run.range.end <= range.start),
    };
    let end = range.end;
    paragraph.runs.iter().skip(first).take_while(move |run| run.range.start < end)
}

/// The natural width of some bytes, run by run.
pub(super) fn width_of(shaper: &mut Shaper, paragraph: &Paragraph, range: Range<usize>) -> Abs {
    let mut width = Abs::ZERO;
    for run in runs_of(paragraph, &range) {
        let own = run.range.start.max(range.start)..run.range.end.min(range.end);
        width += run_width(shaper, paragraph, run, own);
    }
    width
}

/// The natural width of some bytes of one run.
pub(super) fn run_width(shaper: &mut Shaper, paragraph: &Paragraph, run: &Run, range: Range<usize>) -> Abs {
    match run.object {
        Some((_, size)) => size.width,
        None => {
            let (before, behind) = Cap::room_around(run, &range);
            before + text_width(shaper, run, paragraph.text.get(range).unwrap_or("")) + behind
        }
    }
}

pub(super) fn text_width(shaper: &mut Shaper, run: &Run, text: &str) -> Abs {
    let word = shaper.word(run.setting(), text);
    word_width(shaper, word, &run.style)
}

/// The natural width of a shaped word.
pub(super) fn word_width(shaper: &mut Shaper, word: WordId, style: &RunStyle) -> Abs {
    let width = shaper.width(word, style.size);
    if style.tracking == 0 {
        return width;
    }
    let letters = shaper.glyphs(word).iter().filter(|glyph| glyph.advance > 0).count();
    width + style.size.scale(style.tracking, 1000) * letters as i64
}

/// How wide the hyphen of a run is.
pub(super) fn hyphen_width(shaper: &mut Shaper, run: &Run) -> Abs {
    text_width(shaper, run, "-")
}

/// What of the sign before `at`, or of the hyphen that stands there, hangs into the margin behind it.
pub(super) fn hang_at_end(shaper: &mut Shaper, paragraph: &Paragraph, at: usize, ends: LineEnd) -> Abs {
    match ends {
        // The last line of a paragraph ends at no margin.
        LineEnd::Last | LineEnd::Forced => Abs::ZERO,
        LineEnd::Hyphen => hang(shaper, paragraph, at, Some('-'), Side::End),
        LineEnd::Space | LineEnd::WithinWord | LineEnd::Between => {
            let c = paragraph.text.get(..at).and_then(|text| text.chars().next_back());
            hang(shaper, paragraph, at, c, Side::End)
        }
    }
}

/// What of the sign at `at` hangs into the margin before it.
pub(super) fn hang_at_start(shaper: &mut Shaper, paragraph: &Paragraph, at: usize) -> Abs {
    let c = paragraph.text.get(at..).and_then(|text| text.chars().next());
    hang(shaper, paragraph, at + 1, c, Side::Start)
}

/// The side of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// What of a sign hangs into a margin; it is set as the byte before `behind` is.
fn hang(shaper: &mut Shaper, paragraph: &Paragraph, behind: usize, sign: Option<char>, side: Side) -> Abs {
    let Some(c) = sign.filter(|c| !c.is_ascii_lowercase() || matches!(c, 'd' | 'f' | 'k' | 'l' | 'r' | 'v'..='y'))
    else {
        return Abs::ZERO;
    };
    let run = behind.checked_sub(1).and_then(|before| paragraph.run_at(before));
    // Raised and lowered signs are too small to be missed at the edge, and caps have an edge of their own.
    let is_plain = |run: &&Run| run.object.is_none() && run.style.cap.is_none() && run.style.rise.is_zero();
    let Some(run) = run.filter(is_plain) else { return Abs::ZERO };
    let (family, is_italic) = shaper.book().face(run.style.face).kind();
    let protrusion = protrusion(c, family, is_italic);
    let share = match side {
        Side::Start => protrusion.at_start,
        Side::End => protrusion.at_end,
    };
    if share == 0 {
        return Abs::ZERO;
    }
    text_width(shaper, run, c.encode_utf8(&mut [0; 4])).scale(i64::from(share), 1000)
}
