//! A paragraph as boxes, spaces and places to break (Knuth–Plass 1981, p. 1128).
//!
//! Places to break are those of UAX #14, our own in addresses and code, and those of hyphenation. A word is shaped
//! whole, and its parts are as wide as their glyphs are in it: what stands on a line is measured as it is set.

use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use crate::font::{Shaper, protrusion};
use crate::geom::Abs;
use crate::layout::inline::cap::{Cap, CapKind};
use crate::layout::inline::linebreak::LineEnd;
use crate::layout::inline::paragraph::{FORCED, Paragraph, Run};
use crate::layout::inline::unspaced::{inner_gaps, is_gap, is_unspaced, needs_dictionary};

/// What a hyphen costs, ours or the author's: more than TeX's 50, for looser lines are no longer the price that all of a
/// paragraph pays for it (`scripts/beside-tex` compares).
const HYPHEN_PENALTY: i64 = 170;
/// What a break within code or an address costs.
pub(super) const CODE_PENALTY: i64 = 220;
/// What cutting a word costs that nothing else makes fit.
const CUT_PENALTY: i64 = 2_000;
/// What a break costs that the author, or the paragraph's end, asks for.
pub(super) const ASKED_FOR: i64 = i64::MIN;

/// A piece of a paragraph between which lines may break.
#[derive(Debug, Clone, Copy)]
pub(super) enum Atom {
    /// Glyphs.
    Box { width: Abs },
    /// A space, or a gap between two signs that may grow.
    Glue { width: Abs, stretch: Abs, shrink: Abs },
    /// A place to break.
    Break(Break),
}

/// A place to break.
#[derive(Debug, Clone, Copy)]
pub(super) struct Break {
    /// The byte behind the last that stands on the line.
    pub(super) at: usize,
    /// The first byte of the next line.
    pub(super) resume: usize,
    /// What it costs.
    pub(super) cost: i64,
    /// The hyphen.
    pub(super) width: Abs,
    /// What the line ends with.
    pub(super) ends: LineEnd,
    /// Whether a hyphen is seen there, ours or the author's.
    pub(super) shows_hyphen: bool,
    /// What of the line's last sign hangs into the margin.
    pub(super) hangs: Abs,
    /// What of the next line's first sign does.
    pub(super) next_hangs: Abs,
}

/// A place to break within a word.
#[derive(Debug, Clone, Copy)]
struct Cut {
    /// Its byte.
    at: usize,
    cost: i64,
    ends: LineEnd,
    /// How wide the word is up to it and the kerning that is lost, where that is known: the word has one part.
    widths: Option<(Abs, Abs)>,
}

impl Cut {
    fn new(at: usize, cost: i64, ends: LineEnd) -> Self {
        Self { at, cost, ends, widths: None }
    }
}

/// Where lines may end (UAX #14); words of scripts that need one are found by a dictionary.
pub(super) fn stops(text: &str) -> Vec<usize> {
    thread_local! {
        static SEGMENTER: LineSegmenterBorrowed<'static> =
            const { LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default()) };
        static DICTIONARY: LineSegmenterBorrowed<'static> =
            LineSegmenter::new_dictionary(LineBreakOptions::default());
    }
    if text.is_ascii() {
        return SEGMENTER.with(|segmenter| segmenter.segment_latin1(text.as_bytes()).collect());
    }
    if text.chars().any(needs_dictionary) {
        return DICTIONARY.with(|segmenter| segmenter.segment_str(text).collect());
    }
    SEGMENTER.with(|segmenter| segmenter.segment_str(text).collect())
}

/// How a paragraph is cut up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AtomOptions {
    /// Whether words are broken by hyphens.
    pub(super) hyphenates: bool,
    /// Whether signs hang into the margins.
    pub(super) hangs: bool,
}

/// The paragraph as boxes, spaces and places to break; `stops` are those of its text.
pub(super) fn atoms(shaper: &mut Shaper, paragraph: &Paragraph, stops: &[usize], options: AtomOptions) -> Vec<Atom> {
    let atoms = Vec::with_capacity(stops.len() * if options.hyphenates { 5 } else { 3 });
    Cutter { shaper, paragraph, options, atoms, cuts: Vec::new(), hyphen: None }.cut(stops)
}

