//! Breaking paragraphs into lines: total fit (Knuth–Plass 1981) in up to three passes.
//!
//! The first pass breaks no word, the second breaks them by hyphenation, the third lends every line
//! stretch that it does not have, so that there is always a way. Ragged text takes the same road
//! with a little stretch at each line's end. Badness and demerits are integers.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use crate::font::Shaper;
use crate::geom::Abs;
use crate::layout::inline::Paragraph;
use crate::layout::inline::paragraph::{FORCED, Run};
use crate::layout::inline::unspaced::{inner_gaps, is_gap, is_unspaced, needs_dictionary};

/// No more lines than this in a row may end in a hyphen.
const HYPHENS_IN_A_ROW: u8 = 2;
/// Badness that a line may have in the first pass: spaces stretched by as much as they wish.
const FIRST_TOLERANCE: i64 = 100;
/// Badness that a line may have in the second pass.
const SECOND_TOLERANCE: i64 = 220;
/// Badness of a line that is as bad as can be (Knuth–Plass 1981, p. 1137: "infinitely bad").
const WORST: i64 = 10_000;
/// Added to every line's badness, so that fewer lines are better.
const LINE_PENALTY: i64 = 10;
/// What a hyphen costs, and a break within a word that needs none.
const HYPHEN_PENALTY: i64 = 50;
pub(super) const CODE_PENALTY: i64 = 120;
/// What cutting a word costs that nothing else makes fit.
const CUT_PENALTY: i64 = 2_000;
/// Two lines in a row that end in hyphens.
const DOUBLE_HYPHEN: i64 = 12_000;
/// A tight line beside a loose one.
const FITNESS_STEP: i64 = 6_000;
/// A last line that is shorter than three ems.
const RUNT: i64 = 30_000;
/// A hyphen right before the last line (TeX's final hyphen demerits).
const FINAL_HYPHEN: i64 = 5_000;

/// How a paragraph is to be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakOptions {
    /// The width that lines should have.
    pub measure: Abs,
    /// Whether both edges are straight.
    pub is_justified: bool,
    /// Whether words may be broken.
    pub hyphenates: bool,
    /// The size of the text's em.
    pub size: Abs,
    /// The first lines, where something stands beside them.
    pub runaround: Runaround,
}

/// How many of a paragraph's first lines are shorter, and by how much: something stands beside them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Runaround {
    /// The number of lines.
    pub lines: usize,
    /// What they lack of the measure.
    pub less: Abs,
}

impl BreakOptions {
    /// The measure of a line, counted from 0.
    pub fn measure_of(&self, line: usize) -> Abs {
        if line < self.runaround.lines { self.measure - self.runaround.less } else { self.measure }
    }
}

/// What a line ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// A space, which is not set.
    Space,
    /// Our hyphen, within a word.
    Hyphen,
    /// Nothing, within a word: at its own hyphen, or in an address.
    WithinWord,
    /// Nothing, between words or signs of a script without spaces.
    Between,
    /// The author's line end.
    Forced,
    /// The paragraph's end.
    Last,
}

/// A line as bytes of the paragraph's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenLine {
    /// First byte.
    pub start: usize,
    /// The byte behind the last that is set.
    pub end: usize,
    /// What it ends with.
    pub ends: LineEnd,
    /// Which pass found it, from 1.
    pub pass: u8,
}

/// A piece of a paragraph between which lines may break.
#[derive(Debug, Clone, Copy)]
pub(super) enum Atom {
    /// Glyphs of the bytes from start to end.
    Box { width: Abs },
    /// A space, or a gap between two signs that may grow.
    Glue { width: Abs, stretch: Abs, shrink: Abs },
    /// A place to break.
    Break { at: usize, resume: usize, cost: i64, width: Abs, ends: LineEnd },
}

/// Sums up to a place in the paragraph.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    width: Abs,
    stretch: Abs,
    shrink: Abs,
}

/// A place to break with the sums before and behind it.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: usize,
    resume: usize,
    cost: i64,
    hyphen: Abs,
    ends: LineEnd,
    before: Sums,
    behind: Sums,
}

