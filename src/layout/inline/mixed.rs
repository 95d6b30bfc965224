//! The gap where letters and figures meet Han signs or Kana that no space parts them from.
//!
//! Books of Chinese and Japanese leave up to a quarter of an em there (JLREQ 3.2.3, CLREQ on mixed text), and no less than
//! an eighth where a line is short of room (JLREQ 3.8.3); CSS Text 4 takes the eighth (`text-autospace`), and so do we,
//! so that paper and e-readers agree and technical texts, where every other word is one of letters, are not full of
//! holes. But we keep just under a tenth: who copies and searches reads a page by the places of its signs, and takes what
//! is wider for a space, which the author has not typed (poppler from 0.1 em on, pdf.js from 0.102). The words
//! themselves stay as they are. The gap is part of no line's end.

use unicode_normalization::char::is_combining_mark;

use crate::font::Position;
use crate::geom::Abs;
use crate::layout::inline::paragraph::{Paragraph, Run};

/// The gap, in thousandths of the em of the Han sign or Kana.
const GAP: i64 = 96;

/// What a sign is to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A Han sign or Kana.
    Ideograph,
    /// A letter or figure of a script that does not take a square for each.
    Letter,
}

/// Cuts the runs of a paragraph where its letters meet Han signs or Kana, and leaves a gap there.
pub(super) fn part(paragraph: &mut Paragraph) {
    if paragraph.text.is_ascii() || !paragraph.text.chars().any(is_ideograph) {
        return;
    }
    let meetings = meetings(&paragraph.text);
    if meetings.is_empty() {
        return;
    }
    let mut runs: Vec<Run> = Vec::with_capacity(paragraph.runs.len() + meetings.len());
    let mut rest = meetings.iter().peekable();
    let mut behind = std::mem::take(&mut paragraph.runs).into_iter().peekable();
    while let Some(mut run) = behind.next() {
        while let Some((at, ideograph)) = rest.next_if(|(at, _)| *at <= run.range.end) {
            let next = if *at < run.range.end { Some(&run) } else { behind.peek() };
            let Some(gap) = next.and_then(|next| gap(&run, next, *ideograph)) else { continue };
            if *at < run.range.end {
                runs.push(Run { range: run.range.start..*at, gap, ..run.clone() });
                run.range.start = *at;
            } else {
                run.gap = gap;
            }
        }
        runs.push(run);
    }
    paragraph.runs = runs;
}

/// The gap between two signs in the styles of their runs; `ideograph` says which of them is the ideograph.
fn gap(before: &Run, behind: &Run, ideograph: Side) -> Option<Abs> {
    let is_code = |run: &Run| run.style.is_code || run.style.is_address;
    // Keys and buttons have edges, raised and lowered signs are small enough to stand out.
    let is_plain = |run: &Run| {
        run.object.is_none()
            && run.style.cap.is_none()
            && run.style.rise.is_zero()
            && run.style.features.position == Position::Baseline
            && run.level.is_ltr()
    };
    let has_gap = !(is_code(before) && is_code(behind)) && is_plain(before) && is_plain(behind);
    let of = if ideograph == Side::Before { before } else { behind };
    has_gap.then(|| of.style.size.scale(GAP, 1000))
}

/// The side of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

/// The bytes before which a letter meets an ideograph, and on which side the latter stands.
fn meetings(text: &str) -> Vec<(usize, Side)> {
    let mut before = None;
    let mut meetings = Vec::new();
    for (at, c) in text.char_indices() {
        // Marks and variation selectors belong to the sign before them.
        if !c.is_ascii() && is_combining_mark(c) {
            continue;
        }
        let kind = kind(c);
        match (before, kind) {
            (Some(Kind::Ideograph), Some(Kind::Letter)) => meetings.push((at, Side::Before)),
            (Some(Kind::Letter), Some(Kind::Ideograph)) => meetings.push((at, Side::Behind)),
            _ => {}
        }
        before = kind;
    }
    meetings
}

fn kind(c: char) -> Option<Kind> {
    match c {
        c if is_ideograph(c) => Some(Kind::Ideograph),
        c if c.is_ascii() => c.is_ascii_alphanumeric().then_some(Kind::Letter),
        c if is_square(c) => None,
        c => c.is_alphanumeric().then_some(Kind::Letter),
    }
}

/// Han signs and Kana without their punctuation (CSS Text 4, 8.4: ideographs).
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}' | '\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3038}'..='\u{303B}'
        | '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{31C0}'..='\u{31EF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{1B000}'..='\u{1B16F}' | '\u{20000}'..='\u{3FFFD}')
}

/// Letters that take a square, or a half of one, by themselves: Hangul, Bopomofo, Yi, wide and narrow forms.
fn is_square(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3000}'..='\u{A4CF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_meet_ideographs_without_a_space_or_a_sign_between() {
        let met = |text| meetings(text).into_iter().map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(met("用Git和2个"), [3, 6, 9, 10]);
        assert_eq!(met("用 Git 和（Git）、Git。"), [0; 0]);
        assert_eq!(met("Gitっぽい",), [3]);
        assert_eq!(met("cafe\u{301}店"), [6]);
        assert_eq!(met("한글字Ａ字"), [0; 0]);
    }
}