struct Cutter<'a> {
    shaper: &'a mut Shaper,
    paragraph: &'a Paragraph,
    options: AtomOptions,
    atoms: Vec<Atom>,
    /// The places to break within the word that is being read.
    cuts: Vec<Cut>,
    /// The hyphen of the run that was broken last: how wide it is, and what of it hangs.
    hyphen: Option<(usize, Abs, Abs)>,
}

impl Cutter<'_> {
    fn cut(mut self, stops: &[usize]) -> Vec<Atom> {
        let text = self.paragraph.text.as_str();
        // Where the word starts that is being read: it may have several stops before its end.
        let mut start = 0;
        // Where the part of it starts that has no stop.
        let mut from = 0;
        for stop in stops.iter().copied().filter(|stop| *stop > 0) {
            let Some(piece) = text.get(from..stop) else { continue };
            let word_end = from + piece.trim_end_matches([' ', FORCED]).len();
            self.part(from..word_end, start);
            let gap = text.get(word_end..stop).unwrap_or("");
            let is_held = self.is_held(word_end, stop);
            from = stop;
            if gap.contains(FORCED) {
                self.word(start..word_end);
                self.push_break(Cut::new(word_end, ASKED_FOR, LineEnd::Forced), stop, Abs::ZERO);
            } else if !gap.is_empty() {
                self.word(start..word_end);
                if !is_held {
                    self.push_break(Cut::new(word_end, 0, LineEnd::Space), stop, Abs::ZERO);
                }
                let width = width_of(self.shaper, self.paragraph, word_end..stop);
                // The spaces of the face may grow by a half and shrink by a third.
                self.atoms.push(Atom::Glue { width, stretch: width / 2, shrink: width / 3 });
            } else if is_held || stop == text.len() {
                // The author wants these words on one line, or there is nothing more to come.
                continue;
            } else if !self.ends_code(stop) && is_between(text, stop) {
                self.word(start..word_end);
                self.push_break(Cut::new(stop, 0, LineEnd::Between), stop, Abs::ZERO);
                if is_gap(text, stop) {
                    self.push_gaps(stop, 1);
                }
            } else {
                let cost = if self.ends_code(stop) { CODE_PENALTY } else { HYPHEN_PENALTY };
                if !is_option(text, stop) {
                    self.cuts.push(Cut::new(stop, cost, LineEnd::WithinWord));
                }
                continue;
            }
            start = stop;
        }
        self.word(start..text.len());
        self.push_break(Cut::new(text.len(), ASKED_FOR, LineEnd::Last), text.len(), Abs::ZERO);
        self.atoms
    }

    /// Finds where a part of a word that has no stop within it may be broken; the word starts at the byte `word`.
    fn part(&mut self, range: Range<usize>, word: usize) {
        self.punctuation(range.clone());
        self.keys(range.clone());
        if self.options.hyphenates {
            self.hyphens(range.clone(), word);
        }
        if self.paragraph.cuts_words {
            let word = self.paragraph.text.get(range.clone()).unwrap_or("");
            let letters = word.char_indices().skip(1);
            self.cuts.extend(letters.map(|(at, _)| Cut::new(range.start + at, CUT_PENALTY, LineEnd::WithinWord)));
        }
    }

    /// A word up to what follows it, with the places to break that were found in it.
    fn word(&mut self, range: Range<usize>) {
        if range.is_empty() {
            self.cuts.clear();
            return;
        }
        let gaps = inner_gaps(self.paragraph.text.get(range.clone()).unwrap_or("")).count();
        if gaps > 0 {
            self.push_gaps(range.start, gaps);
        }
        let mut cuts = std::mem::take(&mut self.cuts);
        cuts.sort_unstable_by_key(|cut| (cut.at, cut.cost));
        if cuts.iter().any(|cut| cut.widths.is_none()) {
            self.measure(&range, &mut cuts);
        }
        let whole = width_of(self.shaper, self.paragraph, range.clone());
        let (mut from, mut before) = (range.start, Abs::ZERO);
        for cut in cuts.drain(..) {
            if cut.at <= from || cut.at >= range.end {
                continue;
            }
            let Some((width, lost)) = cut.widths else { continue };
            self.atoms.push(Atom::Box { width: width - before });
            self.push_break(cut, cut.at, lost);
            (from, before) = (cut.at, width);
        }
        self.atoms.push(Atom::Box { width: whole - before });
        // The list is empty again and keeps its room.
        self.cuts = cuts;
    }

    /// Finds how wide a word is up to each of its places to break, in one sweep however many there are.
    fn measure(&mut self, word: &Range<usize>, cuts: &mut [Cut]) {
        let mut before = Abs::ZERO;
        let mut from = 0;
        for run in runs_of(self.paragraph, word) {
            let range = run.range.start.max(word.start)..run.range.end.min(word.end);
            let count = cuts.iter().skip(from).take_while(|cut| cut.at < range.end).count();
            let own = cuts.get_mut(from..from + count).unwrap_or_default();
            if run.object.is_none() && !own.is_empty() {
                let text = self.paragraph.text.get(range.clone()).unwrap_or("");
                let style = &run.style;
                let inside = before + Cap::room_around(run, &range).0;
                let shaped = self.shaper.shape(run.setting(), text);
                let places: Vec<usize> = own.iter().map(|cut| cut.at.saturating_sub(range.start)).collect();
                let widths = self.shaper.cuts(run.setting(), text, &shaped, &places, style.size);
                for (cut, found) in own.iter_mut().zip(widths) {
                    let tracking = |letters| style.size.scale(style.tracking, 1000) * letters;
                    let found = found.map(|found| (inside + found.before + tracking(found.letters), found.lost));
                    // Where one style ends the glyphs are parted already.
                    cut.widths = if cut.at == range.start { Some((before, Abs::ZERO)) } else { found };
                }
            }
            before += run_width(self.shaper, self.paragraph, run, range);
            from += count;
        }
    }

    /// A place to break; `lost` is what the line grows by as its last letter is no longer drawn to the next one.
    fn push_break(&mut self, Cut { at, cost, ends, .. }: Cut, resume: usize, lost: Abs) {
        let (mut width, mut hangs, mut next_hangs) = (Abs::ZERO, Abs::ZERO, Abs::ZERO);
        if ends == LineEnd::Hyphen {
            let hyphen = self.hyphen(at);
            (width, hangs) = (hyphen.0 + lost, hyphen.1);
        } else if self.options.hangs {
            hangs = hang_at_end(self.shaper, self.paragraph, at, ends);
        }
        if self.options.hangs {
            next_hangs = hang_at_start(self.shaper, self.paragraph, resume);
        }
        let shows_hyphen = shows_hyphen(self.paragraph.text.get(..at).unwrap_or(""), ends);
        self.atoms.push(Atom::Break(Break { at, resume, cost, width, ends, shows_hyphen, hangs, next_hangs }));
    }

    /// The hyphen of the run before a byte: how wide it is, and what of it hangs into the margin.
    fn hyphen(&mut self, at: usize) -> (Abs, Abs) {
        let Some(run) = self.paragraph.run_at(at.saturating_sub(1)) else { return (Abs::ZERO, Abs::ZERO) };
        if let Some((_, width, hangs)) = self.hyphen.filter(|(start, ..)| *start == run.range.start) {
            return (width, hangs);
        }
        let width = hyphen_width(self.shaper, run);
        let hangs = match self.options.hangs {
            true => hang_at_end(self.shaper, self.paragraph, at, LineEnd::Hyphen),
            false => Abs::ZERO,
        };
        self.hyphen = Some((run.range.start, width, hangs));
        (width, hangs)
    }

    /// What some gaps between signs may grow by together.
    fn push_gaps(&mut self, offset: usize, count: usize) {
        let size = self.paragraph.run_at(offset).map_or(Abs::ZERO, |run| run.style.size);
        self.atoms.push(Atom::Glue { width: Abs::ZERO, stretch: gap_stretch(size) * count as i64, shrink: Abs::ZERO });
    }

    /// Whether a role forbids to end the line between two places.
    fn is_held(&self, from: usize, to: usize) -> bool {
        let is_unbroken = |at: usize| self.paragraph.run_at(at).is_some_and(|run| run.style.is_unbroken);
        from.checked_sub(1).is_some_and(is_unbroken) && is_unbroken(to)
    }

    fn ends_code(&self, offset: usize) -> bool {
        let run = offset.checked_sub(1).and_then(|before| self.paragraph.run_at(before));
        run.is_some_and(|run| run.style.is_code || run.style.is_address)
    }

    /// Breaks behind the punctuation of addresses and code, which need no hyphen.
    fn punctuation(&mut self, range: Range<usize>) {
        let paragraph = self.paragraph;
        for run in runs_of(paragraph, &range) {
            let style = &run.style;
            if !(style.is_code || style.is_address) || style.is_unbroken {
                continue;
            }
            let start = run.range.start.max(range.start);
            let text = paragraph.text.get(start..range.end).unwrap_or("");
            let own = run.range.end.min(range.end) - start;
            for (at, c) in text.char_indices().take_while(|(at, _)| *at < own) {
                let behind = start + at + c.len_utf8();
                let Some(next) = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()) else { break };
                // Chicago 7.46: break an address behind a slash or colon, before other punctuation.
                let at_slash = matches!(c, '/' | ':') && !matches!(next, '/' | ':');
                let is_first = start + at == range.start;
                let before_sign = matches!(next, '?' | '&' | '#' | '=' | '%' | '_' | '~' | '@') && !is_first;
                let signs: &[char] =
                    if style.is_code { &['.', '-', ',', ';', '_', '=', '(', '|'] } else { &['-', '.'] };
                if is_option(&paragraph.text, behind) {
                    continue;
                } else if at_slash || before_sign {
                    self.cuts.push(Cut::new(behind, CODE_PENALTY, LineEnd::WithinWord));
                } else if signs.contains(&c) && next.is_alphanumeric() {
                    self.cuts.push(Cut::new(behind, CODE_PENALTY * 2, LineEnd::WithinWord));
                }
            }
        }
    }

    /// Breaks between keys that are pressed together, behind the sign that joins them.
    fn keys(&mut self, range: Range<usize>) {
        let is_key = |run: &Run| run.style.cap.is_some_and(|cap| cap.kind == CapKind::Key);
        let paragraph = self.paragraph;
        let starts = runs_of(paragraph, &range).filter(|run| is_key(run)).map(|run| run.range.start);
        let joined =
            |at: &usize| *at > range.start && paragraph.text.get(..*at).is_some_and(|text| text.ends_with('+'));
        self.cuts.extend(starts.filter(joined).map(|at| Cut::new(at, CODE_PENALTY, LineEnd::WithinWord)));
    }

    fn hyphens(&mut self, range: Range<usize>, word: usize) {
        let paragraph = self.paragraph;
        for run in runs_of(paragraph, &range) {
            let style = &run.style;
            if style.is_code || style.is_address || style.is_unbroken || run.object.is_some() {
                continue;
            }
            let start = run.range.start.max(range.start);
            let Some(part) = paragraph.text.get(start..run.range.end.min(range.end)) else { continue };
            let soft = paragraph.soft_hyphens_in(start..start + part.len());
            if !soft.is_empty() {
                self.cuts.extend(soft.iter().map(|at| Cut::new(*at, HYPHEN_PENALTY, LineEnd::Hyphen)));
                continue;
            }
            // Widths are those of this part: they serve where the word starts with it, without tracking.
            let serves = start == word && style.tracking == 0;
            let cuts = self.shaper.hyphens(run.setting(), part, style.size);
            self.cuts.extend(cuts.iter().map(|cut| Cut {
                widths: serves.then_some((cut.before, cut.lost)),
                ..Cut::new(start + cut.at as usize, HYPHEN_PENALTY, LineEnd::Hyphen)
            }));
        }
    }
}

/// Whether the text goes on without a space behind a sign, or before one, of a script that has none.
fn is_between(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).and_then(|text| text.chars().next_back());
    let behind = text.get(offset..).and_then(|text| text.chars().next());
    before.is_some_and(is_unspaced) || behind.is_some_and(is_unspaced)
}

/// Whether only dashes stand between a space and this place: those of an option stay with its name (`--check`).
fn is_option(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or("");
    let rest = before.trim_end_matches('-');
    rest.len() < before.len() && rest.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}

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
fn run_width(shaper: &mut Shaper, paragraph: &Paragraph, run: &Run, range: Range<usize>) -> Abs {
    match run.object {
        Some((_, size)) => size.width,
        None => {
            let (before, behind) = Cap::room_around(run, &range);
            before + text_width(shaper, run, paragraph.text.get(range).unwrap_or("")) + behind
        }
    }
}

fn text_width(shaper: &mut Shaper, run: &Run, text: &str) -> Abs {
    let style = &run.style;
    let width = shaper.width(run.setting(), text, style.size);
    if style.tracking == 0 {
        return width;
    }
    width + style.size.scale(style.tracking, 1000) * shaper.shape(run.setting(), text).letters()
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