/// The best way to a place, for one fitness class and number of hyphens in a row.
#[derive(Debug, Clone, Copy)]
struct Node {
    place: usize,
    previous: usize,
    fitness: u8,
    hyphens: u8,
    demerits: i64,
    /// How many lines end here.
    lines: usize,
}

/// Breaks a paragraph; a text of nothing gives no line.
pub fn break_lines(shaper: &mut Shaper, paragraph: &Paragraph, options: &BreakOptions) -> Vec<BrokenLine> {
    if paragraph.text.is_empty() {
        return Vec::new();
    }
    let plain = places(&atoms(shaper, paragraph, false), options);
    if let Some(lines) = total_fit(&plain, options, FIRST_TOLERANCE, Abs::ZERO, 1) {
        return lines;
    }
    let breaks_words = options.hyphenates || paragraph.cuts_words;
    let broken = if breaks_words { places(&atoms(shaper, paragraph, options.hyphenates), options) } else { plain };
    if options.hyphenates
        && let Some(lines) = total_fit(&broken, options, SECOND_TOLERANCE, Abs::ZERO, 2)
    {
        return lines;
    }
    // Emergency stretch grows until a way is found; the last try takes overfull lines as well.
    let steps = [options.measure / 20, options.measure / 8, options.measure / 3];
    let found = steps.into_iter().find_map(|lent| total_fit(&broken, options, SECOND_TOLERANCE, lent, 3));
    found.or_else(|| total_fit(&broken, options, i64::MAX, options.measure, 3)).unwrap_or_default()
}

thread_local! {
    static SEGMENTER: LineSegmenterBorrowed<'static> =
        const { LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default()) };
    static DICTIONARY: LineSegmenterBorrowed<'static> =
        LineSegmenter::new_dictionary(LineBreakOptions::default());
}

/// Where lines may end (UAX #14); words of scripts that need one are found by a dictionary.
fn stops(text: &str) -> Vec<usize> {
    if !text.is_ascii() && text.chars().any(needs_dictionary) {
        return DICTIONARY.with(|segmenter| segmenter.segment_str(text).collect());
    }
    SEGMENTER.with(|segmenter| segmenter.segment_str(text).collect())
}

/// The paragraph as boxes, spaces and places to break.
pub(super) fn atoms(shaper: &mut Shaper, paragraph: &Paragraph, hyphenate: bool) -> Vec<Atom> {
    let text = paragraph.text.as_str();
    let mut atoms = Vec::new();
    let mut from = 0;
    for stop in stops(text).into_iter().filter(|stop| *stop > 0) {
        let Some(piece) = text.get(from..stop) else { continue };
        let word_end = from + piece.trim_end_matches([' ', FORCED]).len();
        push_word(shaper, paragraph, from..word_end, hyphenate, &mut atoms);
        let gap = text.get(word_end..stop).unwrap_or("");
        if gap.contains(FORCED) {
            atoms.push(Atom::Break {
                at: word_end,
                resume: stop,
                cost: i64::MIN,
                width: Abs::ZERO,
                ends: LineEnd::Forced,
            });
        } else if !gap.is_empty() {
            if is_unbroken(paragraph, word_end, stop) {
                let width = width_of(shaper, paragraph, word_end..stop);
                atoms.push(Atom::Glue { width, stretch: width / 2, shrink: width / 3 });
                from = stop;
                continue;
            }
            atoms.push(Atom::Break { at: word_end, resume: stop, cost: 0, width: Abs::ZERO, ends: LineEnd::Space });
            let width = width_of(shaper, paragraph, word_end..stop);
            // The spaces of the face may grow by a half and shrink by a third.
            atoms.push(Atom::Glue { width, stretch: width / 2, shrink: width / 3 });
        } else if is_unbroken(paragraph, stop, stop) {
            // The author wants these words on one line.
        } else if stop < text.len() && !ends_code(paragraph, stop) && is_between(text, stop) {
            atoms.push(Atom::Break { at: stop, resume: stop, cost: 0, width: Abs::ZERO, ends: LineEnd::Between });
            atoms.extend(is_gap(text, stop).then(|| gap_glue(paragraph, stop, 1)));
        } else if stop < text.len() {
            let cost = if ends_code(paragraph, stop) { CODE_PENALTY } else { HYPHEN_PENALTY };
            atoms.push(Atom::Break { at: stop, resume: stop, cost, width: Abs::ZERO, ends: LineEnd::WithinWord });
        }
        from = stop;
    }
    let end = text.len();
    atoms.push(Atom::Break { at: end, resume: end, cost: i64::MIN, width: Abs::ZERO, ends: LineEnd::Last });
    atoms
}

/// Whether a role forbids to end the line between two places.
fn is_unbroken(paragraph: &Paragraph, from: usize, to: usize) -> bool {
    let is_held = |at: usize| paragraph.run_at(at).is_some_and(|run| run.style.is_unbroken);
    from.checked_sub(1).is_some_and(is_held) && is_held(to)
}

/// Whether the text goes on without a space behind a sign, or before one, of a script that has none.
fn is_between(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).and_then(|text| text.chars().next_back());
    let behind = text.get(offset..).and_then(|text| text.chars().next());
    before.is_some_and(is_unspaced) || behind.is_some_and(is_unspaced)
}

/// What some gaps between signs may grow by together.
fn gap_glue(paragraph: &Paragraph, offset: usize, count: usize) -> Atom {
    let size = paragraph.run_at(offset).map_or(Abs::ZERO, |run| run.style.size);
    Atom::Glue { width: Abs::ZERO, stretch: gap_stretch(size) * count as i64, shrink: Abs::ZERO }
}

/// What a gap between two signs may grow by: a twelfth of the em.
pub(super) fn gap_stretch(size: Abs) -> Abs {
    size / 12
}

fn ends_code(paragraph: &Paragraph, offset: usize) -> bool {
    let run = offset.checked_sub(1).and_then(|before| paragraph.run_at(before));
    run.is_some_and(|run| run.style.is_code || run.style.is_address)
}

/// A word, with places to break within it: by hyphenation, or at the punctuation of code and addresses.
fn push_word(
    shaper: &mut Shaper,
    paragraph: &Paragraph,
    range: std::ops::Range<usize>,
    hyphenate: bool,
    atoms: &mut Vec<Atom>,
) {
    let mut cuts = inner_breaks(paragraph, range.clone());
    if hyphenate {
        cuts.extend(hyphen_breaks(shaper, paragraph, range.clone()));
    }
    if paragraph.cuts_words {
        cuts.extend(letter_breaks(paragraph, range.clone()));
    }
    cuts.sort_by_key(|cut| (cut.0, cut.1));
    let gaps = inner_gaps(paragraph.text.get(range.clone()).unwrap_or("")).count();
    if gaps > 0 {
        atoms.push(gap_glue(paragraph, range.start, gaps));
    }
    let mut from = range.start;
    for (at, cost, ends) in cuts {
        if at <= from || at >= range.end {
            continue;
        }
        atoms.push(Atom::Box { width: width_of(shaper, paragraph, from..at) });
        let width = if ends == LineEnd::Hyphen { hyphen_width(shaper, paragraph, at) } else { Abs::ZERO };
        atoms.push(Atom::Break { at, resume: at, cost, width, ends });
        from = at;
    }
    if from < range.end {
        atoms.push(Atom::Box { width: width_of(shaper, paragraph, from..range.end) });
    }
}

/// Breaks behind the punctuation of addresses and code, which need no hyphen.
fn inner_breaks(paragraph: &Paragraph, range: std::ops::Range<usize>) -> Vec<(usize, i64, LineEnd)> {
    let Some(word) = paragraph.text.get(range.clone()) else { return Vec::new() };
    let mut breaks = Vec::new();
    for (at, c) in word.char_indices() {
        let offset = range.start + at;
        let Some(style) = paragraph.run_at(offset).map(|run| run.style) else { continue };
        let next = word.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let behind = offset + c.len_utf8();
        let may_break = (style.is_code || style.is_address) && !style.is_unbroken;
        let Some(next) = next.filter(|_| may_break) else { continue };
        // Chicago 7.46: break an address behind a slash or colon, before other punctuation.
        let at_slash = matches!(c, '/' | ':') && !matches!(next, '/' | ':');
        let before_sign = matches!(next, '?' | '&' | '#' | '=' | '%' | '_' | '~' | '@') && at > 0;
        let signs: &[char] = if style.is_code { &['.', '-', ',', ';', '_', '=', '(', '|'] } else { &['-', '.'] };
        if at_slash || before_sign {
            breaks.push((behind, CODE_PENALTY, LineEnd::WithinWord));
        } else if signs.contains(&c) && next.is_alphanumeric() {
            breaks.push((behind, CODE_PENALTY * 2, LineEnd::WithinWord));
        }
    }
    breaks
}

/// Breaks behind every letter, for words that have no room otherwise.
fn letter_breaks(paragraph: &Paragraph, range: std::ops::Range<usize>) -> Vec<(usize, i64, LineEnd)> {
    let Some(word) = paragraph.text.get(range.clone()) else { return Vec::new() };
    let letters = word.char_indices().skip(1).map(|(at, _)| (range.start + at, CUT_PENALTY, LineEnd::WithinWord));
    letters.collect()
}

fn hyphen_breaks(
    shaper: &mut Shaper,
    paragraph: &Paragraph,
    range: std::ops::Range<usize>,
) -> Vec<(usize, i64, LineEnd)> {
    let mut breaks = Vec::new();
    for run in runs_of(paragraph, &range) {
        let bounds = run.range.start.max(range.start)..run.range.end.min(range.end);
        let style = &run.style;
        if style.is_code || style.is_address || style.is_unbroken || run.object.is_some() {
            continue;
        }
        let Some(part) = paragraph.text.get(bounds.clone()) else { continue };
        let letters = part.trim_matches(|c: char| !c.is_alphabetic());
        let Some(lead) = part.find(letters) else { continue };
        for point in paragraph.hyphen_points(shaper, bounds.start + lead, letters, run.style.language) {
            let word = shaper.shape(run.setting(), part);
            if word.can_cut_at(lead + point) {
                breaks.push((bounds.start + lead + point, HYPHEN_PENALTY, LineEnd::Hyphen));
            }
        }
    }
    breaks
}

fn runs_of<'p>(paragraph: &'p Paragraph, range: &std::ops::Range<usize>) -> impl Iterator<Item = &'p Run> {
    let first = paragraph.runs.partition_point(|run| run.range.end <= range.start);
    let end = range.end;
    paragraph.runs.iter().skip(first).take_while(move |run| run.range.start < end)
}

/// The natural width of some bytes, run by run.
pub(super) fn width_of(shaper: &mut Shaper, paragraph: &Paragraph, range: std::ops::Range<usize>) -> Abs {
    let mut width = Abs::ZERO;
    for run in runs_of(paragraph, &range) {
        let start = run.range.start.max(range.start);
        let end = run.range.end.min(range.end);
        width += match run.object {
            Some((_, size)) => size.width,
            None => text_width(shaper, run, paragraph.text.get(start..end).unwrap_or("")),
        };
    }
    width
}

fn text_width(shaper: &mut Shaper, run: &Run, text: &str) -> Abs {
    let style = &run.style;
    let word = shaper.shape(run.setting(), text);
    word.width(style.size) + style.size.scale(style.tracking, 1000) * word.letters()
}

fn hyphen_width(shaper: &mut Shaper, paragraph: &Paragraph, at: usize) -> Abs {
    let run = at.checked_sub(1).and_then(|before| paragraph.run_at(before));
    run.map_or(Abs::ZERO, |run| text_width(shaper, run, "-"))
}

/// The places to break, each with the sums before it and behind the spaces that follow it.
fn places(atoms: &[Atom], options: &BreakOptions) -> Vec<Place> {
    let mut sums = Sums::default();
    let first =
        Place { at: 0, resume: 0, cost: 0, hyphen: Abs::ZERO, ends: LineEnd::Forced, before: sums, behind: sums };
    let mut places = vec![first];
    // A place's sums behind it are those at the first box that follows.
    let mut waiting = 1;
    for atom in atoms {
        match *atom {
            Atom::Box { width } => {
                places.iter_mut().skip(waiting).for_each(|place| place.behind = sums);
                waiting = places.len();
                sums.width += width;
            }
            Atom::Glue { width, stretch, shrink } => {
                sums.width += width;
                if options.is_justified {
                    sums.stretch += stretch;
                    sums.shrink += shrink;
                }
            }
            Atom::Break { at, resume, cost, width, ends } => {
                places.push(Place { at, resume, cost, hyphen: width, ends, before: sums, behind: sums });
            }
        }
    }
    places.iter_mut().skip(waiting).for_each(|place| place.behind = sums);
    places
}

/// The way through the places with the least demerits, or `None` where every way needs a line worse than `tolerance`.
fn total_fit(places: &[Place], options: &BreakOptions, tolerance: i64, lent: Abs, pass: u8) -> Option<Vec<BrokenLine>> {
    let mut nodes = vec![Node { place: 0, previous: usize::MAX, fitness: 1, hyphens: 0, demerits: 0, lines: 0 }];
    let mut active = vec![0_usize];
    for (index, place) in places.iter().enumerate().skip(1) {
        let mut best: [Option<Node>; 12] = [None; 12];
        let mut kept = Vec::with_capacity(active.len() + 4);
        let mut overfull: Option<Node> = None;
        for &from in &active {
            let Some(node) = nodes.get(from).copied() else { continue };
            let Some(start) = places.get(node.place) else { continue };
            let line = LineFit::of(start, place, options, options.measure_of(node.lines), lent);
            if !line.is_too_wide && place.cost != i64::MIN {
                kept.push(from);
            }
            let candidate = extend(&node, from, index, place, &line, options);
            if line.is_too_wide || line.badness > tolerance {
                // Somewhere a line has to end: an overfull one is kept for the last try only.
                if tolerance == i64::MAX && overfull.is_none_or(|other| candidate.demerits < other.demerits) {
                    overfull = Some(candidate);
                }
                continue;
            }
            if candidate.hyphens <= HYPHENS_IN_A_ROW {
                let slot = (candidate.fitness * 3 + candidate.hyphens) as usize;
                let slot =
                    best.get_mut(slot).filter(|slot| slot.is_none_or(|other| candidate.demerits < other.demerits));
                if let Some(slot) = slot {
                    *slot = Some(candidate);
                }
            }
        }
        let mut found: Vec<Node> = best.into_iter().flatten().collect();
        if found.is_empty() && kept.is_empty() {
            found.extend(overfull);
        }
        for node in found {
            kept.push(nodes.len());
            nodes.push(node);
        }
        active = kept;
        if active.is_empty() {
            return None;
        }
    }
    let last = places.len() - 1;
    let ends = active.into_iter().filter(|node| nodes.get(*node).is_some_and(|node| node.place == last));
    let end = ends.min_by_key(|node| nodes.get(*node).map_or(i64::MAX, |node| node.demerits))?;
    Some(trace(&nodes, places, end, pass))
}

/// How a line from one place to another fits the measure.
struct LineFit {
    badness: i64,
    fitness: u8,
    is_too_wide: bool,
    natural: Abs,
    is_last: bool,
}

impl LineFit {
    fn of(start: &Place, end: &Place, options: &BreakOptions, measure: Abs, lent: Abs) -> Self {
        let natural = end.before.width - start.behind.width + end.hyphen;
        let room = measure - natural;
        let is_last = matches!(end.ends, LineEnd::Last | LineEnd::Forced);
        let mut stretch = end.before.stretch - start.behind.stretch + lent;
        let shrink = end.before.shrink - start.behind.shrink;
        if !options.is_justified {
            // A ragged line may be a fifth of the measure short without being ugly.
            stretch = measure / 5 + lent;
        }
        let is_too_wide = room < -shrink;
        let badness = match () {
            () if is_too_wide => WORST,
            () if room < Abs::ZERO => badness(-room, shrink),
            () if is_last => 0,
            () => badness(room, stretch),
        };
        let fitness = match () {
            () if room < Abs::ZERO && badness > 12 => 0,
            () if badness <= 12 => 1,
            () if badness <= 100 => 2,
            () => 3,
        };
        Self { badness, fitness, is_too_wide, natural, is_last }
    }
}

/// 100 times the cube of the ratio, at most [`WORST`] (Knuth–Plass 1981, p. 1137).
fn badness(room: Abs, give: Abs) -> i64 {
    if room.is_zero() {
        return 0;
    }
    if give <= Abs::ZERO {
        return WORST;
    }
    let ratio = i128::from(room.to_raw()) * 1000 / i128::from(give.to_raw());
    (ratio * ratio * ratio / 10_000_000).min(i128::from(WORST)) as i64
}

/// The way to `place` by way of `node`.
fn extend(node: &Node, from: usize, index: usize, place: &Place, line: &LineFit, options: &BreakOptions) -> Node {
    let is_hyphenated = place.ends == LineEnd::Hyphen;
    let base = LINE_PENALTY + line.badness;
    let mut demerits = base * base;
    if place.cost > 0 {
        demerits += place.cost * place.cost;
    }
    if line.is_too_wide {
        // Among overfull lines the narrowest is the least evil.
        let excess = (line.natural - options.measure_of(node.lines)).to_raw() / 65_536;
        demerits += 1_000_000_000 + excess.clamp(0, 100_000) * 1_000_000;
    }
    if node.fitness.abs_diff(line.fitness) > 1 {
        demerits += FITNESS_STEP;
    }
    if is_hyphenated && node.hyphens > 0 {
        demerits += DOUBLE_HYPHEN;
    }
    if line.is_last && node.place != 0 && line.natural < options.size * 3 {
        demerits += RUNT;
    }
    if line.is_last && node.hyphens > 0 {
        demerits += FINAL_HYPHEN;
    }
    let hyphens = if is_hyphenated { node.hyphens + 1 } else { 0 };
    let demerits = node.demerits + demerits;
    Node { place: index, previous: from, fitness: line.fitness, hyphens, demerits, lines: node.lines + 1 }
}

fn trace(nodes: &[Node], places: &[Place], end: usize, pass: u8) -> Vec<BrokenLine> {
    let mut lines = Vec::new();
    let mut at = end;
    while let Some(node) = nodes.get(at) {
        let (Some(place), Some(start)) = (places.get(node.place), nodes.get(node.previous)) else { break };
        let from = places.get(start.place).map_or(0, |place| place.resume);
        lines.push(BrokenLine { start: from, end: place.at, ends: place.ends, pass });
        at = node.previous;
    }
    lines.reverse();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{FontBook, Shaper};
    use crate::frame::{Artifact, Owner, Structure};
    use crate::layout::inline::ParagraphBuilder;
    use crate::model::{Inline, Language, Picture};
    use crate::source::{FileId, Span};
    use crate::theme::{Look, read};
    use crate::world::Memory;

    /// French text without a word from anybody's manuscript.
    const TEXT: &str = "Le responsable technique présente progressivement une architecture distribuée dont les \
        composants communiquent exclusivement par messages, puis démontre méthodiquement que chaque indisponibilité \
        provoque automatiquement une reconfiguration complète du déploiement.";

    fn look() -> Look {
        read(&Memory::new(), "screen", &mut crate::diag::Sink::new()).unwrap().elements.body
    }

    fn paragraph(text: &str) -> Paragraph {
        let mut structure = Structure::default();
        let size = |_: &Picture, _: Abs| None;
        let mut builder = ParagraphBuilder::new(FontBook::compiled_in(), &mut structure, None, &size);
        let span = Span::new(FileId::new(0), 0, 0);
        builder.inlines(&[Inline::text(span, text)], &look(), Language::FRENCH, Owner::Artifact(Artifact::Layout));
        builder.finish()
    }

    fn lines(text: &str, measure: f64) -> (Vec<BrokenLine>, Paragraph) {
        let paragraph = paragraph(text);
        let options = BreakOptions {
            measure: Abs::pt(measure),
            is_justified: true,
            hyphenates: true,
            size: look().size,
            runaround: Runaround::default(),
        };
        let lines = break_lines(&mut Shaper::new(FontBook::compiled_in()), &paragraph, &options);
        (lines, paragraph)
    }

    /// Every word stands on the lines, in order, whatever the measure.
    fn words(lines: &[BrokenLine], paragraph: &Paragraph) -> String {
        let mut text = String::new();
        for line in lines {
            text.push_str(&paragraph.text[line.start..line.end]);
            if line.ends == LineEnd::Space {
                text.push(' ');
            }
        }
        text
    }

    #[test]
    fn lines_beside_a_photo_are_shorter() {
        let words = "several words of one size go around a photo ".repeat(12);
        let paragraph = paragraph(&words);
        let runaround = Runaround { lines: 3, less: Abs::pt(80.0) };
        let mut shaper = Shaper::new(FontBook::compiled_in());
        let look = look();
        let lines = crate::layout::inline::set_around(&mut shaper, &paragraph, &look, Abs::pt(240.0), runaround);
        let measures: Vec<Abs> = lines.iter().map(|line| line.record.measure).collect();
        assert!(measures.iter().take(3).all(|measure| *measure == Abs::pt(160.0)), "{measures:?}");
        assert!(measures.iter().skip(3).all(|measure| *measure == Abs::pt(240.0)), "{measures:?}");
        assert!(lines.iter().all(|line| line.record.overfull.is_zero()));
    }

    #[test]
    fn a_wide_measure_needs_no_hyphen() {
        let (lines, paragraph) = lines(TEXT, 420.0);
        assert!(lines.iter().all(|line| line.pass == 1 && line.ends != LineEnd::Hyphen));
        assert_eq!(words(&lines, &paragraph), paragraph.text);
    }

    #[test]
    fn a_narrower_measure_breaks_words() {
        let (lines, paragraph) = lines(TEXT, 300.0);
        assert!(lines.iter().all(|line| line.pass == 2), "{lines:?}");
        assert!(lines.iter().any(|line| line.ends == LineEnd::Hyphen));
        assert_eq!(words(&lines, &paragraph), paragraph.text);
    }

    #[test]
    fn a_very_narrow_measure_borrows_stretch() {
        let (lines, paragraph) = lines(TEXT, 66.0);
        assert!(lines.iter().all(|line| line.pass == 3));
        assert_eq!(words(&lines, &paragraph), paragraph.text);
    }

    #[test]
    fn no_measure_makes_a_ladder_of_more_than_two() {
        for measure in (60..400).step_by(7) {
            let (lines, paragraph) = lines(TEXT, f64::from(measure));
            let is_hyphenated: Vec<bool> = lines.iter().map(|line| line.ends == LineEnd::Hyphen).collect();
            assert!(!is_hyphenated.windows(3).any(|three| three.iter().all(|yes| *yes)), "{measure}");
            assert_eq!(words(&lines, &paragraph), paragraph.text, "{measure}");
        }
    }

    #[test]
    fn what_cannot_be_broken_stands_alone() {
        let (lines, paragraph) = lines("un x1x1x1x1x1x1x1x1x1x1x1x1 deux", 60.0);
        assert_eq!(words(&lines, &paragraph), paragraph.text);
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn the_author_ends_lines() {
        let (lines, _) = lines("un\u{2028}deux", 300.0);
        assert_eq!(lines.iter().map(|line| line.ends).collect::<Vec<_>>(), [LineEnd::Forced, LineEnd::Last]);
    }
}
